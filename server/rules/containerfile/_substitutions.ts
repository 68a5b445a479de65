import { lookUp } from '../../core/lookUp.ts';
import type { Span } from '../../core/span.ts';
import { expandedTexts, placeIn } from '../../parse/containerfile/expandedTexts.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { variableUses } from '../../parse/containerfile/variableUses.ts';
import { always, dockerOnly, type Support, substitutions } from '../../podman/buildFeatures.ts';

/** A `${NAME…}` in a form that not every Podman reads. */
interface SubstitutionUse {
  readonly at: Span;
  readonly feature: string;
  readonly support: Support;
}

export function* substitutionUses(instruction: Instruction): Generator<SubstitutionUse> {
  if (!instruction.source.includes('${')) return;
  for (const { text, span } of expandedTexts(instruction)) {
    if (!text.includes('${')) continue;
    for (const { name, operator, span: use } of variableUses(text)) {
      if (operator === '') continue;
      const support = name === '' ? dockerOnly : (lookUp(substitutions, operator) ?? dockerOnly);
      const at = placeIn({ text, span }, use);
      if (support !== always) yield { at, feature: `\${${name}${operator}…}`, support };
    }
  }
}
