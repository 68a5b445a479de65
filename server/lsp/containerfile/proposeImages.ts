import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { shortNames } from '../../podman/shortNames.ts';
import { imageUses } from '../../rules/containerfile/_images.ts';
import type { Proposal, Proposals } from '../features/model.ts';
import type { Cursor } from './cursor.ts';

/**
 * Earlier stages, and images: those of the file itself, and for a FROM those that Podman has short names for, which
 * become full names. Nobody is asked which tags there are.
 */
export function proposeImages(cursor: Cursor, written: string, which: 'stages' | 'all'): Proposals | undefined {
  const { file, instruction } = cursor;
  const span = cursor.wordOf(written.replace(/^["']/, '').length, /^[^\s,"']*/);
  if (!span || !instruction) return undefined;
  const items = [...stages(file, instruction, which === 'stages'), ...imagesOf(file, instruction)];
  if (which === 'all' && !/[:@$]/.test(written)) items.push(empty, ...known(written));
  // The first of a name counts.
  const byLabel = new Map(items.reverse().map(item => [item.label, item]));
  return { span, items: [...byLabel.values()].reverse() };
}

const empty: Proposal = { label: 'scratch', kind: 'image' };

function* stages(file: Containerfile, instruction: Instruction, byNumber: boolean): Generator<Proposal> {
  const here = file.stageOf(instruction)?.index ?? file.stages.length;
  for (const { name, index, base } of file.stages.slice(0, here).reverse()) {
    const label = name?.value ?? (byNumber ? String(index) : undefined);
    if (label !== undefined) yield { label, kind: 'stage', detail: `FROM ${base?.text ?? ''}` };
  }
}

/** Those named elsewhere in the file. */
function* imagesOf(file: Containerfile, instruction: Instruction): Generator<Proposal> {
  for (const use of imageUses(file))
    if (use.instruction !== instruction && use.literal && use.reference) yield { label: use.written, kind: 'image' };
}

function* known(written: string): Generator<Proposal> {
  for (const [label, full] of shortNames())
    yield { label, kind: 'image', detail: full, text: full, filter: written.includes('/') ? full : label };
}
