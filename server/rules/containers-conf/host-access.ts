import { entryOf, stringsIn, type TomlScalar, type TomlTable, tableAt } from '../../parse/toml/tree.ts';
import { sensitiveHostPath } from '../../podman/hostPaths.ts';
import { exposesEngine, normalizePath } from '../../podman/sockets.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/host-access',
  title: { en: 'Parts of the host in all containers', ja: '全コンテナに渡されるホストの資源' },
  severity: 'error',
  references: [...references, { title: 'CIS Docker 5.6, 5.18, 5.32' }],
  messages: {
    engine: {
      en: 'Every container gets {path}, and with it the container engine.',
      ja: 'すべてのコンテナに {path} が渡され、コンテナエンジンを操作できるようになります。',
    },
    host: {
      en: 'Every container gets {path} of the host.',
      ja: 'すべてのコンテナに、ホストの {path} が渡されます。',
    },
  },
  why: {
    en: 'One container that is taken over is then enough for the host, and no command line says so.',
    ja: 'コマンドラインには現れないまま、コンテナが 1 つ乗っ取られただけでホストに影響が及びます。',
  },
  remedy: {
    en: 'Remove it, and give it to the one container that needs it.',
    ja: 'この設定を削除し、必要なコンテナにだけ渡してください。',
  },
  *check({ root, isTemplate }) {
    if (isTemplate) return;
    for (const { span, path } of hostPaths(tableAt(root, 'containers'))) {
      const params = { path };
      const real = normalizePath(path);
      if (exposesEngine(real)) yield { at: span, message: 'engine', params };
      else if (sensitiveHostPath(real) && !sensitiveHostPath(real)?.excuse) yield { at: span, message: 'host', params };
    }
  },
  examples: {
    bad: [
      { text: '[containers]\nvolumes = [«"/run/podman/podman.sock:/run/podman/podman.sock"»]\n' },
      { text: '[containers]\nvolumes = [\n  "/srv/data:/data:ro",\n  «"/:/host"», # all\n]\n' },
      { text: '[Containers]\ndevices = [«"/dev/sda"», «"/dev/mem:/dev/mem:rw"», {append = true}]\n' },
      {
        text: '[containers]\nmounts = [«"type=bind,source=/etc/shadow,destination=/s"», «"type=glob,src=/root/.ssh/*,dst=/k"»]\n',
      },
    ],
    good: [
      { text: '[containers]\nvolumes = ["data:/data", "/etc/localtime:/etc/localtime:ro", "/srv/data:/data"]\n' },
      { text: '[containers]\ndevices = ["/dev/fuse", "/dev/net/tun", "nvidia.com/gpu=all"]\n' },
      { text: '[containers]\nmounts = ["type=tmpfs,destination=/etc/shadow"]\n' },
      { text: '[machine]\nvolumes = ["/:/host"]\n' },
      { text: '[containers]\n# volumes = ["/:/host"]\n' },
    ],
  },
});

interface HostPath {
  readonly span: TomlScalar['span'];
  readonly path: string;
}

function* hostPaths(containers: TomlTable | undefined): Iterable<HostPath> {
  for (const key of ['volumes', 'devices']) {
    for (const { span, value } of stringsIn(entryOf(containers, key))) {
      const [path = '', target] = value.split(':');
      if (key === 'devices' || target !== undefined) yield { span, path };
    }
  }
  for (const { span, value } of stringsIn(entryOf(containers, 'mounts'))) {
    const options = new Map(value.split(',').map(option => option.split('=', 2) as [string, string | undefined]));
    const path = options.get('source') ?? options.get('src');
    if (path && /^(?:bind|glob)$/.test(options.get('type') ?? '')) yield { span, path: path.replace(/\/\*$/, '') };
  }
}
