import { readObjects } from './containers.ts';
import { type Listing, readListing } from './files.ts';
import type { Json } from './json.ts';
import { answered, given, type Known, known, missing, onward, texts } from './known.ts';
import type { RawFacts } from './raw.ts';
import { readUnits } from './systemd.ts';
import type { Facts, Lines, Units } from './table.ts';

export type Reader<T> = (raw: RawFacts, facts: Facts) => Known<T>;

/** What a probe printed, understood; undefined is nothing that can be understood. */
export const printed =
  <T>(probe: string, name: string, read: (text: string) => T | undefined): Reader<T> =>
  raw =>
    onward(answered(name, raw.probes.get(probe)), ({ out }) => understood(name, read(out)));

const understood = <T>(name: string, value: T | undefined): Known<T> =>
  value === undefined ? missing('error', texts.garbage, { name }) : known(value);

export const linesOf = (text: string): Lines => text.split('\n').filter(line => line !== '');

/** Undefined where a line is something else. */
export const everyLine = (text: string, form: RegExp): Lines | undefined => {
  const lines = linesOf(text);
  return lines.every(line => form.test(line)) ? lines : undefined;
};

/** A file's text; one that is not there is as good as an empty one. */
export const fileLines =
  (path: string): Reader<Lines> =>
  raw => {
    const answer = raw.files.get(path);
    return answer?.rc === 66 ? known([]) : onward(answered(path, answer), ({ out }) => known(linesOf(out)));
  };

/** Programs that a host need not have: without, what they say is unknown, and no error. */
export const optional =
  <T>(
    probe: string,
    name: string,
    read: (text: string) => T | undefined,
    codes: readonly number[] = [127],
  ): Reader<T> =>
  raw => {
    const answer = raw.probes.get(probe);
    if (answer && codes.includes(answer.rc)) {
      return missing('unknown', answer.rc === 127 ? texts.notInstalled : texts.noAnswer, { name });
    }
    return onward(answered(name, answer), ({ out }) => understood(name, read(out)));
  };

/** auditctl says with 4, and in words, that only root may ask. */
export const auditctl =
  <T>(probe: string, read: (text: string) => T | undefined): Reader<T> =>
  (raw, facts) => {
    const answer = raw.probes.get(probe);
    const host = given(facts.find('host'));
    if (host?.inContainer) return missing('notApplicable', texts.inContainer);
    if (answer && answer.rc !== 0 && answer.rc !== 127 && host?.uid !== 0) {
      return missing('needsRoot', texts.denied, { name: 'auditctl' });
    }
    return optional(probe, 'auditctl', read)(raw, facts);
  };

/** Files below a folder, by path; the folder decides whether all of them are there. */
export const folder =
  (path: string, probe: string, alone?: string): Reader<ReadonlyMap<string, string>> =>
  raw => {
    const files = [...raw.files].filter(([name]) => name === alone || name.startsWith(`${path}/`));
    const denied = files.find(([, { rc }]) => rc === 77);
    if (denied) return missing('needsRoot', texts.denied, { name: denied[0] });
    const listed = raw.probes.get(probe);
    if (listed?.rc !== 66) {
      const answer = answered(path, listed);
      if ('missing' in answer) return answer;
    }
    return known(new Map(files.filter(([, { rc }]) => rc === 0).map(([name, { out }]) => [name, out])));
  };

export const listing = (probe: string, name: string): Reader<Listing> => printed(probe, name, readListing);

export const systemctl = (probe: string): Reader<Units> => optional(probe, 'systemctl', readUnits, [1, 126, 127]);

/** Objects that Podman printed; those that went away meanwhile are a complaint beside the others. */
export function objects(probe: string, name: string, raw: RawFacts): Known<readonly Json[]> {
  const answer = raw.probes.get(probe);
  const isPartial = answer?.rc === 125 && answer.out.trim() !== '' && /no such/i.test(answer.err);
  const whole = isPartial ? known(answer) : answered(name, answer);
  return onward(whole, ({ out }) => understood(name, readObjects(out)));
}
