import { entryOf, isTrue, stringOf, tableAt } from '../../parse/toml/tree.ts';
import { replacement } from '../_toml.ts';
import { storageOptions } from './_options.ts';
import { references, storageConfRule } from './_rule.ts';

export default storageConfRule({
  id: 'storage-conf/mount-options',
  title: { en: 'Storage mounted without restrictions', ja: '制限なしでマウントされるストレージ' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'off' },
  references,
  messages: {
    nodev: {
      en: 'Device files in images can be opened: nodev is missing.',
      ja: 'nodev がないため、イメージ内のデバイスファイルを開けます。',
    },
    vfs: {
      en: 'The vfs driver copies whole images and knows no limits of size.',
      ja: 'vfs ドライバーはイメージ全体をコピーし、サイズの制限もできません。',
    },
    home: {
      en: 'The storage is not made a private mount: what is mounted in it shows elsewhere too.',
      ja: 'ストレージが private マウントにならず、その中のマウントが外からも見えます。',
    },
  },
  why: {
    en: 'It holds for every image and container in this storage.',
    ja: 'このストレージのすべてのイメージとコンテナに影響します。',
  },
  remedy: {
    en: 'Use the overlay driver with mountopt = "nodev", and leave skip_mount_home out.',
    ja: 'overlay ドライバーを mountopt = "nodev" で使い、skip_mount_home は指定しないでください。',
  },
  *check({ root, isTemplate }, { settings }) {
    if (isTemplate) return;
    const storage = tableAt(root, 'storage');
    const driver = entryOf(storage, 'driver');
    if (driver && stringOf(driver) === 'vfs') yield { at: driver.value.span, message: 'vfs' };
    const { all, own } = storageOptions(root, settings.podman);
    for (const table of [all, own]) {
      const mount = entryOf(table, 'mountopt');
      const options = stringOf(mount);
      if (mount && options !== undefined && !options.split(',').includes('nodev')) {
        const text = JSON.stringify(['nodev', ...(options ? [options] : [])].join(','));
        yield { at: mount.value.span, message: 'nodev', fixes: [replacement(mount.value.span, text, false)] };
      }
      const home = entryOf(table, 'skip_mount_home');
      if (home && (isTrue(home) || stringOf(home) === 'true')) yield { at: home.value.span, message: 'home' };
    }
  },
  examples: {
    bad: [
      {
        text: '[storage.options.overlay]\nmountopt = «"metacopy=on"» # fast\n',
        fixed: '[storage.options.overlay]\nmountopt = "nodev,metacopy=on" # fast\n',
        settings: { profile: 'strict' },
      },
      { text: '[storage]\ndriver = «"vfs"»\n', settings: { profile: 'strict' } },
      { text: '[storage.options.overlay]\nskip_mount_home = «"true"»\n', settings: { profile: 'strict' } },
    ],
    good: [
      { text: '[storage.options.overlay]\nmountopt = "nodev,metacopy=on"\n', settings: { profile: 'strict' } },
      { text: '[storage]\ndriver = "overlay"\n', settings: { profile: 'strict' } },
      { text: '[storage.options.overlay]\nskip_mount_home = "false"\n', settings: { profile: 'strict' } },
      { text: '[storage]\ndriver = "vfs"\n' },
    ],
  },
});
