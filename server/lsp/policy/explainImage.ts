import { inCode } from '../../core/markdown.ts';
import { type Locale, say, type Text } from '../../core/text.ts';
import type { JsonFile } from '../../parse/json/tree.ts';
import { imageLookup } from '../../parse/policy/images.ts';
import { entryFor, type PolicyEntry, policyIn } from '../../parse/policy/policy.ts';
import { type Strength, strengthOf } from '../../parse/policy/strength.ts';
import { listWords, requirementWords, scopeName } from './words.ts';

/** What becomes of an image under a policy, and why. */
interface ImageVerdict {
  readonly strength: Strength | undefined;
  /** In Markdown. */
  readonly paragraphs: readonly string[];
}

const texts = {
  accept: { en: '{image} is **accepted** without a signature.', ja: '{image} は署名なしで**受け入れられます**。' },
  signed: {
    en: '{image} is accepted **only with a signature**.',
    ja: '{image} は**署名がある場合だけ**受け入れられます。',
  },
  reject: { en: '{image} is **rejected**.', ja: '{image} は**拒否されます**。' },
  unknown: { en: 'What becomes of {image} cannot be said.', ja: '{image} がどう扱われるかは判断できません。' },
  relative: {
    en: 'Scopes of this transport are absolute paths: write the image with one.',
    ja: 'このトランスポートのスコープは絶対パスです。イメージを絶対パスで指定してください。',
  },
  registry: {
    en: '{written} names no registry: registries.conf may say another one than this.',
    ja: '{written} にはレジストリ名がないため、registries.conf によっては別のレジストリから取得されます。',
  },
  storage: {
    en: 'This is the usual storage of root; for another one write `containers-storage:[overlay@/FOLDER]NAME`.',
    ja: 'root の通常のストレージの場合です。ほかのストレージは `containers-storage:[overlay@/フォルダー]名前` と書いてください。',
  },
  every: { en: '{scope} (every image of {transport})', ja: '{scope}（{transport} のすべてのイメージ）' },
  looked: {
    en: 'Looked for, the first that is there decides:',
    ja: '次の順に探され、最初に見つかったものだけが使われます:',
  },
  here: { en: 'this decides', ja: 'これが使われます' },
  absent: { en: 'not there', ja: 'なし' },
  asks: { en: 'It asks for all of this:', ja: '次のすべてを満たす必要があります:' },
} satisfies Record<string, Text>;

/** Undefined for what names no image, or a file that is no policy. */
export function explainImage(file: JsonFile, written: string, locale: Locale): ImageVerdict | undefined {
  const policy = policyIn(file);
  const looked = imageLookup(written.trim());
  if (!policy || !looked) return undefined;
  const { transport, scopes, name, assumed } = looked;
  const params = { image: inCode(`${transport}: ${name}`), written: inCode(written.trim()) };
  const about = (text: Text) => say({ text, params }, locale);
  if (!scopes) return { strength: undefined, paragraphs: [about(texts.unknown), texts.relative[locale]] };
  const found = entryFor(policy, transport, scopes);
  const strength = found && strengthOf(found);
  const isDefault = found?.transport === undefined;
  const labelOf = (scope: string) => {
    const label = inCode(JSON.stringify(scope));
    return scope === '' ? say({ text: texts.every, params: { scope: label, transport } }, locale) : label;
  };
  const steps = scopes.map(scope => ({
    label: labelOf(scope),
    isHere: !isDefault && scope === found?.scope,
  }));
  const all = [...steps, { label: inCode('default'), isHere: isDefault }];
  const tried = all.slice(0, all.findIndex(({ isHere }) => isHere) + 1);
  const lines = tried.map(({ label, isHere }) => `- ${label}: ${isHere ? texts.here[locale] : texts.absent[locale]}`);
  return {
    strength,
    paragraphs: [
      about(texts[strength ?? 'unknown']),
      ...(assumed ? [about(texts[assumed])] : []),
      `${texts.looked[locale]}\n\n${lines.join('\n')}`,
      ...(found ? asked(found, locale) : []),
    ],
  };
}

function* asked(entry: PolicyEntry, locale: Locale): Iterable<string> {
  const [only, ...more] = entry.requirements ?? [];
  if (!only) return;
  const words =
    more.length > 0 ? `${texts.asks[locale]}\n\n${listWords(entry, locale)}` : requirementWords(only, locale);
  yield `${scopeName(entry)}: ${words}`;
}
