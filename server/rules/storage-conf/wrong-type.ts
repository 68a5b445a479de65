import { storageConfGrammar } from '../../podman/storageConfGrammar.ts';
import { typeMessages, typeReports } from '../_tomlKeys.ts';
import { references, storageConfRule } from './_rule.ts';

export default storageConfRule({
  id: 'storage-conf/wrong-type',
  title: { en: 'Value of the wrong type in storage.conf', ja: 'storage.conf の値の型の誤り' },
  severity: 'error',
  references,
  messages: typeMessages,
  why: {
    en: 'Podman refuses the whole file, and every command fails.',
    ja: 'Podman はファイル全体を拒否し、すべてのコマンドが失敗します。',
  },
  remedy: { en: 'Write a value of the type that the key has.', ja: 'キーに合った型の値を書いてください。' },
  check: (file, { settings }) => typeReports(file, storageConfGrammar, settings),
  examples: {
    bad: [
      {
        text: '[storage.options]\nadditionalimagestores = [«{append = true}»]\n',
        settings: { podman: '5.4' },
      },
      {
        text: '[storage.options.overlay]\nskip_mount_home = «true»\n',
        fixed: '[storage.options.overlay]\nskip_mount_home = "true"\n',
      },
      {
        text: '[storage.options.pull_options]\nenable_partial_images = «true»\n',
        fixed: '[storage.options.pull_options]\nenable_partial_images = "true"\n',
      },
      { text: '[storage]\ntransient_store = «"true"»\n', fixed: '[storage]\ntransient_store = true\n' },
      {
        text: '[storage.options]\nadditionalimagestores = «"/usr/share/images"»\n',
        fixed: '[storage.options]\nadditionalimagestores = ["/usr/share/images"]\n',
      },
    ],
    good: [
      { text: '[storage.options]\nadditionalimagestores = ["/usr/share/images", {append = true}]\n' },
      { text: '[storage]\ndriver = "overlay"\ntransient_store = true\n' },
      { text: '[storage.options.overlay]\nmountopt = "nodev,metacopy=on"\nuse_composefs = "false"\n' },
      { text: '[storage.options]\nauto-userns-min-size = 1024\n' },
      { text: '[storage.options.pull_options]\nconvert_images = "false"\n' },
    ],
  },
});
