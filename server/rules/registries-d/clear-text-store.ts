import { references, registriesDRule, storesIn } from './_rule.ts';

export default registriesDRule({
  id: 'registries-d/clear-text-store',
  title: { en: 'Signatures fetched over plain HTTP', ja: '平文の HTTP で取得される署名' },
  severity: 'warning',
  references,
  messages: {
    http: { en: 'Signatures are fetched over plain HTTP.', ja: '署名が平文の HTTP で取得されます。' },
  },
  why: {
    en: 'Whoever sits on the way can hand out an older signature, or none, and keep an image from being updated.',
    ja: '通信経路上の第三者が古い署名を渡したり署名を隠したりして、イメージの更新を妨げられます。',
  },
  remedy: { en: 'Use https.', ja: 'https を使ってください。' },
  *check(file, { settings }) {
    for (const { lookaside, staging } of storesIn(file, settings).all) {
      for (const place of [lookaside, staging]) {
        if (!place || !/^http:\/\/(?!localhost\b|127\.)/i.test(place.url)) continue;
        const { node, at, outside } = place.field.value;
        const start = at.start + (node.type === 'scalar' && node.style !== 'plain' ? 1 : 0);
        const title = { text: { en: 'Write https', ja: 'https に書き換える' } };
        const edits = [{ span: { start, end: start + 4 }, text: 'https' }];
        yield { at, message: 'http', fixes: outside || file.yaml.isBroken ? [] : [{ title, edits, safe: false }] };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'docker:\n  registry.example:\n    lookaside: «http://sigs.example/team» # c\n',
        fixed: 'docker:\n  registry.example:\n    lookaside: https://sigs.example/team # c\n',
      },
      {
        text: 'default-docker: {lookaside-staging: «"http://sigs.example"»}\n',
        fixed: 'default-docker: {lookaside-staging: "https://sigs.example"}\n',
      },
      {
        text: 'docker:\n  a.example: &s\n    lookaside: «http://sigs.example»\n',
        fixed: 'docker:\n  a.example: &s\n    lookaside: https://sigs.example\n',
      },
    ],
    good: [
      { text: 'default-docker:\n  lookaside: https://sigs.example\n' },
      { text: 'default-docker:\n  lookaside: file:///var/lib/sigs\n' },
      { text: 'default-docker:\n  lookaside: http://localhost:8000\n' },
      { text: '# lookaside: http://sigs.example\n' },
    ],
  },
});
