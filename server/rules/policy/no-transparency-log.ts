import { lookUp } from '../../core/lookUp.ts';
import type { Report } from '../../core/rule.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { rekorSources, requirements } from '../../podman/policyGrammar.ts';
import { isSet } from './_fields.ts';
import { signatures } from './_identities.ts';
import { manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const sigstore = (more: string): string => `{"default": [{"type": "sigstoreSigned"${more}}]}`;

const keys = ['keyPath', 'keyPaths', 'keyData', 'keyDatas'];

export default policyRule({
  id: 'policy/no-transparency-log',
  title: { en: 'Signature without a transparency log', ja: '透明性ログのない署名' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'hint' },
  references: [manual, { title: 'Sigstore: Rekor', url: 'https://docs.sigstore.dev/logging/overview/' }],
  messages: {
    log: {
      en: 'A signature is accepted although no transparency log has recorded it: no rekorPublicKey… is given.',
      ja: 'rekorPublicKey… が指定されていないため、透明性ログに記録されていない署名も受け入れられます。',
    },
  },
  why: {
    en: 'Whoever steals the key can sign unseen; with a log every signature is public, and its owner can notice.',
    ja: '鍵を盗んだ者は誰にも知られずに署名できます。ログがあればすべての署名が公開され、所有者が気付けます。',
  },
  remedy: {
    en: 'Add rekorPublicKeyPath if the signatures are logged (cosign does so by default). For a private signer without a log it is fine.',
    ja: '署名がログに記録されるなら（cosign の既定）rekorPublicKeyPath を追加してください。ログを使わない組織内の署名なら問題ありません。',
  },
  examples: {
    bad: [
      { text: sigstore('').replace('"sigstoreSigned"', '«"sigstoreSigned"», "keyPath": "/etc/pki/key.pub"') },
      { text: '{"default": [{"keyPaths": ["/a.pub"], "type": «"sigstoreSigned"»}]}' },
      { text: '{"default": [{"keyPath": "/a.pub", "type": «"sigstoreSigned"», "rekorPublicKeyPath": null}]}' },
      {
        text: '{\n  "default": [\n    {\n      "type": «"sigstoreSigned"»,\n      "keyPath": "/etc/pki/key.pub"\n    }\n  ]\n}\n',
      },
    ],
    good: [
      { text: sigstore(', "keyPath": "/etc/pki/key.pub", "rekorPublicKeyPath": "/etc/pki/rekor.pub"') },
      { text: sigstore(', "keyPath": "/etc/pki/key.pub", "rekorPublicKeyPaths": ["/etc/pki/rekor.pub"]') },
      { text: sigstore(', "pki": {"caRootsPath": "/etc/pki/ca.pem", "subjectEmail": "a@b.example"}') },
      { text: '{"default": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/key.gpg"}]}' },
      { text: sigstore(', "keyPath": {{ key }}') },
    ],
  },
  *check(file): Iterable<Report<'log'>> {
    for (const { requirement } of signatures(policyIn(file)?.entries ?? [])) {
      const { type, node, at } = requirement;
      const has = (key: string) => {
        const member = memberNamed(node, key);
        return member !== undefined && isSet(member, lookUp(requirements['sigstoreSigned'] ?? {}, key) ?? 'string');
      };
      if (type === 'sigstoreSigned' && keys.some(has) && !rekorSources.some(has)) yield { at, message: 'log' };
    }
  },
});
