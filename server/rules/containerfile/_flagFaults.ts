import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Flag } from '../../parse/containerfile/model.ts';
import { buildFlags, strictValues, switches } from '../../podman/buildFeatures.ts';
import { digestMeant, isDigest } from '../../podman/digest.ts';
import { mountFaults } from './_mountFaults.ts';

/** What can be wrong with a flag of an instruction: the messages of containerfile/invalid-flag-value. */
export type Key =
  | 'value'
  | 'empty'
  | 'mode'
  | 'switch'
  | 'duration'
  | 'positive'
  | 'count'
  | 'network'
  | 'platform'
  | 'option'
  | 'nearest'
  | 'target'
  | 'id'
  | 'number'
  | 'words'
  | 'comma'
  | 'checksum'
  | 'undownloaded';

/** What older Podmans let pass. */
export interface Fault {
  readonly report: Report<Key>;
  readonly since?: string | undefined;
}

export const emptyValue = ({ name, span }: Flag): Fault => ({
  report: { at: span, message: 'empty', params: { name: `--${name}` } },
  since: name === 'chmod' ? undefined : strictValues,
});

export function* valueFaults(keyword: string, flag: Flag, value: string, at: Span): Generator<Fault> {
  const { name } = flag;
  const params = { name, value };
  if (keyword === 'HEALTHCHECK') {
    const message = name === 'retries' ? countFault(value) : durationFault(value);
    if (message) yield { report: { at, message, params } };
  } else if (name === 'chmod') {
    const isSymbolic = /^[ugoa]*[-+=]/.test(value);
    if (!isSymbolic && !/^[0-7]+$/.test(value)) yield { report: { at, message: 'mode', params } };
    else if (!isSymbolic && Number.parseInt(value, 8) > 0o7777)
      yield { report: { at, message: 'mode', params }, since: '5.8' };
  } else if (switches.has(name)) {
    if (value !== 'true' && value !== 'false') yield { report: { at, message: 'switch', params } };
  } else if (name === 'network') {
    if (!/^(?:default|none|host)$/.test(value)) yield { report: { at, message: 'network', params }, since: '4.5' };
  } else if (name === 'platform') {
    if (/[,:]|\/.*\/.*\//.test(value))
      yield { report: { at, message: 'platform', params }, since: value.includes(',') ? '5.8' : undefined };
  } else if (name === 'mount') yield* mountFaults(flag);
}

const countFault = (value: string): Key | undefined =>
  value === '' || (/^\+?\d+$/.test(value) && Number(value) >= 1 && Number(value) < 2 ** 31) ? undefined : 'count';

function durationFault(value: string): Key | undefined {
  if (value === '') return undefined;
  if (/^[+-]?0$/.test(value) || /^-|^\+?(?:0*\.?0*(?:ns|us|µs|ms|s|m|h))+$/.test(value)) return 'positive';
  return /^\+?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(value) ? undefined : 'duration';
}

export function* checksumFaults(instruction: Instruction): Generator<Fault> {
  const { value, valueSpan, span } = instruction.flag('checksum') ?? {};
  if (!value || !valueSpan || !span) return;
  const since = buildFlags['ADD']?.['checksum'];
  const source = instruction.words.slice(0, -1).find(({ value }) => !/^https?:\/\/|\$/.test(value));
  if (source) {
    yield { report: { at: span, message: 'undownloaded', params: { source: source.value } }, since };
  } else if (!isDigest(value) && !/[$<]/.test(value)) {
    const right = digestMeant(value);
    const title = { text: { en: 'Write {right}', ja: '{right} と書く' }, params: { right: right ?? '' } };
    const fixes = right === undefined ? [] : [{ title, edits: [{ span: valueSpan, text: right }], safe: false }];
    yield { report: { at: valueSpan, message: 'checksum', params: { value }, fixes }, since };
  }
}
