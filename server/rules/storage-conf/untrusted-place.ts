import { entryOf, stringsIn, type TomlScalar, type TomlTable, tableAt } from '../../parse/toml/tree.ts';
import { untrustedFolder } from '../_untrustedFolder.ts';
import { storageOptions } from './_options.ts';
import { references, storageConfRule } from './_rule.ts';

export default storageConfRule({
  id: 'storage-conf/untrusted-place',
  title: { en: 'Storage in an untrusted folder', ja: '信頼できないフォルダーのストレージ' },
  severity: 'warning',
  references,
  messages: {
    shared: {
      en: 'Podman trusts what lies in {path}, where every user can put a file.',
      ja: '誰でもファイルを置ける {path} の内容が、そのまま信頼されます。',
    },
    relative: {
      en: 'Podman looks for {path} in the folder where it is started.',
      ja: '{path} は、Podman を起動したフォルダーから探されます。',
    },
  },
  why: {
    en: 'Whoever can write there changes images after they were verified, or runs a program of their own as you.',
    ja: 'そこに書き込める人は、検証済みのイメージを書き換えたり、利用者の権限で任意のプログラムを実行したりできます。',
  },
  remedy: {
    en: 'Use a folder that only its owner can write, such as /var/lib/containers/storage.',
    ja: '/var/lib/containers/storage のように、所有者だけが書き込めるフォルダーを使ってください。',
  },
  *check({ root, isTemplate }, { settings }) {
    if (isTemplate) return;
    for (const { span, value } of places(root, settings.podman)) {
      const message = untrustedFolder(value);
      if (message) yield { at: span, message, params: { path: value } };
    }
  },
  examples: {
    bad: [
      { text: '[storage]\ndriver = "overlay"\ngraphroot = «"/tmp/storage"»\n' },
      { text: '[storage.options]\nadditionalimagestores = [\n  "/usr/lib/images",\n  «"/var/tmp/images"», # ci\n]\n' },
      { text: '[storage.options.overlay]\nmount_program = «"./fuse-overlayfs"»\n' },
      { text: '[storage]\nimagestore = «"/dev/shm/images"»\nrootless_storage_path = "$HOME/storage"\n' },
    ],
    good: [
      { text: '[storage]\ngraphroot = "/var/lib/containers/storage"\nrunroot = "/run/containers/storage"\n' },
      { text: '[storage.options.overlay]\nmount_program = "/usr/bin/fuse-overlayfs"\n' },
      { text: '[storage.options]\nadditionalimagestores = ["/usr/share/images", ""]\n' },
      { text: '[storage]\nrunroot = "/tmp/run"\nrootless_storage_path = "~/storage"\n' },
    ],
  },
});

/** What of a container lies in the run root is made anew each time. */
function* places(root: TomlTable, podman: string): Iterable<TomlScalar> {
  const storage = tableAt(root, 'storage');
  const { all, own } = storageOptions(root, podman);
  const texts = [
    ...['graphroot', 'imagestore', 'rootless_storage_path'].map(key => entryOf(storage, key)),
    entryOf(all, 'mount_program'),
    entryOf(own, 'mount_program'),
  ];
  for (const entry of texts) if (entry?.value.type === 'string') yield entry.value;
  for (const key of ['additionalimagestores', 'additionallayerstores']) yield* stringsIn(entryOf(all, key));
}
