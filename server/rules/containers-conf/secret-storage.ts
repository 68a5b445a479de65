import { entryOf, stringOf, tableAt } from '../../parse/toml/tree.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/secret-storage',
  title: { en: 'Secrets that are stored in plain text', ja: '平文で保存されるシークレット' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'off' },
  references: [
    ...references,
    { title: 'podman-secret-create(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-secret-create.1.html' },
  ],
  messages: {
    file: {
      en: 'Secrets of Podman are stored as base64 in a file, which hides nothing.',
      ja: 'Podman のシークレットが、暗号化されず base64 でファイルに保存されます。',
    },
  },
  why: {
    en: 'Whoever reads the home directory or a backup of it reads every secret.',
    ja: 'ホームディレクトリやそのバックアップを読める人は、すべてのシークレットを読めます。',
  },
  remedy: {
    en: 'Use driver = "pass", which encrypts them with GPG, or keep them elsewhere with driver = "shell".',
    ja: 'GPG で暗号化する driver = "pass" を使うか、driver = "shell" で別の場所に保存してください。',
  },
  *check({ root, isTemplate }) {
    const driver = entryOf(tableAt(root, 'secrets'), 'driver');
    if (!isTemplate && driver && stringOf(driver) === 'file') yield { at: driver.value.span, message: 'file' };
  },
  examples: {
    bad: [
      { text: '[secrets]\ndriver = «"file"»\n', settings: { profile: 'strict' } },
      { text: "[Secrets]\r\nDriver = «'file'» # default\r\n", settings: { profile: 'strict' } },
      { text: 'secrets = {driver = «"file"»}\n', settings: { profile: 'strict' } },
    ],
    good: [
      { text: '[secrets]\ndriver = "pass"\n', settings: { profile: 'strict' } },
      { text: '[secrets.opts]\nroot = "/run/secrets"\n', settings: { profile: 'strict' } },
      { text: '[configmaps]\ndriver = "file"\n', settings: { profile: 'strict' } },
      { text: '[secrets]\ndriver = "file"\n' },
    ],
  },
});
