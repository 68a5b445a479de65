import type { Text } from '../core/text.ts';
import { gatedSyscall } from './gatedSyscalls.ts';
import { dangerOf } from './syscalls.ts';

/** What a group of system calls is for. */
const groups: readonly (readonly [names: string, what: Text])[] = [
  [
    'read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek _llseek sendfile sendfile64 copy_file_range splice tee readahead fsync fdatasync sync syncfs sync_file_range sync_file_range2',
    { en: 'Reads or writes data of open files.', ja: '開いているファイルのデータを読み書きします。' },
  ],
  ['open openat openat2 creat', { en: 'Opens files, or creates them.', ja: 'ファイルを開き、または作成します。' }],
  [
    'close close_range dup dup2 dup3 fcntl fcntl64 flock memfd_create pipe pipe2 eventfd eventfd2',
    { en: 'Makes, copies or closes file descriptors.', ja: 'ファイル記述子を作成・複製・クローズします。' },
  ],
  [
    'stat lstat fstat stat64 lstat64 fstat64 newfstatat fstatat64 statx access faccessat faccessat2 readlink readlinkat getdents getdents64 statfs fstatfs statfs64 fstatfs64 getcwd getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr readdir name_to_handle_at getxattrat listxattrat file_getattr',
    { en: 'Looks at files and folders.', ja: 'ファイルやフォルダーの情報を調べます。' },
  ],
  [
    'mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat truncate truncate64 ftruncate ftruncate64 fallocate utime utimes utimensat utimensat_time64 futimesat mknod mknodat setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr setxattrat removexattrat file_setattr',
    { en: 'Makes, changes or removes files.', ja: 'ファイルを作成・変更・削除します。' },
  ],
  [
    'chmod fchmod fchmodat fchmodat2 chown chown32 fchown fchown32 lchown lchown32 fchownat umask',
    { en: 'Changes owners and permissions of files.', ja: 'ファイルの所有者や権限を変更します。' },
  ],
  ['chdir fchdir chroot', { en: 'Changes where paths begin.', ja: 'パスの起点を変更します。' }],
  [
    'socket',
    {
      en: 'Makes a socket; the first argument is the address family.',
      ja: 'ソケットを作ります。第 1 引数がアドレスファミリーです。',
    },
  ],
  [
    'socketpair connect bind listen accept accept4 send sendto sendmsg sendmmsg recv recvfrom recvmsg recvmmsg recvmmsg_time64 shutdown getsockname getpeername getsockopt setsockopt',
    { en: 'Talks over sockets.', ja: 'ソケットで通信します。' },
  ],
  [
    'socketcall',
    {
      en: 'Makes all calls about sockets for 32-bit programs, with arguments in memory that no filter sees.',
      ja: '32 ビットのプログラムが使う、ソケット全般の呼び出しです。引数はメモリー上にあり、フィルターからは見えません。',
    },
  ],
  [
    'ipc shmget shmat shmdt shmctl semget semop semctl semtimedop semtimedop_time64 msgget msgsnd msgrcv msgctl mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr',
    {
      en: 'Shares memory, semaphores or messages with other processes.',
      ja: '他のプロセスとメモリー、セマフォ、メッセージを共有します。',
    },
  ],
  [
    'brk mmap mmap2 munmap mremap mprotect madvise mincore msync mlock mlock2 mlockall munlock munlockall membarrier pkey_alloc pkey_free pkey_mprotect remap_file_pages memfd_secret mseal map_shadow_stack',
    { en: "Manages the process's own memory.", ja: 'プロセス自身のメモリーを管理します。' },
  ],
  [
    'execve execveat',
    {
      en: 'Starts another program in place of this one; no container starts without it.',
      ja: '別のプログラムに切り替えます。これがなければコンテナは起動しません。',
    },
  ],
  [
    'clone clone3 fork vfork',
    {
      en: 'Makes threads and processes; some flags of clone and clone3 make namespaces.',
      ja: 'スレッドやプロセスを作ります。clone と clone3 には名前空間を作るフラグもあります。',
    },
  ],
  [
    'exit exit_group wait4 waitid waitpid kill tkill tgkill pidfd_open pidfd_send_signal restart_syscall',
    { en: 'Ends, awaits or signals processes.', ja: 'プロセスの終了、待機、シグナル送信を行います。' },
  ],
  [
    'rt_sigaction rt_sigprocmask rt_sigreturn rt_sigsuspend rt_sigpending rt_sigqueueinfo rt_tgsigqueueinfo rt_sigtimedwait rt_sigtimedwait_time64 sigaltstack signalfd signalfd4 sigaction sigprocmask sigreturn sigsuspend sigpending signal pause alarm',
    { en: 'Handles signals.', ja: 'シグナルを扱います。' },
  ],
  [
    'getpid getppid gettid getuid getuid32 geteuid geteuid32 getgid getgid32 getegid getegid32 getgroups getgroups32 getresuid getresuid32 getresgid getresgid32 getpgid getpgrp getsid uname getcpu sysinfo getrusage times capget',
    { en: 'Asks who and where the process is.', ja: 'プロセス自身や環境の情報を取得します。' },
  ],
  [
    'setuid setuid32 setgid setgid32 setreuid setreuid32 setregid setregid32 setresuid setresuid32 setresgid setresgid32 setgroups setgroups32 setfsuid setfsuid32 setfsgid setfsgid32 capset',
    {
      en: 'Changes users, groups or capabilities: how a program gives privileges up. Runtimes need it to start a container.',
      ja: 'ユーザー、グループ、ケーパビリティを変更します。権限を手放すときに使われ、ランタイムもコンテナの起動に必要とします。',
    },
  ],
  [
    'prctl arch_prctl set_tid_address set_thread_area get_thread_area set_robust_list get_robust_list rseq set_tls',
    {
      en: 'Sets the process or thread up; C libraries call it before main.',
      ja: 'プロセスやスレッドを準備します。C ライブラリーが main の前に呼び出します。',
    },
  ],
  [
    'futex futex_time64 futex_wait futex_wake futex_waitv futex_requeue',
    { en: 'Waits for other threads.', ja: '他のスレッドを待ちます。' },
  ],
  [
    'poll ppoll ppoll_time64 select _newselect pselect6 pselect6_time64 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 inotify_init inotify_init1 inotify_add_watch inotify_rm_watch fanotify_mark epoll_ctl_old epoll_wait_old',
    { en: 'Waits for something to happen.', ja: 'イベントの発生を待ちます。' },
  ],
  [
    'nanosleep clock_nanosleep clock_nanosleep_time64 clock_gettime clock_gettime64 clock_getres clock_getres_time64 gettimeofday time timer_create timer_delete timer_settime timer_gettime timer_getoverrun timerfd_create timerfd_settime timerfd_gettime setitimer getitimer',
    { en: 'Tells the time and sets timers.', ja: '時刻の取得やタイマーの設定を行います。' },
  ],
  [
    'sched_yield sched_getaffinity sched_setaffinity sched_getparam sched_setparam sched_getscheduler sched_setscheduler sched_getattr sched_setattr sched_get_priority_max sched_get_priority_min sched_rr_get_interval getpriority setpriority ioprio_get ioprio_set getrlimit ugetrlimit setrlimit prlimit64 setpgid setsid',
    { en: 'Asks for or sets priorities and limits.', ja: '優先度や資源の上限を取得・設定します。' },
  ],
  [
    'ioctl',
    {
      en: 'Controls devices and terminals; TIOCSTI types into the terminal of the caller.',
      ja: 'デバイスや端末を制御します。TIOCSTI は呼び出し元の端末に文字を入力できます。',
    },
  ],
  [
    'io_setup io_submit io_getevents io_pgetevents io_cancel io_destroy',
    {
      en: 'Reads and writes files while the program goes on (AIO, older than io_uring).',
      ja: 'ファイルを非同期に読み書きします (io_uring より古い AIO)。',
    },
  ],
  [
    'fadvise64 fadvise64_64 cachestat',
    {
      en: 'Speaks with the kernel about cached file data.',
      ja: 'ファイルのキャッシュについてカーネルとやり取りします。',
    },
  ],
  [
    'adjtimex clock_adjtime clock_adjtime64',
    {
      en: 'Asks how the clock is steered; CAP_SYS_TIME can change it.',
      ja: '時計の調整状態を調べます。変更には CAP_SYS_TIME が必要です。',
    },
  ],
  ['statmount listmount listns', { en: 'Lists mounts or namespaces.', ja: 'マウントや名前空間を一覧します。' }],
  [
    'afs_syscall break ftime getpmsg gtty idle lock mpx prof profil putpmsg security stty tuxcall ulimit vserver',
    { en: 'Linux has no such call any more, or never had one.', ja: 'Linux には実装されていません。' },
  ],
  ['getrandom', { en: 'Gives random numbers.', ja: '乱数を取得します。' }],
  ['seccomp', { en: 'Narrows the filter of the process further.', ja: 'プロセスのフィルターをさらに厳しくします。' }],
  [
    'landlock_create_ruleset landlock_add_rule landlock_restrict_self',
    { en: 'Narrows what files the process reaches.', ja: 'プロセスが届くファイルの範囲を狭めます。' },
  ],
  [
    'modify_ldt',
    {
      en: 'Changes the table of memory segments, old code with old holes.',
      ja: 'メモリーセグメント表を変更します。古いコードで、過去に脆弱性がありました。',
    },
  ],
];

let byName: ReadonlyMap<string, Text> | undefined;

/** What allowing a call permits, whether or not somebody allows it. */
export function syscallText(name: string): Text | undefined {
  byName ??= new Map(groups.flatMap(([names, what]) => names.split(' ').map(name => [name, what] as const)));
  const finding = dangerOf(name)?.what ?? gatedSyscall(name)?.what;
  return finding ? withoutVerdict(finding) : byName.get(name);
}

/** Of `"{name}" is allowed: it restarts the machine.` the second half. */
function withoutVerdict({ en, ja }: Text): Text {
  const what = en.slice(en.indexOf(': ') + 2);
  return { en: what[0]?.toUpperCase() + what.slice(1), ja: ja.slice(ja.indexOf('。') + 1) };
}
