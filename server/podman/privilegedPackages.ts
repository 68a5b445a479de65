import type { PackageFamily } from './packageManagers.ts';

/** What a package gives to whoever is in the container. */
type PackagePower = 'login' | 'root' | 'compiler';

/** Packages of Debian, Alpine, Fedora, RHEL, openSUSE and Arch; their package lists, read 2026-11. */
const powers: Readonly<Record<PackagePower, RegExp>> = {
  login:
    /^(?:openssh-server(?:-\w+)?|dropbear(?:-bin|-run)?|tinyssh|telnetd(?:-ssl)?|inetutils-telnetd|telnet-server|rsh-server|rsh-redone-server|xrdp|x11vnc|tigervnc-(?:server|standalone-server)(?:-\w+)?|tightvncserver|vnc4server)$/,
  root: /^(?:sudo(?:-ldap|-rs)?|doas|opendoas)$/,
  compiler:
    /^(?:build-essential|build-base|base-devel|(?:gcc|g\+\+|clang|llvm)(?:-?[\d.]+)?|gcc-c\+\+|gcc-toolset-\d+|alpine-sdk|tcc)$/,
};

/** Of these families the whole of OpenSSH has the shorter name. */
const withServer: Partial<Record<PackageFamily, string>> = {
  apk: 'openssh',
  pacman: 'openssh',
  zypper: 'openssh',
  apt: 'ssh',
};

/** What a package is for, if that is more than a container needs. */
export function powerOf(name: string, family: PackageFamily): PackagePower | undefined {
  if (withServer[family] === name) return 'login';
  return (['login', 'root', 'compiler'] as const).find(power => powers[power].test(name));
}
