import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonString } from '../../parse/json/tree.ts';
import { type PolicyEntry, policyIn } from '../../parse/policy/policy.ts';
import { coversStrangers } from '../../podman/policyRegistries.ts';
import { book, manual } from './_references.ts';
import { acceptances, policyRule } from './_rule.ts';

const docker = (scope: string, type = 'insecureAcceptAnything'): string =>
  `{"default": [{"type": "reject"}], "transports": {"docker": {${scope}: [{"type": "${type}"}]}}}`;

const official = 'docker.io/library';

export default policyRule({
  id: 'policy/public-registry-accept',
  title: { en: 'Public registry accepted without signatures', ja: '公開レジストリの署名なしの受け入れ' },
  severity: 'warning',
  references: [book, manual],
  messages: {
    public: {
      en: 'Anybody can publish in "{scope}", and its images are accepted without a signature.',
      ja: '「{scope}」には誰でもイメージを公開でき、それが署名なしで受け入れられます。',
    },
  },
  why: {
    en: "A misspelt name or a stranger's namespace is enough to run somebody else's code.",
    ja: '名前の打ち間違いや見知らぬ名前空間の指定だけで、他人のコードが実行されてしまいます。',
  },
  remedy: {
    en: 'Name the namespaces that you trust, such as docker.io/library, or demand signatures with sigstoreSigned or signedBy.',
    ja: 'docker.io/library のように信頼する名前空間だけを書くか、sigstoreSigned や signedBy で署名を必須にしてください。',
  },
  examples: {
    bad: [
      {
        text: '{\n  "default": [{"type": "reject"}],\n  "transports": {\n    "docker": {\n      "registry.example.com": [\n        {\n          "type": "signedBy",\n          "keyType": "GPGKeys",\n          "keyPath": "/etc/pki/rpm-gpg/RPM-GPG-KEY-example"\n        }\n      ],\n      «"docker.io"»: [{"type": "insecureAcceptAnything"}]\n    }\n  }\n}\n',
        fixed:
          '{\n  "default": [{"type": "reject"}],\n  "transports": {\n    "docker": {\n      "registry.example.com": [\n        {\n          "type": "signedBy",\n          "keyType": "GPGKeys",\n          "keyPath": "/etc/pki/rpm-gpg/RPM-GPG-KEY-example"\n        }\n      ],\n      "docker.io/library": [{"type": "insecureAcceptAnything"}]\n    }\n  }\n}\n',
      },
      { text: docker('«"quay.io"»'), fixed: docker('"quay.io"', 'reject') },
      { text: docker('«"ghcr.io"»'), fixed: docker('"ghcr.io"', 'reject') },
      { text: docker('«"*.com"»'), fixed: docker('"*.com"', 'reject') },
      { text: docker('«"registry.hub.docker.com"»'), fixed: docker('"registry.hub.docker.com"', 'reject') },
      { text: docker('«"europe-docker.pkg.dev"»'), fixed: docker('"europe-docker.pkg.dev"', 'reject') },
      { text: docker('«"*.co.uk"»'), fixed: docker('"*.co.uk"', 'reject') },
      { text: docker('«"*.gitlab.com"»'), fixed: docker('"*.gitlab.com"', 'reject') },
      { text: docker('«"*.azurecr.io"»'), fixed: docker('"*.azurecr.io"', 'reject') },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker": {"docker.io/library": [{"type": "sigstoreSigned", "keyPath": "/k.pub"}], «"docker.io"»: [{"type": "insecureAcceptAnything"}]}}}',
        fixed:
          '{"default": [{"type": "reject"}], "transports": {"docker": {"docker.io/library": [{"type": "sigstoreSigned", "keyPath": "/k.pub"}], "docker.io": [{"type": "reject"}]}}}',
      },
    ],
    good: [
      { text: docker('"docker.io/library"') },
      { text: docker('"quay.io/podman/stable"') },
      { text: docker('"registry.example.com"') },
      { text: docker('"*.example.com"') },
      { text: docker('"*.acme.co.uk"') },
      { text: docker('"europe-docker.pkg.dev/acme"') },
      { text: docker('"localhost:5000"') },
      { text: docker('"docker.io"', 'reject') },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker": {"docker.io": [{"type": "sigstoreSigned", "keyPath": "/etc/key.pub"}]}}}',
      },
      { text: docker('"{{ registry }}"') },
    ],
  },
  *check(file): Iterable<Report<'public'>> {
    const registries = policyIn(file)?.transports.find(({ name }) => name === 'docker');
    for (const entry of registries?.entries ?? []) {
      const types = acceptances(entry.list);
      if (!types || !coversStrangers(entry.scope)) continue;
      const fixes = [...narrow(entry), rejectInstead(entry.scope, types[0])];
      yield { at: entry.member.key.span, message: 'public', params: { scope: entry.scope }, fixes };
    }
  },
});

/** Docker's Official Images are reviewed; everybody else on that registry is not. */
function narrow({ owner, scope, member }: PolicyEntry): Fix[] {
  if (scope !== 'docker.io' || memberNamed(owner, official)) return [];
  const text = {
    en: "Accept only Docker's Official Images (docker.io/library)",
    ja: 'Docker 公式イメージ (docker.io/library) だけを受け入れる',
  };
  return [{ title: { text }, edits: [{ span: member.key.span, text: JSON.stringify(official) }], safe: false }];
}

const rejectInstead = (scope: string, type: JsonString): Fix => ({
  title: { text: { en: 'Reject images from {scope}', ja: '{scope} のイメージを拒否する' }, params: { scope } },
  edits: [{ span: type.span, text: '"reject"' }],
  safe: false,
});
