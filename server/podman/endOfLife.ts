import { lookUp } from '../core/lookUp.ts';
import { baseName } from '../core/path.ts';
import { fullName } from './images.ts';

/** The last day of free security updates, by release; for Debian that of its LTS. */
type Releases = Readonly<Record<string, string>>;

/**
 * Where vendors name a month, its last day. Sources: the vendors' own life-cycle pages (wiki.debian.org/LTS,
 * ubuntu.com/about/release-cycle, alpinelinux.org/releases, docs.fedoraproject.org, access.redhat.com/support/policy,
 * centos.org, nodejs/Release, devguide.python.org/versions, php.net/supported-versions, ruby-lang.org, go.dev/doc/devel,
 * dotnet.microsoft.com, postgresql.org/support/versioning, mysql.com, mongodb.com,
 * mariadb.org, opensuse.org, oracle.com), as known in 2026-11.
 */
const debian: Releases = {
  6: '2016-02-29',
  7: '2018-05-31',
  8: '2020-06-30',
  9: '2022-06-30',
  10: '2024-06-30',
  11: '2026-08-31',
  12: '2028-06-30',
  13: '2030-06-30',
};

const ubuntu: Releases = {
  '10.04': '2015-04-30',
  '12.04': '2017-04-28',
  '14.04': '2019-04-25',
  '14.10': '2015-07-23',
  '15.04': '2016-02-04',
  '15.10': '2016-07-28',
  '16.04': '2021-04-30',
  '16.10': '2017-07-20',
  '17.04': '2018-01-31',
  '17.10': '2018-07-31',
  '18.04': '2023-05-31',
  '18.10': '2019-07-31',
  '19.04': '2020-01-31',
  '19.10': '2020-07-31',
  '20.04': '2025-05-31',
  '20.10': '2021-07-31',
  '21.04': '2022-01-31',
  '21.10': '2022-07-31',
  '22.04': '2027-05-31',
  '22.10': '2023-07-31',
  '23.04': '2024-01-31',
  '23.10': '2024-07-31',
  '24.04': '2029-05-31',
  '24.10': '2025-07-31',
  '25.04': '2026-01-31',
  '25.10': '2026-07-31',
};

const alpine: Releases = {
  '2.6': '2015-05-01',
  '2.7': '2015-11-01',
  '3.1': '2016-11-01',
  '3.2': '2017-05-01',
  '3.3': '2017-11-01',
  '3.4': '2018-05-01',
  '3.5': '2018-11-01',
  '3.6': '2019-05-01',
  '3.7': '2019-11-01',
  '3.8': '2020-05-01',
  '3.9': '2020-11-01',
  '3.10': '2021-05-01',
  '3.11': '2021-11-01',
  '3.12': '2022-05-01',
  '3.13': '2022-11-01',
  '3.14': '2023-05-01',
  '3.15': '2023-11-01',
  '3.16': '2024-05-23',
  '3.17': '2024-11-22',
  '3.18': '2025-05-09',
  '3.19': '2025-11-01',
  '3.20': '2026-04-01',
  '3.21': '2026-11-01',
  '3.22': '2027-05-01',
};

const fedora: Releases = {
  20: '2015-06-23',
  21: '2015-12-01',
  22: '2016-07-19',
  23: '2016-12-20',
  24: '2017-08-08',
  25: '2017-12-12',
  26: '2018-05-29',
  27: '2018-11-30',
  28: '2019-05-28',
  29: '2019-11-26',
  30: '2020-05-26',
  31: '2020-11-30',
  32: '2021-05-25',
  33: '2021-11-30',
  34: '2022-06-07',
  35: '2022-12-13',
  36: '2023-05-16',
  37: '2023-12-05',
  38: '2024-05-21',
  39: '2024-11-26',
  40: '2025-05-13',
  41: '2025-12-31',
  42: '2026-05-31',
};

const centos: Releases = {
  5: '2017-03-31',
  6: '2020-11-30',
  7: '2024-06-30',
  8: '2021-12-31',
  stream8: '2024-05-31',
  stream9: '2027-05-31',
};

const redHat: Releases = { 6: '2020-11-30', 7: '2024-06-30', 8: '2029-05-31', 9: '2032-05-31' };

const dotnet: Releases = {
  '2.1': '2021-08-21',
  '2.2': '2019-12-23',
  '3.0': '2020-03-03',
  '3.1': '2022-12-13',
  '5.0': '2022-05-10',
  '6.0': '2024-11-12',
  '7.0': '2024-05-14',
  '8.0': '2026-11-10',
  '9.0': '2026-11-10',
};

