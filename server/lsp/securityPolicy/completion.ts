import { fieldAt, keysBelow, policyFields } from '../../parse/securityPolicy/fields.ts';
import type { PolicyDocument } from '../../parse/securityPolicy/stream.ts';
import { capabilityNames } from '../../podman/capabilities.ts';
import { capabilityText } from '../../podman/capabilityTexts.ts';
import type { FeatureContext, Proposal, Proposals } from '../features/model.ts';
import { type Cursor, cursorAt } from '../yaml/cursor.ts';
import { fieldOf } from './hover.ts';
import { listTexts } from './texts.ts';

/** What could stand at a place of a policy. */
export function complete(
  { text, policy }: PolicyDocument,
  offset: number,
  context: FeatureContext,
): Proposals | undefined {
  const cursor = policy && cursorAt(text, offset);
  if (!cursor) return undefined;
  const items = proposals(cursor, context).filter(({ label }) => !cursor.siblings.includes(label));
  return items.length === 0 ? undefined : { span: cursor.span, items };
}

function proposals(cursor: Cursor, context: FeatureContext): Proposal[] {
  const { path, expects } = cursor;
  const [root, list, ...inner] = path;
  if (root === undefined) return expects === 'key' ? keys(['apiVersion', 'kind', 'metadata', 'spec']) : [];
  if (root !== 'spec') return [];
  if (list === undefined) return expects === 'key' ? lists(context) : [];
  if (list === 'requiredLabels') return expects === 'value' || inner.length !== 1 ? [] : keys(['key', 'value']);
  if (!Object.hasOwn(listTexts, list) || inner.length === 0) return [];
  const names = inner.filter(key => key !== '*');
  const field = names.length > 0 ? fieldOf(names) : undefined;
  if (field !== undefined) return values(field, cursor, context);
  return expects === 'value' ? [] : fields(list, names.map(name => `${name}.`).join(''), context);
}

const keys = (labels: readonly string[]): Proposal[] =>
  labels.map(label => ({ label, kind: 'option', text: `${label}: ` }));

const lists = ({ locale }: FeatureContext): Proposal[] =>
  Object.entries(listTexts).map(([label, text]) => ({
    label,
    kind: 'option',
    documentation: text[locale],
    text: `${label}:`,
  }));

/** The keys of an entry, or of a map in one: `allowed` takes capabilities alone. */
function fields(list: string, prefix: string, { locale }: FeatureContext): Proposal[] {
  return keysBelow(prefix)
    .filter(key => list !== 'allowed' || ['capabilities', 'addCapabilities', 'add'].includes(key))
    .map(label => {
      const field = fieldAt(prefix, label);
      const isOpen = field === undefined || policyFields[field]?.type === 'capabilities';
      return {
        label,
        kind: 'option',
        documentation: field === undefined ? undefined : policyFields[field]?.text[locale],
        text: isOpen ? `${label}:` : `${label}: `,
      };
    });
}

function values(field: string, { expects, half }: Cursor, { locale }: FeatureContext): Proposal[] {
  const { type, choices = [] } = policyFields[field] ?? {};
  if (type === 'capabilities') {
    if (expects === 'key' || (expects === 'value' && half !== '')) return [];
    return ['ALL', ...capabilityNames].map(label => ({
      label,
      kind: 'value',
      documentation: capabilityText(label)?.[locale],
      text: expects === 'value' ? `[${label}]` : label,
    }));
  }
  const labels = type === 'boolean' ? ['true', 'false'] : choices;
  return expects === 'key' ? [] : labels.map(label => ({ label, kind: 'value' }));
}
