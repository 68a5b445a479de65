import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonMember, JsonObject, JsonString } from '../../parse/json/tree.ts';
import { coversStrangers } from '../../podman/policyRegistries.ts';
import { acceptances, policyRule } from './_rule.ts';

const docker = (scope: string, type = 'insecureAcceptAnything'): string =>
  `{"default": [{"type": "reject"}], "transports": {"docker": {${scope}: [{"type": "${type}"}]}}}`;

const official = 'docker.io/library';

export default policyRule({
  id: 'policy/registry-accept',
  title: { en: 'Public registry accepted without signatures', ja: '公開レジストリの署名なしの受け入れ' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.4.2' },
    {
      title: 'containers-policy.json(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
    },
  ],
  messages: {
    every: {
      en: 'Images from every registry that no other scope names are accepted without a signature.',
      ja: '他のスコープに該当しないすべてのレジストリのイメージが、署名なしで受け入れられます。',
    },
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
      { text: docker('«""»'), fixed: docker('""', 'reject') },
      { text: docker('«"quay.io"»'), fixed: docker('"quay.io"', 'reject') },
      { text: docker('«"ghcr.io"»'), fixed: docker('"ghcr.io"', 'reject') },
      { text: docker('«"*.com"»'), fixed: docker('"*.com"', 'reject') },
      { text: docker('«"*.azurecr.io"»'), fixed: docker('"*.azurecr.io"', 'reject') },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker": {"docker.io/library": [{"type": "reject"}], «"docker.io"»: [{"type": "insecureAcceptAnything"}]}}}',
        fixed:
          '{"default": [{"type": "reject"}], "transports": {"docker": {"docker.io/library": [{"type": "reject"}], "docker.io": [{"type": "reject"}]}}}',
      },
    ],
    good: [
      { text: docker('"docker.io/library"') },
      { text: docker('"quay.io/podman/stable"') },
      { text: docker('"registry.example.com"') },
      { text: docker('"*.example.com"') },
      { text: docker('"localhost:5000"') },
      { text: docker('"docker.io"', 'reject') },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker": {"docker.io": [{"type": "insecureAcceptAnything"}, {"type": "sigstoreSigned", "keyPath": "/etc/key.pub"}]}}}',
      },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker-daemon": {"": [{"type": "insecureAcceptAnything"}]}}}',
      },
      { text: docker('"{{ registry }}"') },
    ],
  },
  *check({ root, isTemplate }): Iterable<Report<'every' | 'public'>> {
    if (root?.type !== 'object' || isTemplate) return;
    const transports = memberNamed(root, 'transports')?.value;
    const registries = transports?.type === 'object' ? memberNamed(transports, 'docker')?.value : undefined;
    if (registries?.type !== 'object') return;
    for (const member of registries.members) {
      const scope = member.key.value;
      const types = acceptances(member.value);
      if (!types || (scope !== '' && !coversStrangers(scope))) continue;
      const fixes = [...narrow(registries, member), rejectInstead(scope, types[0])];
      yield { at: member.key.span, message: scope === '' ? 'every' : 'public', params: { scope }, fixes };
    }
  },
});

/** Docker's Official Images are reviewed; everybody else on that registry is not. */
function narrow(registries: JsonObject, { key }: JsonMember): Fix[] {
  if (key.value !== 'docker.io' || memberNamed(registries, official)) return [];
  const text = {
    en: "Accept only Docker's Official Images (docker.io/library)",
    ja: 'Docker 公式イメージ (docker.io/library) だけを受け入れる',
  };
  return [{ title: { text }, edits: [{ span: key.span, text: JSON.stringify(official) }], safe: false }];
}

const rejectInstead = (scope: string, type: JsonString): Fix => ({
  title:
    scope === ''
      ? { text: { en: 'Reject other registries', ja: '他のレジストリを拒否する' } }
      : { text: { en: 'Reject images from {scope}', ja: '{scope} のイメージを拒否する' }, params: { scope } },
  edits: [{ span: type.span, text: '"reject"' }],
  safe: false,
});
