import { curlValued, wgetValued } from './downloadOptions.ts';

/** Programs that fetch from the network, and programs that run what they are given. */

export interface Fetcher {
  readonly tools: readonly string[];
  /** Letters of the short options that take a value. */
  readonly valued: string;
  readonly valuedLong: readonly string[];
  /** Options that name the file to write. */
  readonly output: readonly string[];
  /** Options that name the directory to write to. */
  readonly directory?: readonly string[];
  /** It writes to its standard output unless it is told otherwise. */
  readonly prints: boolean;
  /** Options with which it names the file after the URL. */
  readonly named?: readonly string[];
  /** An option that makes it print. */
  readonly printing?: readonly string[];
  readonly singleDash?: boolean;
}

export const fetchers: readonly Fetcher[] = [
  {
    tools: ['curl'],
    valued: 'AbcCdDeEFHKmoPQrtTuUwxXyYz',
    valuedLong: curlValued,
    output: ['-o', '--output'],
    directory: ['--output-dir'],
    prints: true,
    named: ['-O', '--remote-name', '--remote-name-all', '-J'],
  },
  {
    tools: ['wget', 'wget2'],
    valued: 'aABDeGiIloOPQRtTUwX',
    valuedLong: wgetValued,
    output: ['-O', '--output-document'],
    directory: ['-P', '--directory-prefix'],
    prints: false,
  },
  { tools: ['fetch'], valued: 'BioSTw', valuedLong: ['--output'], output: ['-o', '--output'], prints: false },
  {
    tools: ['aria2c'],
    valued: 'dijklmoOqsTuxz',
    valuedLong: ['--out', '--dir'],
    output: ['-o', '--out'],
    directory: ['-d', '--dir'],
    prints: false,
  },
  {
    tools: ['http', 'https', 'xh'],
    valued: 'opPas',
    valuedLong: ['--output'],
    output: ['-o', '--output'],
    prints: true,
  },
  {
    tools: ['lynx'],
    valued: '',
    valuedLong: [],
    output: [],
    prints: false,
    printing: ['-source', '-dump'],
    singleDash: true,
  },
];

export interface Interpreter {
  readonly tool: RegExp;
  /** Letters of the short options that take a value. */
  readonly valued: string;
  /** With one of these options the program is not read from the standard input: `-c`, `-m`. */
  readonly evaluates: readonly string[];
  readonly singleDash?: boolean;
}

/** Apart from shells, whose ways are their own. */
export const interpreters: readonly Interpreter[] = [
  { tool: /^(?:python|pypy)[\d.]*$/, valued: 'cmWX', evaluates: ['-c', '-m', '-h', '-V', '--version', '--help'] },
  { tool: /^perl[\d.]*$/, valued: 'eEIMm', evaluates: ['-e', '-E', '-v', '-n', '-p'] },
  { tool: /^ruby[\d.]*$/, valued: 'eIr', evaluates: ['-e', '-v', '-n', '-p', '--version'] },
  { tool: /^(?:node|nodejs)$/, valued: 'epr', evaluates: ['-e', '-p', '-v', '--eval', '--print', '--version'] },
  { tool: /^php[\d.]*$/, valued: 'rfdcBRFE', evaluates: ['-r', '-f', '-R', '-F', '-v', '-m', '-i', '--version'] },
  { tool: /^lua[\d.]*$/, valued: 'el', evaluates: ['-e', '-v'] },
];

/** They end what flows through them: what comes out is no script, or it is checked. */
export const notPassing: ReadonlySet<string> = new Set([
  ...['tar', 'bsdtar', 'unzip', 'cpio', 'jq', 'yq', 'gpg', 'gpg2', 'gpgv', 'apt-key', 'wc', 'psql', 'mysql'],
  ...['sha1sum', 'sha224sum', 'sha256sum', 'sha384sum', 'sha512sum', 'shasum', 'md5sum', 'b2sum', 'cksum'],
]);

/** Commands that check what was downloaded; a regular expression for the arguments, where not all calls do. */
export const checks: readonly { readonly tool: RegExp; readonly args?: RegExp }[] = [
  { tool: /^(?:sha\d+sum|shasum|md5sum|b2sum|b3sum|cksum)$/ },
  { tool: /^gpgv?2?$/, args: /(?:^|\s)(?:--verify|-d|--decrypt)\b|^(?!.*--)/ },
  { tool: /^(?:cosign|slsa-verifier|gh|rekor-cli|notation)$/, args: /(?:^|\s)verify/ },
  { tool: /^(?:minisign|signify|sha256|sha512|debsig-verify|dpkg-sig)$/ },
  { tool: /^rpm(?:keys)?$/, args: /(?:^|\s)(?:-K|--checksig)\b/ },
  {
    tool: /^(?:php|python[\d.]*|ruby|node|perl)$/,
    args: /hash_file|hashlib|createHash|Digest::|openssl_verify|sodium_crypto_sign_verify/,
  },
  { tool: /^openssl$/, args: /\b(?:dgst|sha\d+|cms|smime|pkeyutl)\b/ },
];

/** The programs that may check, by name. */
export const checkTools: readonly string[] = [
  ...['sha1sum', 'sha224sum', 'sha256sum', 'sha384sum', 'sha512sum', 'shasum', 'md5sum', 'b2sum', 'b3sum', 'cksum'],
  ...['gpg', 'gpg2', 'gpgv', 'gpgv2', 'cosign', 'slsa-verifier', 'gh', 'rekor-cli', 'notation', 'minisign', 'signify'],
  ...['openssl', 'sha256', 'sha512', 'debsig-verify', 'dpkg-sig', 'rpm', 'rpmkeys'],
  ...['php', 'python', 'python3', 'ruby', 'node', 'perl'],
];

/** They unpack what they read. */
export const unpackers: ReadonlySet<string> = new Set([
  'tar',
  'bsdtar',
  'cpio',
  'unzip',
  'bsdcpio',
  'rpm2cpio',
  'dpkg',
  'ar',
]);

/** Keys, signatures, checksums, certificates and package repositories: by these others are checked. */
export const keyFile =
  /\.(?:asc|gpg|key|pub|pem|crt|cer|sig|sign|minisig|sha\d+(?:sums?)?|sha\d*sum|md5|b2|repo|list|sources|rsa\.pub)(?:\.txt)?$|(?:^|[/_.-])(?:KEYS?|gpgkey|gpg-key|SHA\d+SUMS?|MD5SUMS|checksums?)(?:[._-][^/]*)?$|\/keyrings?\/|\/trusted\.gpg\.d\/|\/yum\.repos\.d\/|\/sources\.list\.d\/|\/rpm-gpg\/|\/ca-certificates\//i;
