import type { Comment } from './kind.ts';
import { remembering } from './remember.ts';
import type { Span } from './span.ts';

/** What a comment asks to be left out. */
export interface Pragma {
  /** Names of rules, ours or another tool's; none for `ignore-file` alone, which means all. */
  readonly names: readonly PragmaName[];
  readonly wholeFile: boolean;
  /** Another tool's: honoured, never criticised. */
  readonly foreign: boolean;
  /** `check=skip=all`, `NOSONAR`: whatever that tool has. */
  readonly allOf?: OtherTool;
  readonly reason?: string | undefined;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string | undefined;
}

/** One whose rules can be left out all at once; KICS, whose names nobody writes, stands for any other tool. */
export type OtherTool = 'BuildKit' | 'Sonar' | 'KICS';

export interface PragmaName {
  readonly name: string;
  readonly span: Span;
}

interface Syntax {
  readonly pattern: RegExp;
  /** Finds the names in what the pattern calls so; without, they are the words of it. */
  readonly name?: RegExp;
  readonly allOf?: OtherTool;
  readonly wholeFile: boolean;
  readonly foreign: boolean;
}

const buildKit = /^\s*check\s*=\s*(?:[^;]*;)*?\s*skip\s*=\s*(?<names>[\w\s,]+)/di;

/** Codes, and nothing else among them: otherwise hadolint takes it for an ordinary comment. */
const hadolint = (scope: string): RegExp =>
  new RegExp(String.raw`^\s*hadolint\s+${scope}ignore\s*=\s*(?<names>[DLSC\d]+(?:[\s,]+[DLSC\d]+)*)(?!\w|\s*,)`, 'di');

/** The group `names` holds the rules, separated by commas or blanks. */
const syntaxes: readonly Syntax[] = [
  { pattern: /^\s*podseal:\s*ignore-file\b(?<names>.*?)(?=\s--(?:\s|$)|$)/di, wholeFile: true, foreign: false },
  { pattern: /^\s*podseal:\s*ignore\b(?<names>.*?)(?=\s--(?:\s|$)|$)/di, wholeFile: false, foreign: false },
  { pattern: hadolint(String.raw`global\s+`), wholeFile: true, foreign: true },
  { pattern: hadolint(String.raw`(?:stage\s+)?`), wholeFile: false, foreign: true },
  { pattern: buildKit, wholeFile: true, foreign: true },
  {
    pattern: /^\s*(?:checkov|bridgecrew|cortex):\s*skip\s*=\s*(?<names>\w+(?:\s*,\s*\w+)*)/di,
    wholeFile: true,
    foreign: true,
  },
  {
    pattern: /^\s*(?<names>trivy:\s*ignore:.*)/di,
    name: /(?<=trivy:\s?ignore:)[\w-]+/gi,
    wholeFile: false,
    foreign: true,
  },
  { pattern: /^\s*NOSONAR\s*\((?<names>[\w\s,:]+)\)/d, name: /S\d+/g, wholeFile: false, foreign: true },
  { pattern: /^\s*(?<names>NOSONAR)\b/d, allOf: 'Sonar', wholeFile: false, foreign: true },
  { pattern: /^\s*kics-scan\s+(?<names>ignore-(?:line|block))\b/di, allOf: 'KICS', wholeFile: false, foreign: true },
  { pattern: /^\s*kics-scan\s+(?<names>ignore)\s*$/di, allOf: 'KICS', wholeFile: true, foreign: true },
];

/** Most comments ask for nothing, and stand there at the next keystroke, too. */
const isWorthALook = remembering(text => /podseal|hadolint|check|trivy|NOSONAR|kics-scan|:\s?skip/i.test(text));

/** Reads a comment as a suppression, or undefined if it is an ordinary one. */
export function parsePragma(comment: Comment): Pragma | undefined {
  if (!isWorthALook(comment.text)) return undefined;
  const origin = comment.span.end - comment.text.length;
  for (const { pattern, name = /[^\s,]+/g, wholeFile, foreign, allOf } of syntaxes) {
    const match = pattern.exec(comment.text);
    if (!match) continue;
    const [from] = match.indices?.groups?.['names'] ?? [0];
    const names = [...(match.groups?.['names'] ?? '').matchAll(name)].map(word => {
      const start = origin + from + word.index;
      return { name: word[0], span: { start, end: start + word[0].length } };
    });
    const all = pattern === buildKit && names.some(({ name }) => name.toLowerCase() === 'all') ? 'BuildKit' : allOf;
    const said = foreign ? lastDay(comment.text) : reasonAndDate(comment.text);
    return { names, wholeFile, foreign, ...said, ...(all && { allOf: all }) };
  }
  return undefined;
}

/** `trivy:ignore:DS-0002:exp:2027-01-31` */
function lastDay(text: string): { until?: string } {
  const until = /:exp:(\d{4}-\d{2}-\d{2})/.exec(text)?.[1];
  return until === undefined ? {} : { until };
}

/** `-- needs the device (until 2027-01-31)` */
function reasonAndDate(text: string): { reason?: string; until?: string } {
  const said = /\s--(?:\s+(.*))?$/.exec(text)?.[1]?.trim() ?? '';
  const until = /\(until\s+(\d{4}-\d{2}-\d{2})\)/i.exec(said);
  const reason = (until ? said.replace(until[0], '') : said).trim();
  return { ...(reason ? { reason } : {}), ...(until?.[1] ? { until: until[1] } : {}) };
}
