import type { Report } from '../../core/rule.ts';
import { fix, removeNames } from './_edits.ts';
import { allowing } from './_examples.ts';
import { type Entry, isReachable, letsPass, outcomeOf, usualFilter } from './_filter.ts';
import { seccompRule } from './_rule.ts';

/** What io_uring does by itself, with the call that a profile denies for it. */
const operations = ['socket', 'connect', 'accept4', 'sendmsg', 'openat', 'openat2', 'unlinkat', 'renameat2', 'mkdirat'];
const rings = ['io_uring_setup', 'io_uring_enter', 'io_uring_register'];

const denying = (names: string): string =>
  `{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": [${names}], "action": "SCMP_ACT_ERRNO"}]}`;

export default seccompRule({
  id: 'seccomp/io-uring',
  title: { en: 'io_uring around the filter', ja: 'フィルターを回避できる io_uring' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'io_uring(7)', url: 'https://man7.org/linux/man-pages/man7/io_uring.7.html' },
  ],
  messages: {
    allowed: {
      en: '"{name}" is allowed and {denied} is not: through io_uring the program does it all the same, unseen by seccomp.',
      ja: '「{name}」が許可され、{denied} は許可されていません。io_uring を使えば、seccomp に見られずに同じことができます。',
    },
    default: {
      en: '"{name}" is denied, but io_uring is not: through it the program does the same, unseen by seccomp.',
      ja: '「{name}」は拒否されますが、io_uring は拒否されません。io_uring を使えば、seccomp に見られずに同じことができます。',
    },
  },
  why: {
    en: 'Operations in a ring are no system calls: no filter is asked. Many kernel exploits begin there, too; Docker and Podman deny io_uring.',
    ja: 'リングに積まれた操作はシステムコールではなく、フィルターの対象になりません。カーネル攻撃の起点にもなるため、Docker も Podman も標準で拒否しています。',
  },
  remedy: {
    en: 'Deny io_uring_setup, io_uring_enter and io_uring_register.',
    ja: 'io_uring_setup、io_uring_enter、io_uring_register を拒否してください。',
  },
  examples: {
    bad: [
      { text: allowing('"read", «"io_uring_setup"», "write"'), fixed: allowing('"read", "write"') },
      {
        text: allowing('"read", "openat", "openat2", «"io_uring_setup"», «"io_uring_enter"»'),
        fixed: allowing('"read", "openat", "openat2"'),
      },
      {
        text: denying('«"connect"», "socket"'),
        fixed: denying('"connect", "io_uring_setup", "io_uring_enter", "io_uring_register", "socket"'),
      },
    ],
    good: [
      { text: allowing('"read", "write"') },
      { text: allowing(`"read", ${[...operations, ...rings].map(name => `"${name}"`).join(', ')}`) },
      { text: denying('"connect", "io_uring_setup"') },
      { text: denying('"mkdir"') },
      { text: allowing('"io_uring_setup"').replace('"syscalls"', '"includes": {{ x }}, "syscalls"') },
    ],
  },
  *check(profile): Iterable<Report<'allowed' | 'default'>> {
    const filter = usualFilter(profile);
    if (!filter.defaultAction || !isReachable(filter, 'io_uring_setup')) return;
    const denied = operations.filter(name => !isReachable(filter, name));
    const [first] = denied;
    if (!first) return;
    for (const ring of rings) {
      const { entry, action } = outcomeOf(filter, ring);
      if (!entry || !letsPass(action)) continue;
      const { name, rule } = entry;
      const title = { en: 'Do not allow "{name}"', ja: '「{name}」を許可しない' };
      yield {
        at: name.node.span,
        message: 'allowed',
        params: { name: ring, denied: `"${first}"` },
        supersedes: ['seccomp/dangerous-syscall'],
        fixes: [fix(title, removeNames(profile, rule, [name]), false, { name: ring })],
      };
    }
    if (outcomeOf(filter, 'io_uring_setup').entry) return;
    const [entry] = denied.flatMap(name => outcomeOf(filter, name).entry ?? []).sort(inFile);
    if (!entry) return;
    const { end } = entry.name.node.span;
    const more = rings.filter(ring => !filter.entries.has(ring)).map(ring => `, "${ring}"`);
    const title = { en: 'Deny io_uring too', ja: 'io_uring も拒否する' };
    const fixes = entry.name.list ? [fix(title, [{ span: { start: end, end }, text: more.join('') }])] : [];
    yield { at: entry.name.node.span, message: 'default', params: { name: entry.name.value }, fixes };
  },
});

const inFile = (a: Entry, b: Entry): number => a.name.node.span.start - b.name.node.span.start;
