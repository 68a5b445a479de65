import type { Report } from '../../core/rule.ts';
import { architectureNamed } from '../../podman/seccompWords.ts';
import { fix, insertRuleFirst, removeNames, ruleText } from './_edits.ts';
import { open, profile } from './_examples.ts';
import { letsPass, namedArchitectures, outcomeOf, sameAction, usualFilter, usualHost } from './_filter.ts';
import { isFromPodman } from './_podman.ts';
import { seccompRule } from './_rule.ts';

const arches = ', "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86"]';
const unix =
  '{"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]}';
const first = '{"names": ["socketcall"], "action": "SCMP_ACT_ERRNO", "errno": "ENOSYS"}';
const marked = unix.replace('"socket"', '«"socket"»');

export default seccompRule({
  id: 'seccomp/socketcall-bypass',
  title: { en: 'Sockets through the 32-bit back door', ja: '32 ビットの socketcall による回避' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'socketcall(2)', url: 'https://man7.org/linux/man-pages/man2/socketcall.2.html' },
  ],
  messages: {
    bypass: {
      en: 'The conditions on "socket" do not hold for {arch}: there socketcall makes the same sockets with its arguments in memory, and libseccomp allows it for this rule.',
      ja: '「socket」の条件は {arch} では効きません。socketcall は引数をメモリーで受け取り、libseccomp はこのルールに合わせてそれを許可します。',
    },
  },
  why: {
    en: "A 64-bit program reaches socketcall with int 0x80: a socket of AF_VSOCK was made so under Podman's own profile, which denies it to the ordinary call.",
    ja: '64 ビットのプログラムも int 0x80 で socketcall を呼べます。Podman 標準のプロファイルでも、通常は拒否される AF_VSOCK のソケットをこの方法で作れました。',
  },
  remedy: {
    en: 'Take the 32-bit architecture out, or deny socketcall in the very first rule with another errno than the default one.',
    ja: '32 ビットのアーキテクチャーを外すか、先頭のルールで、既定とは異なる errno を指定して socketcall を拒否してください。',
  },
  examples: {
    bad: [
      { text: profile(marked, arches), fixed: profile(`${first}, ${unix}`, arches) },
      {
        text: profile(`{"names": ["read", "socketcall"], "action": "SCMP_ACT_ALLOW"}, ${marked}`, arches),
        fixed: profile(`${first}, {"names": ["read"], "action": "SCMP_ACT_ALLOW"}, ${unix}`, arches),
      },
      {
        text: profile(
          marked,
          ', "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"]}]',
        ),
        fixed: profile(
          `${first}, ${unix}`,
          ', "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"]}]',
        ),
      },
    ],
    good: [
      { text: profile(unix) },
      { text: profile(unix, ', "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_X32"]') },
      { text: profile(`${first}, ${unix}`, arches) },
      { text: profile('{"names": ["socket", "socketcall"], "action": "SCMP_ACT_ALLOW"}', arches) },
      { text: open(unix.replace('ALLOW', 'ERRNO')) },
    ],
  },
  *check(profile, { settings }): Iterable<Report<'bypass'>> {
    const filter = usualFilter(profile);
    if (!filter.defaultAction || letsPass(filter.defaultAction)) return;
    const [entry] = outcomeOf(filter, 'socket').conditional.filter(({ action }) => letsPass(action));
    const arch = namedArchitectures(profile, usualHost.arch).find(name => architectureNamed(name)?.multiplexes);
    const through = outcomeOf(filter, 'socketcall');
    if (!entry || !arch || (through.entry && !letsPass(through.action))) return;
    if (settings.profile !== 'strict' && settings.seccompBaseline === 'podman' && isFromPodman(profile)) return;
    const enosys = { name: 'SCMP_ACT_ERRNO', errno: 38 };
    const other = sameAction(enosys, filter.defaultAction) ? { ...enosys, errno: 1 } : enosys;
    const title = {
      en: 'Deny socketcall, in front of all other rules',
      ja: 'socketcall を他のすべてのルールより前で拒否する',
    };
    const edits = [insertRuleFirst(profile, entry.rule, ruleText(['socketcall'], other))];
    if (through.entry) edits.push(...removeNames(profile, through.entry.rule, [through.entry.name]));
    yield { at: entry.name.node.span, message: 'bypass', params: { arch }, fixes: [fix(title, edits)] };
  },
});
