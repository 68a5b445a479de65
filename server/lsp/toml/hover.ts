import { inCode } from '../../core/markdown.ts';
import type { Locale } from '../../core/text.ts';
import { keyAt } from '../../parse/toml/model.ts';
import type { TomlFile } from '../../parse/toml/tree.ts';
import { capabilityName } from '../../podman/capabilities.ts';
import { capabilityText } from '../../podman/capabilityTexts.ts';
import type { Grammar } from '../../podman/confGrammar.ts';
import { confKeyTexts } from '../../podman/confKeyTexts.ts';
import { lackedBy } from '../../podman/confVersions.ts';
import type { Explanation, FeatureContext } from '../features/model.ts';
import { shapeAt } from './shapes.ts';

/** What a key does, what holds without it and which Podman is too old for it; what a capability allows. */
export function hover(
  { root, isTemplate }: TomlFile,
  grammar: Grammar,
  offset: number,
  { locale }: FeatureContext,
): Explanation | undefined {
  const found = keyAt(root, offset);
  if (!found || isTemplate) return undefined;
  const { path, span, item } = found;
  const keys = path.map(key => key.toLowerCase());
  if (keys.join('.') === 'containers.default_capabilities' && item?.type === 'string') {
    const allows = capabilityText(item.value);
    return allows && { span: item.span, paragraphs: [`**${capabilityName(item.value)}** ${allows[locale]}`] };
  }
  return shapeAt(grammar, keys) && { span, paragraphs: aboutKey(keys, locale) };
}

/** In Markdown; nothing for a key that no text is written for. */
export function aboutKey(keys: readonly string[], locale: Locale): string[] {
  const about = confKeyTexts.get(keys.join('.'));
  if (!about) return [];
  const lacking = lackedBy(keys.join('.'));
  return [
    `**${keys.at(-1)}** ${about.text[locale]}`,
    ...(about.values ? [about.values.map(inCode).join(', ')] : []),
    ...(about.default === undefined ? [] : [`${{ en: 'Default:', ja: '既定値:' }[locale]} ${inCode(about.default)}`]),
    ...(lacking === undefined ? [] : [tooNew(lacking)[locale]]),
  ];
}

const tooNew = (version: string): Record<Locale, string> => ({
  en: `Podman ${version} does not know it yet.`,
  ja: `Podman ${version} にはまだありません。`,
});
