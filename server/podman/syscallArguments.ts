/** What the arguments of system calls are, from Linux's manual pages (man-pages 6.9); calls that are not here are unknown. */

const table = (text: string): ReadonlyMap<string, readonly number[]> =>
  new Map(
    text
      .trim()
      .split(/\s+/)
      .map(entry => {
        const [name = '', numbers = ''] = entry.split(':');
        return [name, numbers.split(',').map(Number)] as const;
      }),
  );

/** Addresses: seccomp sees them, and not what they point to. */
const pointers = table(`
  execve:0,1,2 execveat:1,2,3 open:0 openat:1 openat2:1,2 creat:0 clone3:0 connect:1 bind:1 sendto:1,4 sendmsg:1 recvmsg:1
  stat:0,1 lstat:0,1 newfstatat:1,2 statx:1,4 unlink:0 unlinkat:1 rename:0,1 renameat:1,3 renameat2:1,3 mkdir:0 mkdirat:1
  rmdir:0 link:0,1 linkat:1,3 symlink:0,1 symlinkat:0,2 readlink:0,1 readlinkat:1,2 chmod:0 fchmodat:1 chown:0 lchown:0
  fchownat:1 access:0 faccessat:1 faccessat2:1 chdir:0 chroot:0 mount:0,1,2,4 umount2:0 pivot_root:0,1 truncate:0 mknod:0
  mknodat:1 utimensat:1,2 setxattr:0,1,2 lsetxattr:0,1,2 getxattr:0,1,2 removexattr:0,1 statfs:0 swapon:0 swapoff:0 acct:0
  init_module:0,2 finit_module:1 io_uring_setup:1 bpf:1 perf_event_open:0 setsockopt:3 getsockopt:3,4 read:1 write:1
  sethostname:0 setdomainname:0 memfd_create:0 inotify_add_watch:1 add_key:0,1,2 request_key:0,1,2 sched_setattr:1
`);

/** Numbers of which the kernel takes 32 bits. */
const ints = table('ioctl:1 socket:0,1,2 personality:0 prctl:0 socketpair:0,1,2 setns:1 fcntl:1 keyctl:0');

const counts = table(`
  personality:1 socket:3 socketpair:4 ioctl:3 clone:5 clone3:2 unshare:1 setns:2 prctl:5 ptrace:4 mkdir:2 mkdirat:3 open:3
  openat:4 openat2:4 creat:2 execve:3 execveat:5 connect:3 bind:3 listen:2 accept:3 accept4:4 kill:2 tkill:2 tgkill:3
  mount:5 umount2:2 chmod:2 fchmod:2 chown:3 setuid:1 setgid:1 setresuid:3 setresgid:3 setreuid:2 setregid:2 chroot:1
  chdir:1 read:3 write:3 close:1 dup:1 dup2:2 dup3:3 fcntl:3 mmap:6 mprotect:3 munmap:2 keyctl:5 bpf:3 unlink:1 rmdir:1
  rename:2 reboot:4 iopl:1 ioperm:3 sethostname:2 setdomainname:2 umask:1 exit:1 exit_group:1 getpid:0 getuid:0 sync:0
`);

export const pointerArguments = (name: string): readonly number[] => pointers.get(name) ?? [];
export const intArguments = (name: string): readonly number[] => ints.get(name) ?? [];
export const argumentsOf = (name: string): number | undefined => counts.get(name)?.[0];
