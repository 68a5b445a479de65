import type { Report } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import { parseRegistriesD, type SignatureStores } from '../../parse/registriesD.ts';
import { references, registriesDRule, storesIn } from './_rule.ts';

export default registriesDRule({
  id: 'registries-d/defined-twice',
  title: { en: 'Scope in two files of registries.d', ja: 'registries.d の 2 つのファイルにあるスコープ' },
  severity: 'error',
  references,
  messages: {
    twice: {
      en: '{scope} is in {file} too: Podman refuses every pull.',
      ja: '{scope} は {file} にもあるため、Podman がすべての取得を拒否します。',
    },
  },
  why: {
    en: 'The files of the folder are read as one, and nothing says which of them should count.',
    ja: 'フォルダー内のファイルはまとめて 1 つとして読まれ、どちらを優先するかは決められていません。',
  },
  remedy: { en: 'Keep it in one of the files.', ja: 'どちらか一方のファイルだけに残してください。' },
  *check(file, { settings, workspace }) {
    if (file.yaml.isTemplate || file.yaml.isBroken || !/\.d\/[^/]+$/.test(workspace.filePath ?? '')) return;
    const own = scopesOf(storesIn(file, settings));
    for (const [name, other] of neighbours(workspace)) {
      for (const scope of scopesOf(storesIn(other, settings)).keys()) {
        const at = own.get(scope);
        if (at) yield { at, message: 'twice', params: { scope, file: name } } satisfies Report<'twice'>;
      }
    }
  },
  examples: {
    bad: [
      {
        text: '«default-docker»:\n  lookaside: https://sigs.example\n',
        file: 'registries.d/a.yaml',
        workspace: { 'default.yaml': 'default-docker:\n  lookaside: file:///var/lib/sigs\n' },
      },
      {
        text: 'docker:\n  a.example: {}\n  «b.example/team»:\n    use-sigstore-attachments: true # c\n',
        file: 'etc/containers/registries.d/a.yaml',
        workspace: { 'b.yaml': 'docker: {b.example/team: {}}\n' },
      },
      {
        text: 'docker: {«"b.example"»: {}}\r\n',
        file: 'registries.d/a.yaml',
        workspace: { 'b.yaml': 'docker:\n  b.example: {}\n  c.example: {}\n', 'c.txt': 'docker: {b.example: {}}' },
      },
    ],
    good: [
      {
        text: 'docker:\n  a.example: {}\n',
        file: 'registries.d/a.yaml',
        workspace: { 'b.yaml': 'docker:\n  b.example: {}\n', 'c.yaml': 'default-docker: {}\n' },
      },
      {
        text: 'default-docker: {}\n',
        file: 'registries.d/a.yaml',
        workspace: { 'b.yml': 'default-docker: {}\n', 'old/c.yaml': 'default-docker: {}\n' },
      },
      { text: 'default-docker: {}\n', file: 'sigs.yaml', workspace: { 'b.yaml': 'default-docker: {}\n' } },
      { text: 'default-docker: {}\n', file: 'registries.d/a.yaml' },
    ],
  },
});

function scopesOf({ defaultDocker, docker }: SignatureStores) {
  const stores = [...docker].map(([scope, store]) => [scope, store.field.keyAt] as const);
  return new Map([...stores, ...(defaultDocker ? [['default-docker', defaultDocker.field.keyAt] as const] : [])]);
}

/** The other files that Podman reads with this one: `.yml` it does not. */
function* neighbours(workspace: Workspace) {
  for (const name of workspace.filesBelow('.') ?? []) {
    if (!/^[^/]+\.yaml$/.test(name) || name === workspace.fileName) continue;
    const text = workspace.read(name);
    if (text) yield [name, parseRegistriesD(text)] as const;
  }
}
