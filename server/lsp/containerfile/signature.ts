import { lookUp } from '../../core/lookUp.ts';
import type { Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { dockerOnly, mountOptions } from '../../podman/buildFeatures.ts';
import { flagTexts, mountOptionTexts } from '../../podman/flagTexts.ts';
import { instructionTexts } from '../../podman/instructionTexts.ts';
import type { FeatureContext, Signature } from '../features/model.ts';
import { cursorAt } from './cursor.ts';
import { aliases } from './proposeFlags.ts';

interface Part {
  readonly written: string;
  readonly about?: Text | undefined;
}

/** How an instruction with flags is written, up to where a shell's words begin; in a mount, its options. */
export function signature(file: Containerfile, offset: number, { locale }: FeatureContext): Signature | undefined {
  const { before, place } = cursorAt(file, offset);
  const [, written = '', behind = ''] = /^\s*(?:onbuild\s+)?(\w+)(?=\s)([\s\S]*)$/i.exec(before) ?? [];
  const keyword = written.toUpperCase();
  const flags = lookUp(flagTexts, keyword);
  const [form = ''] = instructionTexts[keyword]?.forms ?? [];
  if (place !== 'instruction' || !flags) return undefined;
  const [, given = '', last = ''] = /^\s+((?:--\S+\s+)*)(--\S*)?$/.exec(behind) ?? [];
  const mount = /^--mount=(\S*)$/.exec(last)?.[1];
  if (mount !== undefined) return signatureOf('--mount=', ',', ...mountParts(mount), locale);
  const [, ...parts] = Array.from(form.matchAll(/\[[^\]]*\]|\S+/g), ([part]): Part => {
    const name = /^\[--([\w-]+)/.exec(part)?.[1];
    return { written: part, about: name === undefined ? undefined : flags[name]?.text };
  });
  const operands = parts.filter(part => !part.written.startsWith('[--'));
  const count =
    behind
      .slice(behind.indexOf(given) + given.length)
      .trimStart()
      .split(/\s+/).length - 1;
  const active = last
    ? parts.findIndex(part => part.written.startsWith(`[${last.replace(/=.*/, '')}`))
    : parts.indexOf(operands[Math.min(count, operands.length - 1)] ?? { written: '' });
  const isCommand = /^(?:RUN|HEALTHCHECK)$/.test(keyword) && count >= operands.length;
  return isCommand ? undefined : signatureOf(`${keyword} `, ' ', parts, active, locale);
}

/** The options of a mount, and which of them the cursor is in. */
function mountParts(value: string): [parts: readonly Part[], active: number] {
  const type = /(?:^|,)type=(\w+)/.exec(value)?.[1] ?? 'bind';
  const known = Object.entries(lookUp(mountOptions, type) ?? {}).filter(([, support]) => support !== dockerOnly);
  const options = known.flatMap(([name]) => {
    const about = aliases.has(name) ? undefined : mountOptionTexts[name];
    return about ? [{ name, written: about.value ? `${name}=${about.value}` : name, about: about.text }] : [];
  });
  const [half = ''] = /[^,]*$/.exec(value) ?? [];
  const parts = [{ name: 'type', written: `type=${type}` }, ...options];
  return [parts, parts.findIndex(({ name }) => name === half.replace(/=.*/, ''))];
}

function signatureOf(
  head: string,
  between: string,
  parts: readonly Part[],
  active: number,
  locale: FeatureContext['locale'],
): Signature {
  let label = head;
  const parameters = parts.map(({ written, about }, i) => {
    if (i > 0) label += between;
    const start = label.length;
    label += written;
    return { span: { start, end: label.length }, documentation: about?.[locale] };
  });
  return { label, parameters, active: active < 0 ? undefined : active };
}
