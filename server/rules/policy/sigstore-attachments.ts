import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { policyFor } from './_policyExamples.ts';
import { manual, registriesManual } from './_references.ts';
import { entriesThatCount, policyRule } from './_rule.ts';
import {
  isFromRegistries,
  isSaidWithin,
  type Storages,
  storageFolder,
  storageFor,
  storagesAround,
} from './_storages.ts';

const sigstore =
  '{"type": "sigstoreSigned", "keyPath": "/etc/pki/key.pub", "rekorPublicKeyPath": "/etc/pki/rekor.pub"}';
const marked = sigstore.replace('"sigstoreSigned"', '«"sigstoreSigned"»');

const on = 'use-sigstore-attachments: true';

export default policyRule({
  id: 'policy/sigstore-attachments',
  title: { en: 'Sigstore signatures that nobody fetches', ja: '取得されない Sigstore 署名' },
  severity: 'warning',
  references: [registriesManual, manual],
  messages: {
    off: {
      en: 'No signature is found for {scope}: nothing in registries.d says "use-sigstore-attachments: true" for it.',
      ja: '{scope} の署名は見つかりません。registries.d に "use-sigstore-attachments: true" の設定がありません。',
    },
  },
  why: {
    en: 'Signatures of Sigstore lie in the registry beside the image, and Podman looks for them there only when it is told to. Every pull is denied: "A signature was required, but no signature exists".',
    ja: 'Sigstore の署名はレジストリのイメージの隣にあり、Podman は指定されたときだけ取得します。指定がないと「A signature was required, but no signature exists」となり、すべての pull が拒否されます。',
  },
  remedy: {
    en: 'Add "use-sigstore-attachments: true" for the registry to a file in registries.d.',
    ja: 'registries.d のファイルで、そのレジストリに "use-sigstore-attachments: true" を追加してください。',
  },
  examples: {
    bad: [
      {
        text: policyFor('quay.io/acme', marked),
        fixed: policyFor('quay.io/acme', sigstore),
        workspace: {
          'registries.d/default.yaml': 'default-docker:\n  lookaside: file:///var/lib/containers/sigstore\n',
        },
        fixedAround: { 'registries.d/quay.io-acme.yaml': `docker:\n  quay.io/acme:\n    ${on}\n` },
      },
      {
        text: policyFor('quay.io/acme', marked),
        workspace: { 'registries.d/a.yaml': 'docker:\n  quay.io/acme:\n    use-sigstore-attachments: false\n' },
      },
      {
        text: `{"default": [${marked}]}`,
        workspace: { 'registries.d/a.yaml': `docker:\n  quay.io:\n    lookaside: https://example.com\n` },
        fixed: `{"default": [${sigstore}]}`,
        fixedAround: { 'registries.d/sigstore.yaml': `default-docker:\n  ${on}\n` },
      },
    ],
    good: [
      { text: policyFor('quay.io/acme', sigstore) },
      {
        text: policyFor('quay.io/acme', sigstore),
        workspace: { 'registries.d/a.yaml': `docker:\n  quay.io:\n    ${on}\n` },
      },
      { text: policyFor('quay.io/acme', sigstore), workspace: { 'registries.d/a.yaml': `default-docker:\n  ${on}\n` } },
      {
        text: policyFor('quay.io', sigstore),
        workspace: { 'registries.d/a.yaml': `docker:\n  quay.io/acme:\n    ${on}\n` },
      },
      { text: policyFor('quay.io', sigstore), workspace: { 'other.yaml': '' } },
      { text: policyFor('quay.io', '{"type": "reject"}'), workspace: { 'registries.d/a.yaml': 'docker: {}\n' } },
    ],
  },
  *check(file, { settings, workspace }): Iterable<Report<'off'>> {
    const entries = entriesThatCount(policyIn(file)).filter(isFromRegistries);
    const asking = entries.filter(({ requirements }) => requirements?.some(({ type }) => type === 'sigstoreSigned'));
    const storages = asking.length > 0 ? storagesAround(workspace, settings) : undefined;
    if (!storages) return;
    for (const { transport, scope, requirements } of asking) {
      const nearest = storageFor(storages, scope, ({ attachments }) => attachments !== undefined);
      if (nearest?.store.attachments || isSaidWithin(storages, scope, ({ attachments }) => attachments === true))
        continue;
      const requirement = requirements?.find(({ type }) => type === 'sigstoreSigned');
      if (!requirement) continue;
      const params = { scope: transport === undefined ? 'default' : `"${scope}"` };
      yield { at: requirement.at, message: 'off', params, fixes: switchOn(scope, storages, workspace) };
    }
  },
});

/** In a file of its own: what is said of a scope already is for its author to change. */
function switchOn(scope: string, storages: Storages, workspace: Workspace): Fix[] {
  if (storages.has(scope)) return [];
  const name = scope === '' ? 'sigstore' : scope.replace(/[^\w.-]+/g, '-').replace(/^-/, '');
  const path = `${storageFolder}/${name}.yaml`;
  if (workspace.read(path) !== null) return [];
  const key = /^[*&!]|:/.test(scope) ? JSON.stringify(scope) : scope;
  const after = scope === '' ? `default-docker:\n  ${on}\n` : `docker:\n  ${key}:\n    ${on}\n`;
  const text = { en: 'Add it in {path}', ja: '{path} に追加する' };
  return [{ title: { text, params: { path } }, edits: [], safe: false, others: [{ path, before: null, after }] }];
}
