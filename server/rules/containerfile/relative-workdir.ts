import type { Fix } from '../../core/fix.ts';
import { Memory } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { handedOn, type Stage } from '../../parse/containerfile/stages.ts';
import { values } from './_concerns.ts';
import { absolute } from './_landing.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/relative-workdir',
  title: { en: 'WORKDIR that starts nowhere', ja: '起点のない WORKDIR' },
  severity: { podman: 'hint', strict: 'warning', kubernetes: 'hint' },
  aliases: ['DL3000', 'DS-0009', 'DS009', 'CKV_DOCKER_10', 'WorkdirRelativePath', 'S7021'],
  references: [
    { title: 'Dockerfile reference: WORKDIR', url: 'https://docs.docker.com/reference/dockerfile/#workdir' },
    {
      title: 'BuildKit: WorkdirRelativePath',
      url: 'https://docs.docker.com/reference/build-checks/workdir-relative-path/',
    },
  ],
  why: {
    en: 'The base image decides where a relative path starts, and another version of it may decide otherwise.',
    ja: '相対パスの起点はベースイメージが決めます。バージョンが変わると、起点も変わる可能性があります。',
  },
  remedy: { en: 'Write the whole path, from / on.', ja: '/ から始まる絶対パスを書いてください。' },
  messages: {
    relative: {
      en: 'Where "{path}" lies depends on the working directory of the base image.',
      ja: '「{path}」の場所は、ベースイメージの作業ディレクトリによって変わります。',
    },
    joined: {
      en: '"{path}" continues the WORKDIR before it, to {whole}.',
      ja: '「{path}」は前の WORKDIR に続き、{whole} になります。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nWORKDIR «app/»\nWORKDIR sub\nUSER 1001\n' },
      { text: 'FROM a AS b\nworkdir \\\n  # here\n  «"../app"»\nFROM b\nWORKDIR sub\nUSER 1001\n' },
      { text: 'FROM a\nARG DIR=app\nWORKDIR «${DIR}/x»\nUSER 1001\n' },
      { text: 'FROM scratch\nWORKDIR «app»\nUSER 1001\n', fixed: 'FROM scratch\nWORKDIR /app\nUSER 1001\n' },
      { text: 'FROM a\nONBUILD WORKDIR «app»\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nARG DIR=src\nWORKDIR /app\nWORKDIR «"$DIR"»\nWORKDIR «../lib»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nARG DIR=src\nWORKDIR /app\nWORKDIR /app/src\nWORKDIR /app/lib\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nWORKDIR «\\\\app»\nUSER 1001\n' },
      { text: 'FROM a\nWORKDIR /app\nFROM c\r\nWORKDIR «.»\r\nUSER 1001\r\n' },
    ],
    good: [
      { text: 'FROM a\nWORKDIR /app\nWORKDIR sub\nWORKDIR ../x\nUSER 1001\n' },
      { text: 'FROM a AS b\nWORKDIR /app\nFROM b\nWORKDIR sub\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1 AS b\nWORKDIR /app\nFROM b AS c\nRUN make\nFROM c\nWORKDIR sub\nWORKDIR $DIR\nWORKDIR x\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nWORKDIR $HOME/app\nWORKDIR sub\nUSER 1001\n' },
      {
        text: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR c:\\\\app\nWORKDIR "D:/x"\nUSER ContainerUser\n',
      },
      { text: 'FROM a\nONBUILD WORKDIR app\nWORKDIR /srv\nUSER 1001\n' },
      { text: 'FROM a\nENV DIR=/app\nWORKDIR ${DIR}\nUSER 1001\n' },
    ],
  },
  concerns: [...values, 'WORKDIR'],
  *check(file, { settings: { profile } }) {
    // Where the WORKDIRs of a stage have led so far.
    const reached = new Map<Stage | undefined, string | undefined>();
    for (const instruction of inOrder(file)) {
      const stage = file.stageOf(instruction);
      const word = instruction.words[0];
      const path = word && file.resolve(word, instruction);
      const isBegun = reached.has(stage) || (stage?.parent !== undefined && handedOn(begun, stage.parent, setsFolder));
      const folder = reached.get(stage);
      const isRelative = path !== undefined && path !== '' && !isAbsolute(path);
      reached.set(stage, isRelative ? folder && absolute(path, folder) : path === '' ? folder : path);
      if (!word || !isRelative) continue;
      // Those behind the first start from there.
      if (!isBegun) {
        const fix = fromRoot(stage, word);
        yield { at: word.span, message: 'relative', params: { path }, fixes: fix && [fix] };
      } else if (profile === 'strict' && folder?.startsWith('/')) {
        const whole = absolute(path, folder);
        const fixes = plain.test(path) ? [wholePath(word, whole)] : [];
        yield { at: word.span, message: 'joined', params: { path, whole }, severity: 'hint', fixes };
      }
    }
  },
});

const begun = new Memory<Stage, boolean>();

const setsFolder = ({ instructions }: Stage, below = false): boolean =>
  below || instructions.some(({ keyword }) => keyword === 'WORKDIR');

/** What waits behind ONBUILD starts where the image ends. */
function inOrder(file: Containerfile): readonly Instruction[] {
  const all = file.of('WORKDIR');
  const triggers = new Set(all.length > 0 ? file.of('ONBUILD').map(({ inner }) => inner) : []);
  return triggers.size === 0
    ? all
    : [...all.filter(each => !triggers.has(each)), ...all.filter(each => triggers.has(each))];
}

/** Also on Windows. */
const isAbsolute = (path: string): boolean => /^(?:\/|[A-Za-z]:)/.test(path);

const plain = /^[\w.-][\w./-]*$/;

/** Without a base image everything starts at the root. */
const fromRoot = (stage: Stage | undefined, word: Word): Fix | undefined =>
  stage?.base?.value === 'scratch' && /^[\w-]/.test(word.text) && plain.test(word.text)
    ? wholePath(word, `/${word.text}`)
    : undefined;

function wholePath({ span }: Word, path: string): Fix {
  const title = { text: { en: 'Write {path}', ja: '{path} と書く' }, params: { path } };
  return { title, edits: [{ span, text: path }], safe: true };
}
