import { inCode } from '../../core/markdown.ts';
import { fieldAt, policyFields } from '../../parse/securityPolicy/fields.ts';
import type { PolicyDocument } from '../../parse/securityPolicy/stream.ts';
import { capabilityName } from '../../podman/capabilities.ts';
import { capabilityText } from '../../podman/capabilityTexts.ts';
import type { Explanation, FeatureContext } from '../features/model.ts';
import { entryAt } from '../yaml/entryAt.ts';
import { listTexts } from './texts.ts';

/** What a list, a field or a capability of a policy means. */
export function hover(
  { policy, yaml }: PolicyDocument,
  offset: number,
  { locale }: FeatureContext,
): Explanation | undefined {
  const found = policy && entryAt(yaml.root, offset);
  if (found?.path[0] !== 'spec') return undefined;
  const { path, part, span } = found;
  const [, list = '', , ...keys] = path;
  const about = Object.entries(listTexts).find(([name]) => name === list)?.[1];
  if (about && keys.length === 0) return { span, paragraphs: [`**${list}** ${about[locale]}`] };
  const field = fieldOf(keys.filter(key => key !== '*'));
  const { text, choices, type } = (field !== undefined && policyFields[field]) || {};
  if (!text) return undefined;
  const written = part.value.type === 'scalar' ? part.value.text : '';
  const allows = type === 'capabilities' ? capabilityText(written) : undefined;
  const isItem = part.type === 'item' && allows !== undefined;
  const values = choices ? [choices.map(inCode).join(', ')] : [];
  return {
    span,
    paragraphs: isItem
      ? [`**${capabilityName(written)}** ${allows[locale]}`]
      : [`**${field}** ${text[locale]}`, ...values],
  };
}

/** The field that a row of keys names: `capabilities`, `add`. */
export function fieldOf(keys: readonly string[]): string | undefined {
  const [last = '', ...outer] = [...keys].reverse();
  return fieldAt(
    outer
      .map(key => `${key}.`)
      .reverse()
      .join(''),
    last,
  );
}
