import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import { podmanVersionPattern } from '../../core/podmanVersion.ts';
import { levels, profiles } from '../../core/severity.ts';

/** Other tools' words for our levels, and YAML 1.1's `off`. */
const levelWords: Readonly<Record<string, string>> = {
  warn: 'warning',
  err: 'error',
  fatal: 'error',
  note: 'info',
  notice: 'info',
  information: 'info',
  style: 'hint',
  suggestion: 'hint',
  none: 'off',
  false: 'off',
  no: 'off',
  ignore: 'off',
  disable: 'off',
  disabled: 'off',
};

const profileWords: Readonly<Record<string, string>> = { k8s: 'kubernetes', kube: 'kubernetes', default: 'podman' };

const yes = new Set(['true', 'yes', 'on', 'y', '1']);
const no = new Set(['false', 'no', 'off', 'n', '0']);

/** What a kind of value expects, and the text to write instead of a bad value where only one thing can be meant. */
export type Meaning = (value: string, written: string) => string | undefined;

export const meantLevel: Meaning = value => lookUp(levelWords, value.toLowerCase()) ?? nearest(value, levels);

export const meantProfile: Meaning = value => lookUp(profileWords, value.toLowerCase()) ?? nearest(value, profiles);

export const meantBoolean: Meaning = value => {
  const word = value.toLowerCase();
  return yes.has(word) ? 'true' : no.has(word) ? 'false' : undefined;
};

/** As it is written: the number 5.10 is the number 5.1. */
export const meantVersion: Meaning = (_value, written) => {
  const version = written.replace(/^[^\d]*|[^\d]*$/g, '');
  return podmanVersionPattern.test(version) ? `"${version}"` : undefined;
};

export const meantPointer: Meaning = value => {
  const steps = value.replace(/^#?\/?/, '');
  return /^[\w/~.-]+$/.test(steps) ? `/${steps}` : undefined;
};

/** 2027/1/31 */
export const meantDate: Meaning = value => {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(value) ?? [];
  if (!year || +month < 1 || +month > 12 || +day < 1 || +day > 31) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

/** A single item that forgot its brackets. */
export const meantList: Meaning = (_value, written) => (/^[^\n#&*!{[|>]+$/.test(written) ? `[${written}]` : undefined);

export const nothingMeant: Meaning = () => undefined;
