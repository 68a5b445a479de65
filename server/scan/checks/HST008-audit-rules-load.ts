import { isWatched, readAuditRules } from '../facts/audit.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { book, manual } from './_references.ts';

const file = '/etc/audit/rules.d/podman.rules';
const facts = (rules: string, loaded = rules) => ({
  host: hostOf(0),
  [file]: rules,
  'audit-folder': '',
  'audit-rules': loaded,
});

export default check({
  id: 'HST008',
  title: { en: 'Audit rules load', ja: '監査ルールが読み込まれる' },
  severity: { stig: 'medium' },
  references: [
    book('compliance-check.sh'),
    manual('auditctl(8)', 'https://man7.org/linux/man-pages/man8/auditctl.8.html'),
  ],
  messages: {
    wildcard: {
      en: '{path} watches {watch}: a wildcard is refused, and the rules behind it are not loaded.',
      ja: '{path} の {watch} はワイルドカードのため拒否され、それ以降のルールも読み込まれません。',
    },
    unloaded: {
      en: 'The rule for {watch} in {path} is not loaded.',
      ja: '{path} にある {watch} のルールが読み込まれていません。',
    },
    none: { en: 'No file has audit rules.', ja: '監査ルールのファイルがありません。' },
  },
  why: {
    en: 'What is written down is not what is recorded.',
    ja: '書かれたルールと実際の記録が一致しません。',
  },
  remedy: {
    en: 'Write one line for each folder, and load them.',
    ja: 'フォルダーごとに 1 行ずつ書き、読み込んでください。',
  },
  commands: ['augenrules --load', 'auditctl -l'],
  needs: ['auditFiles'],
  examples: {
    pass: [{ facts: facts('# home/*\n-w /etc/containers -p wa -k c\n') }],
    fail: [
      { facts: facts('-w /home/*/.local/share/containers -p wa -k c\n') },
      { facts: facts('-w /etc/containers -p wa -k c\n', 'No rules\n') },
    ],
    needsRoot: [{ facts: { host: hostOf(1000), 'audit-folder': { rc: 77 } } }],
    notApplicable: [{ facts: { host: hostOf(0), 'audit-folder': { rc: 66 } } }],
    error: [{ facts: {} }],
  },
  *judge({ auditFiles }, { facts }) {
    const loaded = given(facts.find('auditRules'));
    let isClean = true;
    for (const [path, text] of auditFiles) {
      if (path === '/etc/audit/audit.rules') continue;
      for (const { path: watch, rights } of readAuditRules(text)) {
        const say = watch.includes('*')
          ? 'wildcard'
          : loaded && !isWatched(loaded, watch, rights)
            ? 'unloaded'
            : undefined;
        if (!say) continue;
        isClean = false;
        yield {
          state: 'fail',
          say,
          params: { path, watch },
          detail: watch,
          on: { type: 'file', name: path },
          at: { path },
        };
      }
    }
    if (auditFiles.size === 0) yield { state: 'notApplicable', say: 'none' };
    else if (isClean) yield { state: 'pass' };
  },
});
