import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import type { LanguageFeatures } from '../features/model.ts';
import { complete } from './completion.ts';
import { hover } from './hover.ts';
import { hints, summary } from './summary.ts';

/** What seccomp profiles have beside findings. */
export const seccomp: LanguageFeatures<SeccompProfile> = { hover, complete, hints, summary };
