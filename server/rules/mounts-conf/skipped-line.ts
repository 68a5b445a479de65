import { mountsConfRule, references } from './_rule.ts';

export default mountsConfRule({
  id: 'mounts-conf/skipped-line',
  title: { en: 'Line that Podman skips in mounts.conf', ja: 'Podman が読み飛ばす mounts.conf の行' },
  severity: 'warning',
  references,
  messages: {
    skipped: {
      en: 'Podman skips this line: it begins with no slash.',
      ja: 'スラッシュで始まらないため、この行は読み飛ばされます。',
    },
    target: {
      en: '"{path}" is no absolute path in the container.',
      ja: '「{path}」はコンテナ内の絶対パスではありません。',
    },
  },
  why: { en: 'What it should mount is in no container.', ja: '意図したものがどのコンテナにも入りません。' },
  remedy: { en: 'Write /SOURCE:/TARGET.', ja: '「/コピー元:/コピー先」の形で書いてください。' },
  *check({ mounts, skipped }) {
    for (const at of skipped) yield { at, message: 'skipped' };
    for (const { target, targetSpan } of mounts) {
      if (!target.startsWith('/')) yield { at: targetSpan, message: 'target', params: { path: target } };
    }
  },
  examples: {
    bad: [
      { text: '«secrets:/run/secrets»\n' },
      { text: '/usr/share/rhel/secrets:«run/secrets»\n' },
      { text: '«[mounts]»\n«a = "/b:/c"»\n' },
    ],
    good: [
      { text: '/usr/share/rhel/secrets:/run/secrets\n' },
      { text: '/usr/share/rhel/secrets\n' },
      { text: '# secrets\n\n' },
      { text: '  /usr/share/rhel/secrets:/run/secrets  \r\n' },
    ],
  },
});
