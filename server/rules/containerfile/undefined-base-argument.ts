import type { Fix } from '../../core/fix.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { ExpandedText } from '../../parse/containerfile/expandedTexts.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { platformArguments } from '../../parse/containerfile/variables.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { values } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { declareBefore, misspelt, neededVariables, type PlacedUse } from './_variables.ts';

type Key = 'undefined' | 'misspelt' | 'no-default' | 'invalid';

export default containerfileRule({
  id: 'containerfile/undefined-base-argument',
  title: { en: 'FROM with an undefined argument', ja: '未定義の引数を使う FROM' },
  severity: 'warning',
  aliases: ['UndefinedArgInFrom', 'InvalidDefaultArgInFrom'],
  references: [
    {
      title: 'Dockerfile reference: how ARG and FROM interact',
      url: 'https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact',
    },
    {
      title: 'BuildKit: UndefinedArgInFrom',
      url: 'https://docs.docker.com/reference/build-checks/undefined-arg-in-from/',
    },
  ],
  why: {
    en: 'FROM sees only arguments that are declared before the first FROM. Without a value, the name has a hole: Podman says "no FROM statement found" or takes another image.',
    ja: 'FROM から見えるのは、最初の FROM より前に宣言された引数だけです。値がなければその部分が空になり、「no FROM statement found」という分かりにくいエラーになるか、別のイメージが使われます。',
  },
  remedy: {
    en: 'Declare the argument with a default in front of the first FROM: "ARG NAME=value".',
    ja: '最初の FROM より前で、既定値付きで「ARG 名前=値」のように宣言してください。',
  },
  messages: {
    undefined: {
      en: '"{name}" is not declared before the first FROM and is empty here.',
      ja: '「{name}」は最初の FROM より前に宣言されておらず、ここでは空になります。',
    },
    misspelt: {
      en: '"{name}" is not declared before the first FROM; did you mean "{right}"?',
      ja: '「{name}」は最初の FROM より前に宣言されていません。「{right}」ではありませんか。',
    },
    'no-default': {
      en: '"{name}" has no default: the build fails for whoever does not pass --build-arg {name}=...',
      ja: '「{name}」に既定値がないため、--build-arg {name}=... を渡さないとビルドに失敗します。',
    },
    invalid: {
      en: 'With the defaults of its arguments this is "{image}", which is not an image\'s name.',
      ja: '引数の既定値を当てはめると「{image}」となり、イメージ名として正しくありません。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:«$VERSION»\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:«${VERSION}» AS one\nARG VERSION=1.2\nUSER 1001\n',
        fixed: 'ARG VERSION=1.2\nFROM quay.io/a/b:${VERSION} AS one\nARG VERSION=1.2\nUSER 1001\n',
      },
      {
        text: 'FROM --platform=«$BULIDPLATFORM» quay.io/a/b:1\nUSER 1001\n',
        fixed: 'FROM --platform=$BUILDPLATFORM quay.io/a/b:1\nUSER 1001\n',
      },
      {
        text: 'arg BASE_TAG=1\r\nfrom \\\r\n  # the base\r\n  "quay.io/a/b:«$BASETAG»"\r\nuser 1001\r\n',
        fixed: 'arg BASE_TAG=1\r\nfrom \\\r\n  # the base\r\n  "quay.io/a/b:$BASE_TAG"\r\nuser 1001\r\n',
      },
      { text: 'ARG BASE\nFROM «$BASE» AS a\nFROM ${BASE}\nARG BASE\nUSER 1001\n' },
      { text: 'ARG V\nFROM quay.io/a/b:1 AS a\nFROM quay.io/a/b:«${V}»\nUSER 1001\n' },
      { text: 'ARG END="b:"\nFROM «quay.io/a/${END}»\nUSER 1001\n' },
    ],
    good: [
      { text: 'ARG V=1\nFROM quay.io/a/b:$V\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:${V:-1}\nUSER 1001\n' },
      { text: 'ARG VARIANT\nFROM quay.io/a/b:1${VARIANT}\nUSER 1001\n' },
      { text: 'ARG VARIANT=""\nFROM quay.io/a/b:1${VARIANT}\nUSER 1001\n' },
      { text: 'FROM --platform=$BUILDPLATFORM quay.io/a/b:1\nUSER 1001\n' },
      { text: 'FROM --platform=linux/${TARGETARCH} quay.io/a/b:1\nUSER 1001\n' },
      { text: 'ARG A=a\nARG B=quay.io/$A\nFROM $B/b:1 AS Build\nARG N=Build\nUSER 1001\n' },
      { text: 'ARG FROM_STAGE=Build\nFROM quay.io/a/b:1 AS Build\nUSER 1001\nFROM $FROM_STAGE\n' },
    ],
  },
  concerns: values,
  *check(file) {
    const told = new Set<string>();
    for (const stage of file.stages) {
      const { from, base } = stage;
      const platform = from.flag('platform');
      if (platform?.value !== undefined && platform.valueSpan) {
        const text = file.text.slice(platform.valueSpan.start, platform.valueSpan.end);
        const word = { text: text.includes('\n') ? platform.value : text, span: platform.valueSpan };
        yield* judge(file, from, word, told, value => value !== '');
      }
      if (base) yield* judge(file, from, base, told, value => isImage(value, stage), 'image');
    }
  },
});

const isImage = (name: string, { parent }: Stage): boolean =>
  parent !== undefined || parseImageReference(name) !== undefined;

function* judge(
  file: Containerfile,
  from: Instruction,
  word: ExpandedText,
  told: Set<string>,
  isGood: (value: string) => boolean,
  kind?: 'image',
): Generator<Report<Key>> {
  const uses = neededVariables(word);
  if (uses.length === 0) return;
  const value = file.resolveByDefault(word, from);
  const fails = value !== undefined && !isGood(value);
  const severity = fails ? 'error' : undefined;
  const missing = uses.filter(({ name }) => file.standingOf(name, from) === 'missing');
  for (const use of missing) yield { ...missingReport(file, from, use), severity };
  if (!fails || missing.length > 0) return;
  const bare = uses.find(({ name }) => file.standingOf(name, from) === 'declared');
  if (bare) {
    // One default serves every FROM.
    if (!told.has(bare.name))
      yield { at: bare.at, message: 'no-default', params: { name: bare.name }, severity: 'info' };
    told.add(bare.name);
  } else if (kind) yield { at: word.span, message: 'invalid', params: { image: value }, severity };
}

function missingReport(file: Containerfile, from: Instruction, use: PlacedUse): Report<Key> {
  const { name, at } = use;
  const moved = declaredLater(file, name);
  if (moved) return { at, message: 'undefined', params: { name }, fixes: [moved] };
  const other = misspelt(use, nearest(name, new Set([...file.variablesSeenBy(from), ...platformArguments])), true);
  if (other) return { at, message: 'misspelt', params: { name, right: other.right }, fixes: other.fixes };
  return { at, message: 'undefined', params: { name } };
}

/** The default that a stage gives to the argument, where FROM can see it. */
function declaredLater(file: Containerfile, name: string): Fix | undefined {
  const first = file.stages[0]?.from;
  const pair = file
    .of('ARG')
    .flatMap(({ pairs }) => pairs)
    .find(pair => pair.name === name && pair.value !== undefined && !pair.raw.includes('$'));
  if (!first || !pair) return undefined;
  return {
    title: {
      text: { en: 'Declare {name} before the first FROM', ja: '最初の FROM より前で {name} を宣言する' },
      params: { name },
    },
    edits: [declareBefore(file.text, first, `${name}=${pair.raw}`)],
    safe: false,
  };
}
