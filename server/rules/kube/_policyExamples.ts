/** A workspace with one security policy, of which `spec` is given in lines of JSON-like YAML. */
export const withPolicy = (...spec: readonly string[]): { readonly 'security-policy.yaml': string } => ({
  'security-policy.yaml': `apiVersion: v1
kind: SecurityPolicy
metadata: {name: ours}
spec:
${spec.map(line => `  ${line}\n`).join('')}`,
});
