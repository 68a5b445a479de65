import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultSettings } from '../../../server/core/settings.ts';
import { unknownWorkspace } from '../../../server/core/workspace.ts';
import { complete } from '../../../server/lsp/seccomp/completion.ts';
import { hover } from '../../../server/lsp/seccomp/hover.ts';
import { hints, summary } from '../../../server/lsp/seccomp/summary.ts';
import { parseSeccompProfile } from '../../../server/parse/json/seccompProfile.ts';
import { podmanProfileWithout } from '../../../server/podman/podmanProfile.ts';
import { syscallNames } from '../../../server/podman/syscallTable.ts';
import { mark, unmark } from '../../support/marked.ts';

const context = { settings: defaultSettings, locale: 'en' as const, workspace: unknownWorkspace };
const rule = (text: string) => `{"defaultAction": "SCMP_ACT_ERRNO", "syscalls": [{${text}}]}`;

const proposals = (text: string) =>
  complete(parseSeccompProfile(text.replace('|', '')), text.indexOf('|'), context)?.items ?? [];
const labels = (text: string): string[] => proposals(text).map(({ label }) => label);

function said(marked: string): string {
  const { text, spans } = unmark(marked);
  const [span = { start: 0, end: 0 }] = spans;
  const found = hover(parseSeccompProfile(text), (span.start + span.end) >> 1, context);
  if (!found) return '';
  assert.equal(mark(text, [found.span]), marked);
  return found.paragraphs.join('\n');
}

describe('completion in a seccomp profile', () => {
  test('actions, operators, architectures, flags and errno names', () => {
    assert.equal(labels('{"defaultAction": |}')[0], 'SCMP_ACT_ALLOW');
    assert.ok(labels('{"defaultAction": "SC|"}').includes('SCMP_ACT_KILL_PROCESS'));
    assert.ok(labels(rule('"names": ["read"], "action": "|"')).includes('SCMP_ACT_LOG'));
    assert.ok(labels(rule('"args": [{"op": "|"}]')).includes('SCMP_CMP_MASKED_EQ'));
    assert.ok(labels('{"architectures": ["|"]}').includes('SCMP_ARCH_AARCH64'));
    assert.ok(labels('{"archMap": [{"architecture": "|"}]}').includes('SCMP_ARCH_S390X'));
    assert.ok(labels('{"flags": [|]}').includes('SECCOMP_FILTER_FLAG_LOG'));
    assert.deepEqual(labels('{"defaultErrno": "|"}').slice(0, 2), ['EPERM', 'ENOSYS']);
  });

  test('a name in front of others gets its comma', () => {
    const first = (text: string) => proposals(text)[0]?.text?.endsWith(',');
    assert.equal(first(rule('"names": ["close",\n|\n"read"]')), true);
    assert.equal(first(rule('"names": ["close",\n"wri|"\n"read"]')), true);
    assert.equal(first(rule('"names": ["close",\n"wri|",\n"read"]')), false);
    assert.equal(first(rule('"names": ["|"]')), false);
    assert.equal(first('{"defaultAction": "|"\n"syscalls": []}'), true);
  });

  test('nothing at the brackets of a list, nor right behind a value', () => {
    for (const names of ['|["read"]', '["read"]|', '["read" |]', '["read" |'])
      assert.deepEqual(labels(rule(`"names": ${names}`)), [], names);
    assert.ok(labels(rule('"names": ["read"\n"|"]')).includes('write'));
    assert.ok(labels(rule('"names": [|]')).includes('write'));
  });

  test('capabilities and hosts in filters', () => {
    assert.ok(labels(rule('"includes": {"caps": ["|"]}')).includes('CAP_SYS_ADMIN'));
    assert.ok(labels(rule('"excludes": {"arches": ["|"]}')).includes('amd64'));
  });

  test('system calls: what is needed first, what is there not at all', () => {
    const found = labels(rule('"names": ["execve", "|"], "action": "SCMP_ACT_ALLOW"'));
    assert.ok(!found.includes('execve'));
    assert.ok(found.indexOf('prctl') < found.indexOf('accept'));
    assert.ok(found.indexOf('accept') < found.indexOf('bpf'));
    const bpf = proposals(rule('"names": ["|"]')).find(({ label }) => label === 'bpf');
    assert.match(bpf?.detail ?? '', /CAP_SYS_ADMIN/);
    assert.match(bpf?.documentation ?? '', /x86_64 321/);
  });

  test('system calls to deny: what Podman denies first', () => {
    const found = labels(rule('"names": ["|"], "action": "SCMP_ACT_KILL_PROCESS"'));
    assert.ok(found.indexOf('kexec_load') < found.indexOf('bpf'));
    assert.ok(found.indexOf('bpf') < found.indexOf('read'));
  });

  test('values of arguments, by the call and the index', () => {
    assert.ok(labels(rule('"names": ["socket"], "args": [{"index": 0, "value": |, "op": ""}]')).includes('AF_VSOCK'));
    assert.ok(labels(rule('"names": ["clone"], "args": [{"value": 1|}]')).includes('CLONE_NEWUSER'));
    assert.deepEqual(labels(rule('"names": ["mkdir"], "args": [{"value": |}]')), []);
  });

  test('nothing where nothing is known', () => {
    assert.deepEqual(labels('{"|": 1}'), []);
    assert.deepEqual(labels(rule('"comment": "|"')), []);
    assert.deepEqual(labels('|'), []);
  });
});

