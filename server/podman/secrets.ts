import { hash } from '../core/hash.ts';
import { remembering } from '../core/remember.ts';
import { keyFormats, passwordInUrl, shortestKey } from './secretFormats.ts';
import * as words from './secretWords.ts';

/**
 * Whether a variable of this name holds a secret: `GITHUB_TOKEN`, `dbPassword`, but not `TOKEN_FILE`, `PUBLIC_KEY`
 * or `TOKENIZERS_PARALLELISM`. The name alone: what stands in it is `plausibleSecret`'s question.
 */
export const secretName = remembering((name: string): boolean => {
  const parts = wordsOf(name);
  if (parts.some(word => words.harmlessAnywhere.has(word))) return false;
  if (endsWith(parts, words.accessKeyId)) return true;
  const at = parts.findLastIndex((word, i) => namesSecret(word, parts, i));
  if (at < 0) return false;
  return !parts.slice(0, at).some(word => words.harmlessBefore.has(word)) && !parts.slice(at + 1).some(isHarmlessAfter);
});

/** `DB_PASSWORD2`, `dbPassword`, `DBpassword` and `DB_PassWord` are `db`, `password`; a name that is one such word is it in any letters. */
function wordsOf(name: string): string[] {
  const whole = name.toLowerCase();
  if (words.secret.has(whole) || words.secretAtEnd.has(whole)) return [whole];
  return name
    .replace(/([A-Z])(?=(?:password|passwd|pwd|secret|token)(?![a-z]))/g, '$1_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .replace(/(?<![a-z])pass_(?=(?:words?|wd|phrase)(?![a-z]))/g, 'pass')
    .split(/[^a-z]+/)
    .filter(word => word !== '');
}

const endsWith = (parts: readonly string[], end: readonly string[]): boolean =>
  end.every((word, i) => parts[parts.length - end.length + i] === word);

const isHarmlessAfter = (word: string): boolean => words.harmlessAfter.has(word);

function namesSecret(word: string, parts: readonly string[], at: number): boolean {
  if (words.secret.has(word) || words.secretEndings.some(ending => word.endsWith(ending))) return true;
  if (word === 'key' && words.keyItself.has(parts[at + 1] ?? '')) return !words.harmlessKeys.has(parts[at - 1] ?? '');
  if (at !== parts.length - 1) return false;
  if (words.secretAtEnd.has(word)) return true;
  const before = parts[at - 1];
  if (words.secretBehindAnother.has(word)) return before !== undefined && !words.harmlessBeforePwd.has(before);
  if (word === 'pat') return before !== undefined && words.beforePat.has(before);
  return word === 'key' && (before === undefined || !words.harmlessKeys.has(before));
}

/** The kind of key a value is by its format, whatever its name: `GitHub`, `AWS`, `PEM`. Never a part of the value. */
export function secretValue(value: string): string | undefined {
  if (value.length < shortestKey && !value.includes('://')) return undefined;
  if (hasReference(value) && !passwordInUrl.test(value)) return undefined;
  return keyFormats.find(({ format }) => isReal(format.exec(value)))?.kind;
}

const formatsAnywhere = keyFormats.map(({ kind, format }) => ({
  kind,
  format,
  all: new RegExp(format, `g${format.flags}`),
}));

/** The parts of a text that have the format of a key, for a search in what somebody wrote for other purposes. */
export function* secretsIn(text: string): Generator<{ kind: string; start: number; end: number }> {
  for (const { kind, format, all } of formatsAnywhere) {
    // To find all costs a copy of the expression each time, and as a rule there is none.
    if (!format.test(text)) continue;
    for (const match of text.matchAll(all)) {
      const end = match.index + match[0].length;
      if (isReal(match) && (kind !== 'PEM' || keyBehind.test(text.slice(end, end + 200)))) {
        yield { kind, start: match.index, end };
      }
    }
  }
}

/** What findings on the first secret of a text belong to: never the secret itself. */
export function secretSubject(text: string): string | undefined {
  for (const { start, end } of secretsIn(text)) return `secret ${hash(text.slice(start, end))}`;
  return undefined;
}

/** What follows the first line of a key; a command that only looks for that line has none. */
const keyBehind = /^(?:\s|\\n|["'\\])*(?:Proc-Type|[A-Za-z0-9+/=]{16})/;

const isReal = (match: RegExpExecArray | null): boolean => {
  if (!match) return false;
  const secret = match.groups?.['secret'] ?? match[0];
  if (hasReference(secret) || secretPlaceholder(secret) || fromManual.test(secret) || masked.test(secret)) return false;
  return match.groups?.['secret'] === undefined || !isForShow(match.groups);
};

/** AWS's own, from its documentation. */
export const fromManual = /EXAMPLE(?:KEY)?$/;

/** `ghp_xxxxxxxxxxxx`: only the format is shown. */
const masked = /x{8}|X{8}|\*{8}/;

/** `postgres://postgres:postgres@localhost` opens nothing that is not open already. */
function isForShow({ user, secret, host = '' }: Readonly<Record<string, string>>): boolean {
  if (/(?:^|\.)example(?:\.(?:com|org|net))?$|\.(?:example|invalid|test)$/i.test(host) && secret === 'password')
    return true;
  // GitHub's, where the token is the user.
  if (secret === 'x-oauth-basic' && hasReference(user ?? '')) return true;
  const isLocal = /^(?:localhost|127\.|0\.0\.0\.0|\[::1\])/.test(host);
  return (
    /^(?:pass|passwd|user|username)$/i.test(secret ?? '') || (isLocal && (secret === user || secret === 'password'))
  );
}

/** Whether a value under a secret's name can be the secret: neither empty, a switch, a path, a URL nor a placeholder. */
export function plausibleSecret(value: string): boolean {
  const text = value.trim();
  if (secretValue(text)) return true;
  return (
    text !== '' &&
    !hasReference(text) &&
    !isPlace(text) &&
    !secretPlaceholder(text) &&
    !notASecret.some(pattern => pattern.test(text))
  );
}

const notASecret: readonly RegExp[] = [
  /^(?:true|false|yes|no|on|off|none|null|nil|undefined|unset|not[-_]set|default|auto|enabled?|disabled?|optional|required)$/i,
  // Ways to log in, under a name such as AUTH.
  /^(?:basic|digest|kerberos|ldap|md5|oauth2?|oidc|pam|saml|scram-sha-256)$/i,
  /^\d{1,3}$/,
  // `key1: value1`, as examples have it.
  /^value[-_]?\d*$/i,
  /^\{\}$/,
  fromManual,
  // Stripe's and Mapbox's keys for everybody.
  /^pk(?:_(?:test|live)_|\.eyJ)/,
  // The fingerprint of an OpenPGP key, also in groups of four, and its short forms.
  /^(?:0x)?[0-9A-F]{40}$/,
  /^(?:[0-9A-F]{4} {1,2}){9}[0-9A-F]{4}$/,
  /^0x(?:[0-9A-F]{8}){1,2}$/,
];

/** Whether a value says where something is: a path, a list of paths, or a URL. */
export const isPlace = (value: string): boolean =>
  /^(?:~|\.{1,2})?\/[\w.@%+/-]*(?::(?:~|\.{1,2})?\/[\w.@%+/-]*)*$|^[A-Za-z]:\\|^[a-z][a-z0-9+.-]*:\/\//i.test(value);

/** `$NAME`, `${NAME}`, `$(NAME)` and templates: what comes out of them is not known here. `Pa$$word` is a password. */
const hasReference = (value: string): boolean => /(?<!.\$)\$[A-Za-z_]|\$[{(]|\{\{|\$\[|%[A-Z_]{3,}%/.test(value);

/** A value that only holds the place of a secret: `changeme`, `<token>`, `xxx`, `your-api-key`. */
export const secretPlaceholder = (value: string): boolean =>
  /^<.*>$|^\[.*\]$|^(@|@@|__|%%)\w+\1$/.test(value.trim()) || unreplacedPlaceholder(value);

/** A placeholder that is a password to whoever takes the file as it is: `changeme`, `xxx`, but not `<token>`. */
export function unreplacedPlaceholder(value: string): boolean {
  const text = value.trim();
  return /^\.{3,}$|^(?:x{3,}|\*+|-+|\?+|_+|#+)$/i.test(text) || words.placeholders.test(text);
}
