import type { Fix } from '../../core/fix.ts';
import { grouped } from '../../core/grouped.ts';
import { lineEnding } from '../../core/lines.ts';
import { nearest } from '../../core/nearest.ts';
import { Memory, remember } from '../../core/remember.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { type ExpandedText, isOneLine, placeIn } from '../../parse/containerfile/expandedTexts.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { platformArguments } from '../../parse/containerfile/variables.ts';
import { type VariableUse, variableUses } from '../../parse/containerfile/variableUses.ts';
import { isFromRegistry, parseImageReference } from '../../parse/imageReference.ts';
import { setsVariable } from '../../podman/imageVariables.ts';

const asksForDefaults = /^(?:[^$]|\$\{\w+:?-[^${}]*\})*$/;

/** What a text says where nobody sets more than the file does: `${PORT:-22}` is 22. Undefined if a name stands alone. */
export const valueByDefault = (file: Containerfile, text: string, instruction: Instruction): string | undefined =>
  file.resolve(text, instruction) ??
  (asksForDefaults.test(text) ? file.resolveByDefault({ text }, instruction) : undefined);

/** A use of a variable in its place in the file. */
export interface PlacedUse {
  readonly name: string;
  /** `$X`; the whole text where a line continuation hides where in it. */
  readonly at: Span;
  /** The name alone; missing where nobody can say its place. */
  readonly nameSpan: Span | undefined;
}

/** `${X:-d}` and its like say themselves what to do without a value. */
const isProvided = ({ operator }: VariableUse): boolean => /^:?[-+?]$/.test(operator);

/** The variables that a text cannot do without. */
export const neededVariables = (expanded: ExpandedText): PlacedUse[] =>
  variableUses(expanded.text)
    .filter(use => use.name !== '' && !use.isNested && !isProvided(use))
    .map(({ name, span, nameSpan }) => ({
      name,
      at: placeIn(expanded, span),
      nameSpan: isOneLine(expanded) ? placeIn(expanded, nameSpan) : undefined,
    }));

/**
 * `$DIR_ASSET` where only `DIR_ASSETS` is known. Where the base image may set it, another letter in the same place can
 * be another variable (`APP_UID` and `APP_GID`), and so can another number.
 */
export function misspelt(
  { name, nameSpan }: PlacedUse,
  right: string | undefined,
  isSurelyMissing: boolean,
): { right: string; fixes: Fix[] } | undefined {
  if (right === undefined || right === name || !(isSurelyMissing || isSlip(name, right))) return undefined;
  const title = { text: { en: 'Write {right}', ja: '{right} と書く' }, params: { right } };
  return { right, fixes: nameSpan ? [{ title, edits: [{ span: nameSpan, text: right }], safe: false }] : [] };
}

/** More are nobody's, and would be slow. */
const compared = 100;

interface SeenNames {
  readonly byFirst: ReadonlyMap<string | undefined, readonly string[]>;
  readonly byLast: ReadonlyMap<string | undefined, readonly string[]>;
}

const names = new Memory<Stage, SeenNames>();

/** By stage and by the name that is looked for: a file asks for the same one again and again. */
const near = new Memory<Stage, Map<string, string | undefined>>();

/** The variable of a stage, or of those it is built on, whose name is nearly this one. */
export function nearestVariable(file: Containerfile, stage: Stage, name: string): string | undefined {
  const known = remember(near, stage, () => new Map<string, string | undefined>());
  if (!known.has(name)) {
    const { byFirst, byLast } = remember(names, stage, () => {
      const seen = [...new Set(file.variablesOf(stage))];
      return { byFirst: grouped(seen, each => each[0]), byLast: grouped(seen, each => each.at(-1)) };
    });
    // A slip spares the first letter or the last: that leaves few to compare.
    const alike = [byFirst.get(name[0]), byLast.get(name.at(-1))].flatMap(same => same?.slice(0, compared) ?? []);
    const common = name.length <= 5 ? ['PATH'] : [];
    known.set(name, nearest(name, new Set([...alike, ...common])));
  }
  return known.get(name);
}

function isSlip(name: string, right: string): boolean {
  const letters = (text: string) => [...text.toLowerCase()].sort().join('');
  const isOtherNumber = name.replace(/\d+/g, '') === right.replace(/\d+/g, '');
  return !isOtherNumber && name.length >= 4 && (name.length !== right.length || letters(name) === letters(right));
}

/** The ARG before the first FROM that declares a name. */
export const globalArgument = (file: Containerfile, name: string): Instruction | undefined =>
  remember(globals, file, () => firstByName(file.globalArguments)).get(name);

const globals = new Memory<Containerfile, ReadonlyMap<string, Instruction>>();

function firstByName(instructions: readonly Instruction[]): Map<string, Instruction> {
  const found = new Map<string, Instruction>();
  for (const instruction of instructions.toReversed()) {
    for (const { name } of instruction.pairs) found.set(name, instruction);
  }
  return found;
}

/** A declaration in front of an instruction. */
export function declareBefore(
  text: string,
  { span, keywordSpan }: Instruction,
  declaration: string,
): Fix['edits'][number] {
  const indent = text.slice(text.lastIndexOf('\n', span.start - 1) + 1, span.start);
  const lineBreak = lineEnding(text);
  const keyword = argInStyleOf(text.slice(keywordSpan.start, keywordSpan.end));
  return { span: { start: span.start, end: span.start }, text: `${keyword} ${declaration}${lineBreak}${indent}` };
}

/** Whether nothing sets a variable: neither the file nor the base image, as far as that one is known. */
export function isSurelyMissing(file: Containerfile, name: string, instruction: Instruction): boolean {
  if (file.standingOf(name, instruction) !== 'missing') return false;
  if (platformArguments.has(name)) return true;
  const stage = file.stageOf(instruction);
  const last = stage?.root;
  const image = last?.base && file.resolve(last.base, last.from);
  if (image === undefined) return false;
  if (image === 'scratch') return true;
  const reference = parseImageReference(image);
  return reference !== undefined && isFromRegistry(reference) && setsVariable(reference.name, name) === false;
}

/** Images of a language set variables such as NODE_VERSION, and so do files that pick such an image by an ARG. */
const maybeOfImage = /^[A-Z]+_(?:VERSION|HOME)$/;

/** A name that was declared before the first FROM alone, where the base image hardly sets it. */
export const isForgottenGlobal = (file: Containerfile, name: string, instruction: Instruction): boolean =>
  globalArgument(file, name) !== undefined &&
  file.standingOf(name, instruction) === 'missing' &&
  (isSurelyMissing(file, name, instruction) || !maybeOfImage.test(name));

/** `ARG NAME` right behind the stage's FROM. */
export function declareInStage({ text }: Containerfile, { from }: Stage, name: string, safe: boolean): Fix {
  const keyword = text.slice(from.keywordSpan.start, from.keywordSpan.end);
  const lineBreak = lineEnding(text);
  const end = from.span.end;
  return {
    title: { text: { en: 'Declare {name} in this stage', ja: 'このステージで {name} を宣言する' }, params: { name } },
    edits: [{ span: { start: end, end }, text: `${lineBreak}${argInStyleOf(keyword)} ${name}` }],
    safe,
  };
}

const argInStyleOf = (keyword: string): string => (keyword === keyword.toLowerCase() ? 'arg' : 'ARG');
