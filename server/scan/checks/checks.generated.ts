// Made by "npm run generate" from the files of this folder.
import type { AnyCheck } from '../model/check.ts';
import HST001 from './HST001-rootless-engine.ts';
import HST018 from './HST018-lockdown.ts';

export const checks: readonly AnyCheck[] = [HST001, HST018];
