import type { Edit } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Ignore } from '../../core/settings.ts';

/**
 * Adds an entry to `ignore` in the text of a `.podseal.yaml`, as its first. Undefined where the list is written on one
 * line. Whether the entry holds is for the caller to try.
 */
export function addIgnore(text: string, entry: Ignore): Edit | undefined {
  const eol = lineEnding(text);
  const list = /^ignore:[ \t]*(?<value>\[[ \t]*\])?[ \t]*(?:#.*)?(?<end>\r\n|\n|\r|$)/m.exec(text);
  if (!list) {
    if (/^ignore[ \t]*:/m.test(text)) return undefined;
    const at = text.length;
    const separator = text === '' || /[\r\n]$/.test(text) ? '' : eol;
    return { span: { start: at, end: at }, text: `${separator}ignore:${eol}${itemOf(entry, '  ', eol)}` };
  }
  const end = list.index + list[0].length;
  const separator = list.groups?.['end'] === '' ? eol : '';
  if (list.groups?.['value'] !== undefined) {
    return { span: { start: list.index, end }, text: `ignore:${eol}${itemOf(entry, '  ', eol)}` };
  }
  const indent = /^(?:[ \t]*(?:#.*)?(?:\r\n|\n|\r))*([ ]*)-/.exec(text.slice(end))?.[1] ?? '  ';
  return { span: { start: end, end }, text: separator + itemOf(entry, indent, eol) };
}

function itemOf(entry: Ignore, indent: string, eol: string): string {
  const lines = Object.entries(entry).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${scalar(value)}`],
  );
  return lines.map((line, i) => `${indent}${i === 0 ? '- ' : '  '}${line}${eol}`).join('');
}

const scalar = (value: string): string => (/^[a-z/][\w./-]*$/i.test(value) ? value : JSON.stringify(value));

/** A git-ignore pattern that matches one file only. */
export const patternOf = (relativePath: string): string => `/${relativePath.replace(/[\\*?[\]!# ]/g, '\\$&')}`;
