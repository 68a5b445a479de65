import { rules } from '../../rules/containerfile/rules.generated.ts';
import type { FeatureContext, Proposal, Proposals } from '../features/model.ts';
import type { Cursor } from './cursor.ts';

/** What Podseal and Podman read in comments: the pragma, and the directive on the first line. */
export function proposeComments(cursor: Cursor, { locale }: FeatureContext): Proposals | undefined {
  const { before, file, offset } = cursor;
  const [, ignored] = /^#\s*podseal:\s*ignore(?:-file)?\s+(?!.*\s--)(.*)$/.exec(before) ?? [];
  if (ignored !== undefined) {
    const [half = ''] = /[^\s,]*$/.exec(ignored) ?? [];
    const span = cursor.wordOf(half.length, /^[\w/-]*/);
    const items = rules.map((rule): Proposal => ({ label: rule.id, kind: 'rule', detail: rule.title[locale] }));
    return span && { span, items };
  }
  const isFirst = file.text.lastIndexOf('\n', offset - 1) < 0;
  if (isFirst && /^#\s*escape\s*=\s*$/i.test(before)) return { span: { start: offset, end: offset }, items: escapes };
  const [, word] = /^#\s*([\w:-]*)$/.exec(before) ?? [];
  const span = word === undefined ? undefined : cursor.wordOf(word.length, /^[\w:-]*/);
  return span && { span, items: isFirst ? [...pragmas, directive] : pragmas };
}

const escapes: readonly Proposal[] = ['`', '\\'].map(label => ({ label, kind: 'value' }));
const directive: Proposal = { label: 'escape=', kind: 'keyword' };
const pragmas: readonly Proposal[] = ['podseal: ignore', 'podseal: ignore-file'].map(label => ({
  label,
  kind: 'keyword',
  text: `${label} `,
}));