/** Official images on Docker Hub. */
const official: Readonly<Record<string, Releases>> = {
  alpine,
  amazonlinux: { 1: '2023-12-31', '2018.03': '2023-12-31', 2: '2026-06-30' },
  centos,
  debian,
  fedora,
  golang: {
    '1.8': '2018-02-16',
    '1.9': '2018-08-24',
    '1.10': '2019-02-25',
    '1.11': '2019-09-03',
    '1.12': '2020-02-25',
    '1.13': '2020-08-11',
    '1.14': '2021-02-16',
    '1.15': '2021-08-16',
    '1.16': '2022-03-15',
    '1.17': '2022-08-02',
    '1.18': '2023-02-01',
    '1.19': '2023-08-08',
    '1.20': '2024-02-06',
    '1.21': '2024-08-13',
    '1.22': '2025-02-11',
    '1.23': '2025-08-12',
    '1.24': '2026-02-28',
  },
  mariadb: {
    '5.5': '2020-04-11',
    '10.0': '2019-03-31',
    '10.1': '2020-10-17',
    '10.2': '2022-05-23',
    '10.3': '2023-05-25',
    '10.4': '2024-06-18',
    '10.5': '2025-06-24',
    '10.6': '2026-07-06',
    '10.11': '2028-02-16',
    '11.4': '2029-05-29',
  },
  mongo: {
    '3.4': '2020-01-31',
    '3.6': '2021-04-30',
    '4.0': '2022-04-30',
    '4.2': '2023-04-30',
    '4.4': '2024-02-29',
    '5.0': '2024-10-31',
    '6.0': '2025-07-31',
  },
  mysql: { '5.5': '2018-12-31', '5.6': '2021-02-28', '5.7': '2023-10-31', '8.0': '2026-04-30' },
  node: {
    0: '2016-12-31',
    4: '2018-04-30',
    5: '2016-06-30',
    6: '2019-04-30',
    7: '2017-06-30',
    8: '2019-12-31',
    9: '2018-06-30',
    10: '2021-04-30',
    11: '2019-06-30',
    12: '2022-04-30',
    13: '2020-06-30',
    14: '2023-04-30',
    15: '2021-06-30',
    16: '2023-09-11',
    17: '2022-06-30',
    18: '2025-04-30',
    19: '2023-06-30',
    20: '2026-04-30',
    21: '2024-06-30',
    22: '2027-04-30',
    23: '2025-06-30',
    24: '2028-04-30',
    25: '2026-06-01',
  },
  oraclelinux: { 6: '2021-03-31', 7: '2024-12-31' },
  php: {
    5: '2018-12-31',
    '5.6': '2018-12-31',
    7: '2022-11-28',
    '7.0': '2019-01-10',
    '7.1': '2019-12-01',
    '7.2': '2020-11-30',
    '7.3': '2021-12-06',
    '7.4': '2022-11-28',
    '8.0': '2023-11-26',
    '8.1': '2025-12-31',
    '8.2': '2026-12-31',
    '8.3': '2027-12-31',
    '8.4': '2028-12-31',
  },
  postgres: {
    9: '2021-11-11',
    10: '2022-11-10',
    11: '2023-11-09',
    12: '2024-11-21',
    13: '2025-11-13',
    14: '2026-11-12',
    15: '2027-11-11',
    16: '2028-11-09',
    17: '2029-11-08',
  },
  python: {
    2: '2020-01-01',
    '3.3': '2017-09-29',
    '3.4': '2019-03-18',
    '3.5': '2020-09-30',
    '3.6': '2021-12-23',
    '3.7': '2023-06-27',
    '3.8': '2024-10-07',
    '3.9': '2025-10-31',
    '3.10': '2026-10-31',
    '3.11': '2027-10-31',
    '3.12': '2028-10-31',
    '3.13': '2029-10-31',
  },
  ruby: {
    2: '2023-03-31',
    '2.3': '2019-03-31',
    '2.4': '2020-04-05',
    '2.5': '2021-04-05',
    '2.6': '2022-04-12',
    '2.7': '2023-03-31',
    '3.0': '2024-04-23',
    '3.1': '2025-03-31',
    '3.2': '2026-03-31',
  },
  ubuntu,
};

const leap: Releases = {
  42: '2019-06-30',
  '15.0': '2019-12-03',
  '15.1': '2021-02-02',
  '15.2': '2022-01-04',
  '15.3': '2022-12-31',
  '15.4': '2023-12-07',
  '15.5': '2024-12-31',
  '15.6': '2026-04-30',
};

