import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import { insertLastMember } from '../../parse/json/edits.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { comparesNothing, hasIdentity, identityOf, signatures } from './_identities.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const key = '"keyType": "GPGKeys", "keyPath": "/etc/pki/key.gpg"';
const reject = '"default": [{"type": "reject"}]';

const strict = { profile: 'strict' } as const;

export default policyRule({
  id: 'policy/implicit-identity',
  title: { en: 'Signature whose name is compared unseen', ja: '照合方法が書かれていない署名' },
  severity: 'info',
  references: [manual, book],
  messages: {
    implicit: {
      en: 'Which name a signature must be for is not said; matchRepoDigestOrExact holds.',
      ja: '署名をどの名前と照合するかが書かれていません。matchRepoDigestOrExact が使われます。',
    },
    never: {
      en: 'Images of "{transport}" have no name to compare with the one in the signature: all of them are denied.',
      ja: '「{transport}」のイメージには署名と照合する名前がないため、すべて拒否されます。',
    },
  },
  why: {
    en: 'A signature names the image that it is for. Which names are good enough decides whether an old image passes for a new one.',
    ja: '署名には対象のイメージ名が含まれます。どの名前まで認めるかで、古いイメージを新しいものとして通してしまうかどうかが決まります。',
  },
  remedy: {
    en: 'Write signedIdentity; for images in files with exactReference or exactRepository, which name what was signed.',
    ja: 'signedIdentity を書いてください。ファイルのイメージには、署名された名前を指定する exactReference か exactRepository を使います。',
  },
  examples: {
    bad: [
      {
        text: `{${reject}, "transports": {"dir": {"/srv/images": [{"type": «"signedBy"», ${key}}]}}}`,
      },
      {
        text: `{${reject}, "transports": {"oci": {"": [{"type": "signedBy", ${key}, "signedIdentity": {"type": «"matchExact"»}}]}}}`,
      },
      {
        text: `{"default": [{"type": «"signedBy"», ${key}}]}`,
        fixed: `{"default": [{"type": "signedBy", ${key}, "signedIdentity": {"type": "matchRepoDigestOrExact"}}]}`,
        settings: strict,
      },
      {
        text: '{\n  "default": [\n    {\n      "type": «"signedBy"»,\n      "keyType": "GPGKeys",\n      "keyPath": "/etc/pki/key.gpg"\n    }\n  ]\n}\n',
        fixed:
          '{\n  "default": [\n    {\n      "type": "signedBy",\n      "keyType": "GPGKeys",\n      "keyPath": "/etc/pki/key.gpg",\n      "signedIdentity": {"type": "matchRepoDigestOrExact"}\n    }\n  ]\n}\n',
        settings: strict,
      },
    ],
    good: [
      { text: `{"default": [{"type": "signedBy", ${key}}]}` },
      {
        text: `{${reject}, "transports": {"dir": {"": [{"type": "signedBy", ${key}, "signedIdentity": {"type": "exactReference", "dockerReference": "quay.io/acme/app:1"}}]}}}`,
        settings: strict,
      },
      {
        text: `{${reject}, "transports": {"docker": {"quay.io/acme": [{"type": "signedBy", ${key}, "signedIdentity": {"type": "matchExact"}}]}}}`,
        settings: strict,
      },
      { text: `{${reject}, "transports": {"dir": {"": [{"type": "insecureAcceptAnything"}]}}}`, settings: strict },
      { text: `{${reject}, "transports": {"dir": {"": [{"type": "signedBy", {{ key }}}]}}}` },
    ],
  },
  *check(file, { settings }): Iterable<Report<'implicit' | 'never'>> {
    for (const { entry, requirement } of signatures(policyIn(file)?.entries ?? [])) {
      const { at, node } = requirement;
      const written = identityOf(requirement);
      const isImplicit = !hasIdentity(requirement);
      const { transport } = entry;
      if (transport !== undefined && (isImplicit || written) && comparesNothing(entry, written))
        yield { at: written?.type.span ?? at, message: 'never', params: { transport }, severity: 'warning' };
      else if (isImplicit && settings.profile === 'strict') {
        const title = { text: { en: 'Write it out', ja: '明示する' } };
        const edit = insertLastMember(file.text, node, 'signedIdentity', '{"type": "matchRepoDigestOrExact"}');
        const fixes: Fix[] = [{ title, edits: [edit], safe: true }];
        yield { at, message: 'implicit', fixes };
      }
    }
  },
});
