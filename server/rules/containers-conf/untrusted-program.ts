import { entryOf, type TomlScalar, type TomlTable, type TomlValue, tableAt } from '../../parse/toml/tree.ts';
import { untrustedFolder } from '../_untrustedFolder.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/untrusted-program',
  title: { en: 'Programs from an untrusted folder', ja: '信頼できないフォルダーのプログラム' },
  severity: 'warning',
  references: [...references, { title: 'CWE-426', url: 'https://cwe.mitre.org/data/definitions/426.html' }],
  messages: {
    shared: {
      en: 'Podman runs what lies in {path}, where every user can put a file.',
      ja: '誰でもファイルを置ける {path} にあるプログラムを Podman が実行します。',
    },
    relative: {
      en: 'Podman looks for {path} in the folder where it is started.',
      ja: '{path} は、Podman を起動したフォルダーから探されます。',
    },
  },
  why: {
    en: 'Whoever can write there runs programs as whoever uses Podman, which may be root.',
    ja: 'そこに書き込める人は、Podman の利用者（root の場合もあります）の権限でプログラムを実行できます。',
  },
  remedy: {
    en: 'Name a folder that only root can write, such as /usr/libexec/podman.',
    ja: '/usr/libexec/podman のように、root だけが書き込めるフォルダーを指定してください。',
  },
  *check({ root, isTemplate }) {
    if (isTemplate) return;
    for (const { span, value } of programs(root)) {
      const message = untrustedFolder(value);
      if (message) yield { at: span, message, params: { path: value } };
    }
  },
  examples: {
    bad: [
      { text: '[engine]\nhooks_dir = ["/usr/share/containers/oci/hooks.d", «"/tmp/hooks"»]\n' },
      { text: '[engine.runtimes]\ncrun = [\n  «"/var/tmp/crun"»,\n]\n' },
      { text: '[containers]\ninit_path = «"./catatonit"» # mine\n' },
      { text: '[engine]\nhelper_binaries_dir = [«"bin"»]\nruntime = «"/dev/shm/runc"»\n' },
    ],
    good: [
      { text: '[engine]\nhooks_dir = ["/etc/containers/oci/hooks.d"]\nruntime = "crun"\n' },
      { text: '[engine]\nhelper_binaries_dir = ["$BINDIR/../libexec/podman", "/home/me/bin"]\n' },
      { text: '[engine.runtimes]\nrunsc = ["/usr/local/bin/runsc"]\n' },
      { text: '[engine]\ntmp_dir = "/tmp/podman"\n' },
    ],
  },
});

const folders =
  'hooks_dir conmon_path conmonrs_path helper_binaries_dir cdi_spec_dirs network_cmd_path init_path compose_providers';

function* programs(root: TomlTable): Iterable<TomlScalar> {
  const engine = tableAt(root, 'engine');
  for (const key of folders.split(' ')) yield* stringsOf(entryOf(engine, key)?.value);
  yield* stringsOf(entryOf(tableAt(root, 'containers'), 'init_path')?.value);
  for (const key of ['netavark_plugin_dirs', 'cni_plugin_dirs']) {
    yield* stringsOf(entryOf(tableAt(root, 'network'), key)?.value);
  }
  for (const { value } of tableAt(root, 'engine', 'runtimes')?.entries ?? []) yield* stringsOf(value);
  // A name alone is looked up among the runtimes.
  for (const program of stringsOf(entryOf(engine, 'runtime')?.value)) if (program.value.includes('/')) yield program;
}

function* stringsOf(value: TomlValue | undefined): Iterable<TomlScalar> {
  for (const item of value?.type === 'array' ? value.items : value ? [value] : []) {
    if (item.type === 'string') yield item;
  }
}
