import { lookUp } from '../core/lookUp.ts';

/** How many hexadecimal digits the algorithms have that Podman knows (go-digest). */
const lengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** Whether Podman takes it for the digest of an image or of a download: `sha256:` and 64 small digits. */
export function isDigest(text: string): boolean {
  const [, algorithm = '', digits = ''] = /^(\w+):([0-9a-f]+)$/.exec(text) ?? [];
  return lookUp(lengths, algorithm) === digits.length;
}

/** The digest that is meant by one in capitals or without its algorithm. */
export function digestMeant(text: string): string | undefined {
  const small = text.toLowerCase();
  const algorithm = Object.keys(lengths).find(name => lengths[name] === small.length);
  return [small, `${algorithm}:${small}`].find(isDigest);
}
