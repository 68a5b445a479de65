import { values } from './_concerns.ts';
import { exposeArguments } from './_ports.ts';
import { containerfileRule } from './_rule.ts';

const protocol = /\/(?:tcp|udp|sctp)$/i;

export default containerfileRule({
  id: 'containerfile/port-protocol-case',
  title: { en: 'Protocol of EXPOSE in capital letters', ja: '大文字で書かれた EXPOSE のプロトコル' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'off' },
  aliases: ['ExposeProtoCasing'],
  references: [
    {
      title: 'BuildKit: ExposeProtoCasing',
      url: 'https://docs.docker.com/reference/build-checks/expose-proto-casing/',
    },
  ],
  why: {
    en: 'Podman writes the protocol into the image as it stands here, and whoever compares it with "tcp" does not find it.',
    ja: 'Podman はプロトコルをそのままイメージに記録するため、「tcp」と比較するツールには見つかりません。',
  },
  remedy: { en: 'Write the protocol in lower case.', ja: 'プロトコルは小文字で書いてください。' },
  messages: {
    case: {
      en: 'The protocol of "{port}" is not in lower case.',
      ja: '「{port}」のプロトコルが小文字ではありません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nEXPOSE «80/TCP» 443/tcp «8080/Udp»\n',
        fixed: 'FROM a\nEXPOSE 80/tcp 443/tcp 8080/udp\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nONBUILD expose \\\n  «8000-8010/TcP»\n',
        fixed: 'FROM a\nONBUILD expose \\\n  8000-8010/tcp\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nENV PORT=80/TCP\nEXPOSE «$PORT»\n', settings: { profile: 'strict' } },
    ],
    good: [
      { text: 'FROM a\nEXPOSE 80/tcp 443 53/udp 9/sctp\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nEXPOSE $PORT/TCP\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a\nEXPOSE 80/HTTP\n',
        settings: { profile: 'strict', rules: { 'containerfile/invalid-port': 'off' } },
      },
      { text: 'FROM a\nENV PROTOCOL=80/TCP\n', settings: { profile: 'strict' } },
    ],
  },
  concerns: [...values, 'EXPOSE'],
  *check(file) {
    for (const { word, values, literal } of exposeArguments(file)) {
      for (const port of values) {
        if (!protocol.test(port) || port === port.toLowerCase()) continue;
        const title = { text: { en: 'Write it in lower case', ja: '小文字で書く' } };
        const fixes = literal ? [{ title, edits: [{ span: word.span, text: port.toLowerCase() }], safe: true }] : [];
        yield { at: word.span, message: 'case', params: { port }, fixes };
      }
    }
  },
});