/** Other repositories: the release stands in the tag, or in the name. */
const elsewhere: readonly { readonly image: RegExp; readonly releases: Releases }[] = [
  { image: /^quay\.io\/centos\/centos$/, releases: centos },
  { image: /^(?:registry\.fedoraproject\.org|quay\.io\/fedora)\/fedora(?:-minimal)?$/, releases: fedora },
  { image: /^registry\.(?:access\.redhat\.com|redhat\.io)\/(?:ubi|rhel)(\d+)(?:[-/.].*)?$/, releases: redHat },
  { image: /^(?:docker\.io|registry\.opensuse\.org)\/opensuse\/leap$/, releases: leap },
  { image: /^mcr\.microsoft\.com\/dotnet\/(?:sdk|aspnet|runtime|runtime-deps|core\/\w+)$/, releases: dotnet },
];

const debianNames = ['wheezy', 'jessie', 'stretch', 'buster', 'bullseye', 'bookworm', 'trixie'];

const ubuntuNames: Readonly<Record<string, string>> = {
  precise: '12.04',
  trusty: '14.04',
  utopic: '14.10',
  vivid: '15.04',
  wily: '15.10',
  xenial: '16.04',
  yakkety: '16.10',
  zesty: '17.04',
  artful: '17.10',
  bionic: '18.04',
  cosmic: '18.10',
  disco: '19.04',
  eoan: '19.10',
  focal: '20.04',
  groovy: '20.10',
  hirsute: '21.04',
  impish: '21.10',
  jammy: '22.04',
  kinetic: '22.10',
  lunar: '23.04',
  mantic: '23.10',
  noble: '24.04',
  oracular: '24.10',
  plucky: '25.04',
  questing: '25.10',
};

const nodeNames: Readonly<Record<string, string>> = {
  carbon: '8',
  dubnium: '10',
  erbium: '12',
  fermium: '14',
  gallium: '16',
  hydrogen: '18',
  iron: '20',
  jod: '22',
};

export interface Release {
  /** As people call it: `Debian 10`, `node 16`. */
  readonly name: string;
  /** The last day. */
  readonly end: string;
}

/** The releases that an image's full name and tag speak of: the image's own, and that of the system it is built on. */
function releasesOf(image: string, tag: string | undefined): Release[] {
  const own = ownRelease(image, tag ?? '');
  const system = image.startsWith('docker.io/library/') ? systemRelease(tag ?? '') : undefined;
  return [own, system].filter(release => release !== undefined);
}

function ownRelease(image: string, tag: string): Release | undefined {
  const name = /^docker\.io\/library\/(.+)$/.exec(image)?.[1];
  if (name !== undefined) {
    const releases = lookUp(official, name);
    const code = name === 'node' ? lookUp(nodeNames, tag.replace(/^lts-/, '').split('-')[0] ?? '') : undefined;
    return releases && releaseIn(name, releases, code ?? tag);
  }
  for (const { image: pattern, releases } of elsewhere) {
    const match = pattern.exec(image);
    if (match) return releaseIn(baseName(image), releases, match[1] ?? tag);
  }
  return undefined;
}

function releaseIn(name: string, releases: Releases, tag: string): Release | undefined {
  const [, cycle = '', major = ''] = /^(?:v|centos|f)?((stream\d+|\d+)(?:\.\d+)?)/.exec(tag) ?? [];
  const found = [cycle, major].find(release => Object.hasOwn(releases, release));
  const end = found === undefined ? undefined : releases[found];
  return found === undefined || end === undefined ? undefined : { name: `${name} ${found}`, end };
}

/** `3.12-slim-buster`, `20-alpine3.17`, `bionic-20230530`. */
function systemRelease(tag: string): Release | undefined {
  for (const part of tag.split('-')) {
    const version = /^alpine(3\.\d+)$/.exec(part)?.[1];
    if (version !== undefined) return release('Alpine', alpine, version);
    const number = debianNames.indexOf(part);
    if (number >= 0) return release('Debian', debian, String(number + 7));
    const named = lookUp(ubuntuNames, part);
    if (named !== undefined) return release('Ubuntu', ubuntu, named);
  }
  return undefined;
}

function release(name: string, releases: Releases, version: string): Release | undefined {
  const end = lookUp(releases, version);
  return end === undefined ? undefined : { name: `${name} ${version}`, end };
}

/** The first release of an image that is out of support on a day. */
export const endedBy = (day: string, name: string, tag: string | undefined): Release | undefined =>
  releasesOf(mirrored(fullName(name)), tag).find(({ end }) => end < day);

/** Amazon's copy of Docker's Official Images, and where short names of some of these lead. */
const mirrored = (image: string): string =>
  image.replace(
    /^(?:public\.ecr\.aws\/(?:docker\/library|amazonlinux)|container-registry\.oracle\.com\/os)\//,
    'docker.io/library/',
  );
