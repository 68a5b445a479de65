import { sensitiveHostPath } from '../../podman/hostPaths.ts';
import { exposesEngine, normalizePath } from '../../podman/sockets.ts';
import { mountsConfRule, references } from './_rule.ts';

export default mountsConfRule({
  id: 'mounts-conf/sensitive-source',
  title: { en: 'Secrets of the host in every container', ja: 'すべてのコンテナに入るホストのシークレット' },
  severity: 'warning',
  references,
  messages: {
    copied: {
      en: 'Everything in {path} is copied into every container and every build.',
      ja: '{path} の内容が、すべてのコンテナとビルドにコピーされます。',
    },
  },
  why: {
    en: 'No command line shows it, and whoever runs any container can read it.',
    ja: 'コマンドラインには現れず、コンテナを 1 つでも動かせる人なら内容を読み取れます。',
  },
  remedy: {
    en: 'Remove the line, and give the one container that needs it a secret or a volume.',
    ja: 'この行を削除し、必要なコンテナにだけシークレットやボリュームを渡してください。',
  },
  *check({ mounts }) {
    for (const { source, sourceSpan } of mounts) {
      const path = normalizePath(source).replace(/(?<=.)\/$/, '');
      const found = sensitiveHostPath(path);
      const isSensitive = (found && !found.excuse) || /^\/etc\/pki\/entitlement(?:-host)?(?:\/|$)/.test(path);
      if (isSensitive || exposesEngine(path)) yield { at: sourceSpan, message: 'copied', params: { path: source } };
    }
  },
  examples: {
    bad: [
      { text: '# ours\n«/root/.ssh»:/run/ssh\n' },
      { text: '«/etc/shadow»\r\n«/»:/host\r\n' },
      { text: '«/run/podman/podman.sock»:/run/podman.sock\n' },
    ],
    good: [
      { text: '/usr/share/rhel/secrets:/run/secrets\n' },
      { text: '# /root/.ssh:/run/ssh\n' },
      { text: '' },
      { text: '/etc/ssl/certs:/etc/ssl/certs\n' },
    ],
  },
});
