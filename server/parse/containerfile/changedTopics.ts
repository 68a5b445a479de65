import { type Change, carried } from '../../core/change.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Containerfile } from './containerfile.ts';
import type { Cut } from './cut.ts';
import { expandedTexts } from './expandedTexts.ts';
import type { Instruction } from './instruction.ts';
import { shellPragmas } from './shellPragmas.ts';

/** The topic of an instruction with here-documents, which may be scripts that others run. */
export const heredocs = '<<';

/** The topic of a WORKDIR in a file that may write scripts: from it they may be run. */
export const scriptFolder = 'WORKDIR of scripts';
const mayWriteScripts = ({ text }: Containerfile): boolean => /<<|>|\btee\b/.test(text);

/** The topic of an instruction in which Podman replaces variables. */
export const variableUse = '$';

/**
 * The keywords of the instructions that changed, came or went, also of those inside an ONBUILD; and besides `RUN --`,
 * unless the flags stayed the same, `heredocs`, `scriptFolder` and `variableUse`. Undefined: all may read otherwise.
 */
export function changedTopics(
  before: Containerfile,
  after: Containerfile,
  change: Change,
  { front, back }: Cut['kept'],
): ReadonlySet<string> | undefined {
  if (lineEnding(before.text) !== lineEnding(after.text) || !saysTheSameShells(before, after, change)) return undefined;
  // With the first of those behind: the change may touch its line.
  const inTheMiddle = ({ instructions }: Containerfile) =>
    instructions.slice(front, instructions.length - Math.max(0, back - 1));
  const [old, young] = [inTheMiddle(before), inTheMiddle(after)];
  const isSame = old.map((each, i) => {
    const other = young[i];
    return (
      each.source === other?.source &&
      carried(each.span, change).start === other.span.start &&
      isApart(each, change, before.text)
    );
  });
  const topics = (of: readonly Instruction[], others: readonly Instruction[]) =>
    of.flatMap((each, i) => (isSame[i] ? [] : topicsOf(each, others[i], change)));
  const changed = new Set([...topics(old, young), ...topics(young, old)]);
  if (changed.has('WORKDIR') && (mayWriteScripts(before) || mayWriteScripts(after))) changed.add(scriptFolder);
  return changed;
}

function saysTheSameShells(before: Containerfile, after: Containerfile, change: Change): boolean {
  const [old, young] = [shellPragmas(before), shellPragmas(after)];
  return (
    old.length === young.length &&
    old.every(({ span, words }, i) => {
      const other = young[i];
      return other?.span.start === carried(span, change).start && other.words.join(' ') === words.join(' ');
    })
  );
}

/** Their lines are apart: fixes look at what else stands on an instruction's. */
function isApart({ span }: Instruction, { start, end, by }: Change, text: string): boolean {
  const between = span.end <= start ? text.slice(span.end, start) : text.slice(end - by, span.start);
  return between.includes('\n');
}

function topicsOf(instruction: Instruction, other: Instruction | undefined, change: Change): string[] {
  const { keyword, inner } = instruction;
  const keepsFlags = keyword === other?.keyword && flagsIn(instruction) === flagsIn(other);
  const own = keepsFlags && isBehindFlags(change, instruction) ? [keyword] : [keyword, `${keyword} --`];
  if (instruction.heredocs.length > 0) own.push(heredocs);
  if (expandedTexts(instruction).length > 0) own.push(variableUse);
  return inner ? [...own, ...topicsOf(inner, other?.inner, change)] : own;
}

/** Then what stands at the flags stays in its place. */
function isBehindFlags(change: Change, { origin: { flags }, start }: Instruction): boolean {
  const last = flags.at(-1);
  return last === undefined || change.start > start + last.span.end;
}

const flagsIn = ({ origin: { source, flags } }: Instruction): string =>
  flags.map(({ span }) => source.slice(span.start, span.end)).join(' ');
