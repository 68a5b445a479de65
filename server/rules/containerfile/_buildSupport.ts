import type { Edit } from '../../core/fix.ts';
import { lookUp } from '../../core/lookUp.ts';
import { baseName } from '../../core/path.ts';
import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Flag, FlagOption } from '../../parse/containerfile/model.ts';
import {
  always,
  buildFlags,
  canBeOff,
  dockerOnly,
  heredocs,
  loneOptions,
  mountOptions,
  noLoneValue,
  type Support,
  sharing,
  spacedHeredocs,
  switchedOff,
} from '../../podman/buildFeatures.ts';
import { withFlags, withHeredocs, withSubstitutions } from './_eachInstruction.ts';
import { substitutionUses } from './_substitutions.ts';
import { octalMode } from './_symbolicMode.ts';

/** Something that not every Podman takes. */
export interface FeatureUse {
  readonly at: Span;
  /** As one says it: `COPY --link`. */
  readonly feature: string;
  /** The first version that takes it. */
  readonly support: Support;
  /** The first version that takes it no longer. */
  readonly until?: Support | undefined;
  /** The same in words that every Podman takes. */
  readonly instead?: { readonly edit: Edit; readonly written: string } | undefined;
  /** What other rules find fault with, too. */
  readonly subject?: string;
}

/** Where such things stand. */
export const withFeatures: readonly string[] = [withFlags, withHeredocs, withSubstitutions, 'ADD'];

/** What an instruction by itself uses of the language. */
export function* featureUses(instruction: Instruction, outer: Instruction): Generator<FeatureUse> {
  const { keyword } = instruction;
  const known = lookUp(buildFlags, keyword);
  for (const flag of known ? instruction.flags : []) {
    const support = lookUp(known, flag.name);
    if (support === undefined) continue;
    // What a variable says nobody knows here.
    if (canBeOff.has(flag.name) && /^false$|\$/.test(flag.value ?? ''))
      yield { at: flag.span, feature: `${keyword} --${flag.name}=${flag.value}`, support: switchedOff };
    else if (support !== always) yield { at: flag.span, feature: `${keyword} --${flag.name}`, support };
    if (flag.name === 'chmod') yield* symbolicMode(keyword, flag);
    if (flag.name === 'mount') yield* mountUses(flag);
  }
  for (const { span } of instruction.heredocs) {
    const isSpaced = /<<-?\s/.test(outer.source.slice(span.start, span.end));
    yield { at: span, feature: `${keyword} <<`, support: isSpaced ? spacedHeredocs.notBefore : heredocs };
  }
  if (keyword === 'ADD') yield* remoteUses(instruction);
  yield* substitutionUses(instruction);
}

/** Podman downloads what starts with http:// or https://, written small, and takes all else for paths. */
function* remoteUses({ words }: Instruction): Generator<FeatureUse> {
  for (const { value, span } of words.slice(0, -1)) {
    const [scheme] = /^(?!https?:)[A-Za-z][\w+-]*:\/\/|^git@(?=[\w.-]+:)/.exec(value) ?? [];
    if (scheme) yield { at: span, feature: `ADD ${scheme}…`, support: dockerOnly, subject: value };
  }
}

export const isSymbolic = (mode: string): boolean => /^[ugoa]*[-+=]/.test(mode);

function* symbolicMode(keyword: string, { value, valueSpan }: Flag): Generator<FeatureUse> {
  if (!value || !valueSpan || value.includes('$') || !isSymbolic(value)) return;
  const written = octalMode(value);
  const instead = written === undefined ? undefined : { edit: { span: valueSpan, text: written }, written };
  yield { at: valueSpan, feature: `${keyword} --chmod=${value}`, support: dockerOnly, instead };
}

/** The type of a mount, if it can be known: of several, the last counts. */
export const mountType = ({ options }: Flag): string | undefined => {
  const given = options.findLast(({ name }) => name === 'type')?.value ?? 'bind';
  return given.includes('$') ? undefined : given;
};

function* mountUses(flag: Flag): Generator<FeatureUse> {
  const type = mountType(flag);
  if (type === undefined) return;
  const known = lookUp(mountOptions, type);
  if (!known) {
    const at = flag.options.findLast(({ name }) => name === 'type')?.valueSpan ?? flag.span;
    yield { at, feature: `RUN --mount=type=${type}`, support: dockerOnly };
    return;
  }
  for (const option of flag.options) yield* optionUses(type, known, option);
  yield* secretWithoutId(type, flag);
}

/** As Docker reads them; what anybody means with another value, nobody knows. */
function meantAlone(name: string, value: string): string | undefined {
  const isOn = /^(?:1|t|true)$/i.test(value);
  if (!isOn && !/^(?:0|f|false)$/i.test(value)) return undefined;
  if (name === 'ro' || name === 'readonly') return isOn ? 'ro' : 'rw';
  if (name === 'rw' || name === 'readwrite') return isOn ? 'rw' : 'ro';
  return isOn ? name : undefined;
}

function* optionUses(
  type: string,
  known: Readonly<Record<string, Support>>,
  { name, nameSpan, value, valueSpan }: FlagOption,
): Generator<FeatureUse> {
  const span = { start: nameSpan.start, end: (valueSpan ?? nameSpan).end };
  const feature = `RUN --mount=type=${type},${name}`;
  const support = lookUp(known, name);
  if (type === 'tmpfs' && name === 'size') {
    const instead = { edit: { span: nameSpan, text: 'tmpfs-size' }, written: 'tmpfs-size' };
    yield { at: nameSpan, feature, support: dockerOnly, instead };
  } else if (name === 'required' && type === 'ssh' && value === undefined) {
    const instead = { edit: { span, text: 'required=true' }, written: 'required=true' };
    yield { at: span, feature, support: dockerOnly, instead };
  } else if (value !== undefined && support !== undefined && loneOptions.has(name)) {
    const written = meantAlone(name, value);
    const instead = written && lookUp(known, written) ? { edit: { span, text: written }, written } : undefined;
    yield { at: span, feature: `${feature}=${value}`, support, until: noLoneValue, instead };
  } else if (name === 'sharing' && valueSpan && value && lookUp(sharing, value) === dockerOnly) {
    yield { at: valueSpan, feature: `${feature}=${value}`, support: dockerOnly };
  } else if (support !== undefined && support !== always) yield { at: span, feature, support };
}

/** For Docker, the id is the last part of the target. */
function* secretWithoutId(type: string, { options, span }: Flag): Generator<FeatureUse> {
  if (type !== 'secret' || options.some(({ name }) => name === 'id')) return;
  const target = options.find(({ name }) => name === 'target' || name === 'dst' || name === 'destination');
  if (!target?.value || target.value.includes('$')) return;
  const id = baseName(target.value);
  const edit = { span: { start: target.nameSpan.start, end: target.nameSpan.start }, text: `id=${id},` };
  yield {
    at: span,
    feature: 'RUN --mount=type=secret,target',
    support: dockerOnly,
    instead: /^[\w.-]+$/.test(id) ? { edit, written: `id=${id}` } : undefined,
  };
}
