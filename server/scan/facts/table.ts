import { type HostFacts, readHost, readPairs } from './host.ts';
import { type EngineInfo, readInfo } from './info.ts';
import { readJson } from './json.ts';
import { answered, type Known, known, missing, onward, texts } from './known.ts';
import type { RawFacts } from './raw.ts';

/** All facts that checks can ask for. */
export interface FactTable {
  readonly host: HostFacts;
  readonly info: EngineInfo;
  /** Values of the kernel, by path below /proc and /sys. */
  readonly kernel: ReadonlyMap<string, string>;
}

export type FactName = keyof FactTable;

/** Facts of one host, each understood when it is first asked for. */
export interface Facts {
  readonly raw: RawFacts;
  find<Name extends FactName>(name: Name): Known<FactTable[Name]>;
}

type Readers = { readonly [Name in FactName]: (raw: RawFacts, facts: Facts) => Known<FactTable[Name]> };

const readers: Readers = {
  host: raw => printed(raw, 'host', 'host', readHost),
  info: raw => printed(raw, 'info', 'podman info', text => readInfo(readJson(text))),
  kernel: raw => printed(raw, 'kernel', '/sys', readPairs),
};

/** What a program printed, understood; undefined is nothing that can be understood. */
function printed<T>(raw: RawFacts, probe: string, name: string, read: (text: string) => T | undefined): Known<T> {
  return onward(answered(name, raw.probes.get(probe)), ({ out }) => understood(name, read(out)));
}

const understood = <T>(name: string, value: T | undefined): Known<T> =>
  value === undefined ? missing('error', texts.garbage, { name }) : known(value);

export function readFacts(raw: RawFacts): Facts {
  const found = new Map<FactName, unknown>();
  const facts: Facts = {
    raw,
    find<Name extends FactName>(name: Name) {
      const before = found.get(name) as Known<FactTable[Name]> | undefined;
      const fact = before ?? readers[name](raw, facts);
      if (!before) found.set(name, fact);
      return fact;
    },
  };
  return facts;
}
