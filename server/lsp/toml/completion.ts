import { type TomlFile, tableAt } from '../../parse/toml/tree.ts';
import { capabilityNames } from '../../podman/capabilities.ts';
import type { Grammar, Shape } from '../../podman/confGrammar.ts';
import { confKeyTexts } from '../../podman/confKeyTexts.ts';
import { isTooNew, lackedBy } from '../../podman/confVersions.ts';
import type { FeatureContext, Proposal, Proposals } from '../features/model.ts';
import { aboutKey } from './hover.ts';
import { headersOf, shapeAt, tableOf } from './shapes.ts';

/** What could stand at a place of a configuration file: headers, keys of the table, and values of the key. */
export function complete(
  file: TomlFile,
  grammar: Grammar,
  offset: number,
  context: FeatureContext,
): Proposals | undefined {
  const { text } = file;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (/#/.test(line)) return undefined;
  const path = headerAbove(text, offset);
  const list = listAround(text, offset);
  if (list !== undefined) return valuesIn(file, grammar, offset, { path: [...path, list], line, isInList: true });
  const header = /^[ \t]*(\[[^\]]*)$/.exec(line)?.[1];
  if (header !== undefined) return headers(file, grammar, offset, header, context);
  const key = /^[ \t]*([\w-]*)$/.exec(line)?.[1];
  if (key === undefined) {
    const name = /^[ \t]*([\w-]+)[ \t]*=/.exec(line)?.[1]?.toLowerCase() ?? '';
    return valuesIn(file, grammar, offset, { path: [...path, name], line, isInList: false });
  }
  const hasValue = /^[\w-]*[ \t]*=/.test(text.slice(offset, offset + 200));
  const items = keys(file, grammar, path, context);
  return proposalsOf(text, offset, key, hasValue ? items.map(withoutValue) : items);
}

/** Replaces the half-typed word and the rest of it. */
function proposalsOf(text: string, offset: number, half: string, items: readonly Proposal[]): Proposals | undefined {
  const rest = /^[\w.-]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
  return items.length === 0 ? undefined : { span: { start: offset - half.length, end: offset + rest.length }, items };
}

const withoutValue = (item: Proposal): Proposal => ({ ...item, text: item.label, snippet: undefined });

const longestList = 2000;

/** The key whose list is open at an offset. */
function listAround(text: string, offset: number): string | undefined {
  const before = text.slice(Math.max(0, offset - longestList), offset).replace(/#.*/g, '');
  return /(?:^|\n)[ \t]*([\w-]+)[ \t]*=[ \t]*\[[^\]]*$/.exec(before)?.[1]?.toLowerCase();
}

/** The names in the header that a line stands below. */
function headerAbove(text: string, offset: number): string[] {
  const before = text.slice(0, text.lastIndexOf('\n', offset - 1) + 1);
  const [last] = [...before.matchAll(/^[ \t]*\[\[?[ \t]*([\w.-]+)[ \t]*\]\]?/gm)].slice(-1);
  return last?.[1]?.toLowerCase().split('.') ?? [];
}

/** Closing brackets that stand there already stay the only ones. */
function headers(
  { text }: TomlFile,
  grammar: Grammar,
  offset: number,
  half: string,
  { locale }: FeatureContext,
): Proposals | undefined {
  const closed = /^[\w.-]*(\]*)/.exec(text.slice(offset))?.[1]?.length ?? 0;
  const items = [...headersOf(grammar)].map((label): Proposal => {
    const about = confKeyTexts.get(label.replace(/[[\]]/g, ''));
    return { label, kind: 'keyword', documentation: about?.text[locale], text: label.slice(0, label.length - closed) };
  });
  return proposalsOf(text, offset, half, items);
}

function keys(
  { root }: TomlFile,
  grammar: Grammar,
  path: readonly string[],
  { locale, settings }: FeatureContext,
): Proposal[] {
  const inner = path.length === 0 ? grammar : tableOf(shapeAt(grammar, path));
  const isList = path.length > 0 && 'tables' in Object(shapeAt(grammar, path));
  const taken = isList ? undefined : path.length === 0 ? root : tableAt(root, ...path);
  const known = new Set(taken?.entries.map(({ key }) => key.toLowerCase()));
  return Object.entries(inner ?? {})
    .filter(([key, shape]) => !known.has(key) && typeof shape === 'string')
    .map(([label, shape]): Proposal => {
      const full = [...path, label];
      const lacking = isTooNew(full.join('.'), settings.podman) ? lackedBy(full.join('.')) : undefined;
      return {
        label,
        kind: 'option',
        detail: lacking && { en: `newer than Podman ${lacking}`, ja: `Podman ${lacking} より新しいバージョン` }[locale],
        documentation: aboutKey(full, locale).join('\n\n') || undefined,
        text: `${label} = `,
        snippet: `${label} = ${place(shape)}`,
      };
    });
}

const place = (shape: Shape): string => {
  if (shape === 'boolean') return '${1|true,false|}';
  if (shape === 'strings' || shape === 'appendable strings') return '[$1]';
  return shape === 'integer' || shape === 'anything' ? '$1' : '"$1"';
};

interface ValuePlace {
  readonly path: readonly string[];
  /** Up to the cursor. */
  readonly line: string;
  readonly isInList: boolean;
}

function valuesIn({ text }: TomlFile, grammar: Grammar, offset: number, place: ValuePlace): Proposals | undefined {
  const half = /"?[\w:/.-]*$/.exec(place.line)?.[0] ?? '';
  const ahead = place.line.slice(0, place.line.length - half.length);
  // In the middle of a string, behind its last quote, or behind other words.
  if ((ahead.match(/"/g) ?? []).length % 2 === 1 || !(place.isInList || /=[ \t]*$/.test(ahead))) return undefined;
  const isClosed = /^[\w.-]*"/.test(text.slice(offset, offset + 200));
  return proposalsOf(text, offset, half, values(place, grammar, half, isClosed));
}

function values({ path, isInList }: ValuePlace, grammar: Grammar, half: string, isClosed: boolean): Proposal[] {
  const shape = shapeAt(grammar, path);
  if (shape === 'boolean') return ['true', 'false'].map(label => ({ label, kind: 'value' }));
  const isList = shape === 'strings' || shape === 'appendable strings';
  if (shape === undefined || typeof shape === 'object' || isList !== isInList) return [];
  const isCapabilities = path.join('.') === 'containers.default_capabilities';
  const labels = isCapabilities ? capabilityNames : (confKeyTexts.get(path.join('.'))?.values ?? []);
  return labels.map(label => ({
    label,
    kind: 'value',
    text: `"${label}${half.startsWith('"') && isClosed ? '' : '"'}`,
    filter: `${half.startsWith('"') ? '"' : ''}${label}`,
  }));
}
