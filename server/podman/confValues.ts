import { inRange } from '../core/podmanVersion.ts';

/*
 * What Podman takes as a value of containers.conf: pkg/config of containers/common and docker/go-units, asked of
 * Podman 4.3.1 and 5.8.6 in 2026-11.
 */

/** `64m`, `65536k`, `1.5 GiB` */
export function isSize(value: string, podman: string): boolean {
  const number = inRange(podman, '<5') ? /^\d+(?:\.\d+)?/ : /^\+?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?/i;
  const found = number.exec(value);
  return found !== null && /^ ?(?:b|[kmgtp](?:i?b)?)?$/i.test(value.slice(found[0].length));
}

const ulimits = new Set(
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(' '),
);

/** `nofile=1024:2048`: a limit, and the one that it may be raised to; -1 is none. */
export function isUlimit(value: string): boolean {
  const found = /^([a-z]+)=([+-]?\d+)(?::([+-]?\d+))?$/.exec(value);
  if (!found?.[1] || !found[2] || !ulimits.has(found[1])) return false;
  const [soft, hard] = [BigInt(unsigned(found[2])), found[3] === undefined ? undefined : BigInt(unsigned(found[3]))];
  if ([soft, hard ?? 0n].some(limit => limit > 2n ** 63n - 1n || limit < -(2n ** 63n))) return false;
  return hard === undefined || hard === -1n || (soft !== -1n && soft <= hard);
}

const unsigned = (number: string): string => number.replace(/^\+/, '');

/** `/dev/fuse`, `/dev/sdc:/dev/xvdc:rwm`, or since CDI is understood, `vendor.com/class=name`. */
export function isDevice(value: string, podman: string): boolean {
  if (inRange(podman, '>=4.4') && /^[A-Za-z][\w.-]*\/[A-Za-z][\w-]*=[\w.:-]+$/.test(value)) return true;
  const [source = '', second, third, ...more] = value.split(':');
  if (more.length > 0 || !source.startsWith('/dev/')) return false;
  if (third !== undefined && !isDeviceMode(third)) return false;
  return second === undefined || isDeviceMode(second) || second.startsWith('/');
}

const isDeviceMode = (mode: string): boolean => /^(?!.*(.).*\1)[rwm]+$/.test(mode);

const zoneFolders =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)$/;
/** What else lies in /usr/share/zoneinfo: Podman takes every file there. */
const zoneFiles =
  /^(?:local|localtime|posixrules|leapseconds|Factory|(?:posix|right)(?:\/.+)?|[\w-]+\.(?:tab|list|zi))$/;
const shortZones = /^(?:CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|UTC|WET)$/;

/** A name below /usr/share/zoneinfo, written exactly so. */
export function isTimeZone(value: string): boolean {
  if (value === '' || zoneFiles.test(value) || zoneFolders.test(value)) return true;
  if (/^[A-Z]{3}$/.test(value)) return shortZones.test(value);
  return /^[A-Z][\w+/-]*$/.test(value) && isKnownZone(value);
}

function isKnownZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** `10.88.0.0/16`, `fd00::/64` */
export function isSubnet(value: string): boolean {
  const [, address = '', length = ''] = /^([\d.]+|[\da-f:.]+)\/(\d{1,3})$/i.exec(value) ?? [];
  if (address.includes(':')) return Number(length) <= 128 && isIpv6(address);
  return Number(length) <= 32 && isIpv4(address) && length !== '';
}

const isIpv4 = (address: string): boolean =>
  /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(address) &&
  address.split('.').every(part => Number(part) < 256);

/** Not looked at closely: what is none for sure. */
const isIpv6 = (address: string): boolean => /^[\da-f:.]{2,45}$/i.test(address) && !/:::|::.*::/.test(address);
