import type { Fix } from '../../core/fix.ts';
import { Memory } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { handedOn, type Stage } from '../../parse/containerfile/stages.ts';
import { values } from './_concerns.ts';
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
  },
  examples: {
    bad: [
      { text: 'FROM a\nWORKDIR «app/»\nWORKDIR sub\nUSER 1001\n' },
      { text: 'FROM a AS b\nworkdir \\\n  # here\n  «"../app"»\nFROM b\nWORKDIR sub\nUSER 1001\n' },
      { text: 'FROM a\nARG DIR=app\nWORKDIR «${DIR}/x»\nUSER 1001\n' },
      { text: 'FROM scratch\nWORKDIR «app»\nUSER 1001\n', fixed: 'FROM scratch\nWORKDIR /app\nUSER 1001\n' },
      { text: 'FROM a\nONBUILD WORKDIR «app»\nUSER 1001\n' },
      { text: 'FROM a\nWORKDIR «\\\\app»\nUSER 1001\n' },
      { text: 'FROM a\nWORKDIR /app\nFROM c\r\nWORKDIR «.»\r\nUSER 1001\r\n' },
    ],
    good: [
      { text: 'FROM a\nWORKDIR /app\nWORKDIR sub\nWORKDIR ../x\nUSER 1001\n', settings: { profile: 'strict' } },
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
  *check(file) {
    // What follows the first one of a stage starts from there.
    const started = new Set<Stage | undefined>();
    for (const instruction of inOrder(file)) {
      const stage = file.stageOf(instruction);
      const [word] = instruction.words;
      const isFirst = !started.has(stage) && !(stage?.parent && handedOn(begun, stage.parent, setsFolder));
      started.add(stage);
      const path = isFirst && word ? file.resolve(word, instruction) : undefined;
      if (!word || !path || isAbsolute(path)) continue;
      const fix = fromRoot(stage, word);
      yield { at: word.span, message: 'relative', params: { path }, fixes: fix && [fix] };
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

/** Without a base image everything starts at the root. */
function fromRoot(stage: Stage | undefined, { text, span }: Word): Fix | undefined {
  if (stage?.base?.value !== 'scratch' || !/^[\w-][\w./-]*$/.test(text)) return undefined;
  const title = { text: { en: 'Write /{path}', ja: '/{path} と書く' }, params: { path: text } };
  return { title, edits: [{ span: { start: span.start, end: span.start }, text: '/' }], safe: true };
}
