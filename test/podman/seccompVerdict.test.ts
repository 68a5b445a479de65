import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { Finding } from '../../server/core/finding.ts';
import { applyEdits, combineFixes } from '../../server/core/fix.ts';
import type { BadExample } from '../../server/core/rule.ts';
import { podmanProfileWithout } from '../../server/podman/podmanProfile.ts';
import { verdictTexts } from '../../server/rules/seccomp/_verdictTexts.ts';
import { seccomp } from '../../server/rules/seccomp/kind.ts';
import { type ContainerLab, openContainerLab } from '../support/containerLab.ts';
import { filesAround } from '../support/filesAround.ts';
import { ids, lint } from '../support/lint.ts';
import { unmark } from '../support/marked.ts';
import { eachOf, realTool } from '../support/realTools.ts';

const rule = (more: object, names: unknown = ['mkdir']) => ({ names, action: 'SCMP_ACT_ERRNO', ...more });
const open = (...syscalls: unknown[]) => ({ defaultAction: 'SCMP_ACT_ALLOW', syscalls });
const arg = (index: unknown, value: unknown, op = 'SCMP_CMP_EQ', more = {}) => ({ index, value, op, ...more });
const errno = (errno: string) => open(rule({ errno }));
const two = (first: object, second: object, names: unknown = ['mkdir']) =>
  open(rule({ errnoRet: 5, ...first }, names), rule({ errnoRet: 13, ...second }, names));
