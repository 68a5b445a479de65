import { lookUp } from '../core/lookUp.ts';
import { has, type InsecureConfig, type InsecureFile, type InsecureProgram, is } from './insecureSettings.ts';

/** What turns off the verification of packages' signatures, by program. From the programs' own manuals, 2026-07. */

const yes = '"?(?:1|true|yes|on)"?';
const no = '(?:0|no|false|off)';

export const programs: readonly InsecureProgram[] = [
  { tools: ['apk'], options: [has('--allow-untrusted')], valued: 'pXt' },
  {
    tools: ['apt', 'apt-get', 'aptitude'],
    options: [
      has('--allow-unauthenticated', '--force-yes', '--allow-insecure-repositories', '--allow-weak-repositories'),
      is(
        ['-o', '--option'],
        new RegExp(
          String.raw`^"?(?:APT::Get::(?:AllowUnauthenticated|Force-Yes)|Acquire::Allow(?:Insecure|Weak|DowngradeToInsecure)Repositories)\s*=\s*${yes}"?$`,
          'i',
        ),
      ),
    ],
    valued: 'oct',
    valuedLong: ['--option', '--target-release', '--config-file'],
  },
  { tools: ['debootstrap', 'cdebootstrap'], options: [has('--no-check-gpg'), has('--allow-unauthenticated')] },
  { tools: ['dpkg'], options: [is(['--force'], /(?:^|,)bad-verify(?:,|$)/), has('--force-bad-verify')] },
  {
    tools: ['yum', 'dnf', 'dnf-3', 'dnf5', 'microdnf', 'tdnf', 'yum-config-manager', 'dnf-config-manager', 'reposync'],
    options: [
      has('--nogpgcheck', '--nogpg', '--no-gpgchecks', '--no-gpg-checks'),
      is(['--setopt'], new RegExp(String.raw`^(?:.*\.)?(?:repo_|localpkg_|pkg_)?gpgcheck\s*=\s*${no}$`, 'i')),
    ],
    valued: 'cdexR',
    valuedLong: ['--setopt', '--config', '--releasever', '--installroot', '--enablerepo', '--disablerepo'],
  },
  {
    tools: ['rpm', 'rpm2cpio'],
    options: [
      has('--nosignature', '--nodigest', '--noverify', '--nofiledigest'),
      is(['-D', '--define'], /^%?_pkgverify_level\s+(?:none|digest)/),
    ],
    // A question about packages installs none.
    unless: /^(?:-[a-z]*[qVKe][a-zA-Z]*|--(?:query|verify|checksig|erase|import|eval))$/,
    valued: 'rD',
    valuedLong: ['--define', '--root', '--dbpath', '--prefix'],
  },
  {
    tools: ['zypper'],
    options: [
      has('--no-gpg-checks', '--no-gpgcheck', '-G'),
      has('--gpgcheck-allow-unsigned', '--gpgcheck-allow-unsigned-repo', '--gpgcheck-allow-unsigned-package'),
      has('--allow-unsigned-rpm', '--gpg-auto-import-keys'),
    ],
    valued: 'cRDptr',
    valuedLong: ['--root', '--type', '--repo', '--priority', '--name'],
  },
  {
    tools: ['gem'],
    options: [is(['-P', '--trust-policy'], /^NoSecurity$/)],
    valued: 'Pvisn',
    valuedLong: ['--trust-policy'],
  },
  { tools: ['flatpak', 'ostree'], options: [has('--no-gpg-verify')] },
  { tools: ['opkg'], options: [has('--force-signature', '--force_signature')] },
];

/** It trusts whatever key the repository sends, but it does check by it. */
export const trustsOnFirstUse: ReadonlySet<string> = new Set(['--gpg-auto-import-keys']);

const signatureLevel = String.raw`(?:RemoteFile)?SigLevel\s*=[^\n#]*\b(?:Package)?(?:Never|TrustAll)\b`;
const overNetwork = /(?:baseurl|mirrorlist|metalink)\s*=\s*(?:https?|ftp):/;

export const files: readonly InsecureFile[] = [
  {
    file: /(?:^|\/)(?:yum|dnf|tdnf)\.conf$|\.repo$|\/yum\.repos\.d\/|\/zypp\.conf$/,
    text: new RegExp(String.raw`(?<![\w#]|#[ \t])(?:pkg_)?gpgcheck\s*=\s*${no}\b`, 'i'),
    unless: new RegExp(String.raw`^(?![^]*${overNetwork.source})[^]*baseurl\s*=\s*file:`),
  },
  {
    file: /(?:^|\/)sources\.list$|\/sources\.list\.d\//,
    text: /^\s*deb(?:-src)?\s+\[[^\]\n]*\b(?:trusted|allow-insecure)=yes\b[^\]\n]*\](?!\s+(?:file|copy|cdrom):)|^\s*(?:Trusted|Allow-Insecure):\s*yes/im,
    unless: /^URIs:\s*(?:file|copy):/m,
  },
  {
    file: /(?:^|\/)apt\.conf$|\/apt\.conf\.d\//,
    text: new RegExp(
      String.raw`(?:AllowUnauthenticated|Force-Yes|Allow(?:Insecure|Weak|DowngradeToInsecure)Repositories)\s*"?${yes}`,
      'i',
    ),
  },
  { file: /(?:^|\/)pacman(?:\.conf|\.d\/.*)$/, text: new RegExp(String.raw`^\s*${signatureLevel}`, 'm') },
  { file: /(?:^|\/)opkg(?:\.conf|\/.*)$/, text: /^\s*option\s+(?:no_check_signature|force_signature)\s+1/m },
];

/** What holds Go to the sums that everybody gets. Modules of one's own are nobody else's to know: `GONOSUMDB=b.org/*`. */
const publicModules = /(?:^|,)(?:\*|(?:\*\.)?(?:github|gitlab|\*)\.(?:com|org|\*)(?:\/\*)*|\*(?:\/\*)+)(?:,|$)/;

/** A variable of the environment, and the values with which nothing is verified. */
export const variables: Readonly<Record<string, RegExp>> = {
  GONOSUMCHECK: /^(?:1|true)$/i,
  GONOSUMDB: publicModules,
  GOSUMDB: /^off$/,
};

export const insecureValues = (name: string): RegExp | undefined => lookUp(variables, name);

/** `add-apt-repository "deb [trusted=yes] ..."`. */
export const repositories: readonly string[] = ['add-apt-repository', 'apt-add-repository'];

export const configurations: readonly InsecureConfig[] = [
  {
    tools: ['dnf', 'dnf5', 'dnf-3', 'yum'],
    commands: [['config-manager', 'setopt']],
    key: /(?:^|\.)(?:repo_|localpkg_|pkg_)?gpgcheck$/,
    value: new RegExp(`^${no}$`, 'i'),
  },
  { tools: ['go'], commands: [['env']], key: /^GOSUMDB$/, value: /^off$/ },
  { tools: ['go'], commands: [['env']], key: /^GONOSUMDB$/, value: publicModules },
];
