import { lookUp } from '../../core/lookUp.ts';
import type { Program } from '../facts/info.ts';
import { check } from '../model/check.ts';
import { info } from './_examples.ts';
import { missingRepairs, type Repair, versionIn } from './_versions.ts';

/** From the security advisories of both, as of 2026-11. */
const tableDate = '2026-11';
const repairs: Readonly<Record<string, readonly Repair[]>> = {
  runc: [
    { fixed: ['1.2.8', '1.3.3', '1.4.0'], names: ['CVE-2025-31133', 'CVE-2025-52565', 'CVE-2025-52881'] },
    { fixed: ['1.3.6', '1.4.3'], names: ['CVE-2026-41579'] },
  ],
  crun: [
    { fixed: ['1.27'], names: ['CVE-2026-30892'] },
    { fixed: ['1.28'], names: ['CVE-2026-47766'] },
  ],
};

const runtime = (name: string, version: string) => ({
  info: info({ ociRuntime: { name, version, path: `/usr/bin/${name}`, package: `${name}_1-1` } }),
});

export default check({
  id: 'HST022',
  title: { en: 'The runtime has no known hole', ja: 'ランタイムに既知の脆弱性がない' },
  severity: 'high',
  references: [
    { title: 'runc security advisories', url: 'https://github.com/opencontainers/runc/security/advisories' },
    { title: 'crun security advisories', url: 'https://github.com/containers/crun/security/advisories' },
  ],
  messages: {
    old: {
      en: '{name} {version} is older than the release that repaired {names}; the distribution may have repaired it (table of {date}).',
      ja: '{name} {version} は {names} の修正前のリリースです。ディストリビューションが修正済みの可能性もあります（{date} 時点の表）。',
    },
    unknown: { en: 'Its version cannot be read.', ja: 'バージョンを読み取れません。' },
    other: { en: 'Nothing is known here of the runtime {name}.', ja: 'ランタイム {name} の情報がありません。' },
  },
  why: {
    en: 'The runtime sets the walls up: holes in it lead out of the container.',
    ja: 'ランタイムは隔離を組み立てるプログラムで、脆弱性はコンテナからの脱出につながります。',
  },
  remedy: {
    en: 'Update it, and look up whether the package of your distribution has these repairs.',
    ja: '更新し、ディストリビューションのパッケージに修正が含まれるか確認してください。',
  },
  commands: ['dnf upgrade crun runc', 'apt-cache policy crun runc'],
  needs: ['info'],
  examples: {
    pass: [
      { facts: runtime('crun', 'crun version 1.28\ncommit: 1\nspec: 1.0.0') },
      { facts: runtime('runc', 'runc version 1.4.3') },
      { facts: runtime('runc', 'runc version 1.5.0') },
    ],
    review: [
      { facts: runtime('runc', 'runc version 1.1.5+ds1\ncommit: 1.1.5+ds1-1+deb12u1') },
      { facts: runtime('runc', 'runc version 1.3.5') },
      { facts: runtime('crun', 'crun version 1.8.1') },
    ],
    unknown: [{ facts: runtime('crun', '') }, { facts: runtime('kata', 'kata 3.0.0') }],
    error: [{ facts: {} }],
  },
  *judge({ info: { runtime } }) {
    const name = nameOf(runtime);
    const known = lookUp(repairs, name);
    const read = versionIn(/version (\S+)/.exec(runtime.version ?? '')?.[1] ?? '');
    if (!known) yield { state: 'unknown', say: 'other', params: { name } };
    else if (!read) yield { state: 'unknown', say: 'unknown' };
    else {
      const names = missingRepairs(read, known);
      const version = read.join('.');
      const params = { name, version, names: names.join(', '), date: tableDate };
      yield names.length > 0
        ? { state: 'review', say: 'old', params, actual: version }
        : { state: 'pass', actual: version };
    }
  },
});

const nameOf = ({ name, path }: Program): string => name ?? path?.split('/').pop() ?? '';
