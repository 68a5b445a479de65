import { ruleFor } from '../../core/rule.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { syntaxMessages, syntaxReports } from '../_jsonSyntax.ts';

const profile = '{\n  "defaultAction": "SCMP_ACT_ERRNO",\n  "syscalls": []\n}\n';

export default ruleFor<SeccompProfile>()({
  id: 'seccomp/invalid-json',
  title: { en: 'Seccomp profile that is not JSON', ja: 'JSON として正しくない seccomp プロファイル' },
  severity: 'error',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'podman-run(1) --security-opt', url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html' },
    { title: 'RFC 8259', url: 'https://www.rfc-editor.org/rfc/rfc8259' },
  ],
  messages: syntaxMessages,
  why: {
    en: 'Podman reads the profile as strict JSON and refuses to create any container with this one.',
    ja: 'Podman はプロファイルを厳密な JSON として読み込むため、このままではコンテナを作成できません。',
  },
  remedy: {
    en: 'Make it plain JSON; a remark about a rule can stand in the rule\'s "comment".',
    ja: '正しい JSON に直してください。ルールの説明は、そのルールの "comment" に書けます。',
  },
  examples: {
    bad: [
      { text: `«// custom-seccomp.json»\n${profile}`, fixed: profile },
      { text: `«/* reviewed\n   2026 */»\n${profile}`, fixed: profile },
      { text: `«# custom»\r\n${profile}`, fixed: profile },
      { text: `«\ufeff»${profile}`, fixed: profile },
      {
        text: '{\n  "defaultAction": "SCMP_ACT_ERRNO", «// deny»\n  "syscalls": [«,»]«,»\n}\n',
        fixed: '{\n  "defaultAction": "SCMP_ACT_ERRNO",\n  "syscalls": []\n}\n',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"«,»], "action": "SCMP_ACT_ALLOW"«,»}«,»]«,»}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ALLOW"}]}',
      },
      {
        text: "{«'defaultAction'»: «'SCMP_ACT_ERRNO'», «'syscalls'»: []}",
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{«“defaultAction”»: «“SCMP_ACT_ERRNO”», "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{«defaultAction»: «SCMP_ACT_ERRNO», "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO"\n «"syscalls"»: []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO",\n "syscalls": []}',
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": «0x20000», "op": "SCMP_CMP_EQ"}]}]}',
        fixed:
          '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": ["personality"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 131072, "op": "SCMP_CMP_EQ"}]}]}',
      },
      { text: '«{»"defaultAction": "SCMP_ACT_ERRNO"', fixed: '{"defaultAction": "SCMP_ACT_ERRNO"}' },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}\n«{}»',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": []}\n',
      },
      { text: '«»' },
      { text: '{"defaultAction": "SCMP_ACT_ERRNO", «"syscalls"»: }' },
      {
        text: '{"defaultAction": «"SCMP_ACT_ERRNO»,\n "syscalls": []}',
        fixed: '{"defaultAction": "SCMP_ACT_ERRNO",\n "syscalls": []}',
      },
    ],
    good: [
      { text: profile },
      { text: profile.replaceAll('\n', '\r\n') },
      {
        text: '{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{"names": [], "comment": "// not a comment, # nor this"}]}',
      },
      { text: '{"DEFAULTACTION": "SCMP_ACT_ERRNO", "defaultAction": "SCMP_ACT_ERRNO", "syscalls": null}' },
      { text: '{"defaultAction": "{{ .Values.seccomp.default }}", "syscalls": [{{ include "rules" . }}]}' },
    ],
  },
  check: ({ file }) => syntaxReports(file),
});
