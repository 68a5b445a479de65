export const reject = '{"type": "reject"}';

/** What images of registries need, by scope. */
export const policyOf = (scopes: string, fallback = reject): string =>
  `{"default": [${fallback}], "transports": {"docker": {${scopes}}}}`;

/** What images of one scope need; there are no others. */
export const policyFor = (scope: string, requirements: string): string => policyOf(`"${scope}": [${requirements}]`);

/** One signature by sigstore, as the default. */
export const sigstore = (more: string): string => `{"default": [{"type": "sigstoreSigned", ${more}}]}`;

/** Its entry in a transparency log is needed too. */
export const loggedSigstore = (more: string): string => sigstore(`${more}, "rekorPublicKeyPath": "/etc/pki/rekor.pub"`);
