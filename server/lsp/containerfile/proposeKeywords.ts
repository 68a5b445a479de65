import { instructionNames } from '../../podman/buildFeatures.ts';
import { instructionTexts } from '../../podman/instructionTexts.ts';
import type { FeatureContext, Proposal, Proposals } from '../features/model.ts';
import type { Cursor } from './cursor.ts';

const beforeFrom = new Set(['ARG', 'FROM']);
const notOnBuild = new Set(['FROM', 'MAINTAINER', 'ONBUILD']);

/** The instructions that may begin at a half-typed word. */
export function proposeKeywords(
  cursor: Cursor,
  written: string,
  isTrigger: boolean,
  { locale }: FeatureContext,
): Proposals | undefined {
  const { file, offset } = cursor;
  const span = cursor.wordOf(written.length, /^\w*/);
  if (!span) return undefined;
  const first = file.stages[0]?.from.start ?? Number.POSITIVE_INFINITY;
  const isPossible = (name: string) => (isTrigger ? !notOnBuild.has(name) : first < offset || beforeFrom.has(name));
  // What follows on the line is what the instruction is about.
  const hasMore = /^\w*[^\S\r\n]*\S/.test(file.text.slice(offset, offset + 200).replace(/\r?\n.*/s, ''));
  const isLower = prefersLower(cursor);
  const items = instructionNames.filter(isPossible).map((name): Proposal => {
    const { forms = [], snippet, text } = instructionTexts[name] ?? {};
    const label = isLower ? name.toLowerCase() : name;
    return {
      ...{ label, kind: 'keyword', detail: forms[0], documentation: text?.[locale], deprecated: name === 'MAINTAINER' },
      text: label,
      snippet: hasMore || !snippet ? undefined : label + snippet.slice(name.length),
    };
  });
  return { span, items };
}

/** As the first other instruction of the file is written. */
function prefersLower({ file, instruction }: Cursor): boolean {
  const other = file.instructions.find(each => each !== instruction);
  const written = other && file.text.slice(other.keywordSpan.start, other.keywordSpan.end);
  return written !== undefined && written === written.toLowerCase();
}
