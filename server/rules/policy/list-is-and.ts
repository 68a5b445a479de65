import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import { removeSibling } from '../../parse/json/edits.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonMember } from '../../parse/json/tree.ts';
import { type PolicyEntry, policyIn, type Requirement } from '../../parse/policy/policy.ts';
import { meaningOf, strengthOf } from '../../parse/policy/strength.ts';
import { withoutRequirement } from './_fixes.ts';
import { policyFor } from './_policyExamples.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const acme = '{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/acme.gpg"}';
const accept = '{"type": "insecureAcceptAnything"}';

const policyOf = (list: string): string => policyFor('quay.io/acme', list);

export default policyRule({
  id: 'policy/list-is-and',
  title: { en: 'List of requirements meant as a choice', ja: '「いずれか」のつもりで書かれた要件のリスト' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    accept: {
      en: 'This does not make the signature optional: all requirements of a list must be met.',
      ja: 'これで署名が任意になるわけではありません。リストの要件はすべて満たす必要があります。',
    },
    both: {
      en: 'Every image needs a signature for this and one for each of the others: all requirements of a list must be met.',
      ja: 'イメージには、この要件の署名と他の要件の署名の両方が必要です。リストの要件はすべて満たす必要があります。',
    },
  },
  why: {
    en: 'A list is no choice: images with one of the signatures, or without any, are refused.',
    ja: 'リストは選択肢ではありません。署名が 1 つだけのイメージや署名のないイメージは拒否されます。',
  },
  remedy: {
    en: 'For one key out of several write one requirement with keyPaths; to accept images without signatures, give them a scope of their own.',
    ja: '複数の鍵のいずれかでよい場合は、1 つの要件に keyPaths で書いてください。署名のないイメージを受け入れる場合は専用のスコープを作ってください。',
  },
  examples: {
    bad: [
      {
        text: policyOf(`{"type": «"insecureAcceptAnything"»}, ${acme}`),
        fixed: policyOf(acme),
      },
      {
        text: policyOf(`${acme}, {"type": «"insecureAcceptAnything"»}`),
        fixed: policyOf(acme),
      },
      {
        text: policyOf(`${acme}, {"type": «"signedBy"», "keyType": "GPGKeys", "keyPath": "/etc/pki/new.gpg"}`),
        fixed: policyOf(
          '{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": ["/etc/pki/acme.gpg", "/etc/pki/new.gpg"]}',
        ),
      },
      { text: policyOf(`${acme}, {"type": «"sigstoreSigned"», "keyPath": "/etc/pki/acme.pub"}`) },
    ],
    good: [
      { text: policyOf('{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": ["/a.gpg", "/b.gpg"]}') },
      { text: policyOf(accept) },
      { text: policyOf(`${accept}, {"type": "reject"}`) },
      { text: policyOf(`${acme}, ${acme}`) },
      { text: policyOf(`${acme}, {{ more }}`) },
    ],
  },
  *check(file): Iterable<Report<'accept' | 'both'>> {
    for (const entry of policyIn(file)?.entries ?? []) {
      if (strengthOf(entry) !== 'signed') continue;
      const all = entry.requirements ?? [];
      const first = all.find(({ type }) => type !== 'insecureAcceptAnything');
      for (const requirement of all) {
        if (requirement.type === 'insecureAcceptAnything')
          yield {
            at: requirement.at,
            message: 'accept',
            fixes: [withoutRequirement(file.text, entry, requirement, true)],
            supersedes: ['policy/redundant-requirement'],
          };
        else if (first && first !== requirement && meaningOf(first) !== meaningOf(requirement))
          // Two signatures may be what is wanted.
          yield {
            at: requirement.at,
            message: 'both',
            severity: 'info',
            fixes: oneOfBoth(file.text, entry, first, requirement),
          };
      }
    }
  },
});

/** One requirement with both keys, where nothing else tells the two apart. */
function oneOfBoth(text: string, entry: PolicyEntry, first: Requirement, second: Requirement): Fix[] {
  const [key, other] = [onlyKey(first), onlyKey(second)];
  if (!key || !other || meaningBut(first, key) !== meaningBut(second, other)) return [];
  const source = ({ value }: JsonMember) => text.slice(value.span.start, value.span.end);
  const index = entry.list.items.indexOf(second.node);
  return [
    {
      title: { text: { en: 'Let one of the two keys be enough', ja: 'どちらか一方の鍵で十分とする' } },
      edits: [
        { span: key.span, text: `"keyPaths": [${source(key)}, ${source(other)}]` },
        removeSibling(text, entry.list.items, index),
      ],
      safe: false,
    },
  ];
}

const onlyKey = ({ type, node }: Requirement): JsonMember | undefined =>
  type === 'signedBy' ? memberNamed(node, 'keyPath') : undefined;

const meaningBut = (requirement: Requirement, key: JsonMember): string =>
  meaningOf({
    ...requirement,
    node: { ...requirement.node, members: requirement.node.members.filter(member => member !== key) },
  });
