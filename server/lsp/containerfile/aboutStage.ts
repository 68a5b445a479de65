import { inCode } from '../../core/markdown.ts';
import { touches } from '../../core/span.ts';
import { say, type Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { builtStages } from '../../rules/containerfile/_stages.ts';
import { effectiveUser, isRoot } from '../../rules/containerfile/_users.ts';
import type { Explanation, FeatureContext, Hint } from '../features/model.ts';
import { lineOf } from './places.ts';
import { stageUses } from './stageNames.ts';

const texts = {
  stage: { en: 'Stage {name}, line {line}: `FROM` {base}', ja: 'ステージ {name}（{line} 行目）: `FROM` {base}' },
  unused: { en: 'Nothing in this file uses it.', ja: 'このファイルでは使われていません。' },
  final: { en: 'It becomes the image.', ja: 'イメージになるステージです。' },
  byInstruction: {
    en: 'The stage ends as user {user}, set in line {line}.',
    ja: '最後のユーザーは {user} です（{line} 行目で設定）。',
  },
  byImage: {
    en: 'The stage ends as user {user}, the one of the image {image}.',
    ja: '最後のユーザーは、イメージ {image} のユーザー {user} です。',
  },
  byVariable: {
    en: 'The stage ends as user {user}, whose value is not known from this file (line {line}).',
    ja: '最後のユーザーは {user} です（{line} 行目）。値はこのファイルからは分かりません。',
  },
  byNobody: {
    en: 'The stage ends as the user of the image {image}, which is not known.',
    ja: '最後のユーザーはイメージ {image} のものですが、どのユーザーかは分かりません。',
  },
  root: { en: 'That is root.', ja: 'これは root です。' },
  user: { en: 'user: {user}', ja: 'ユーザー: {user}' },
  unknown: { en: 'user: unknown', ja: 'ユーザー: 不明' },
} satisfies Record<string, Text>;

/** A stage by its name, and whom its processes run as; at a USER, whether it counts. */
export function aboutStage(file: Containerfile, offset: number, context: FeatureContext): Explanation | undefined {
  const declared = file.stages.find(({ name }) => name && touches(name.span, offset));
  if (declared?.name)
    return {
      span: declared.name.span,
      paragraphs: [...described(file, declared, context), ...usage(file, declared, context)],
    };
  const used = stageUses(file).find(({ span, stage }) => stage && touches(span, offset));
  return used?.stage && { span: used.span, paragraphs: described(file, used.stage, context) };
}

/** The user that a stage ends as, for a hover over one of its USERs: over the word itself, or over what is written there. */
export function aboutUser(file: Containerfile, offset: number, context: FeatureContext): Explanation | undefined {
  const instruction = file.of('USER').find(({ span }) => touches(span, offset));
  const stage = instruction && file.stageOf(instruction);
  if (!instruction || !stage) return undefined;
  const spans = [instruction.keywordSpan, ...instruction.words.slice(0, 1).map(({ span }) => span)];
  const span = spans.find(span => touches(span, offset));
  return span && { span, paragraphs: [userSentence(file, stage, context)] };
}

function described(file: Containerfile, stage: Stage, context: FeatureContext): string[] {
  const params = {
    name: inCode(stage.name?.value ?? String(stage.index)),
    line: lineOf(file, stage.from.span),
    base: inCode(stage.base?.text ?? ''),
  };
  return [say({ text: texts.stage, params }, context.locale), userSentence(file, stage, context)];
}

function usage(file: Containerfile, stage: Stage, { locale, settings }: FeatureContext): string[] {
  if (builtStages(file, settings).includes(stage)) return [texts.final[locale]];
  return stageUses(file).some(use => use.stage === stage) ? [] : [texts.unused[locale]];
}

function userSentence(file: Containerfile, stage: Stage, context: FeatureContext): string {
  const { locale } = context;
  const found = effectiveUser(file, stage, context.settings);
  if (found.by === 'unknown') return say({ text: texts.byNobody, params: { image: inCode(found.image) } }, locale);
  if (found.by === 'image') {
    const params = { user: inCode(found.user), image: inCode(found.image) };
    return say({ text: texts.byImage, params }, locale);
  }
  const params = { user: inCode(found.user ?? found.word.text), line: lineOf(file, found.word.span) };
  const text = found.user === undefined ? texts.byVariable : texts.byInstruction;
  const root =
    found.user !== undefined && isRoot(found.user) && !/^root\b/.test(found.user) ? [texts.root[locale]] : [];
  return [say({ text, params }, locale), ...root].join(locale === 'ja' ? '' : ' ');
}

/** At the end of each stage, the user that it ends as. */
export function* userHints(file: Containerfile, context: FeatureContext): Generator<Hint> {
  for (const stage of file.stages) {
    const found = effectiveUser(file, stage, context.settings);
    const user = found.by === 'unknown' ? undefined : found.user;
    const text = user === undefined ? texts.unknown : texts.user;
    yield {
      name: 'effectiveUser',
      offset: stage.span.end,
      text: say({ text, params: { user: user ?? '' } }, context.locale),
      tooltip: userSentence(file, stage, context),
    };
  }
}
