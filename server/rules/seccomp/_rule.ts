import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { ruleForWhole } from '../_jsonSyntax.ts';

export const seccompRule = ruleForWhole<SeccompProfile>(({ file }) => file);
