import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type ContainerLab, openContainerLab } from '../support/containerLab.ts';
import { lint } from '../support/lint.ts';

/** This system's own program, with the libraries that it is linked with, where it finds them. */
async function copyProgram(program: string, root: string): Promise<string | undefined> {
  const linked = spawnSync('ldd', [program], { encoding: 'utf8' }).stdout;
  if (!/libc\.so\.6/.test(linked)) return `NOT ASKED: ${program} is not linked with glibc`;
  for (const file of [program, ...(linked.match(/\/\S+/g) ?? [])])
    await cp(file, path.join(root, file), { recursive: true, dereference: true });
  return undefined;
}

const rule = (names: string, action: string) => ({ names: names.split(' '), action: `SCMP_ACT_${action}` });

/** Enough for runc and for a program that is linked with glibc 2.36. */
const needed =
  'access arch_prctl brk capget capset chdir close close_range epoll_ctl execve exit_group fcntl fstat fstatfs futex getcwd getdents64 getpid getppid getrandom mmap mprotect munmap newfstatat openat openat2 faccessat2 prctl pread64 prlimit64 read rseq rt_sigreturn set_robust_list set_tid_address setgid setgroups setuid statx tgkill write epoll_pwait rt_sigprocmask rt_sigaction sigaltstack gettid clone getuid nanosleep sched_yield madvise readlinkat pselect6 setresuid setresgid';
const closed = (missing: string, action: string) => ({
  defaultAction: `SCMP_ACT_${action}`,
  syscalls: [rule([...needed.split(' '), 'writev', 'ioctl'].filter(name => name !== missing).join(' '), 'ALLOW')],
});
const open = (names: string, action: string) => ({
  defaultAction: 'SCMP_ACT_ALLOW',
  syscalls: [rule(names, action)],
});

const profiles: Readonly<Record<string, unknown>> = {
  'nothing that matters is denied': open('mkdir', 'ERRNO'),
  'a call that glibc loads libraries with': open('pread64', 'ERRNO'),
  'a call that glibc can do without': open('access brk set_tid_address set_robust_list rseq', 'ERRNO'),
  'the same, deadly': open('access', 'KILL_PROCESS'),
  'a call that musl alone makes': open('writev', 'KILL_PROCESS'),
  'a default that kills, and all that is needed': closed('', 'KILL_PROCESS'),
  'a default that kills, without a call of the loader': closed('access', 'KILL_PROCESS'),
  'a default that kills, without a call of the library': closed('rseq', 'KILL_PROCESS'),
  'a default that denies, without the same': closed('rseq', 'ERRNO'),
  'a default that denies, without a call of the loader': closed('pread64', 'ERRNO'),
  'what a program that is linked statically needs': open('readlink', 'KILL_PROCESS'),
};

describe('a program that is linked with glibc starts where nothing is said about glibc', () => {
  let lab: ContainerLab | string = '';
  let root = '';
  before(async () => {
    lab = await openContainerLab();
    if (typeof lab === 'string') return;
    root = path.join(lab.folder, 'root');
    await mkdir(root);
    const trouble = await copyProgram('/bin/true', root);
    if (!trouble) return;
    await lab.close();
    lab = trouble;
  });
  after(async () => {
    if (typeof lab !== 'string') await lab.close();
  });

  for (const [name, profile] of Object.entries(profiles)) {
    test(name, async context => {
      if (typeof lab === 'string') return context.skip(lab);
      const file = path.join(lab.folder, 'profile.json');
      const text = JSON.stringify(profile);
      await writeFile(file, text);
      const options = ['--rm', '--network', 'none', '--security-opt', `seccomp=${file}`];
      const { status, stderr } = await lab.podman('run', ...options, '--rootfs', root, '/bin/true');
      const said = lint('seccomp.json', text).filter(
        ({ rule, message }) =>
          rule.id === 'seccomp/runtime-baseline-missing' &&
          /no ordinary program|linked with \{glibc\}/.test(message.text.en),
      );
      const isAboutStatic = said.some(({ message }) => /^static /.test(String(message.params?.glibc)));
      assert.equal(status === 0, said.length === 0 || isAboutStatic, stderr);
      if (!isAboutStatic) return;
      const other = await lab.podman('run', ...options, lab.image, '/bin/busybox', 'true');
      assert.notEqual(other.status, 0, 'busybox is linked statically');
    });
  }
});
