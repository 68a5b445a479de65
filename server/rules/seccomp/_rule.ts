import { ruleFor } from '../../core/rule.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';

export const seccompRule = ruleFor<SeccompProfile>();

/** These let a system call happen; LOG also writes it to the audit log. */
export const letsPass = (action: string | undefined): boolean =>
  action === 'SCMP_ACT_ALLOW' || action === 'SCMP_ACT_LOG';
