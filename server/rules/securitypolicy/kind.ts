import type { Kind } from '../../core/kind.ts';
import { claimsSecurityPolicy, type PolicyDocument, parseSecurityPolicy } from '../../parse/securityPolicy/stream.ts';
import { rules } from './rules.generated.ts';

/** What a project demands of its pods. */
export const securitypolicy: Kind<PolicyDocument> = {
  id: 'securitypolicy',
  name: 'security policy',
  exampleFile: 'security-policy.yaml',
  claims: claimsSecurityPolicy,
  parse: parseSecurityPolicy,
  rules,
};
