import type { Report } from '../../core/rule.ts';
import { inherited, type Policy, type PolicyEntry, policyIn, type Requirement } from '../../parse/policy/policy.ts';
import { isAsStrict, meaningOf } from '../../parse/policy/strength.ts';
import { withoutRequirement, withoutScope } from './_fixes.ts';
import { policyOf, reject } from './_policyExamples.ts';
import { book, manual } from './_references.ts';
import { entriesThatCount, policyRule } from './_rule.ts';

const signed = '{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/acme.gpg"}';
const accept = '{"type": "insecureAcceptAnything"}';
type Key = 'accept' | 'dead' | 'twice' | 'scope';

export default policyRule({
  id: 'policy/redundant-requirement',
  title: { en: 'Requirement that changes nothing', ja: '何も変えない要件' },
  severity: 'info',
  references: [manual, book],
  messages: {
    accept: {
      en: '"insecureAcceptAnything" adds nothing: the other requirements of the list must be met all the same.',
      ja: '"insecureAcceptAnything" に意味はありません。リストの他の要件もすべて満たす必要があります。',
    },
    dead: {
      en: 'This requirement is never looked at: the list rejects everything.',
      ja: 'この要件は使われません。リストに "reject" があり、すべて拒否されます。',
    },
    twice: { en: 'This requirement stands in the list twice.', ja: '同じ要件がリストに 2 つあります。' },
    scope: {
      en: '"{scope}" says what {parent} says already.',
      ja: '「{scope}」の要件は {parent} と同じです。',
    },
  },
  why: {
    en: 'It makes the policy look like something that it is not, and the next person changes only one of the two.',
    ja: 'ポリシーの内容が実際と違って見え、後で片方だけが変更される原因になります。',
  },
  remedy: { en: 'Remove it: nothing changes.', ja: '削除しても動作は変わりません。' },
  examples: {
    bad: [
      {
        text: policyOf(`"quay.io/acme": [{"type": «"insecureAcceptAnything"»}, ${signed}]`),
        fixed: policyOf(`"quay.io/acme": [${signed}]`),
        settings: { profile: 'strict' },
      },
      {
        text: policyOf(
          `"quay.io/acme": [${signed}, {"type": «"signedBy"», "keyPath": "/etc/pki/acme.gpg", "keyType": "GPGKeys"}]`,
        ),
        fixed: policyOf(`"quay.io/acme": [${signed}]`),
      },
      {
        text: '{"default": [{"type": "reject"}, {"type": «"insecureAcceptAnything"»}]}',
        fixed: '{"default": [{"type": "reject"}]}',
      },
      {
        text: '{\n  "default": [\n    {"type": «"signedBy"», "keyType": "GPGKeys", "keyPath": "/a.gpg"},\n    {"type": "reject"}\n  ]\n}\n',
        fixed: '{\n  "default": [\n    {"type": "reject"}\n  ]\n}\n',
      },
      {
        text: policyOf(`"quay.io/acme": [${signed}], «"quay.io/acme/app"»: [${signed}]`),
        fixed: policyOf(`"quay.io/acme": [${signed}]`),
      },
      {
        text: policyOf(`«"quay.io/acme"»: [${reject}]`),
        fixed: policyOf(''),
        settings: { profile: 'strict' },
      },
    ],
    good: [
      // Said once more for registries, it still holds when the default changes.
      { text: policyOf(`"": [${reject}]`) },
      { text: policyOf(`"quay.io/acme": [${reject}]`) },
      { text: `{"default": [${accept}], "transports": {"docker-daemon": {"": [${accept}]}}}` },
      { text: policyOf(`"quay.io/acme": [${signed}], "quay.io/acme/app": [${reject}]`) },
      { text: policyOf(`"quay.io/acme": [${signed}, {"type": "sigstoreSigned", "keyPath": "/k.pub"}]`) },
      { text: policyOf(`"quay.io/acme": [${signed}], "quay.io/other": [${signed}]`) },
      { text: '{"default": [{"type": "insecureAcceptAnything"}, {"type": "reject", "why": {{ reason }}}]}' },
    ],
  },
  *check(file, { settings }): Iterable<Report<Key>> {
    const policy = policyIn(file);
    if (!policy) return;
    const { text } = file;
    for (const entry of policy.entries) {
      for (const { message, requirement } of superfluous(entry)) {
        const fixes = [withoutRequirement(text, entry, requirement, true)];
        yield { at: requirement.at, message, fixes, tag: 'unnecessary' };
      }
    }
    for (const entry of entriesThatCount(policy)) {
      const parent = sameParent(policy, entry);
      if (!parent || (settings.profile === 'podman' && parent.scope === '')) continue;
      yield {
        at: entry.member.key.span,
        message: 'scope',
        params: { scope: entry.scope, parent: parent.transport === undefined ? 'default' : `"${parent.scope}"` },
        fixes: [withoutScope(text, entry, true)],
        related: [{ at: parent.member.key.span, text: { en: 'said here already', ja: 'すでにここにあります' } }],
        tag: 'unnecessary',
      };
    }
  },
});

function* superfluous({ requirements = [] }: PolicyEntry): Iterable<{ message: Key; requirement: Requirement }> {
  const rejection = requirements.find(({ type }) => type === 'reject');
  const asks = requirements.some(({ type }) => type !== 'insecureAcceptAnything');
  const seen = new Set<string>();
  for (const requirement of requirements) {
    const meaning = meaningOf(requirement);
    if (rejection && requirement !== rejection) yield { message: 'dead', requirement };
    else if (asks && requirement.type === 'insecureAcceptAnything') yield { message: 'accept', requirement };
    else if (seen.has(meaning)) yield { message: 'twice', requirement };
    seen.add(meaning);
  }
}

/** What a scope is a part of, if that asks for the very same. The whole of a transport is worth saying. */
function sameParent(policy: Policy, entry: PolicyEntry): PolicyEntry | undefined {
  const parent = inherited(policy, entry);
  if (!parent || entry.scope === '') return undefined;
  return isAsStrict(entry, parent) && isAsStrict(parent, entry) ? parent : undefined;
}
