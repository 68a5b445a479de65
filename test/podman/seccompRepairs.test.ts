import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { applyEdits, combineFixes } from '../../server/core/fix.ts';
import { type ContainerLab, openContainerLab } from '../support/containerLab.ts';
import { lint } from '../support/lint.ts';
import { eachOf } from '../support/realTools.ts';

const rule = (names: unknown, action: string, more: object = {}) => ({ names, action: `SCMP_ACT_${action}`, ...more });
const open = (...syscalls: unknown[]) => ({ defaultAction: 'SCMP_ACT_ALLOW', syscalls });
const arg = (index: number, value: number, op = 'EQ', more = {}) => ({ index, value, op: `SCMP_CMP_${op}`, ...more });
const onlyFor = (...caps: string[]) => ({ includes: { caps } });
const two = (first: object, second: object) =>
  open(rule(['mkdir'], 'ERRNO', { errnoRet: 5, ...first }), rule(['mkdir'], 'ERRNO', { errnoRet: 6, ...second }));

/** Enough for busybox and runc. */
const neededCalls =
  'access arch_prctl brk capget capset chdir clone clone3 close close_range epoll_ctl epoll_pwait epoll_pwait2 execve exit exit_group faccessat2 fcntl fstat fstatfs futex getcwd getdents64 geteuid getgid getpid getppid getrandom gettid getuid ioctl lseek madvise mmap mprotect munmap nanosleep newfstatat openat openat2 pipe2 prctl pread64 prlimit64 read readlink readlinkat rseq rt_sigaction rt_sigprocmask rt_sigreturn sched_yield set_robust_list set_tid_address setgid setgroups setuid sigaltstack statx tgkill uname write writev'.split(
    ' ',
  );
const needed = { defaultAction: 'SCMP_ACT_ERRNO', syscalls: [rule(neededCalls, 'ALLOW')] };
const list = needed.syscalls[0];
const closed = (more: object) => ({ ...needed, syscalls: [{ ...list, ...more }] });

