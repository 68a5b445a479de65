import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { deleteInstruction } from './_edits.ts';

const title: Text = { en: 'Delete this {keyword}', ja: 'この {keyword} を削除' };
const counts: Text = { en: 'This one counts', ja: 'こちらが有効です' };

/** What is said of it by several rules is one fault. */
export const subjectOf = ({ keywordSpan }: Instruction): Span => keywordSpan;

/** The instructions that a later one of the same stage replaces; those behind ONBUILD are for another image. */
export function* replaced(file: Containerfile, keyword: string): Generator<Report<'replaced'>> {
  if (file.of(keyword).length < 2) return;
  for (const stage of file.stages) {
    const all = stage.instructions.filter(instruction => instruction.keyword === keyword);
    const last = all.at(-1);
    for (const instruction of all) {
      if (!last || instruction === last) continue;
      const edits = [deleteInstruction(file.text, instruction)];
      yield {
        at: instruction.keywordSpan,
        message: 'replaced',
        subject: subjectOf(instruction),
        tag: 'unnecessary',
        related: [{ at: last.keywordSpan, text: counts }],
        fixes: [{ title: { text: title, params: { keyword } }, edits, safe: true }],
      };
    }
  }
}
