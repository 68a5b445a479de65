import { baseName } from '../core/path.ts';

/** What a key of a policy is made of: a keyring of GnuPG, or PEM with one public key or certificates. */
export type KeyFormat = 'gpg' | 'public-key' | 'certificate';

/** What a text, as a file holds it, turned out to be. */
type KeyContent = KeyFormat | 'private-key' | 'nothing';

/** Undefined where nobody can tell: binary data, seen as text, may be a keyring. */
export function keyContent(text: string): KeyContent | undefined {
  if (/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/.test(text)) return 'private-key';
  if (text.includes('-----BEGIN PGP PUBLIC KEY BLOCK-----')) return 'gpg';
  if (text.includes('-----BEGIN CERTIFICATE-----')) return 'certificate';
  if (/-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(text)) return 'public-key';
  return /^[\t\r\n -~]*$/.test(text) ? 'nothing' : undefined;
}

/** The same of bytes: an OpenPGP packet begins with its tag, and 6 is a public key, 5 a private one (RFC 9580, 4.2). */
export function bytesContent(bytes: string): KeyContent {
  const text = keyContent(bytes);
  if (text && text !== 'nothing') return text;
  const first = bytes.charCodeAt(0);
  if (!(first & 0x80)) return 'nothing';
  const tag = first & 0x40 ? first & 0x3f : (first >> 2) & 0x0f;
  return tag === 6 ? 'gpg' : tag === 5 ? 'private-key' : 'nothing';
}

/** What a file's name says that it holds. */
export function namedFormat(path: string): KeyFormat | 'private-key' | undefined {
  const name = baseName(path);
  if (/^(?:cosign\.key|secring\.gpg|id_(?:rsa|ecdsa|ed25519)|private(?:[-_]?key)?\.pem)$/.test(name))
    return 'private-key';
  if (/^RPM-GPG-KEY|\.(?:gpg|asc|kbx|pgp)$/i.test(name)) return 'gpg';
  if (/\.(?:crt|cer)$/.test(name)) return 'certificate';
  return /\.pub$/.test(name) ? 'public-key' : undefined;
}
