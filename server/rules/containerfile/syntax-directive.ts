import { containerfileRule } from './_rule.ts';

export default containerfileRule<'ignored' | 'frontend'>({
  id: 'containerfile/syntax-directive',
  title: { en: 'Syntax directive that Podman ignores', ja: 'Podman が無視する syntax ディレクティブ' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  references: [
    { title: 'podman issue 26458: # syntax', url: 'https://github.com/containers/podman/issues/26458' },
    { title: 'Dockerfile reference: syntax', url: 'https://docs.docker.com/reference/dockerfile/#syntax' },
  ],
  why: {
    en: 'It names the image with which Docker’s BuildKit reads the file. For Podman it is a comment: it reads the file itself, in the language of its own version.',
    ja: 'これは、Docker の BuildKit がファイルを読むために使うイメージの指定です。Podman にとってはコメントで、ファイルは Podman 自身が、そのバージョンの文法で読みます。',
  },
  remedy: {
    en: 'Delete it if only Podman builds the file, and use nothing that only this frontend knows.',
    ja: 'Podman だけでビルドするなら削除し、このフロントエンドにしかない機能は使わないでください。',
  },
  messages: {
    ignored: { en: 'Podman ignores this directive.', ja: 'Podman はこのディレクティブを無視します。' },
    frontend: {
      en: 'Podman ignores this directive and reads the file itself: what only {image} understands fails.',
      ja: 'Podman はこのディレクティブを無視し、ファイルを自分で読みます。{image} にしか分からない書き方は失敗します。',
    },
  },
  examples: {
    bad: [
      { text: '«# syntax=docker/dockerfile:1»\nFROM scratch\nUSER 1\n', fixed: 'FROM scratch\nUSER 1\n' },
      {
        text: '«#Syntax = docker/dockerfile:1.7-labs»\r\nFROM scratch\r\nUSER 1\r\n',
        fixed: 'FROM scratch\r\nUSER 1\r\n',
      },
      {
        text: '# escape=`\n«# syntax=ghcr.io/a/frontend:1»\n# more\nFROM scratch\nUSER 1\n',
        fixed: '# escape=`\n# more\nFROM scratch\nUSER 1\n',
      },
      { text: '«# syntax=docker/dockerfile:1»\n# escape=`\nFROM scratch\nCOPY a `\n  /b\nUSER 1\n' },
    ],
    good: [
      { text: '# The syntax=docker/dockerfile:1 is for Docker\nFROM scratch\nUSER 1\n' },
      { text: 'FROM scratch\n# syntax=docker/dockerfile:1\nUSER 1\n' },
      { text: '# check=skip=all\nFROM scratch\nUSER 1\n' },
      { text: '# syntax=docker/dockerfile:1\nFROM scratch\nUSER 1\n', settings: { portability: 'docker' } },
    ],
  },
  *check({ text, directives }, { settings }) {
    for (const { name, value, span } of directives) {
      if (name !== 'syntax') continue;
      const isUsual = /^(?:docker\.io\/)?docker\/dockerfile(?::[\w.]+)?(?:@\S+)?$/.test(value);
      if (isUsual && settings.portability === 'docker') continue;
      const feed = text.indexOf('\n', span.end);
      const end = feed < 0 ? text.length : feed + 1;
      const edits = [{ span: { start: span.start, end }, text: '' }];
      const title = { text: { en: 'Delete the directive', ja: 'ディレクティブを削除' } };
      // An escape directive behind it would count from then on.
      const isAlone = span.start > 0 || !directives.some(({ name }) => name === 'escape');
      const report = { at: span, tag: 'unnecessary' as const, fixes: isAlone ? [{ title, edits, safe: false }] : [] };
      if (isUsual) yield { ...report, message: 'ignored' };
      else yield { ...report, message: 'frontend', params: { image: value }, severity: 'warning' };
    }
  },
});
