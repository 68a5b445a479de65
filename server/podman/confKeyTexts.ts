import type { Text } from '../core/text.ts';
import { containersConfKeys } from './containersConfKeys.ts';
import { registriesConfKeys } from './registriesConfKeys.ts';
import { storageConfKeys } from './storageConfKeys.ts';

/** What a key of a configuration file does. */
interface KeyText {
  readonly text: Text;
  /** What holds where it is not written, as it would be written. */
  readonly default?: string | undefined;
  readonly values?: readonly string[] | undefined;
}

export type KeyRow = readonly [path: string, en: string, ja: string, fallback?: string | undefined, values?: string];

export const confKeyTexts: ReadonlyMap<string, KeyText> = new Map(
  [...containersConfKeys, ...storageConfKeys, ...registriesConfKeys].map(([path, en, ja, fallback, values]) => [
    path,
    { text: { en, ja }, default: fallback, values: values?.split(' ') },
  ]),
);
