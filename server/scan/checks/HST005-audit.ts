import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { book, stig } from './_references.ts';

const status = (enabled: number, pid: number) => `enabled ${enabled}\nfailure 1\npid ${pid}\nrate_limit 0\n`;

export default check({
  id: 'HST005',
  title: { en: 'The kernel is audited', ja: 'カーネルの監査が動いている' },
  severity: { stig: 'high' },
  references: [book('14.1.1', 'compliance-check.sh'), stig('653010', '653015')],
  messages: {
    off: { en: 'Auditing is turned off.', ja: '監査が無効です。' },
    noDaemon: {
      en: 'Auditing is on, and no auditd writes it down.',
      ja: '監査は有効ですが、記録する auditd が動いていません。',
    },
  },
  why: {
    en: 'After an incident nobody can tell who did what.',
    ja: 'インシデントの後に、誰が何をしたのか分かりません。',
  },
  remedy: { en: 'Install auditd and start it.', ja: 'auditd を導入して起動してください。' },
  commands: ['dnf install audit', 'systemctl enable --now auditd'],
  needs: ['auditStatus'],
  examples: {
    pass: [
      { facts: { host: hostOf(0), 'audit-status': status(1, 812) } },
      { facts: { host: hostOf(0), 'audit-status': status(2, 812) } },
    ],
    fail: [
      { facts: { host: hostOf(0), 'audit-status': status(0, 812) } },
      { facts: { host: hostOf(0), 'audit-status': status(1, 0) } },
    ],
    needsRoot: [
      { facts: { host: hostOf(1000), 'audit-status': { rc: 4, err: 'You must be root to run this program.' } } },
    ],
    unknown: [{ facts: { host: hostOf(0), 'audit-status': { rc: 127 } } }],
    notApplicable: [{ facts: { host: `${hostOf(0)}container=yes\n`, 'audit-status': { rc: 1, err: 'Error' } } }],
    error: [{ facts: {} }, { facts: { host: hostOf(0), 'audit-status': { rc: 1, err: 'Error' } } }],
  },
  *judge({ auditStatus }) {
    if (!(Number(auditStatus.get('enabled')) >= 1)) yield { state: 'fail', say: 'off' };
    else if (!(Number(auditStatus.get('pid')) > 0)) yield { state: 'fail', say: 'noDaemon' };
    else yield { state: 'pass' };
  },
});
