import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { cis } from './_references.ts';

export default check({
  id: 'CTR035',
  title: { en: 'Nobody enters containers with more rights', ja: '権限を増やした exec が使われていない' },
  severity: { strict: 'low' },
  references: [cis('5.23', '5.24')],
  messages: {
    privileged: {
      en: 'podman exec --privileged was used {count} times in the last week.',
      ja: '過去 1 週間に podman exec --privileged が {count} 回使われました。',
    },
    root: {
      en: 'podman exec --user root was used {count} times in the last week.',
      ja: '過去 1 週間に podman exec --user root が {count} 回使われました。',
    },
    notAudited: {
      en: 'The audit log has no podman exec of the last week: HST006 says whether it would.',
      ja: '過去 1 週間の監査ログに podman exec がありません。記録されるかどうかは HST006 で確認できます。',
    },
  },
  why: {
    en: 'It gives a process in the container what the container itself was denied.',
    ja: 'コンテナ自体に与えなかった権限を、後から与えることになります。',
  },
  remedy: {
    en: 'Find out who did it and what for; make what is needed a part of the image.',
    ja: '誰が何のために行ったかを確認し、必要な作業はイメージに組み込んでください。',
  },
  commands: ['ausearch -m EXECVE -ts week-ago -c podman'],
  needs: ['auditExecs'],
  examples: {
    pass: [{ facts: { host: hostOf(0), 'audit-execs': 'plain=3\n' } }],
    fail: [
      { facts: { host: hostOf(0), 'audit-execs': 'privileged=2\nplain=1\n' } },
      { facts: { host: hostOf(0), 'audit-execs': 'root=1\n' } },
    ],
    unknown: [{ facts: { 'audit-execs': '' } }, { facts: { 'audit-execs': { rc: 127 } } }],
    needsRoot: [{ facts: { 'audit-execs': { rc: 77 } } }],
    error: [{ facts: {} }],
  },
  *judge({ auditExecs }) {
    const privileged = auditExecs.get('privileged');
    const root = auditExecs.get('root');
    if (privileged) yield { state: 'fail', say: 'privileged', params: { count: privileged }, detail: 'privileged' };
    if (root) yield { state: 'fail', say: 'root', params: { count: root }, detail: 'root' };
    if (auditExecs.size === 0) yield { state: 'unknown', say: 'notAudited' };
    else if (!privileged && !root) yield { state: 'pass' };
  },
});
