import type { Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Report } from '../../core/rule.ts';
import { insertLastMember } from '../../parse/json/edits.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import type { JsonObject, JsonString } from '../../parse/json/tree.ts';
import { acceptances, policyRule } from './_rule.ts';

const withKey =
  '"transports": {"docker": {"registry.example": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/key.gpg"}]}}';

export default policyRule({
  id: 'policy/default-accept',
  title: { en: 'Images accepted by default', ja: '既定ですべてのイメージを受け入れるポリシー' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.4.2' },
    {
      title: 'containers-policy.json(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
    },
    { title: 'NIST SP 800-190 4.1.5', url: 'https://doi.org/10.6028/NIST.SP.800-190' },
  ],
  messages: {
    accept: {
      en: 'Every image that no scope names is accepted without a signature.',
      ja: 'どのスコープにも該当しないイメージが、署名なしですべて受け入れられます。',
    },
    local: {
      en: 'Every image that does not come from a registry is accepted without a signature.',
      ja: 'レジストリ以外から来るイメージが、署名なしですべて受け入れられます。',
    },
  },
  why: {
    en: 'A forgotten or misspelt scope then falls back to trusting everybody, and Podman says nothing about it.',
    ja: 'スコープの書き忘れや書き間違いがあると、警告なしに、誰のイメージでも信頼する状態に戻ってしまいます。',
  },
  remedy: {
    en: 'Reject by default and name the registries and transports that you trust.',
    ja: '既定では拒否し、信頼するレジストリとトランスポートだけを書いてください。',
  },
  examples: {
    bad: [
      {
        text: '{\n  "default": [\n    {\n      "type": «"insecureAcceptAnything"»\n    }\n  ]\n}\n',
        fixed: '{\n  "default": [\n    {\n      "type": "reject"\n    }\n  ]\n}\n',
      },
      { text: '{"default": [{"type": «"insecureAcceptAnything"»}]}', fixed: '{"default": [{"type": "reject"}]}' },
      {
        text: '{"default": [{"type": «"insecureAcceptAnything"»}, {"type": "insecureAcceptAnything"}]}',
        fixed: '{"default": [{"type": "reject"}, {"type": "insecureAcceptAnything"}]}',
      },
      {
        text: `{"default": [{"type": «"insecureAcceptAnything"»}], ${withKey}}`,
        fixed: `{"default": [{"type": "reject"}], ${withKey}}`,
      },
      {
        text: '// what Debian installs\n{"default": [{"type": «"insecureAcceptAnything"»}], "transports": {"docker-daemon": {"": [{"type": "insecureAcceptAnything"}]}}}',
        fixed:
          '// what Debian installs\n{"default": [{"type": "reject"}], "transports": {"docker-daemon": {"": [{"type": "insecureAcceptAnything"}]}}}',
      },
      // Podman pulls from registries only what is signed; what is left is milder.
      {
        text: '{"default": [{"type": «"insecureAcceptAnything"»}], "transports": {"docker": {"": [{"type": "reject"}]}}}',
        fixed: '{"default": [{"type": "reject"}], "transports": {"docker": {"": [{"type": "reject"}]}}}',
      },
    ],
    good: [
      { text: '{"default": [{"type": "reject"}]}' },
      // All requirements of a list must be met.
      {
        text: '{"default": [{"type": "insecureAcceptAnything"}, {"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/key.gpg"}]}',
      },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"dir": {"": [{"type": "insecureAcceptAnything"}]}}}',
      },
      { text: '{"default": [{"type": "insecureAcceptAnyting"}]}' },
      { text: '{"default": [{"type": "insecureAcceptAnything"}, null]}' },
      { text: '{"default": [], "comment": "insecureAcceptAnything"}' },
      { text: '{"default": {{ toJson .Values.default }}, "transports": {}, "x": "signedBy"}' },
    ],
  },
  *check({ root, text }): Iterable<Report<'accept' | 'local'>> {
    if (root?.type !== 'object') return;
    const types = acceptances(memberNamed(root, 'default')?.value);
    if (!types) return;
    const isLocal = registriesAreStricter(root);
    const fixes = [rejectInstead(types[0]), ...onlyRegistries(text, root, types[0])];
    yield {
      at: types[0].span,
      message: isLocal ? 'local' : 'accept',
      severity: isLocal ? 'info' : 'warning',
      subject: 'default',
      fixes,
    };
  },
});

/** Whether the transport of all registries has a default of its own that asks for something. */
function registriesAreStricter(root: JsonObject): boolean {
  const transports = memberNamed(root, 'transports')?.value;
  const docker = transports?.type === 'object' ? memberNamed(transports, 'docker')?.value : undefined;
  const scopeless = docker?.type === 'object' ? memberNamed(docker, '')?.value : undefined;
  return scopeless !== undefined && scopeless.type === 'array' && !acceptances(scopeless);
}

const reject = (type: JsonString) => ({ span: type.span, text: '"reject"' });

const rejectInstead = (type: JsonString): Fix => ({
  title: { text: { en: 'Reject by default', ja: '既定で拒否する' } },
  edits: [reject(type)],
  safe: false,
});

const localTransports = [
  'containers-storage',
  'dir',
  'docker-archive',
  'docker-daemon',
  'oci',
  'oci-archive',
  'tarball',
];

/** Only for a policy that has no transports yet: keeps what is already on this machine usable. */
function onlyRegistries(text: string, root: JsonObject, type: JsonString): Fix[] {
  if (memberNamed(root, 'transports')) return [];
  const first = root.members[0]?.span.start ?? 0;
  const indent = /[\r\n]([ \t]*)$/.exec(text.slice(root.span.start, first))?.[1];
  const eol = indent === undefined ? '' : lineEnding(text);
  const lines = localTransports.map(
    transport => `${eol}${indent?.repeat(2) ?? ''}"${transport}": {"": [{"type": "insecureAcceptAnything"}]}`,
  );
  const transports = `{${lines.join(indent === undefined ? ', ' : ',')}${eol}${indent ?? ''}}`;
  return [
    {
      title: {
        text: {
          en: 'Reject by default, but accept what is already on this machine',
          ja: '既定で拒否し、このマシンにあるイメージは受け入れる',
        },
      },
      edits: [reject(type), insertLastMember(text, root, 'transports', transports)],
      safe: false,
    },
  ];
}
