import type { Report } from '../../core/rule.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { policyFor } from './_policyExamples.ts';
import { manual, registriesManual } from './_references.ts';
import { entriesThatCount, policyRule } from './_rule.ts';
import { isFromRegistries, isSaidWithin, storageFor, storagesAround } from './_storages.ts';

const signed = '{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/key.gpg"}';
const marked = signed.replace('"signedBy"', '«"signedBy"»');

export default policyRule({
  id: 'policy/lookaside',
  title: { en: 'Place of signatures missing or open to others', ja: '署名の置き場所がない、または改ざんできる' },
  severity: 'warning',
  references: [registriesManual, manual],
  messages: {
    missing: {
      en: 'Nothing in registries.d says where the signatures of {scope} are ("lookaside").',
      ja: '{scope} の署名の場所 ("lookaside") が registries.d に書かれていません。',
    },
    http: {
      en: 'The signatures of {scope} are fetched over http: {url}.',
      ja: '{scope} の署名を http で取得しています: {url}。',
    },
  },
  why: {
    en: 'Signatures of GnuPG do not lie in the registry. Without a place Podman looks only in /var/lib/containers/sigstore, and over http anybody on the way can hide new signatures and serve old ones.',
    ja: 'GnuPG の署名はレジストリにはありません。場所の指定がないと /var/lib/containers/sigstore しか探されず、http では途中の誰でも新しい署名を隠し古い署名を返せます。',
  },
  remedy: {
    en: 'Give the registry a "lookaside" with https:// in a file of registries.d, as the vendor of the images says it.',
    ja: 'registries.d のファイルで、イメージの提供元が示す https:// の "lookaside" をレジストリに指定してください。',
  },
  examples: {
    bad: [
      { text: policyFor('quay.io/acme', marked), workspace: { 'registries.d/a.yaml': 'docker: {}\n' } },
      {
        text: policyFor('quay.io/acme', marked),
        workspace: { 'registries.d/a.yaml': 'docker:\n  quay.io:\n    lookaside: http://example.com/signatures\n' },
      },
      {
        text: `{"default": [${marked}]}`,
        workspace: { 'registries.d/a.yaml': 'default-docker:\n  sigstore: http://example.com/signatures\n' },
      },
    ],
    good: [
      { text: policyFor('quay.io/acme', signed) },
      {
        text: policyFor('quay.io/acme', signed),
        workspace: { 'registries.d/a.yaml': 'docker:\n  quay.io:\n    lookaside: https://example.com/signatures\n' },
      },
      {
        text: policyFor('quay.io/acme', signed),
        workspace: { 'registries.d/a.yaml': 'Docker: {quay.io: {LookAside: https://example.com/signatures}}\n' },
        settings: { podman: '4.3' },
      },
      {
        text: policyFor('quay.io/acme', signed),
        workspace: { 'registries.d/a.yaml': 'default-docker:\n  sigstore: file:///var/lib/containers/sigstore\n' },
      },
      {
        text: policyFor('quay.io', signed),
        workspace: {
          'registries.d/a.yaml': 'docker:\n  quay.io/acme:\n    lookaside: https://example.com/signatures\n',
        },
      },
      { text: policyFor('quay.io', signed), workspace: { 'other.yaml': '' } },
      { text: policyFor('quay.io', signed), workspace: { 'registries.d/broken.yaml': 'docker: [\n' } },
    ],
  },
  *check(file, { settings, workspace }): Iterable<Report<'missing' | 'http'>> {
    const entries = entriesThatCount(policyIn(file)).filter(isFromRegistries);
    const asking = entries.filter(({ requirements }) => requirements?.some(({ type }) => type === 'signedBy'));
    const storages = asking.length > 0 ? storagesAround(workspace, settings) : undefined;
    if (!storages) return;
    for (const { transport, scope, requirements } of asking) {
      const at = requirements?.find(({ type }) => type === 'signedBy')?.at;
      const place = storageFor(storages, scope, ({ lookaside }) => lookaside !== undefined);
      const url = place?.store.lookaside;
      const params = { scope: transport === undefined ? 'default' : `"${scope}"`, url: url?.url ?? '' };
      if (!at) continue;
      if (place && url && /^http:/i.test(url.url)) {
        const related = { at: url.field.value.at, text: { en: 'said here', ja: 'ここで指定' }, file: place.file };
        yield { at, message: 'http', params, related: [related] };
      } else if (!place && !isSaidWithin(storages, scope, ({ lookaside }) => lookaside !== undefined))
        yield { at, message: 'missing', params };
    }
  },
});
