import { inCode } from '../../core/markdown.ts';
import { say, type Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { secretName, secretValue } from '../../podman/secrets.ts';
import type { Explanation, FeatureContext } from '../features/model.ts';
import { lineOf } from './places.ts';
import { definitionsFor, lastEnv, useAt, type VariableUse, variableUses } from './variables.ts';

const texts = {
  is: { en: '{name} is {value}', ja: '{name} の値は {value} です' },
  isEmpty: { en: '{name} is empty', ja: '{name} の値は空です' },
  isSecret: { en: '{name} has a value', ja: '{name} には値があります' },
  isUnknown: {
    en: 'The value of {name} is not known from this file',
    ja: '{name} の値はこのファイルからは分かりません',
  },
  byDefault: { en: 'unless `--build-arg` says otherwise', ja: '`--build-arg` で変更可能' },
  set: { en: 'set in line {lines}', ja: '{lines} 行目で設定' },
  declared: {
    en: 'declared in line {lines}, and given by `podman build --build-arg`',
    ja: '{lines} 行目で宣言、`podman build --build-arg` で指定',
  },
  automatic: { en: 'Podman itself sets it for each build', ja: 'ビルドのたびに Podman 自身が設定' },
  missing: {
    en: 'nothing in this file sets it; the base image may',
    ja: 'このファイルに設定はなく、ベースイメージで設定されている可能性あり',
  },
  more: { en: ', {more}', ja: '（{more}）' },
  comma: { en: ', ', ja: '、' },
  end: { en: '.', ja: '。' },
} satisfies Record<string, Text>;

/** What a variable's value is, and who set it; or why nobody knows. */
export function aboutVariable(
  file: Containerfile,
  offset: number,
  { locale }: FeatureContext,
): Explanation | undefined {
  const use = useAt(file, offset);
  // What nothing here sets may be the shell's own, or the container's.
  if (!use || (use.variable === undefined && use.how !== 'expanded') || isSetByShell(file, use)) return undefined;
  const [first = '', ...parts] = partsOf(file, use).map(({ text, params }) => say({ text, params }, locale));
  const params = { more: parts.join(texts.comma[locale]) };
  const more = parts.length > 0 ? say({ text: texts.more, params }, locale) : '';
  return { span: use.span, paragraphs: [first + more + texts.end[locale]] };
}

/** The shell that RUN starts gives it a value of its own, which is not known. */
const isSetByShell = (file: Containerfile, { how, name, instruction, span }: VariableUse): boolean =>
  how === 'set' ||
  (how === 'read' &&
    variableUses(file).some(
      other =>
        other.how === 'set' &&
        other.name === name &&
        other.instruction === instruction &&
        other.span.start < span.start,
    ));

interface Part {
  readonly text: Text;
  readonly params?: Record<string, string>;
}

function partsOf(file: Containerfile, use: VariableUse): Part[] {
  const name = inCode(use.name);
  const lines = definitionsFor(file, use)
    .map(span => lineOf(file, span))
    .filter((line, i, all) => all.indexOf(line) === i)
    .sort((a, b) => a - b)
    .join(', ');
  const { value, standing, isArgument } = valueAt(file, use);
  if (value === undefined) {
    return [
      { text: texts.isUnknown, params: { name } },
      { text: texts[standing], params: { lines } },
    ];
  }
  const isSecret = secretName(use.name) || secretValue(value) !== undefined;
  const what = value === '' ? texts.isEmpty : isSecret ? texts.isSecret : texts.is;
  return [
    { text: what, params: { name, value: inCode(shortened(value)) } },
    ...(lines ? [{ text: texts.set, params: { lines } }] : []),
    ...(isArgument ? [{ text: texts.byDefault }] : []),
  ];
}

/** At a declaration, what it sets; elsewhere, what counts there. */
function valueAt(file: Containerfile, use: VariableUse) {
  const { name, how, instruction, span } = use;
  const last = how === 'run' ? lastEnv(file, name, use.stage) : undefined;
  if (last)
    return { value: file.resolve(last.pair.raw, last.instruction), standing: 'set' as const, isArgument: false };
  const standing = file.standingOf(name, instruction);
  if (how !== 'declared') {
    const counting = file.assignment(name, instruction);
    return { value: file.resolve(`\${${name}}`, instruction), standing, isArgument: counting?.isEnv === false };
  }
  const pair = instruction.pairs.find(({ nameSpan }) => nameSpan.start === span.start);
  const isArgument = instruction.keyword === 'ARG';
  if (pair?.value === undefined) {
    const global = file.globalArguments.flatMap(({ pairs }) => pairs).findLast(pair => pair.name === name);
    const isRedeclared = global?.value !== undefined && file.stageOf(instruction) !== undefined;
    const [first] = file.globalArguments;
    const value = isRedeclared && first ? file.resolve(`\${${name}}`, file.stages[0]?.from ?? first) : undefined;
    return { value, standing: 'declared' as const, isArgument };
  }
  return { value: file.resolve(pair.raw, instruction), standing: 'set' as const, isArgument };
}

const shortened = (value: string): string => (value.length > 200 ? `${value.slice(0, 199)}…` : value);
