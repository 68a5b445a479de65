import { isWatched } from '../facts/audit.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { hostOf, info } from './_examples.ts';
import { book, cis } from './_references.ts';

const facts = (rules: string) => ({
  host: hostOf(0),
  info: info({ security: { rootless: false } }, { store: { graphRoot: '/var/lib/containers/storage' } }),
  'audit-rules': rules,
});
const all = '-w /etc/containers -p wa\n-w /usr/share/containers/ -p wa\n';

export default check({
  id: 'HST007',
  title: { en: "Changes of the engine's files are audited", ja: 'エンジンのファイルの変更が監査されている' },
  severity: { stig: 'medium' },
  references: [book('compliance-check.sh'), cis('1.1.5', '1.1.11')],
  messages: {
    missing: { en: 'Nobody records changes below {path}.', ja: '{path} 以下の変更が記録されていません。' },
  },
  why: {
    en: 'Who changes these files changes what every container may do.',
    ja: 'これらのファイルを変更すると、すべてのコンテナの権限を変えられます。',
  },
  remedy: {
    en: 'Watch the configuration. On busy hosts leave the storage out: it fills the log.',
    ja: '設定ファイルを監視してください。負荷の高いホストではログが溢れるため、ストレージは対象外にします。',
  },
  commands: ['-w {name} -p wa -k podman_config'],
  needs: ['auditRules', 'info'],
  examples: {
    pass: [
      { facts: facts(all) },
      { facts: facts(`${all}-w /var/lib/containers -p wa\n`) },
      {
        facts: {
          ...facts('-w /etc/containers -p wa\n'),
          modes: 'drwxr-xr-x 2 0 0 92 Feb  5  2023 /etc/containers\n',
        },
      },
    ],
    fail: [{ facts: facts('') }, { ...{ facts: facts('-w /etc/containers -p wa\n') }, on: ['/usr/share/containers'] }],
    needsRoot: [{ facts: { ...facts(''), host: hostOf(1000), 'audit-rules': { rc: 4 } } }],
    unknown: [{ facts: { ...facts(''), 'audit-rules': { rc: 127 } } }],
    error: [{ facts: {} }],
  },
  *judge({ auditRules }, { facts }) {
    const modes = given(facts.find('modes'))?.files;
    const there = ['/etc/containers', '/usr/share/containers'].filter(
      folder => !modes || modes.some(({ path }) => path === folder),
    );
    const missing = there.filter(
      path => !isWatched(auditRules, path, 'wa') && !isWatched(auditRules, `${path}/x`, 'wa'),
    );
    for (const path of missing)
      yield { state: 'fail', say: 'missing', params: { path }, on: { type: 'file', name: path } };
    if (missing.length === 0) yield { state: 'pass' };
  },
});
