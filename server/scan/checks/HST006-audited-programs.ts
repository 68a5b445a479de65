import { isWatched } from '../facts/audit.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { hostOf, info } from './_examples.ts';
import { book, cis } from './_references.ts';

const programs = '/usr/bin/podman\n/usr/bin/podman\n/usr/bin/crun\n/usr/bin/crun\n';
const facts = (rules: string) => ({ host: hostOf(0), programs, 'audit-rules': rules });

export default check({
  id: 'HST006',
  title: { en: 'Every use of the engine is audited', ja: 'エンジンの実行が監査されている' },
  severity: { stig: 'medium' },
  references: [book('compliance-check.sh'), cis('1.1.3', '1.1.18')],
  messages: {
    missing: { en: 'Nobody records when {path} is run.', ja: '{path} の実行が記録されていません。' },
    none: { en: 'None of the programs is here.', ja: '対象のプログラムがありません。' },
  },
  why: {
    en: 'After an incident nobody can tell who started which container.',
    ja: 'インシデントの後に、誰がどのコンテナを起動したのか分かりません。',
  },
  remedy: {
    en: 'Add a rule for its execution. A container that is started through the API is recorded as run by the service.',
    ja: '実行を記録するルールを加えてください。API 経由の起動はサービスによる実行として記録されます。',
  },
  commands: ['-a always,exit -F arch=b64 -S execve -F path={name} -F auid>=1000 -F auid!=unset -k podman'],
  needs: ['auditRules', 'programs'],
  examples: {
    pass: [
      { facts: facts('-w /usr/bin/podman -p x -k podman\n-a always,exit -F path=/usr/bin/crun -F perm=x -k crun\n') },
      { facts: facts('-w /usr/bin -p rwxa -k all\n') },
      {
        facts: facts(
          '-a always,exit -F arch=b64 -S execve -F path=/usr/bin/podman -F auid>=1000 -k podman\n-w /usr/bin/crun -p x\n',
        ),
      },
      // The other runtime is there, and not Podman's.
      { facts: { ...facts('-w /usr/bin/podman -p x\n'), info: info({ ociRuntime: { name: 'runc' } }) } },
    ],
    fail: [
      { facts: facts('No rules\n') },
      { ...{ facts: facts('-w /usr/bin/podman -p x -k podman\n') }, on: ['/usr/bin/crun'] },
      { facts: facts('-w /usr/bin/podman -p wa\n-w /usr/bin/crun -p x\n') },
      { facts: facts('-a never,exit -F path=/usr/bin/podman -F perm=x\n-w /usr/bin/crun -p x\n') },
    ],
    needsRoot: [{ facts: { host: hostOf(1000), programs, 'audit-rules': { rc: 4 } } }],
    unknown: [{ facts: { host: hostOf(0), programs, 'audit-rules': { rc: 127 } } }],
    notApplicable: [{ facts: { host: hostOf(0), programs: '', 'audit-rules': '' } }],
    error: [{ facts: {} }],
  },
  *judge({ auditRules, programs }, { facts }) {
    const runtime = given(facts.find('info'))?.runtime.name;
    const isUnused = (path: string) =>
      runtime !== undefined && /\/(?:crun|runc)$/.test(path) && !path.endsWith(`/${runtime}`);
    // The kernel knows files by their real names.
    const real = programs
      .filter((_, i) => i % 2 === 1)
      .filter(path => /\/(?:podman|crun|runc|conmon|buildah|skopeo)$/.test(path) && !isUnused(path));
    const missing = [...new Set(real)].filter(path => !isWatched(auditRules, path, 'x'));
    for (const path of missing)
      yield { state: 'fail', say: 'missing', params: { path }, on: { type: 'file', name: path } };
    if (real.length === 0) yield { state: 'notApplicable', say: 'none' };
    else if (missing.length === 0) yield { state: 'pass' };
  },
});