/** Containers start under these, and a repair that looks at one place alone would end it. */
const traps: Readonly<Record<string, unknown>> = {
  'an errno that libseccomp refuses, behind an action that ignores it': open(
    rule(['bpf'], 'TRACE', { errnoRet: 5000 }),
  ),
  'the same by its name': open(rule(['kexec_load'], 'TRACE', { errno: '65535' })),
  'the same for all calls': { ...needed, defaultAction: 'SCMP_ACT_TRACE', defaultErrnoRet: 4095 },
  'an errno that means success, behind such an action': {
    ...needed,
    defaultAction: 'SCMP_ACT_TRACE',
    defaultErrno: '0',
  },
  'a default for a profile that names other architectures': {
    defaultAction: 'SCMP_ACT_LOG',
    architectures: ['SCMP_ARCH_AARCH64'],
  },
  'a call that a rule allows for some arguments': open(rule(['chdir', 'capget'], 'ALLOW', { args: [arg(0, 1)] })),
  'the same where everything is logged': {
    defaultAction: 'SCMP_ACT_LOG',
    syscalls: [rule(['futex', 'execve'], 'ALLOW', { args: [arg(3, 40)] })],
  },
  'the same in a list that is whole': {
    ...needed,
    defaultAction: 'SCMP_ACT_ALLOW',
    syscalls: [
      { ...list, names: neededCalls.filter(name => name !== 'chdir') },
      rule(['chdir'], 'ALLOW', { args: [arg(0, 1)] }),
    ],
  },
  'a call that a rule denies for some arguments': open(rule(['chdir', 'ioctl'], 'ERRNO', { args: [arg(1, 21522)] })),
  'a call that a mask denies': open(
    rule(['setgroups'], 'ERRNO', { args: [arg(0, 4096, 'MASKED_EQ', { valueTwo: 4096 })] }),
  ),
  'a log of what the runtime needs': open(rule(['bpf', 'execve', 'prctl', 'setgroups'], 'LOG')),
  'a capability that brings an errno to life': open(rule(['mkdir'], 'ERRNO', { errnoRet: 5000, ...onlyFor('chown') })),
  'a capability that brings an action to life': open(rule(['mkdir'], 'DENY', onlyFor('CHOWN'))),
  "a capability that brings an errno's name to life": open(
    rule(['mkdir'], 'ERRNO', { errno: 'EFOO', ...onlyFor('CHOWN') }),
  ),
  'a capability that brings a condition to life': open(
    rule(['mkdir'], 'ERRNO', { args: [arg(7, 1)], ...onlyFor('CHOWN') }),
  ),
  'a capability that brings a null to life': open(rule(['mkdir'], 'ERRNO', { args: [null], ...onlyFor('CHOWN') })),
  'a capability that denies what the runtime needs': open(rule(['prctl'], 'ERRNO', onlyFor('cap_chown'))),
  'a capability that lets rules collide': two({ args: [arg(1, 5)] }, { args: [arg(1, 5)], ...onlyFor('CHOWN') }),
  'a capability that drops what the runtime needs': closed({ excludes: { caps: ['cap_chown'] } }),
  'an architecture that drops what the runtime needs': closed({ excludes: { arches: ['x86_64'] } }),
  'an architecture that brings an errno to life': open(
    rule(['mkdir'], 'ERRNO', { errnoRet: 5000, includes: { arches: ['x86_64'] } }),
  ),
  'a name that brings an errno to life': open(rule(['mkdirr'], 'ERRNO', { errnoRet: 5000 })),
  'a name that the runtime needs': open(rule(['prctll', 'mkdir'], 'ERRNO')),
  'a name that lets rules collide': open(
    rule(['mkdir'], 'ERRNO', { args: [arg(1, 5)] }),
    rule(['mkdirr'], 'ERRNO', { errnoRet: 5, args: [arg(1, 5)] }),
  ),
  'a key that brings conditions to life': open(rule(['mkdir'], 'ERRNO', { arguments: [arg(9, 1)] })),
  'a key that drops what the runtime needs': closed({ include: { caps: ['CAP_SYS_ADMIN'] } }),
  'a key inside of a filter that does so': closed({ includes: { capabilities: ['CAP_SYS_ADMIN'] } }),
  'a key that brings all rules to life': { defaultAction: 'SCMP_ACT_ALLOW', sycalls: [rule(['prctl'], 'ERRNO')] },
  'a key that brings architectures to life': { ...open(), architecturs: ['SCMP_ARCH_FOO'] },
  'a rule that is hidden, and denies what the runtime needs': {
    ...needed,
    syscalls: [...needed.syscalls, rule(['openat'], 'ERRNO', { errno: 'EIO' })],
  },
  'rules that are hidden, and collide': {
    ...needed,
    syscalls: [
      ...needed.syscalls,
      rule(['bpf'], 'ALLOW'),
      rule(['bpf'], 'ERRNO', { errnoRet: 5, args: [arg(0, 1)] }),
      rule(['bpf'], 'ERRNO', { errnoRet: 6, args: [arg(0, 1)] }),
    ],
  },
  'a success that one version of the runtime does not believe': open(rule(['fstat'], 'ERRNO', { errnoRet: 0 })),
  'a success that the runtime needs': open(rule(['setgroups'], 'ERRNO', { errnoRet: 0 })),
  'an architecture that lets rules collide': {
    ...two({ args: [arg(1, 5)] }, { args: [arg(1, 4294967301)] }),
    architectures: ['SCMP_ARCH_X86_64'],
  },
  'an architecture in a map that does so': {
    ...two({ args: [arg(1, 5)] }, { args: [arg(1, 4294967301)] }),
    archMap: [{ architecture: 'x86_64', subArchitectures: ['SCMP_ARCH_X86'] }],
  },
  'a mask that lets rules collide': open(
    rule(['ioctl'], 'ERRNO', { args: [arg(1, 21522)] }),
    rule(['ioctl'], 'ERRNO', { errnoRet: 5, args: [arg(1, 4294967295, 'MASKED_EQ', { valueTwo: 21522 })] }),
  ),
};

