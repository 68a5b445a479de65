import { remembering } from '../core/remember.ts';

/** An argument of EXPOSE, as Podman reads it: `80`, `8000-8010/udp`. */
export interface ExposedPorts {
  readonly first: number;
  readonly last: number;
  /** In lower case; `tcp` where nothing is said. */
  readonly protocol: string;
}

/** Why Podman creates no container from an image that exposes this. */
export type PortFault = 'no-number' | 'mapping' | 'range' | 'reversed' | 'protocol';

const protocols: readonly string[] = ['tcp', 'udp', 'sctp'];

/**
 * Reads an argument of EXPOSE without variables. Podman 5.8.6 takes any case of the protocol and an empty one, reads
 * past a second slash, and allows a sign and leading zeros; asked in test/podman/ports.test.ts.
 */
export const readExposedPorts = remembering((text: string): ExposedPorts | PortFault => {
  const [numbers = '', written = ''] = text.split('/');
  if (/^(?:[\d.]+|\[[\d:a-f]*\]|localhost)?:?\d+:\d+$/i.test(numbers)) return 'mapping';
  const found = /^\+?(\d+)(?:-\+?(\d+))?$/.exec(numbers);
  if (!found) return 'no-number';
  const [first, last] = [Number(found[1]), Number(found[2] ?? found[1])];
  if (first < 1 || first > 65535 || last < 1 || last > 65535) return 'range';
  if (found[2] !== undefined && last <= first) return 'reversed';
  const protocol = written.toLowerCase() || 'tcp';
  return protocols.includes(protocol) ? { first, last, protocol } : 'protocol';
});

/** Remote administration, over TCP. */
export const adminPorts: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
  [3389, 'RDP'],
  [5800, 'VNC'],
  [5900, 'VNC'],
]);

/** Services that let in whoever reaches them, unless somebody has set them up otherwise; and databases. Over TCP. */
export const privatePorts: ReadonlyMap<number, string> = new Map([
  ...adminPorts,
  [2375, 'Docker'],
  [2379, 'etcd'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [5984, 'CouchDB'],
  [6379, 'Redis'],
  [9200, 'Elasticsearch'],
  [11211, 'memcached'],
  [27017, 'MongoDB'],
]);
