import type { Edit, Fix } from '../../core/fix.ts';
import { grouped } from '../../core/grouped.ts';
import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { images } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { type StageReference, stageReferences } from './_stageReferences.ts';

type Key = 'duplicate' | 'case' | 'scratch' | 'context' | 'number';

export default containerfileRule({
  id: 'containerfile/duplicate-stage-name',
  title: { en: 'Ambiguous stage name', ja: '曖昧なステージ名' },
  severity: 'warning',
  aliases: ['DuplicateStageName', 'ReservedStageName', 'DL3024', 'DL3063', 'DS-0012', 'CKV_DOCKER_11', 'DF042'],
  references: [
    { title: 'podman-build(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    {
      title: 'BuildKit: DuplicateStageName',
      url: 'https://docs.docker.com/reference/build-checks/duplicate-stage-name/',
    },
  ],
  why: {
    en: 'Podman builds such files without a word, and its versions take different stages for the name: Podman 4 builds the first for --target, Podman 5 the last.',
    ja: 'Podman は何も警告せずにビルドし、どのステージを指すかはバージョンによって異なります。--target では、Podman 4 は最初のもの、Podman 5 は最後のものをビルドします。',
  },
  remedy: { en: 'Give every stage a name of its own.', ja: 'ステージごとに異なる名前を付けてください。' },
  messages: {
    duplicate: {
      en: 'Another stage above is called "{name}" too; from here on the name means this one.',
      ja: '前にも「{name}」というステージがあり、ここから先はこのステージを指します。',
    },
    case: {
      en: 'Only for Podman are "{name}" and "{other}" two names; for Docker they are the same.',
      ja: '「{name}」と「{other}」を区別するのは Podman だけで、Docker では同じ名前です。',
    },
    scratch: {
      en: '"FROM scratch" below can mean this stage instead of nothing: current versions of Podman confuse the two.',
      ja: 'この後の「FROM scratch」が、空のイメージではなくこのステージを指すことがあります。現在の Podman は両者を取り違えます。',
    },
    context: {
      en: 'For Docker, "context" is the build context and cannot be a stage.',
      ja: 'Docker では「context」はビルドコンテキストを指すため、ステージ名にできません。',
    },
    number: {
      en: 'Podman calls stages by their numbers, from 0: {name} can mean another one, and Podman 5.4 and older can crash.',
      ja: 'Podman は 0 から数えた番号でもステージを呼びます。{name} は別のステージを指すことがあり、5.4 以前の Podman は異常終了することがあります。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1 AS «1»\nFROM quay.io/a/b:1 AS «2024»\nCOPY --from=0 /x /x\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1 AS build\nFROM quay.io/a/b:2 AS «build»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1 AS build-1\nFROM quay.io/a/b:2 AS build\nUSER 1001\n',
      },
      {
        text: 'from quay.io/a/b:1 as a\r\nfrom a as \\\r\n  # the middle\r\n  mid\r\ncopy --from=a /x /x\r\nrun --mount=from=a,target=/m make\r\nfrom quay.io/a/b:2   as   «a»\r\nfrom a\r\ncopy --from=a /x /x\r\nuser 1001\r\n',
        fixed:
          'from quay.io/a/b:1 as a-1\r\nfrom a-1 as \\\r\n  # the middle\r\n  mid\r\ncopy --from=a-1 /x /x\r\nrun --mount=from=a-1,target=/m make\r\nfrom quay.io/a/b:2   as   a\r\nfrom a\r\ncopy --from=a /x /x\r\nuser 1001\r\n',
      },
      { text: 'FROM quay.io/a/b:1 AS «scratch»\nUSER 1001\nFROM scratch\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1 AS «context»\nUSER 1001\nFROM context AS build\nFROM quay.io/a/b:1 AS «Build»\nUSER 1001\n',
        settings: { portability: 'docker' },
      },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1 AS build\nFROM quay.io/a/b:1 AS build2\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1 AS a\nFROM quay.io/a/b:1 AS A\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1 AS context\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1 AS 0\nFROM quay.io/a/b:1 AS 1st\nCOPY --from=0 /x /x\nUSER 1001\n' },
      {
        text: 'FROM --platform=linux/amd64 quay.io/a/b:1 AS a\nFROM --platform=linux/arm64 quay.io/a/b:1 AS b\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b:1\nFROM quay.io/a/b:1\n# AS a\nRUN echo AS a AS a\nUSER 1001\n' },
    ],
  },
  concerns: images,
  *check(file, { settings: { portability, profile } }) {
    const forDocker = portability === 'docker' || profile !== 'podman';
    const before = new Map<string, Stage>();
    const naming = new Naming(file);
    for (const stage of file.stages) {
      const { name } = stage;
      if (!name || name.text.includes('$')) continue;
      const report = judge(naming, stage, name, before, forDocker);
      if (report) yield report;
      before.set(name.value.toLowerCase(), stage);
    }
  },
});