describe('hover in a seccomp profile', () => {
  test('what happens to a call here, and where runc differs', () => {
    const some =
      '{"names": ["ioctl"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 1, "value": 1, "op": "SCMP_CMP_EQ"}]}';
    const gone = (name: string) => `"names": [${name}], "action": "SCMP_ACT_ALLOW", "includes": {"caps": ["CAP_BPF"]}`;
    assert.match(
      said(rule(gone('«"ioctl"»').concat('}, ', some.slice(0, -1)))),
      /`SCMP_ACT_ERRNO \(EPERM\)`, by default; .*: 1$/m,
    );
    assert.match(said(rule(`${gone('«"mseal"»')}}, {"names": ["read"], "action": "SCMP_ACT_ALLOW"`)), /runc `ENOSYS`/);
    assert.doesNotMatch(
      said(rule(gone('«"mkdir"»').concat('}, {"names": ["mseal"], "action": "SCMP_ACT_ALLOW"'))),
      /runc/,
    );
    assert.doesNotMatch(said(rule('"names": [«"ptrace"»], "action": "SCMP_ACT_ALLOW"')), /Docker/);
    assert.match(said(rule('"names": [«"pivot_root"»], "action": "SCMP_ACT_ALLOW"')), /denied by Docker/);
  });

  test('a system call: what it permits, where it is, what happens', () => {
    const text = said(rule('"names": ["read", «"bpf"»], "action": "SCMP_ACT_ALLOW"'));
    assert.match(text, /\*\*bpf\*\*.*kernel/);
    assert.match(text, /SCMP_ACT_ALLOW/);
    assert.match(text, /aarch64 280/);
  });

  test('no text speaks of a finding', () => {
    for (const name of syscallNames) {
      const text = said(rule(`"names": [«"${name}"»]`));
      assert.doesNotMatch(text, /[{}]|is allowed/, text);
    }
  });

  test('flags, beside the one of several choices that they are joined to', () => {
    const value = (call: string, index: number, number: string) =>
      said(rule(`"names": ["${call}"], "args": [{"index": ${index}, "value": «${number}»}]`));
    assert.match(value('socket', 1, '526337'), /`SOCK_STREAM \| SOCK_NONBLOCK \| SOCK_CLOEXEC`/);
    assert.match(value('openat', 2, '577'), /`O_WRONLY \| O_CREAT \| O_TRUNC`/);
    assert.match(value('clone', 0, '268435473'), /`SIGCHLD \| CLONE_NEWUSER`/);
    assert.match(value('clone', 0, '2'), /^$/);
    assert.equal(value('personality', 0, '4294967295'), '`0xffffffff`');
  });

  test('a capability', () => {
    assert.match(said(rule('"includes": {"caps": [«"CAP_SYS_ADMIN"»]}')), /mount file systems/);
    assert.equal(said(rule('"includes": {"caps": ["SYS_ADMIN"]}')), '');
  });

  test('values, errno and actions', () => {
    assert.match(
      said(rule('"names": ["clone"], "args": [{"index": 0, "value": «268566528», "op": "SCMP_CMP_EQ"}]')),
      /CLONE_NEWNS \| CLONE_NEWUSER/,
    );
    assert.match(said(rule('"names": ["socket"], "args": [{"index": 0, "value": «38»}]')), /AF_ALG/);
    assert.match(said(rule('"errnoRet": «38»')), /ENOSYS/);
    assert.match(said(rule('"names": ["read"], "action": «"SCMP_ACT_LOG"»')), /audit log/);
    assert.match(said('{«"defaultAction"»: "SCMP_ACT_ALLOW"}'), /system calls allowed/);
    assert.equal(said('{"nothing": «"here"»}'), '');
  });
});

describe('beside the text', () => {
  test("Podman's own profile is no different from itself", () => {
    const found = summary(parseSeccompProfile(podmanProfileWithout(new Set(), '\n')), context);
    assert.match(found?.title ?? '', /0 more, 0 fewer/);
  });

  test('the page names the difference', () => {
    const found = summary(parseSeccompProfile(podmanProfileWithout(new Set(['mount']), '\n')), context);
    assert.match(found?.title ?? '', /0 more, 1 fewer/);
    assert.match(found?.page ?? '', /\n- mount\n/);
  });

  test('the default action is followed by the errno that nobody wrote', () => {
    const said = (text: string) => [...hints(parseSeccompProfile(text), context)].map(({ text }) => text);
    assert.deepEqual(said('{"defaultAction": "SCMP_ACT_ERRNO"}'), ['EPERM (1)']);
    assert.deepEqual(said('{"defaultAction": "SCMP_ACT_ERRNO", "defaultErrno": "ENOSYS"}'), ['ENOSYS (38)']);
    assert.deepEqual(said('{"defaultAction": "SCMP_ACT_ALLOW"}'), []);
  });
});
