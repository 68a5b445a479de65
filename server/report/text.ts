import { explain, type Finding } from '../core/finding.ts';
import { lineMap } from '../core/lines.ts';
import { type Severity, severities } from '../core/severity.ts';
import { type Locale, type Params, say, type Text } from '../core/text.ts';
import { type Style, styles } from './colour.ts';
import { inOneLine } from './inOneLine.ts';
import { regionOf } from './region.ts';
import type { MakeReporter, Summary } from './report.ts';
import { visible } from './visible.ts';

const severityStyles: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  hint: 'cyan',
};

/** For people: what is wrong in one line, and once for each rule and reason why it matters and what to do. */
export const text: MakeReporter = ({ locale, colour, quiet }) => {
  const style = styles(colour);
  const explained = new Set<string>();
  return {
    start: () => '',
    file({ path, text, findings }) {
      const lines = lineMap(text);
      return findings
        .map(finding => {
          const { what, why, remedy } = explain(finding, locale);
          const { startLine, startColumn } = regionOf(lines, finding.span);
          const place = `${style('bold', visible(path))}:${startLine}:${startColumn}`;
          const severity = style(severityStyles[finding.severity], finding.severity.padEnd(7));
          const rule = style('dim', `${finding.rule.id}${mark(finding)}`);
          const more = `    ${visible(inOneLine([why, remedy], locale))}`;
          const isNew = !explained.has(more);
          explained.add(more);
          return `${place}  ${severity}  ${visible(what)}  ${rule}\n${isNew ? `${style('dim', more)}\n` : ''}`;
        })
        .join('');
    },
    end: summary => (quiet ? '' : `${summary.filesWithFindings > 0 ? '\n' : ''}${summaryLine(summary, locale)}\n`),
  };
};

/** Whether a fix can be taken. */
const mark = ({ fixes: [first] }: Finding): string => (first ? (first.safe ? ' [--fix]' : ' [--fix-suggested]') : '');

const words = {
  empty: { en: 'There was nothing to judge.', ja: '検査するファイルがありません。' },
  none: { en: 'Nothing found in {files} files.', ja: '{files} 個のファイルに指摘はありません。' },
  some: {
    en: '{counts} in {bad} of {files} files.',
    ja: '{files} 個中 {bad} 個のファイルに指摘があります（{counts}）。',
  },
  safe: { en: '{n} can be repaired with --fix.', ja: '{n} 件は --fix で修正できます。' },
  suggested: {
    en: '{n} have a suggestion: --fix-suggested.',
    ja: '{n} 件には修正案があります（--fix-suggested）。',
  },
  fixed: { en: '{n} fixes were made.', ja: '{n} 件を修正しました。' },
} satisfies Record<string, Text>;

function summaryLine({ files, filesWithFindings, counts, safe, suggested, fixed }: Summary, locale: Locale): string {
  const sentence = (text: Text, params: Params) => say({ text, params }, locale);
  const counted = severities
    .filter(severity => counts[severity] > 0)
    .map(severity => count(severity, counts[severity]));
  const sentences = [
    ...(fixed > 0 ? [sentence(words.fixed, { n: fixed })] : []),
    files === 0
      ? words.empty[locale]
      : filesWithFindings === 0
        ? sentence(words.none, { files })
        : sentence(words.some, { counts: counted.join(', '), bad: filesWithFindings, files }),
    ...(safe > 0 ? [sentence(words.safe, { n: safe })] : []),
    ...(suggested > 0 ? [sentence(words.suggested, { n: suggested })] : []),
  ];
  return plural(inOneLine(sentences, locale));
}

/** The names of severities are the same in every language, as in the settings. */
const count = (severity: Severity, n: number): string => `${n} ${severity}${n === 1 || severity === 'info' ? '' : 's'}`;

const plural = (english: string): string =>
  english
    .replace(/\b1 files/g, '1 file')
    .replace(/\b1 fixes were/g, '1 fix was')
    .replace(/\b1 have a/g, '1 has a');
