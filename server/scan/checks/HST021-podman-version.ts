import { check } from '../model/check.ts';
import { cis } from './_references.ts';
import { missingRepairs, type Repair, versionIn } from './_versions.ts';

/** From the release notes of Podman, as of 2026-11. */
const tableDate = '2026-11';
const repairs: readonly Repair[] = [
  { fixed: ['4.9.2'], names: ['CVE-2024-23651', 'CVE-2024-23652', 'CVE-2024-23653'] },
  { fixed: ['5.0.3'], names: ['CVE-2024-3727'] },
  { fixed: ['5.2.4'], names: ['CVE-2024-9341', 'CVE-2024-9407'] },
  { fixed: ['5.2.5'], names: ['CVE-2024-9675', 'CVE-2024-9676'] },
  { fixed: ['5.3.2'], names: ['CVE-2024-11218'] },
  { fixed: ['5.5.2'], names: ['CVE-2025-6032'] },
  { fixed: ['5.6.1'], names: ['CVE-2025-9566'] },
  { fixed: ['5.7.0'], names: ['CVE-2025-52881'] },
  { fixed: ['5.8.2'], names: ['CVE-2026-33414'] },
];

export default check({
  id: 'HST021',
  title: { en: 'Podman has no known hole', ja: 'Podman に既知の脆弱性がない' },
  severity: 'high',
  references: [
    cis('1.2.2'),
    { title: 'Podman release notes', url: 'https://github.com/containers/podman/blob/main/RELEASE_NOTES.md' },
  ],
  messages: {
    old: {
      en: 'Podman {version} is older than the release that repaired {names}; the distribution may have repaired it (table of {date}).',
      ja: 'Podman {version} は {names} の修正前のリリースです。ディストリビューションが修正済みの可能性もあります（{date} 時点の表）。',
    },
    unknown: { en: 'Its version cannot be read.', ja: 'バージョンを読み取れません。' },
  },
  why: {
    en: 'How to use these holes is published.',
    ja: '悪用方法が公開されています。',
  },
  remedy: {
    en: 'Update it, and look up whether the package of your distribution has these repairs.',
    ja: '更新し、ディストリビューションのパッケージに修正が含まれるか確認してください。',
  },
  commands: ['dnf upgrade podman', 'dnf updateinfo list --cves', 'apt-cache policy podman'],
  needs: ['versions'],
  examples: {
    pass: [
      { facts: { version: { Client: { Version: '5.8.6' } } } },
      { facts: { version: { Client: { Version: '6.0.0-rc1' } } } },
    ],
    review: [
      { facts: { version: { Client: { Version: '4.3.1' } } } },
      { facts: { version: { Client: { Version: '5.8.6' }, Server: { Version: '5.6.0' } } } },
    ],
    unknown: [{ facts: { version: { Client: { Version: 'dev' } } } }],
    error: [{ facts: {} }, { facts: { version: { rc: 127 } } }, { facts: { version: 'Podman Engine' } }],
  },
  *judge({ versions }) {
    const judged = versions.map(version => ({ version, read: versionIn(version) }));
    let isClean = true;
    for (const { version, read } of judged) {
      const names = read ? missingRepairs(read, repairs) : [];
      if (read && names.length === 0) continue;
      isClean = false;
      const params = { version, names: shortened(names), date: tableDate };
      yield read ? { state: 'review', say: 'old', params, actual: version } : { state: 'unknown', say: 'unknown' };
    }
    if (isClean) yield { state: 'pass', actual: versions.join(', ') };
  },
});

const shortened = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(-3).join(', ')} … (${names.length})` : names.join(', ');
