import type { Report } from '../../core/rule.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { fix, insertRuleAfter, removeNames } from './_edits.ts';
import { open, profile } from './_examples.ts';
import { type Entry, letsPass, outcomeOf, usualFilter } from './_filter.ts';
import { isFromPodman } from './_podman.ts';
import { seccompRule } from './_rule.ts';

type Key = 'all' | 'vsock' | 'alg';

const ranges = [
  '[{"index": 0, "value": 38, "op": "SCMP_CMP_LT"}]',
  '[{"index": 0, "value": 39, "op": "SCMP_CMP_EQ"}]',
  '[{"index": 0, "value": 40, "op": "SCMP_CMP_GT"}]',
].map(args => `{"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": ${args}}`);

export default seccompRule({
  id: 'seccomp/socket-family',
  title: { en: 'Sockets of every family', ja: 'すべての種類のソケットの許可' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'address_families(7)', url: 'https://man7.org/linux/man-pages/man7/address_families.7.html' },
    { title: 'vsock(7)', url: 'https://man7.org/linux/man-pages/man7/vsock.7.html' },
  ],
  messages: {
    all: {
      en: "Sockets of all families are allowed: AF_VSOCK (40) reaches the hypervisor, AF_ALG (38) the kernel's cryptography.",
      ja: 'すべての種類のソケットが許可されています。AF_VSOCK (40) はハイパーバイザーに、AF_ALG (38) はカーネルの暗号機能に届きます。',
    },
    vsock: {
      en: 'The conditions let AF_VSOCK (40) through, which reaches the hypervisor past every network rule.',
      ja: 'この条件では AF_VSOCK (40) が通ります。ネットワークの制限を受けずにハイパーバイザーに届きます。',
    },
    alg: {
      en: "The conditions let AF_ALG (38) through, the kernel's cryptography, which Docker's profile denies.",
      ja: 'この条件では AF_ALG (38) が通ります。カーネルの暗号機能で、Docker 標準のプロファイルでは拒否されます。',
    },
  },
  why: {
    en: 'The network namespace does not hold these: a container without a network still talks through them. AF_ALG had holes that gave root (CVE-2026-31431).',
    ja: 'これらはネットワーク名前空間で分離されず、ネットワークのないコンテナからも使えます。AF_ALG には root を奪われる脆弱性がありました (CVE-2026-31431)。',
  },
  remedy: {
    en: 'Allow families below 38, 39, and above 40. A single "not equal" is no fence: two of them in one rule are an "or".',
    ja: '38 未満、39、40 より大きい値だけを許可してください。「等しくない」条件を 1 つのルールに 2 つ並べても「または」になるだけです。',
  },
  examples: {
    bad: [
      {
        text: profile('{"names": ["read", «"socket"»], "action": "SCMP_ACT_ALLOW"}'),
        fixed: profile(`{"names": ["read"], "action": "SCMP_ACT_ALLOW"}, ${ranges.join(', ')}`),
      },
      {
        text: profile('{"name": «"socket"», "action": "SCMP_ACT_ALLOW"}'),
        fixed: profile(ranges.join(', ')),
      },
      {
        text: profile(
          '{"names": [«"socket"»], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 38, "op": "SCMP_CMP_NE"}]}',
        ),
        fixed: profile(ranges.join(', ')),
      },
      {
        text: profile(
          '{"names": [«"socket"»], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 38, "op": "SCMP_CMP_NE"}, {"index": 0, "value": 40, "op": "SCMP_CMP_NE"}]}',
        ),
        fixed: profile(ranges.join(', ')),
      },
      {
        settings: { seccompBaseline: 'docker' },
        text: profile(
          '{"names": [«"socket"»], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}]}',
        ),
        fixed: profile(ranges.join(', ')),
      },
      // Either rule is enough, and each lets through what the other one stops.
      {
        text: profile(
          '{"names": [«"socket"»], "action": "SCMP_ACT_ALLOW", "args": [{"index": 1, "value": 1, "op": "SCMP_CMP_EQ"}]}, {"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 38, "op": "SCMP_CMP_NE"}]}',
        ),
      },
    ],
    good: [
      {
        text: profile(
          '{"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 40, "op": "SCMP_CMP_NE"}]}',
        ),
      },
      { text: profile(ranges.join(', ')) },
      {
        text: profile(
          '{"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]}',
        ),
      },
      { text: profile('{"names": ["socketpair", "connect"], "action": "SCMP_ACT_ALLOW"}') },
      { text: open('{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}') },
      { text: profile('{"names": ["socket"], "action": "SCMP_ACT_ALLOW", "args": [{{ families }}]}') },
    ],
  },
  *check(profile, { settings }): Iterable<Report<Key>> {
    const filter = usualFilter(profile);
    if (letsPass(filter.defaultAction)) return;
    const { entry, conditional } = outcomeOf(filter, 'socket');
    if (entry && letsPass(entry.action)) yield report(profile, [entry], 'all');
    const isDocker = settings.seccompBaseline === 'docker';
    if (entry || (isFromPodman(profile) && !isDocker)) return;
    const [vsock, alg] = [passing(conditional, 40n), isDocker ? passing(conditional, 38n) : []];
    if (vsock.length > 0) yield report(profile, vsock, 'vsock');
    else if (alg.length > 0) yield report(profile, alg, 'alg');
  },
});

/** The rules that let a family through, where none holds it back. */
function passing(conditional: readonly Entry[], family: bigint): readonly Entry[] {
  const matching = conditional.filter(({ conditions }) => mayBe(conditions, family));
  const isDenied = matching.some(
    ({ action, conditions }) => !letsPass(action) && conditions.every(({ index }) => index === 0n),
  );
  return isDenied ? [] : matching.filter(({ action }) => letsPass(action));
}

/** At the first of the rules, which is repaired where it is the only one. */
function report(profile: SeccompProfile, entries: readonly Entry[], message: Key): Report<Key> {
  const [{ rule, name }] = entries as readonly [Entry];
  const isOnly = entries.every(entry => entry.rule === rule);
  const title = { en: 'Allow all families but AF_ALG and AF_VSOCK', ja: 'AF_ALG と AF_VSOCK 以外を許可する' };
  const edits =
    rule.names.length === 1
      ? [{ span: rule.node.span, text: ranges.join(', ') }]
      : [
          ...removeNames(profile, rule, [name]),
          ...(rule.args.length === 0 ? [insertRuleAfter(profile, rule, ranges.join(', '))] : []),
        ];
  return { at: name.node.span, message, fixes: isOnly ? [fix(title, edits)] : [] };
}

/** Whether a first argument satisfies what a rule says of it. */
const mayBe = (conditions: Entry['conditions'], family: bigint): boolean =>
  conditions.every(({ index, op, value, valueTwo }) => {
    if (index !== 0n) return true;
    switch (op) {
      case 'SCMP_CMP_EQ':
        return family === value;
      case 'SCMP_CMP_NE':
        return family !== value;
      case 'SCMP_CMP_LT':
        return family < value;
      case 'SCMP_CMP_LE':
        return family <= value;
      case 'SCMP_CMP_GT':
        return family > value;
      case 'SCMP_CMP_GE':
        return family >= value;
      case 'SCMP_CMP_MASKED_EQ':
        return (family & value) === (valueTwo & value);
      default:
        return false;
    }
  });
