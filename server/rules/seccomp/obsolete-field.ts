import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Errno, SyscallRule } from '../../parse/json/seccompProfile.ts';
import { errnoName, takesErrno } from '../../podman/seccompWords.ts';
import { fix } from './_edits.ts';
import { profile } from './_examples.ts';
import { seccompRule } from './_rule.ts';

type Key = 'errno' | 'name';

export default seccompRule({
  id: 'seccomp/obsolete-field',
  title: { en: 'Obsolete field', ja: '古い形式のフィールド' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'hint' },
  references: [
    { title: "Podman's reader of profiles", url: 'https://github.com/containers/common/tree/main/pkg/seccomp' },
  ],
  messages: {
    errno: {
      en: 'Podman calls {old} obsolete; {new} takes the name of the error, the same on every architecture.',
      ja: 'Podman では {old} は廃止扱いです。{new} なら、どのアーキテクチャーでも同じエラー名を書けます。',
    },
    name: {
      en: '"name" is the form of Docker before 1.13; "names" takes a list.',
      ja: '"name" は Docker 1.13 より前の形式です。"names" にはリストを書けます。',
    },
  },
  why: {
    en: 'The numbers of errors differ between architectures, and a number says little to a reader.',
    ja: 'エラー番号はアーキテクチャーによって異なり、番号だけでは意味が伝わりません。',
  },
  remedy: {
    en: 'Use errno and defaultErrno; where Docker reads the file too, keep both: Podman takes the name, Docker the number.',
    ja: 'errno と defaultErrno を使ってください。Docker とも共用する場合は両方を書けば、Podman は名前を、Docker は番号を使います。',
  },
  examples: {
    bad: [
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", «"defaultErrnoRet"»: 38, "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "ENOSYS", "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", «"errnoRet"»: 1}]}',
        fixed:
          '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "errno": "EPERM"}]}',
      },
      {
        text: profile('{«"name"»: "read", "action": "SCMP_ACT_ALLOW"}'),
        fixed: profile('{"names": ["read"], "action": "SCMP_ACT_ALLOW"}'),
      },
      { text: profile('{«"Name"»: "read", "names": [], "action": "SCMP_ACT_ALLOW"}') },
    ],
    good: [
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "ENOSYS", "defaultErrnoRet": 38, "syscalls": []}' },
      { text: profile('{"names": ["bpf"], "action": "SCMP_ACT_ERRNO", "errno": "EINVAL", "errnoRet": 22}') },
      { text: profile('{"name": "", "names": ["read"], "action": "SCMP_ACT_ALLOW"}') },
      { text: profile('{"names": ["read"], "action": "SCMP_ACT_ALLOW", "errnoRet": null}') },
    ],
  },
  *check({ defaultErrno, defaultAction, rules }): Iterable<Report<Key>> {
    yield* errnoReport(defaultErrno, defaultAction?.value, 'defaultErrno');
    for (const rule of rules) {
      yield* errnoReport(rule.errno, rule.action?.value, 'errno');
      if (rule.name) yield { at: rule.name.member.key.span, message: 'name', fixes: namesFix(rule), tag: 'deprecated' };
    }
  },
});

function* errnoReport({ name, number }: Errno, action: string | undefined, field: string): Iterable<Report<Key>> {
  if (name || !number || !takesErrno(action ?? '')) return;
  const { key, span } = number.member;
  const called = number.value < 4095n ? errnoName(Number(number.value)) : undefined;
  const title = { en: 'Write {text}', ja: '{text} と書く' };
  const text = `"${field}": "${called}"`;
  const fixes = called ? [fix(title, [{ span, text }], false, { text })] : [];
  yield { at: key.span, message: 'errno', params: { old: `${field}Ret`, new: field }, fixes, tag: 'deprecated' };
}

function namesFix({ name, namesList }: SyscallRule): Fix[] {
  if (!name || namesList || name.member.value.type !== 'string') return [];
  const text = `"names": [${JSON.stringify(name.value)}]`;
  return [fix({ en: 'Write {text}', ja: '{text} と書く' }, [{ span: name.member.span, text }], true, { text })];
}