const x86 = (profile: object) => ({ ...profile, architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'] });

/** All that busybox, crun, and runc on an older kernel, need of a default that kills. */
const killing = (...more: string[]) => ({
  defaultAction: 'SCMP_ACT_KILL_PROCESS',
  syscalls: [rule({ action: 'SCMP_ACT_ALLOW' }, [...oldCalls, ...more])],
});
const oldCalls =
  'access arch_prctl brk capget capset chdir clone close close_range epoll_ctl epoll_pwait execve exit exit_group faccessat fcntl fstat fstatfs futex getcwd getdents64 getegid geteuid getgid getpid getppid getrandom gettid getuid ioctl lseek madvise mmap mprotect munmap nanosleep newfstatat openat prctl pread64 prlimit64 pselect6 read readlink readlinkat rseq rt_sigaction rt_sigprocmask rt_sigreturn sched_yield set_robust_list set_tid_address setgid setgroups setresgid setresuid setuid sigaltstack statx tgkill uname write writev'.split(
    ' ',
  );

/** What the project says of these is what Podman with runc does. */
const profiles: Record<string, unknown> = {
  control: open(rule({})),
  'default only': { defaultAction: 'SCMP_ACT_ALLOW' },
  'an unknown action': open(rule({ action: 'SCMP_ACT_BLOCK' })),
  'an unknown action for no names': open(rule({ action: 'SCMP_ACT_BLOCK' }, [])),
  'an unknown action for other hosts': open(rule({ action: 'SCMP_ACT_BLOCK', includes: { arches: ['arm64'] } })),
  'an unknown action for other containers': open(rule({ action: 'X', includes: { caps: ['CAP_SYS_ADMIN'] } })),
  'no action': open({ names: ['mkdir'] }),
  'null as a rule': open(null),
  'null as a condition': open(rule({ args: [null] })),
  'null as a condition of nothing': open(rule({ args: [null] }, [])),
  'a name and names': open(rule({ name: 'rmdir' })),
  'a name and no names': open(rule({ name: 'rmdir' }, [])),
  'an empty name': open(rule({}, [''])),
  'errno by name': errno('ENOTRECOVERABLE'),
  'errno by another name': errno('EINTR'),
  'errno in small letters': errno('eperm'),
  'errno as a number': errno('0013'),
  'errno as a signed number': errno('+1'),
  'errno that is too large': errno('4095'),
  'errno that loses its upper bits': errno('65536'),
  'errno of 33 bits': errno('4294967297'),
  'an errno of 33 bits as a number': open(rule({ errnoRet: 4294967297 })),
  'an errno that is too large for an action that takes none': { defaultAction: 'SCMP_ACT_ALLOW', defaultErrno: '4095' },
  'an errno of 33 bits whose lower 16 are too large': open(rule({ errnoRet: 2 ** 48 - 1 })),
  'an unknown errno for no names': open({ action: 'SCMP_ACT_ERRNO', errno: 'EFOO' }),
  'no default, and a rule for others alone': { syscalls: [rule({ includes: { caps: ['CAP_BPF'] } })] },
  'no default, and a rule for others beside one': { syscalls: [rule({ includes: { caps: ['CAP_BPF'] } }), rule({})] },
  'no default, and a rule for nothing': { syscalls: [rule({}, [])] },
  'an index that is too large': open(rule({ args: [arg(6, 1)] })),
  'an index that is too large, skipped': open(rule({ action: 'SCMP_ACT_ALLOW', args: [arg(6, 1)] })),
  'an index behind the sixth condition': open(rule({ args: [0, 1, 2, 3, 4, 5, 9].map(index => arg(index, 1)) })),
  'an operator of another language': open(rule({ args: [arg(0, 1, '==')] })),
  'no operator': open(rule({ args: [{ index: 0, value: 1 }] })),
  'an unknown operator that is never looked at': open(rule({ action: 'SCMP_ACT_ALLOW', args: [arg(0, 1, 'LIKE')] })),
  'the same condition twice': two({ args: [arg(1, 5)] }, { args: [arg(1, 5)] }),
  'the same condition twice with one result': two({ args: [arg(1, 5)] }, { args: [arg(1, 5)], errnoRet: 5 }),
  'two sides of a condition': two({ args: [arg(1, 5)] }, { args: [arg(1, 5, 'SCMP_CMP_NE')] }),
  'a longer condition first': two({ args: [arg(0, 5), arg(1, 6)] }, { args: [arg(0, 5)] }),
  'a longer condition last': two({ args: [arg(0, 5)] }, { args: [arg(0, 5), arg(1, 6)] }),
  'conditions in another order': two({ args: [arg(0, 5), arg(1, 6)] }, { args: [arg(1, 6), arg(0, 5)] }),
  'masks that make values equal': two(
    { args: [arg(1, 7, 'SCMP_CMP_MASKED_EQ', { valueTwo: 5 })] },
    { args: [arg(1, 7, 'SCMP_CMP_MASKED_EQ', { valueTwo: 13 })] },
  ),
  'upper halves on 64 bits': two({ args: [arg(1, 5)] }, { args: [arg(1, 4294967301)] }),
  'upper halves on 32 bits': x86(two({ args: [arg(1, 5)] }, { args: [arg(1, 4294967301)] })),
  'two rules for all': two({}, {}),
  'two rules for all sockets on 32 bits': x86(two({}, {}, ['socket'])),
  'sockets by family': two({ args: [arg(0, 1)] }, { args: [arg(0, 2)] }, ['socket']),
  'sockets by family on 32 bits': x86(two({ args: [arg(0, 1)] }, { args: [arg(0, 2)] }, ['socket'])),
  'sockets by type on 32 bits': x86(two({ args: [arg(1, 1)] }, { args: [arg(1, 2)] }, ['socket'])),
  'sockets behind a rule for socketcall': x86(
    open(
      rule({ errnoRet: 9 }, ['socketcall']),
      rule({ errnoRet: 5, args: [arg(0, 1)] }, ['socket']),
      rule({ errnoRet: 6, args: [arg(0, 2)] }, ['socket']),
    ),
  ),
  'an architecture of other hosts': { ...open(), architectures: ['SCMP_ARCH_S390X'] },
  'an architecture without a prefix': { ...open(), architectures: ['x86_64'] },
  'the native architecture': { ...open(), architectures: ['SCMP_ARCH_NATIVE'] },
  'architectures twice': { ...open(), architectures: ['SCMP_ARCH_ARM'], archMap: [{ architecture: 'FOO' }] },
  'an unknown entry of the map': { ...open(), archMap: [{ architecture: 'FOO', subArchitectures: ['BAR'] }] },
  'a null in the map': { ...open(), archMap: [null] },
  'a comment that is no text': open(rule({ comment: 5 })),
  'notifications without a listener': open(rule({ action: 'SCMP_ACT_NOTIFY' })),
  'an index behind the sixth condition for an unknown call': open(
    rule({ args: [0, 1, 2, 3, 4, 5, 9].map(index => arg(index, 1)) }, ['mkdirr']),
  ),
  'an index of 33 bits': open(rule({ args: [arg(4294967296, 1)] })),
  'an index of 33 bits for an unknown call': open(rule({ args: [arg(4294967296, 1)] }, ['mkdirr'])),
  'an index of 33 bits, skipped': open(rule({ action: 'SCMP_ACT_ALLOW', args: [arg(4294967296, 1)] })),
  'a listener where nothing listens': { ...open(rule({ action: 'SCMP_ACT_NOTIFY' })), listenerPath: '/nowhere' },
  'a listener where nothing listens, for an unknown call': {
    ...open(rule({ action: 'SCMP_ACT_NOTIFY' }, ['mkdirr'])),
    listenerPath: '/nowhere',
  },
  'a listener that no rule asks': { ...open(rule({})), listenerPath: '/nowhere' },
  'a listener that no rule for this container asks': {
    ...open(rule({ action: 'SCMP_ACT_NOTIFY', includes: { caps: ['CAP_BPF'] } })),
    listenerPath: 'nowhere',
  },
  'denials of what runc does in another way then': open(rule({}, ['getpid', 'epoll_ctl', 'faccessat2', 'openat2'])),
  'denials of what runc takes for an answer': open(rule({ errno: 'EACCES' }, ['faccessat2'])),
  'deaths by calls that are newer than all that are named': killing(),
  'the same where the architecture is named': { ...killing(), architectures: ['SCMP_ARCH_X86_64'] },
  'deaths by calls that are older than one that is named': killing('epoll_pwait2'),
  'deaths by none of these calls': killing('openat2', 'faccessat2', 'epoll_pwait2'),
  'the same for a tracer that is not there': open(rule({ action: 'SCMP_ACT_TRACE', errno: 'EACCES' }, ['faccessat2'])),
  'denials of what newer versions of runc need': open(rule({}, ['statx'])),
  'deaths by what runc does in another way': open(rule({ action: 'SCMP_ACT_KILL_PROCESS' }, ['getpid'])),
  'deaths by what ends a program': open(rule({ action: 'SCMP_ACT_KILL_PROCESS' }, ['exit_group'])),
  'deaths by what C libraries begin with': open(rule({ action: 'SCMP_ACT_TRAP' }, ['set_tid_address'])),
  'denials of what C libraries begin with': open(rule({}, ['set_tid_address', 'rseq', 'prlimit64', 'set_robust_list'])),
  'denials of what the runtime writes with': open(rule({}, ['write'])),
  'denials of what a program can do without': open(rule({}, ['brk', 'exit_group'])),
  'denials of all that ends a program': open(rule({}, ['exit', 'exit_group'])),
  'pretended changes of the user': open(rule({ errnoRet: 0 }, ['setgid', 'setgroups', 'setuid', 'capset', 'prctl'])),
  'pretended reads': open(rule({ errnoRet: 0 }, ['read'])),
  'pretended states of files': open(rule({ errnoRet: 0 }, ['newfstatat'])),
  'pretended waits': open(rule({ errnoRet: 0 }, ['futex', 'pselect6', 'epoll_ctl', 'fcntl', 'tgkill'])),
  'pretended answers': open(rule({ errnoRet: 0 }, ['fstatfs'])),
  'pretended files': open(rule({ errnoRet: 0 }, ['openat'])),
  'a default errno that is too large for an action that takes none': {
    ...(JSON.parse(podmanProfileWithout(new Set(), '\n')) as object),
    defaultAction: 'SCMP_ACT_TRACE',
    defaultErrno: '5000',
  },
};

/** crun refuses these, runc does not. */
const crunsOnly: readonly unknown[] = [
  verdictTexts['errno-on-action'],
  verdictTexts.wide,
  verdictTexts['idle-listener'],
  verdictTexts['relative-listener'],
];

/** `runc 1.3.6`, where another one is installed. */
const isForOtherRunc = (runc: string): boolean => /\d/.test(runc) && !realTool('runc').version.includes(runc.slice(5));

/** A finding about one C library alone is about other programs than busybox. */
const isRefusal = ({ rule, message, severity }: Finding): boolean =>
  rule.id === 'seccomp/invalid-json' ||
  (rule.id === 'seccomp/invalid-profile' && !crunsOnly.includes(message.text)) ||
  (rule.id === 'seccomp/runtime-baseline-missing' &&
    severity !== 'info' &&
    !isForOtherRunc(String(message.params?.runc))) ||
  (rule.id === 'seccomp/host-specific' && /\brunc\b/.test(message.text.en));

type Judge = (text: string) => Finding[];
const judge: Judge = text => lint('seccomp.json', text);

const refusedByRunc = (text: string, judged = judge): boolean => judged(text).some(isRefusal);

/** Not asked: where a system call that runc makes kills its thread alone, runc waits for ever. */
const hangs = (text: string, judged: Judge): boolean =>
  /"SCMP_ACT_KILL(?:_THREAD)?"/.test(text) && refusedByRunc(text, judged);

/** The text after the first fix of all findings, again and again. */
function repaired(text: string, judged = judge): string {
  let fixed = text;
  for (let round = 0; round < 6; round++) {
    const fixes = judged(fixed).flatMap(({ fixes }) => fixes.slice(0, 1));
    if (fixes.length === 0) break;
    fixed = applyEdits(fixed, combineFixes(fixes));
  }
  return fixed;
}

/** The same for texts that differ in layout alone. */
function minified(profile: string): string {
  try {
    return JSON.stringify(JSON.parse(profile));
  } catch {
    return profile;
  }
}

/** What a rule offers for an example of it, one fix at a time, and what is left when all rules' fixes are made. */
function repairs(rule: string, text: string, judged: Judge): Map<string, string> {
  const own = judged(text).filter(finding => finding.rule.id === rule);
  const fixes = own.flatMap(({ fixes }) => fixes);
  const one = fixes.map(({ title, edits }): [string, string] => [applyEdits(text, edits), title.text.en]);
  return new Map([...one, [repaired(text, judged), 'all fixes']]);
}

describe('Podman with runc', () => {
  let lab: ContainerLab | string = '';
  before(async () => {
    lab = await openContainerLab();
  });
  after(async () => {
    if (typeof lab !== 'string') await lab.close();
  });

  /** The status of a container under a profile; undefined where none starts on this machine. */
  async function start(
    context: TestContext,
    profile: string,
    command = ['true'],
    ...more: string[]
  ): Promise<number | undefined> {
    if (typeof lab === 'string') {
      context.skip(lab);
      return undefined;
    }
    const file = path.join(lab.folder, `profile-${++profilesAsked}.json`);
    await writeFile(file, profile);
    const options = ['--rm', '--network', 'none', ...more, '--security-opt', `seccomp=${file}`];
    return (await lab.podman('run', ...options, lab.image, '/bin/busybox', ...command)).status;
  }
  let profilesAsked = 0;

  /** Podman is asked once about profiles that say the same. */
  const known = new Map<string, Promise<number | undefined>>();
  function startOnce(context: TestContext, profile: string): Promise<number | undefined> {
    const meaning = minified(profile);
    const asked = known.get(meaning) ?? start(context, profile);
    known.set(meaning, asked);
    return asked;
  }

  for (const [name, profile] of Object.entries(profiles)) {
    test(`${name}: refused or not, as said`, async context => {
      const text = JSON.stringify(profile);
      const status = await start(context, text);
      if (status !== undefined) assert.equal(refusedByRunc(text), status !== 0, `status ${status}`);
    });
  }

  test('Podman before 4.4 gives containers three more capabilities', async context => {
    if (!/ 4\.[0-3]\./.test(realTool('podman').version)) return context.skip('NOT ASKED: this Podman is newer');
    const [one, other] = [{ args: [arg(1, 5)] }, { args: [arg(1, 5)], excludes: { caps: ['CAP_NET_RAW'] } }];
    const text = JSON.stringify(two(one, other));
    const severities = (podman: string) =>
      lint('seccomp.json', text, { podman }).flatMap(({ rule, severity }) =>
        rule.id === 'seccomp/invalid-profile' ? [severity] : [],
      );
    assert.deepEqual([severities('4.3'), severities('4.4')], [['warning'], ['error']]);
    const status = await start(context, text);
    if (status === undefined) return;
    assert.equal(status, 0);
    assert.notEqual(await start(context, text, ['true'], '--cap-drop', 'audit_write,mknod,net_raw'), 0);
  });

  test('the baseline that is added starts busybox', async context => {
    for (const action of ['SCMP_ACT_ERRNO', 'SCMP_ACT_KILL_PROCESS']) {
      const text = JSON.stringify({
        defaultAction: action,
        syscalls: [rule({ action: 'SCMP_ACT_ALLOW' }, ['getuid'])],
      });
      assert.ok(ids(lint('seccomp.json', text)).includes('seccomp/runtime-baseline-missing'));
      const without = await start(context, text);
      if (without === undefined) return;
      assert.notEqual(without, 0);
      assert.equal(await start(context, repaired(text)), 0, action);
      const script = 'cd /bin && test -x busybox && echo $(./busybox ls -la) | ./busybox wc && ./busybox sleep 0.01';
      assert.equal(await start(context, repaired(text), ['sh', '-c', script]), 0, action);
    }
  });

  test("Podman's own profile starts, as it is and when a denying list was turned into it", async context => {
    const own = await start(context, podmanProfileWithout(new Set(), '\n'));
    if (own === undefined) return;
    assert.equal(own, 0);
    const text = JSON.stringify(open(rule({}, ['mount', 'socketcall', 'ipc', 'bpf'])));
    const finding = lint('seccomp.json', text).find(({ rule }) => rule.id === 'seccomp/default-action');
    const derive = finding?.fixes.at(-1);
    assert.ok(derive);
    assert.equal(await start(context, applyEdits(text, derive.edits)), 0);
  });

  for (const { id, examples } of seccomp.rules) {
    test(`what ${id} repairs starts as before, or is still refused`, context =>
      eachOf(examples.bad, 4, example => checkRepairs(context, id, example)));
  }

  async function checkRepairs(context: TestContext, rule: string, example: BadExample): Promise<void> {
    const { file = seccomp.exampleFile, settings, workspace } = example;
    const { text } = unmark(example.text);
    const judged: Judge = text => lint(file, text, settings, filesAround(workspace, path.basename(file), file));
    const startUnlessItHangs = async (text: string) => (hangs(text, judged) ? 1 : startOnce(context, text));
    const before = await startUnlessItHangs(text);
    for (const [fixed, title] of repairs(rule, text, judged)) {
      const after = await startUnlessItHangs(fixed);
      if (before === undefined || after === undefined) return;
      const isHonest = after === 0 || (before !== 0 && refusedByRunc(fixed, judged));
      assert.ok(isHonest, `${title}: status ${before}, then ${after}:\n${text}\n${fixed}`);
    }
  }

  test('repairs keep a container starting', async context => {
    const profile = JSON.parse(podmanProfileWithout(new Set(), '\n')) as { syscalls: object[] };
    profile.syscalls.push(
      rule({ action: 'SCMP_ACT_ALLOW' }, ['bpf', 'io_uring_setup', 'mkdirr', 'read', 'read', 'userfaultfd']),
      rule({ action: 'SCMP_ACT_ALLOW', includes: { minKernel: '4.8', caps: ['SYS_ADMIN'] } }, ['kexec_load']),
      rule({ errnoRet: 0 }, ['swapon']),
      rule({ errno: 'EPERM' }, ['getpid']),
    );
    const text = JSON.stringify(profile);
    assert.ok(lint('seccomp.json', text).length > 6);
    const status = await start(context, repaired(text));
    if (status !== undefined) assert.equal(status, 0);
  });
});
