import { touches } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { instructionAt } from '../../rules/containerfile/_places.ts';
import type { Explanation, FeatureContext } from '../features/model.ts';
import { aboutImage } from './aboutImage.ts';
import { aboutInstruction } from './aboutInstruction.ts';
import { aboutStage, aboutUser } from './aboutStage.ts';
import { aboutVariable } from './aboutVariable.ts';

/** What there is to know about the smallest thing at a place. */
export function hover(file: Containerfile, offset: number, context: FeatureContext): Explanation | undefined {
  const instruction = instructionAt(file.instructions, offset);
  if (!instruction || !touches(instruction.span, offset)) return undefined;
  const isComment = file.comments.some(span => span.start <= offset && touches(span, offset));
  if (isComment) return undefined;
  return (
    aboutVariable(file, offset, context) ??
    aboutStage(file, offset, context) ??
    aboutImage(file, offset, context) ??
    joined(
      aboutUser(file, offset, context),
      aboutInstruction(instruction, offset, context) ??
        (instruction.inner && aboutInstruction(instruction.inner, offset, context)),
    )
  );
}

/** What this file makes of a thing, and what it is for everywhere. */
const joined = (here: Explanation | undefined, everywhere: Explanation | undefined): Explanation | undefined =>
  here && everywhere ? { ...here, paragraphs: [...here.paragraphs, ...everywhere.paragraphs] } : (here ?? everywhere);
