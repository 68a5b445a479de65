import { ruleFor } from '../../core/rule.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';

export const seccompRule = ruleFor<SeccompProfile>();
