import { entryOf, stringOf, tableAt } from '../../parse/toml/tree.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/unprotected-service',
  title: { en: 'Podman service over plain TCP', ja: '保護されていない TCP の Podman サービス' },
  severity: 'warning',
  references: [
    ...references,
    {
      title: 'podman-system-service(1)',
      url: 'https://docs.podman.io/en/latest/markdown/podman-system-service.1.html',
    },
  ],
  messages: {
    plain: {
      en: 'The Podman service at {host} is reached without TLS and asks nobody who they are.',
      ja: '{host} の Podman サービスに TLS なしで接続しており、相手の認証もありません。',
    },
  },
  why: {
    en: 'Whoever reaches that port has the rights of the user whose service it is, and reads along.',
    ja: 'そのポートに到達できる人は誰でも、サービスを動かすユーザーの権限を使え、通信も読み取れます。',
  },
  remedy: {
    en: 'Use ssh://, or from Podman 5.5 on tls_ca, tls_cert and tls_key.',
    ja: 'ssh:// を使うか、Podman 5.5 以降では tls_ca、tls_cert、tls_key を指定してください。',
  },
  *check({ root, isTemplate }) {
    if (isTemplate) return;
    const engine = tableAt(root, 'engine');
    const destinations = tableAt(root, 'engine', 'service_destinations')?.entries ?? [];
    for (const table of destinations.flatMap(({ value }) => (value.type === 'table' ? [value] : []))) {
      const uri = entryOf(table, 'uri');
      const host = remoteHost(stringOf(uri));
      if (uri && host && !entryOf(table, 'tls_ca')) yield { at: uri.value.span, message: 'plain', params: { host } };
    }
    const old = entryOf(engine, 'remote_uri');
    const host = remoteHost(stringOf(old));
    if (old && host) yield { at: old.value.span, message: 'plain', params: { host } };
  },
  examples: {
    bad: [
      { text: '[engine.service_destinations.build]\nuri = «"tcp://build.example:8888"»\n' },
      { text: '[engine]\nactive_service = "b"\nservice_destinations = {b = {uri = «"tcp://10.0.0.5:8888"»}}\n' },
      { text: '[engine]\nremote_uri = «"tcp://build.example:8888"» # old\n' },
    ],
    good: [
      { text: '[engine.service_destinations.build]\nuri = "ssh://core@build.example/run/podman/podman.sock"\n' },
      { text: '[engine.service_destinations.build]\nuri = "tcp://build.example:8888"\ntls_ca = "/etc/ca.crt"\n' },
      { text: '[engine.service_destinations.here]\nuri = "tcp://localhost:8888"\n' },
      { text: '[engine.service_destinations.here]\nuri = "unix:///run/podman/podman.sock"\n' },
    ],
  },
});

const remoteHost = (uri: string | undefined): string | undefined =>
  /^tcp:\/\/((?!localhost\b|127\.|\[::1\])[^/?#@]+)/i.exec(uri ?? '')?.[1];
