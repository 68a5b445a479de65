import { fullName } from './images.ts';

/** What is known of the shells in an image: what `/bin/sh` is, and whether there is a bash. */
export interface BaseShells {
  /** `/bin/sh` reads `set -o pipefail`: it is bash or BusyBox' ash. */
  readonly shKnowsPipefail: boolean;
  readonly hasBash: boolean;
  /** The image starts nothing in front of CMD. */
  readonly hasEntrypoint: boolean | undefined;
}

const ash: BaseShells = { shKnowsPipefail: true, hasBash: false, hasEntrypoint: false };
const bash: BaseShells = { shKnowsPipefail: true, hasBash: true, hasEntrypoint: false };
const dash: BaseShells = { shKnowsPipefail: false, hasBash: true, hasEntrypoint: false };

/** Operating systems, by the images' own contents; looked at 2026-11. */
const systems: readonly (readonly [image: RegExp, shells: BaseShells])[] = [
  [/^docker\.io\/library\/(?:alpine|busybox)$/, ash],
  [/^docker\.io\/library\/(?:debian|ubuntu|buildpack-deps)$/, dash],
  [/^docker\.io\/library\/(?:fedora|centos|rockylinux|almalinux|amazonlinux|oraclelinux|archlinux)$/, bash],
  [/^registry\.fedoraproject\.org\/fedora(?:-minimal)?$/, bash],
  [/^quay\.io\/(?:fedora\/fedora(?:-minimal)?|centos\/centos|rockylinux\/rockylinux|almalinuxorg\/\w+)$/, bash],
  [/^registry\.(?:access\.redhat\.com|redhat\.io)\/ubi\d+(?:\/ubi(?:-minimal|-init)?)?(?:-minimal|-init)?$/, bash],
  [/^registry\.(?:opensuse\.org\/opensuse\/|suse\.com\/bci\/bci-base$)/, bash],
];

/** Languages on Docker Hub whose images are built on Debian, or on Alpine where the tag says so. */
const onDebian =
  /^docker\.io\/library\/(?:python|node|golang|rust|ruby|php|perl|gcc|openjdk|eclipse-temurin|maven|gradle|nginx|httpd|postgres|redis)$/;

/** Undefined where nobody knows. `name` as it is written, short or full. */
export function shellsOf(name: string, tag: string | undefined): BaseShells | undefined {
  const image = fullName(name);
  const system = systems.find(([pattern]) => pattern.test(image))?.[1];
  if (system) return system;
  if (!onDebian.test(image) || /nanoserver|windows/.test(tag ?? '')) return undefined;
  const base = /alpine/.test(tag ?? '') ? ash : dash;
  return { ...base, hasEntrypoint: undefined };
}