describe('no repair ends the start of a container', () => {
  let lab: ContainerLab | string = '';
  before(async () => {
    lab = await openContainerLab();
  });
  after(async () => {
    if (typeof lab !== 'string') await lab.close();
  });

  let asked = 0;
  async function status(profile: string, { podman, folder, image }: ContainerLab): Promise<number> {
    const file = path.join(folder, `profile-${++asked}.json`);
    await writeFile(file, profile);
    const options = ['--rm', '--network', 'none', '--security-opt', `seccomp=${file}`];
    const run = async () => (await podman('run', ...options, image, '/bin/busybox', 'true')).status;
    const first = await run();
    // 127: Podman lost sight of a container that had ended before it looked.
    return first === 127 ? run() : first;
  }

  for (const [name, profile] of Object.entries(traps)) {
    test(name, async context => {
      if (typeof lab === 'string') return context.skip(lab);
      const opened = lab;
      const text = JSON.stringify(profile);
      assert.equal(await status(text, opened), 0, 'it is no trap');
      const fixes = lint('seccomp.json', text).flatMap(finding => finding.fixes);
      const safe = combineFixes(fixes.filter(fix => fix.safe));
      const texts = new Set([...fixes.map(({ edits }) => edits), safe].map(edits => applyEdits(text, edits)));
      await eachOf([...texts], 2, async fixed => assert.equal(await status(fixed, opened), 0, fixed));
    });
  }
});

test('an errno that would be refused is put right together with the action', () => {
  const fixed = (profile: unknown) => {
    const text = JSON.stringify(profile);
    const weak = lint('seccomp.json', text).find(({ rule }) => rule.id === 'seccomp/weak-action');
    return JSON.parse(applyEdits(text, weak?.fixes[0]?.edits ?? [])) as unknown;
  };
  assert.deepEqual(
    fixed(open(rule(['bpf'], 'TRACE', { errnoRet: 5000 }))),
    open(rule(['bpf'], 'ERRNO', { errnoRet: 1 })),
  );
  assert.deepEqual(
    fixed(open(rule(['bpf'], 'TRACE', { errno: '4095' }))),
    open(rule(['bpf'], 'ERRNO', { errno: 'EPERM' })),
  );
  assert.deepEqual(
    fixed(open(rule(['bpf'], 'TRACE', { errnoRet: 38 }))),
    open(rule(['bpf'], 'ERRNO', { errnoRet: 38 })),
  );
});

test('a default that denies keeps denied what rules deny', () => {
  const fixed = (...syscalls: unknown[]) => {
    const text = JSON.stringify(open(...syscalls));
    const found = lint('seccomp.json', text).find(({ rule }) => rule.id === 'seccomp/default-action');
    return JSON.parse(applyEdits(text, found?.fixes[0]?.edits ?? [])) as ReturnType<typeof open>;
  };
  const allowing = (name: string, ...syscalls: unknown[]) =>
    (fixed(...syscalls).syscalls as { names: string[]; action: string; args?: unknown[] }[])
      .filter(({ names, action }) => action === 'SCMP_ACT_ALLOW' && names.includes(name))
      .map(({ args }) => args);
  assert.deepEqual(allowing('kill', rule(['kill'], 'ERRNO')), []);
  assert.deepEqual(allowing('ioctl', rule(['ioctl'], 'ERRNO', { args: [arg(1, 21522)] })), [[arg(1, 21522, 'NE')]]);
  assert.deepEqual(allowing('ioctl', rule(['ioctl'], 'KILL', { args: [arg(1, 5), arg(2, 6)] })), []);
  const threads = arg(0, 2114060288, 'MASKED_EQ', { valueTwo: 0 });
  const users = arg(0, 268435456, 'MASKED_EQ', { valueTwo: 268435456 });
  assert.deepEqual(allowing('clone', rule(['clone'], 'ERRNO', { args: [users] })), [[threads]]);
});
