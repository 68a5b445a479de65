import type { Report } from '../../core/rule.ts';
import { inherited, policyIn } from '../../parse/policy/policy.ts';
import { isWeaker, type Strength, strengthOf } from '../../parse/policy/strength.ts';
import { repositoryOf } from '../../podman/policyLookup.ts';
import { rewrite } from './_object.ts';
import { book, manual } from './_references.ts';
import { entriesThatCount, policyRule } from './_rule.ts';

const signed = '{"type": "sigstoreSigned", "keyPath": "/etc/pki/acme.pub", "rekorPublicKeyPath": "/etc/pki/rekor.pub"}';

const policyOf = (scopes: string, fallback = 'insecureAcceptAnything'): string =>
  `{"default": [{"type": "${fallback}"}], "transports": {"docker": {${scopes}}}}`;

/** Transports whose images have a tag or a digest. */
const tagged: ReadonlySet<string> = new Set(['docker', 'docker-daemon', 'atomic']);

export default policyRule({
  id: 'policy/digest-bypass',
  title: { en: 'Tag that a digest walks around', ja: 'ダイジェスト指定で回避できるタグの制限' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    reject: {
      en: '"{scope}" is rejected by its tag only: by digest, or by another tag, the same image falls under {parent}.',
      ja: '「{scope}」はタグで指定したときだけ拒否されます。ダイジェストや別のタグで指定すると、同じイメージに {parent} が適用されます。',
    },
    signed: {
      en: '"{scope}" needs a signature by its tag only: by digest, or by another tag, the same image falls under {parent}.',
      ja: '「{scope}」はタグで指定したときだけ署名が必要です。ダイジェストや別のタグで指定すると、同じイメージに {parent} が適用されます。',
    },
  },
  why: {
    en: 'A scope with a tag is compared with the name as it is written in the pull, and who writes it can choose another.',
    ja: 'タグ付きのスコープは pull で書かれた名前と照合されます。書き方を変えるだけで回避できます。',
  },
  remedy: {
    en: 'Ask for it in the whole repository, without the tag.',
    ja: 'タグを付けず、リポジトリ全体に要件を付けてください。',
  },
  examples: {
    bad: [
      {
        text: policyOf('«"docker.io/library/nginx:latest"»: [{"type": "reject"}]'),
        fixed: policyOf('"docker.io/library/nginx": [{"type": "reject"}]'),
      },
      {
        text: policyOf(`"quay.io/acme": [${signed}], «"quay.io/acme/app:1.0"»: [{"type": "reject"}]`),
        fixed: policyOf(`"quay.io/acme": [${signed}], "quay.io/acme/app": [{"type": "reject"}]`),
      },
      {
        text: policyOf(
          `«"quay.io/acme/app:1.0"»: [${signed}], "quay.io/acme/app": [{"type": "insecureAcceptAnything"}]`,
          'reject',
        ),
      },
    ],
    good: [
      { text: policyOf('"quay.io/acme/app:1.0": [{"type": "insecureAcceptAnything"}]', 'reject') },
      { text: policyOf(`"quay.io/acme/app:1.0": [${signed}]`, 'reject') },
      { text: policyOf('"registry.example.com:5000": [{"type": "reject"}]') },
      { text: policyOf(`"quay.io/acme/app@sha256:${'0'.repeat(64)}": [{"type": "reject"}]`, 'reject') },
      { text: policyOf('"quay.io/acme/app:1": [{"type": "reject"}], "quay.io/acme/app": [{"type": "reject"}]') },
    ],
  },
  *check(file): Iterable<Report<'reject' | 'signed'>> {
    const policy = policyIn(file);
    for (const entry of entriesThatCount(policy)) {
      const { transport, scope, member } = entry;
      if (transport === undefined || !tagged.has(transport) || scope.includes('@')) continue;
      const repository = repositoryOf(scope);
      const parent = policy && inherited(policy, entry);
      const [asked, instead] = [strengthOf(entry), parent && strengthOf(parent)];
      if (repository === scope || !parent || !asked || !instead || asked === 'accept') continue;
      if (!isWeaker(instead, asked)) continue;
      const isFree = !entry.owner.members.some(({ key }) => key.value === repository);
      yield {
        at: member.key.span,
        message: asked satisfies Exclude<Strength, 'accept'>,
        params: { scope, parent: parent.transport === undefined ? 'default' : `"${parent.scope}"` },
        fixes: isFree ? [rewrite(member.key.span, repository, false)] : [],
        related: [{ at: parent.member.key.span, text: { en: 'what holds instead', ja: '代わりに適用される要件' } }],
      };
    }
  },
});
