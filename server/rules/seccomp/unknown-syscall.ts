import type { Fix } from '../../core/fix.ts';
import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import type { SeccompProfile, SyscallName, SyscallRule } from '../../parse/json/seccompProfile.ts';
import { isSyscall, libcNames, syscallNamed, syscallNames } from '../../podman/syscallTable.ts';
import { fix, removeNames, write } from './_edits.ts';
import { allowing, open } from './_examples.ts';
import { actionOf, letsPass, usualFilter } from './_filter.ts';
import { type SeccompReport, seccompRule } from './_rule.ts';

const deny = (names: string): string => open(`{"names": [${names}], "action": "SCMP_ACT_ERRNO"}`);

export default seccompRule({
  id: 'seccomp/unknown-syscall',
  title: { en: 'Unknown system call', ja: '存在しないシステムコール' },
  severity: 'warning',
  references: [
    { title: 'syscalls(2)', url: 'https://man7.org/linux/man-pages/man2/syscalls.2.html' },
    { title: 'scmp_sys_resolver(1)', url: 'https://man7.org/linux/man-pages/man1/scmp_sys_resolver.1.html' },
  ],
  messages: {
    open: {
      en: 'There is no system call "{name}": the runtimes skip it without a word, and what was to be denied stays allowed.',
      ja: '「{name}」というシステムコールはありません。ランタイムは黙って読み飛ばし、拒否したつもりの呼び出しは許可されたままです。',
    },
    skipped: {
      en: 'There is no system call "{name}": the runtimes skip it without a word.',
      ja: '「{name}」というシステムコールはありません。ランタイムは黙って読み飛ばします。',
    },
  },
  why: {
    en: 'Names are exact, and it is the kernel that has them, not the C library: libseccomp 2.6.1 was asked about this one.',
    ja: '名前は正確でなければならず、C ライブラリーの関数名ではなくカーネルの名前です。libseccomp 2.6.1 で確認しています。',
  },
  remedy: {
    en: 'Write the name as syscalls(2) has it, or remove it.',
    ja: 'syscalls(2) のとおりに書くか、削除してください。',
  },
  examples: {
    bad: [
      { text: deny('«"mkdirr"», "rmdir"'), fixed: deny('"mkdir", "rmdir"') },
      { text: allowing('"read", «"Write"»'), fixed: allowing('"read", "write"') },
      { text: allowing('"read", «"write "»'), fixed: allowing('"read", "write"') },
      { text: allowing('"read", «"_exit"»'), fixed: allowing('"read", "exit"') },
      { text: allowing('"read", «"fstatat"»'), fixed: allowing('"read", "newfstatat"') },
      { text: allowing('"read", «"83"»'), fixed: allowing('"read", "mkdir"') },
      { text: allowing('"read", «"frobnicate_everything"»'), fixed: allowing('"read"') },
      { text: open('{"name": «"kexec"», "action": "SCMP_ACT_ERRNO"}'), fixed: open('') },
    ],
    good: [
      { text: allowing('"read", "cachestat", "mseal", "futex_waitv", "listmount", "uretprobe"') },
      { text: allowing('"socketcall", "cacheflush", "s390_pci_mmio_read", "arm_fadvise64_64", "umount"') },
      { text: allowing('"{{ call }}"') },
      { text: allowing('83, null, ""') },
    ],
  },
  *check(profile): Iterable<SeccompReport<'open' | 'skipped'>> {
    const { defaultAction } = usualFilter(profile);
    for (const rule of profile.rules) {
      for (const name of rule.names) {
        if (name.value === '' || name.node.type !== 'string' || isSyscall(name.value)) continue;
        const isOpen = letsPass(defaultAction) && !letsPass(actionOf(rule.action?.value, rule.errno));
        yield {
          at: name.node.span,
          message: isOpen ? 'open' : 'skipped',
          params: { name: name.value },
          severity: isOpen ? 'error' : 'warning',
          fixes: () => repairs(profile, rule, name),
        };
      }
    }
  },
});

function repairs(profile: SeccompProfile, rule: SyscallRule, name: SyscallName): Fix[] {
  const to = meant(name);
  const remove = fix({ en: 'Remove it', ja: '削除する' }, removeNames(profile, rule, [name]));
  return to && !rule.names.some(({ value }) => value === to) ? [write(name.node.span, to), remove] : [remove];
}

/** The system call that somebody had in mind. */
function meant({ value }: SyscallName): string | undefined {
  const name = value
    .trim()
    .replace(/^(SYS|__NR|sys|SYS_)_+/, '')
    .replace(/\(\d?\)$/, '');
  const lower = name.toLowerCase();
  if (isSyscall(lower)) return lower;
  if (/^\d+$/.test(name)) return syscallNames.find(call => syscallNamed(call)?.numbers.x86_64 === Number(name));
  return lookUp(libcNames, name) ?? nearest(lower, syscallNames);
}
