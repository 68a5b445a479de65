import { lookUp } from '../../core/lookUp.ts';
import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import { policyIn, type Requirement } from '../../parse/policy/policy.ts';
import { newerFields } from '../../podman/policyGrammar.ts';
import { sigstore } from './_policyExamples.ts';
import { manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const old = { podman: '4.3' } as const;

export default policyRule({
  id: 'policy/newer-than-podman',
  title: { en: 'Key that this Podman does not know', ja: 'この Podman が知らないキー' },
  severity: 'error',
  references: [manual, { title: 'containers/image releases', url: 'https://github.com/containers/image/releases' }],
  messages: {
    newer: {
      en: 'Podman {podman} does not know "{key}" in "sigstoreSigned": that takes {since} or newer.',
      ja: 'Podman {podman} は "sigstoreSigned" の「{key}」を知りません。{since} 以降が必要です。',
    },
    type: {
      en: 'Podman {podman} does not know "{key}": that takes {since} or newer.',
      ja: 'Podman {podman} は「{key}」を知りません。{since} 以降が必要です。',
    },
  },
  why: {
    en: 'It then refuses the whole file, and with it every pull.',
    ja: 'その場合、ファイル全体が拒否され、すべての pull が失敗します。',
  },
  remedy: {
    en: 'Update Podman, write it in the older way, or say in .podseal.yaml which Podman reads the file.',
    ja: 'Podman を更新するか、古い書き方にするか、.podseal.yaml でどの Podman が読むかを指定してください。',
  },
  examples: {
    bad: [
      {
        text: sigstore('"keyPath": "/etc/pki/key.pub", «"rekorPublicKeyPath"»: "/etc/pki/rekor.pub"'),
        settings: old,
      },
      { text: sigstore('«"keyPaths"»: ["/etc/pki/a.pub"]'), settings: { podman: '5.2' } },
      {
        text: sigstore('«"pki"»: {"caRootsPath": "/etc/pki/ca.pem", "subjectEmail": "a@b.example"}'),
        settings: { podman: '5.4' },
      },
      {
        text: '{"default": [{"type": «"sigstoreSigned"», "keyPath": "/etc/pki/key.pub"}]}',
        settings: { podman: '4.1' },
      },
    ],
    good: [
      { text: sigstore('"keyPaths": ["/etc/pki/a.pub"], "rekorPublicKeyPath": "/etc/pki/rekor.pub"') },
      { text: sigstore('"keyPath": "/etc/pki/key.pub"'), settings: old },
      {
        text: '{"default": [{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": ["/etc/pki/a.gpg"]}]}',
        settings: old,
      },
      { text: sigstore('"keyPaths": {{ keys }}'), settings: old },
    ],
  },
  *check(file, { settings: { podman } }): Iterable<Report<'newer' | 'type'>> {
    for (const requirement of policyIn(file)?.entries.flatMap(({ requirements }) => requirements ?? []) ?? [])
      if (requirement.type === 'sigstoreSigned') yield* newer(requirement, podman);
  },
});

const firstWithSigstore = '4.2';

function* newer({ at, node }: Requirement, podman: string): Iterable<Report<'newer' | 'type'>> {
  if (inRange(podman, `<${firstWithSigstore}`)) {
    yield { at, message: 'type', params: { key: 'sigstoreSigned', podman, since: firstWithSigstore } };
    return;
  }
  for (const { key } of node.members) {
    const since = lookUp(newerFields, key.value);
    if (since !== undefined && inRange(podman, `<${since}`))
      yield { at: key.span, message: 'newer', params: { key: key.value, podman, since } };
  }
}
