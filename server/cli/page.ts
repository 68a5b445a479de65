import type { Reference } from '../core/rule.ts';
import type { Locale, Text } from '../core/text.ts';
import { type Style, styles } from '../report/colour.ts';
import { type Io, localeFrom, wantsColour } from './io.ts';
import { Output } from './output.ts';

/** What is explained: a rule or a check. A section without a body is left out. */
export interface Page {
  readonly id: string;
  readonly title: Text;
  readonly sections: readonly (readonly [heading: Text, body: string])[];
}

/** For a terminal. */
export async function writePages(pages: readonly Page[], io: Io): Promise<void> {
  const style = styles(wantsColour(io, io.stdout));
  await new Output(io.stdout).write(pages.map(page => shown(page, localeFrom(io), style)).join('\n'));
}

function shown({ id, title, sections }: Page, locale: Locale, style: (style: Style, text: string) => string): string {
  const parts = sections
    .filter(([, body]) => body !== '')
    .map(([heading, body]) => `${style('bold', heading[locale])}\n${indent(body)}`);
  return `${[`${style('bold', id)}  ${title[locale]}`, ...parts].join('\n\n')}\n`;
}

const indent = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, '  ');

export const referenceLines = (references: readonly Reference[]): string[] =>
  references.map(({ title, url }) => (url ? `${title} <${url}>` : title));
