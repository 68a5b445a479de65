/** What crosses the network in clear text: schemes, programs, and the places to which it does not matter. */

export const schemes: readonly string[] = ['http', 'ftp', 'telnet', 'tftp', 'git', 'rsync', 'svn'];

/** The same over TLS, for those that have it under another name. */
export const encrypted: Readonly<Record<string, string>> = { http: 'https', git: 'https' };

/** Programs that know nothing else. */
export const clearPrograms: readonly string[] = ['ftp', 'telnet', 'tftp', 'rsh', 'rcp', 'rlogin', 'ncftpget', 'ncftp'];

/** A program that fetches what its operands name. */
interface UrlProgram {
  readonly tools: readonly string[];
  /** With one of these as its first operand; without, always. */
  readonly commands?: readonly string[];
  /** Options whose value it fetches. */
  readonly options?: readonly string[];
  /** Letters of the short options that take a value. */
  readonly valued?: string;
  readonly valuedLong?: readonly string[];
}

/** Beside those that only download. From the programs' manuals, 2026-07. */
export const urlPrograms: readonly UrlProgram[] = [
  {
    tools: ['git'],
    commands: ['clone', 'fetch', 'pull', 'submodule', 'remote', 'ls-remote', 'subtree', 'archive'],
    options: ['--remote'],
    valued: 'bcCjo',
    valuedLong: ['--branch', '--config', '--depth', '--origin', '--reference', '--jobs', '--template'],
  },
  { tools: ['svn', 'hg', 'bzr', 'cvs', 'rsync', 'axel', 'lftp', 'lwp-request', 'GET', 'skopeo'] },
  {
    tools: ['pip', 'pip2', 'pip3', 'pipx', 'uv'],
    valued: 'cefirt',
    valuedLong: ['--index-url', '--extra-index-url', '--find-links', '--proxy', '--trusted-host', '--index'],
  },
  {
    tools: ['npm', 'yarn', 'pnpm'],
    commands: ['install', 'i', 'add', 'ci', 'exec', 'global', 'dlx'],
    valuedLong: ['--registry', '--proxy', '--https-proxy'],
  },
  { tools: ['rpm'], options: ['--import'], valued: 'D', valuedLong: ['--define', '--import', '--httpproxy'] },
  {
    tools: ['yum', 'dnf', 'dnf5', 'microdnf', 'tdnf', 'zypper'],
    commands: ['install', 'localinstall', 'reinstall', 'update', 'upgrade', 'in', 'config-manager', 'addrepo', 'ar'],
    options: ['--add-repo', '--from-repofile'],
    valued: 'cdexR',
    valuedLong: ['--setopt', '--repofrompath', '--baseurl', '--add-repo', '--from-repofile'],
  },
  {
    tools: ['yum-config-manager', 'dnf-config-manager'],
    options: ['--add-repo'],
    valuedLong: ['--add-repo', '--setopt'],
  },
  { tools: ['gpg', 'gpg2'], commands: [], options: ['--fetch-keys'], valuedLong: ['--fetch-keys', '--keyserver'] },
  { tools: ['apt-key'], options: ['--fetch-keys'], valuedLong: ['--fetch-keys', '--keyserver'] },
  { tools: ['pear', 'pecl', 'go', 'cargo', 'luarocks', 'cpanm', 'cpan', 'gem'], commands: ['install', 'get', 'i'] },
];

/** They print, search, compare or store an address, or check by themselves what comes from there. */
export const textPrograms: ReadonlySet<string> = new Set([
  ...[
    '',
    'echo',
    'printf',
    'grep',
    'egrep',
    'fgrep',
    'sed',
    'awk',
    'gawk',
    'tr',
    'cut',
    'test',
    '[',
    '[[',
    'expr',
    'export',
  ],
  ...[
    'declare',
    'local',
    'readonly',
    'alias',
    'set',
    'cat',
    'tee',
    'jq',
    'yq',
    'xmlstarlet',
    'xmllint',
    'crudini',
    'perl',
  ],
  ...[
    'add-apt-repository',
    'apt-add-repository',
    'debootstrap',
    'mmdebstrap',
    'apt',
    'apt-get',
    'apk',
    'zypper',
    'pacman',
  ],
  ...[
    'gem',
    'bundle',
    'npm',
    'yarn',
    'pnpm',
    'pip',
    'pip3',
    'pip2',
    'uv',
    'composer',
    'conda',
    'dnf',
    'yum',
    'microdnf',
    'tdnf',
  ],
  ...[
    'git',
    'gpg',
    'gpg2',
    'apt-key',
    'rpm',
    'opkg',
    'keytool',
    'sdkmanager',
    'exit',
    'true',
    ':',
    'sh',
    'bash',
    'python',
    'python3',
  ],
]);

/** Options that name something by a URL, or the way to it. */
export const namingOption = /prox|xmlns|namespace|schema|issuer|audience|origin|referer|allow|cors|vendor|label/i;

/** This container, its neighbours and the machine's own: there is no way on which somebody could listen. */
const near =
  /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|169\.254\.\d+\.\d+|[^.]*|.*\.(?:localhost|localdomain|local|internal|svc|cluster|test|invalid))$/i;

/** The same with IPv6: this machine, its link, and networks of somebody's own. */
const nearSix = /^(?:::1?|0(?::0){6}:1|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*)$/i;

/** Whether what is sent to a host crosses a network; a host that nobody knows does not count. */
export function isFar(host: string): boolean {
  const six = /^\[([^\]]*)\]/.exec(host)?.[1] ?? /^[\da-f]*:[\da-f]*:[\da-f:]*$/i.exec(host)?.[0];
  if (six !== undefined) return !nearSix.test(six);
  const known = host.replace(/\$\{[^}]*\}|\$\w+|\$\([^)]*\)|`[^`]*`/g, '$');
  const name = known.replace(/:\d*$/, '');
  return !near.test(name) && !/\$$/.test(name) && !/[{}<>%@]/.test(name);
}
