import type { Report } from '../../core/rule.ts';
import { inherited, type PolicyEntry, policyIn } from '../../parse/policy/policy.ts';
import { isWeaker, strengthOf } from '../../parse/policy/strength.ts';
import { withoutScope } from './_fixes.ts';
import { policyOf, reject } from './_policyExamples.ts';
import { book, manual } from './_references.ts';
import { entriesThatCount, policyRule } from './_rule.ts';

const signed = '{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/acme.gpg"}';
const accept = '{"type": "insecureAcceptAnything"}';
export default policyRule({
  id: 'policy/weaker-scope',
  title: { en: 'Scope weaker than what it is a part of', ja: '上位より緩いスコープ' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    unsigned: {
      en: '"{scope}" needs no signature, though {parent} asks for one: only the nearest scope counts.',
      ja: '{parent} では署名が必要ですが、「{scope}」では不要です。最も近いスコープだけが使われます。',
    },
    accepted: {
      en: '"{scope}" accepts anything, though {parent} rejects everything: only the nearest scope counts.',
      ja: '{parent} ではすべて拒否されますが、「{scope}」では何でも受け入れます。最も近いスコープだけが使われます。',
    },
  },
  why: {
    en: 'The requirements of a scope replace those of its parents and are not added to them: what was asked above is given up here.',
    ja: 'スコープの要件は上位の要件に加わるのではなく、置き換わります。上位で求めたことはここでは無効になります。',
  },
  remedy: {
    en: 'Repeat here what the parent asks for, or remove the scope. If the exception is wanted, ignore this finding with a reason.',
    ja: '上位の要件をここにも書くか、スコープを削除してください。意図した例外なら、理由を添えて抑制してください。',
  },
  examples: {
    bad: [
      {
        text: policyOf(`"quay.io/acme": [${signed}], «"quay.io/acme/dev"»: [${accept}]`),
        fixed: policyOf(`"quay.io/acme": [${signed}]`),
      },
      {
        text: policyOf(`"": [${signed}],\n  «"registry.example.com"»: [${accept}]\n`),
        fixed: policyOf(`"": [${signed}]\n`),
      },
      {
        text: policyOf(`«"registry.example.com/acme"»: [${accept}]`, signed),
        fixed: policyOf('', signed),
      },
      {
        text: policyOf(`"*.example.com": [${reject}], «"dev.example.com"»: [${accept}]`),
        fixed: policyOf(`"*.example.com": [${reject}]`),
      },
      {
        text: `{"default": [${reject}], "transports": {"dir": {"": [${reject}], «"/srv"»: [${accept}]}}}`,
        fixed: `{"default": [${reject}], "transports": {"dir": {"": [${reject}]}}}`,
        settings: { profile: 'strict' },
      },
    ],
    good: [
      // What a list of allowed images looks like.
      { text: policyOf(`"registry.example.com/acme": [${accept}]`) },
      { text: policyOf(`"": [${reject}], "registry.example.com/acme": [${accept}]`) },
      { text: policyOf(`"quay.io/acme": [${signed}]`) },
      // That all registries are accepted is said of itself.
      { text: policyOf(`"": [${accept}]`, signed) },
      { text: policyOf(`"quay.io/acme": [${signed}], "quay.io/acme/dev": [${accept}, ${signed}]`) },
      { text: policyOf(`"quay.io": [${signed}], "quay.io/acme": [${reject}]`) },
      { text: policyOf(`"quay.io": [${reject}], "quay.io/acme": [${signed}]`) },
      { text: policyOf(`"quay.io/acme": [${signed}], "quay.io/acme2": [${accept}]`) },
      { text: `{"default": [${signed}], "transports": {"dokcer": {"quay.io": [${accept}]}}}` },
    ],
  },
  *check(file, { settings }): Iterable<Report<'unsigned' | 'accepted'>> {
    const policy = policyIn(file);
    for (const entry of entriesThatCount(policy)) {
      const parent = policy && inherited(policy, entry);
      const [own, above] = [strengthOf(entry), parent && strengthOf(parent)];
      if (!parent || !above || own !== 'accept' || !isWeaker(own, above) || entry.scope === '') continue;
      const isGrave = above === 'signed';
      // Below a rejection stands what is allowed: most policies are written so.
      if (!isGrave && (parent.transport === undefined || (parent.scope === '' && settings.profile === 'podman')))
        continue;
      yield {
        at: entry.member.key.span,
        message: isGrave ? 'unsigned' : 'accepted',
        params: { scope: entry.scope, parent: nameOf(parent) },
        severity: isGrave ? 'warning' : 'info',
        fixes: [withoutScope(file.text, entry, false)],
        related: [{ at: parent.member.key.span, text: { en: 'what it replaces', ja: '置き換えられる要件' } }],
      };
    }
  },
});

const nameOf = ({ transport, scope }: PolicyEntry): string => (transport === undefined ? 'default' : `"${scope}"`);