function judge(
  naming: Naming,
  { index }: Stage,
  name: Word,
  before: ReadonlyMap<string, Stage>,
  forDocker: boolean,
): Report<Key> | undefined {
  const at = name.span;
  if (name.value === 'scratch') return { at, message: 'scratch' };
  if (name.value === 'context' && forDocker) return { at, message: 'context', severity: 'info' };
  if (/^\d+$/.test(name.value) && Number(name.value) !== index)
    return { at, message: 'number', params: { name: name.value } };
  const other = before.get(name.value.toLowerCase());
  if (!other?.name) return undefined;
  if (other.name.value !== name.value) {
    const params = { name: name.value, other: other.name.value };
    return forDocker ? { at, message: 'case', params, severity: 'info' } : undefined;
  }
  const related = [{ at: other.name.span, text: { en: 'the first one', ja: '最初のステージ' } }];
  return {
    at,
    message: 'duplicate',
    params: { name: name.value },
    fixes: renaming(naming, other, other.name),
    related,
  };
}

/** The names of all stages, and where each stage is meant: looked for once two are called the same. */
class Naming {
  readonly #file: Containerfile;
  #taken: ReadonlySet<string> | undefined;
  #meant: ReadonlyMap<Stage | undefined, readonly StageReference[]> | undefined;
  /** The numbers behind a name that are given away. */
  readonly #numbers = new Map<string, number>();

  constructor(file: Containerfile) {
    this.#file = file;
  }

  /** The places that mean a stage. */
  meaning(stage: Stage): readonly StageReference[] {
    this.#meant ??= grouped(stageReferences(this.#file), ({ referent }) =>
      referent.is === 'stage' ? referent.stage : undefined,
    );
    return this.#meant.get(stage) ?? [];
  }

  /** The first number that makes a name of its own. */
  freeNumber(name: string): number {
    this.#taken ??= new Set(this.#file.stages.flatMap(stage => stage.name?.value.toLowerCase() ?? []));
    const stem = name.toLowerCase();
    let number = this.#numbers.get(stem) ?? 1;
    while (this.#taken.has(`${stem}-${number}`)) number++;
    this.#numbers.set(stem, number);
    return number;
  }
}

/** Another name for the earlier stage, also where it is meant. */
function renaming(naming: Naming, stage: Stage, name: Word): Fix[] {
  const text = `${name.value}-${naming.freeNumber(name.value)}`;
  const meant = naming.meaning(stage);
  // A name that a variable spells cannot be changed here.
  if (meant.some(({ written, resolved }) => written !== resolved && written.includes('$'))) return [];
  const named = meant.filter(({ written }) => written === name.value);
  const edits: Edit[] = [name.span, ...named.map(({ span }) => span)].map(span => ({ span, text }));
  const title = {
    text: { en: 'Call the first one {name}', ja: '最初のステージを {name} にする' },
    params: { name: text },
  };
  return [{ title, edits, safe: false }];
}
