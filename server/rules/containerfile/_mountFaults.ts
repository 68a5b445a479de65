import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { Flag, FlagOption } from '../../parse/containerfile/model.ts';
import { mountOptions, mountValues, strictValues } from '../../podman/buildFeatures.ts';
import { mountType } from './_buildSupport.ts';
import type { Fault, Key } from './_flagFaults.ts';

const isTarget = ({ name }: FlagOption): boolean => name === 'target' || name === 'dst' || name === 'destination';

/** What Podman refuses in `--mount=`. */
export function* mountFaults(flag: Flag): Generator<Fault> {
  const type = mountType(flag);
  const known = type === undefined ? undefined : lookUp(mountOptions, type);
  // Where quotes stand around options, nothing is known of them.
  if (type === undefined || !known || flag.options.length === 0) return;
  for (const option of flag.options) {
    const { name, nameSpan: at } = option;
    if (name === 'type') continue;
    if (lookUp(known, name) !== undefined) {
      const report = optionFault(option);
      const wasLetPass = type === 'cache' && (name === 'id' || (name !== 'mode' && /^[-+]/.test(option.value ?? '')));
      if (report) yield { report, since: wasLetPass ? strictValues : undefined };
      continue;
    }
    const meant = nearest(
      name,
      Object.keys(known).filter(other => other.length > 2),
    );
    const params = { type, name };
    if (!meant) yield { report: { at, message: 'option', params } };
    else {
      const title = { text: { en: 'Write {meant}', ja: '{meant} と書く' }, params: { meant } };
      const fixes = [{ title, edits: [{ span: at, text: meant }], safe: false }];
      yield { report: { at, message: 'nearest', params: { ...params, meant }, fixes } };
    }
    return;
  }
  const at = flag.span;
  if (/^,|,,|,$/.test(flag.value ?? '')) yield { report: { at: flag.valueSpan ?? at, message: 'comma' } };
  const hasTarget = flag.options.some(isTarget);
  if (type === 'secret') {
    if (!hasTarget && !flag.options.some(({ name }) => name === 'id')) yield { report: { at, message: 'id' } };
  } else if (type !== 'ssh' && !hasTarget) yield { report: { at, message: 'target', params: { type } } };
}

function optionFault({ name, nameSpan, value, valueSpan }: FlagOption): Report<Key> | undefined {
  const { form, words } = lookUp(mountValues, name) ?? {};
  if (!form || value === undefined || value.includes('$') || form.test(value)) return undefined;
  const params = { name, value };
  if (value === '') return { at: nameSpan, message: 'empty', params };
  const at = valueSpan ?? nameSpan;
  if (words) return { at, message: 'words', params: { ...params, words } };
  return { at, message: name === 'mode' ? 'mode' : 'number', params };
}
