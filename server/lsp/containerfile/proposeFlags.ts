import { lookUp } from '../../core/lookUp.ts';
import { touches } from '../../core/span.ts';
import type { Text } from '../../core/text.ts';
import type { Flag } from '../../parse/containerfile/model.ts';
import { buildFlags, dockerOnly, mountOptions, type Support, sharing, switches } from '../../podman/buildFeatures.ts';
import { type FlagText, flagTexts, mountOptionTexts, mountTypeTexts } from '../../podman/flagTexts.ts';
import type { FeatureContext, Proposal, Proposals } from '../features/model.ts';
import { isKnown, newerPodman } from '../features/sincePodman.ts';
import { versionNote } from './aboutInstruction.ts';
import type { Cursor } from './cursor.ts';
import { proposeImages } from './proposeImages.ts';

/** May stand several times. */
const repeatable = new Set(['mount', 'exclude']);
/** Other names for the same. */
export const aliases: ReadonlyMap<string, string> = new Map([
  ['dst', 'target'],
  ['destination', 'target'],
  ['src', 'source'],
  ['readonly', 'ro'],
  ['readwrite', 'rw'],
]);
const word = /^[\w-]*=?/;

/** The flags of an instruction, or the values of one: `behind` is what stands between the keyword and the cursor. */
export function proposeFlags(
  cursor: Cursor,
  keyword: string,
  behind: string,
  context: FeatureContext,
): Proposals | undefined {
  const flags = lookUp(buildFlags, keyword);
  const [last = ''] = /\S*$/.exec(behind) ?? [];
  const earlier = behind.slice(0, behind.length - last.length);
  if (!flags || !/^\s+(?:--\S+\s+)*$/.test(earlier)) return undefined;
  const [, name, value] = /^--([\w-]+)=(.*)$/.exec(last) ?? [];
  if (name !== undefined && value !== undefined) return proposeValue(cursor, keyword, name, value, context);
  if (!/^-{0,2}[\w-]*$/.test(last) || (last !== '' && !last.startsWith('-'))) return undefined;
  const span = cursor.wordOf(last.length, word);
  const used = new Set(flagsOf(cursor).flatMap(flag => (touches(flag.span, cursor.offset) ? [] : [flag.name])));
  const items = Object.entries(flags)
    .filter(([flag, support]) => support !== dockerOnly && (!used.has(flag) || repeatable.has(flag)))
    .map(([flag, support]) => {
      const text = `--${flag}${switches.has(flag) ? '' : '='}`;
      return option(`--${flag}`, text, flagTexts[keyword]?.[flag], support, context);
    });
  return span && { span, items: newestLast(items) };
}

/** Those behind the cursor too. */
const flagsOf = ({ instruction }: Cursor): readonly Flag[] => (instruction?.inner ?? instruction)?.flags ?? [];

interface Option extends Proposal {
  readonly isKnown: boolean;
}

function option(
  label: string,
  text: string,
  about: FlagText | undefined,
  support: Support,
  context: FeatureContext,
): Option {
  const note = versionNote(support, context);
  const said = [about?.text[context.locale], note].filter(part => part !== undefined);
  return {
    ...{ label, text, kind: 'option', isKnown: isKnown(support, context) },
    detail: newerPodman(support, context) ?? about?.value,
    documentation: said.length > 0 ? said.join('\n\n') : undefined,
  };
}

/** What the given version of Podman does not take is marked, and stands behind the rest. */
const newestLast = (items: readonly Option[]): Proposal[] => [
  ...items.filter(({ isKnown }) => isKnown),
  ...items.filter(({ isKnown }) => !isKnown),
];

const platforms = ['$BUILDPLATFORM', '$TARGETPLATFORM', 'linux/amd64', 'linux/arm64', 'linux/s390x', 'linux/ppc64le'];
const values: Readonly<Record<string, readonly string[]>> = {
  network: ['default', 'none', 'host'],
  platform: platforms,
  checksum: ['sha256:'],
};

function proposeValue(
  cursor: Cursor,
  keyword: string,
  flag: string,
  value: string,
  context: FeatureContext,
): Proposals | undefined {
  if (flag === 'mount' && keyword === 'RUN') return proposeMount(cursor, value, context);
  if ((flag === 'from' && keyword === 'COPY') || flag === 'after') return proposeImages(cursor, value, 'stages');
  const span = cursor.wordOf(value.length, /^[^\s,]*/);
  return span && { span, items: plain(lookUp(values, flag) ?? []) };
}

const plain = (labels: Iterable<string>): Proposal[] => Array.from(labels, label => ({ label, kind: 'value' }));

function proposeMount(cursor: Cursor, value: string, context: FeatureContext): Proposals | undefined {
  const part = value.slice(value.lastIndexOf(',') + 1);
  const mount = flagsOf(cursor).find(({ span }) => touches(span, cursor.offset));
  const others = mount?.options.filter(
    ({ nameSpan, valueSpan = nameSpan }) => !touches({ start: nameSpan.start, end: valueSpan.end }, cursor.offset),
  );
  const type = others?.findLast(({ name }) => name === 'type')?.value;
  const equals = part.indexOf('=');
  if (equals >= 0) return proposeOptionValue(cursor, part.slice(0, equals), part.slice(equals + 1), context);
  const span = cursor.wordOf(part.length, word);
  const used = new Set(others?.map(({ name }) => aliases.get(name) ?? name));
  const options = Object.entries(lookUp(mountOptions, type ?? 'bind') ?? {})
    .filter(
      ([name, support]) => mountOptionTexts[name] && support !== dockerOnly && !aliases.has(name) && !used.has(name),
    )
    .map(([name, support]) => {
      const about = mountOptionTexts[name];
      return option(name, name + (about?.value ? '=' : ''), about, support, context);
    });
  const first: Proposal[] = type === undefined ? [{ label: 'type', text: 'type=', kind: 'option' }] : [];
  return span && { span, items: [...first, ...newestLast(options)] };
}

function proposeOptionValue(
  cursor: Cursor,
  name: string,
  value: string,
  { locale }: FeatureContext,
): Proposals | undefined {
  if (name === 'from') return proposeImages(cursor, value, 'stages');
  const span = cursor.wordOf(value.length, /^[^\s,]*/);
  const explained = (label: string, text: Text | undefined): Proposal => ({
    label,
    kind: 'value',
    documentation: text?.[locale],
  });
  if (name === 'type' && span)
    return { span, items: Object.entries(mountTypeTexts).map(([type, text]) => explained(type, text)) };
  const known: Readonly<Record<string, readonly string[]>> = {
    sharing: Object.keys(sharing).filter(each => sharing[each] !== dockerOnly),
    relabel: ['shared', 'private'],
    required: ['true', 'false'],
  };
  return span && { span, items: plain(lookUp(known, name) ?? []) };
}
