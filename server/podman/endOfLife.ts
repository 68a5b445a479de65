import { lookUp } from '../core/lookUp.ts';
import { baseName } from '../core/path.ts';
import {
  alpine,
  debian,
  debianNames,
  elsewhere,
  nodeNames,
  official,
  type Releases,
  ubuntu,
  ubuntuNames,
} from './endOfLifeDates.ts';
import { fullName } from './images.ts';

interface Release {
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
