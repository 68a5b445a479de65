import type { Fix } from '../../core/fix.ts';
import { type PortFault, readExposedPorts } from '../../podman/ports.ts';
import { values } from './_concerns.ts';
import { type ExposeArgument, exposeArguments } from './_ports.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/invalid-port',
  title: { en: 'EXPOSE of something that is no port', ja: 'ポートではない EXPOSE' },
  severity: 'error',
  aliases: ['DL3011', 'DS-0008', 'DS008', 'ExposeInvalidFormat', 'DF040'],
  references: [
    { title: 'Dockerfile reference: EXPOSE', url: 'https://docs.docker.com/reference/dockerfile/#expose' },
    { title: 'podman-create(1): --expose', url: 'https://docs.podman.io/en/latest/markdown/podman-create.1.html' },
  ],
  why: {
    en: 'Podman puts whatever stands here into the image without a word. Podman 5 then refuses to create any container from it, and earlier versions refuse to publish its ports.',
    ja: 'Podman は、ここに何が書かれていても警告なしでイメージに記録します。その後、Podman 5 はそのイメージからのコンテナ作成を拒否し、以前のバージョンはポートの公開を拒否します。',
  },
  remedy: {
    en: 'Write a port from 1 to 65535 or a range, with /tcp, /udp or /sctp behind it where that is meant. Ports of the host belong into `podman run -p`.',
    ja: '1〜65535 のポートか範囲を、必要なら /tcp、/udp、/sctp を付けて書いてください。ホスト側のポートは `podman run -p` で指定します。',
  },
  messages: {
    'no-number': { en: '"{port}" is no port.', ja: '「{port}」はポートではありません。' },
    mapping: {
      en: '"{port}" names a port of the host, which is said by `podman run -p` and not by EXPOSE.',
      ja: '「{port}」はホストのポートも指定しています。これは EXPOSE ではなく `podman run -p` で指定します。',
    },
    range: {
      en: 'Ports go from 1 to 65535, and "{port}" does not.',
      ja: 'ポートは 1〜65535 です。「{port}」は範囲外です。',
    },
    reversed: {
      en: 'The range "{port}" does not end behind its start.',
      ja: '範囲「{port}」の終わりは、始まりより後ではありません。',
    },
    protocol: {
      en: 'The protocol of "{port}" is none of tcp, udp and sctp.',
      ja: '「{port}」のプロトコルは tcp、udp、sctp のどれでもありません。',
    },
  },
  isSyntax: true,
  examples: {
    bad: [
      { text: 'FROM a\nEXPOSE «65536» 8080 «0» «8000-70000»\n' },
      { text: 'FROM a\nEXPOSE 80/tcp «80/http»\n' },
      {
        text: 'FROM a\nexpose \\\n  # host\n  «127.0.0.1:80:80» «5000:5000/udp» 8000\n',
        fixed: 'FROM a\nexpose \\\n  # host\n  80 5000/udp 8000\n',
      },
      { text: 'FROM a\nEXPOSE «8010-8000/tcp» «80-80»\n', fixed: 'FROM a\nEXPOSE 8000-8010/tcp 80\n' },
      { text: 'FROM a\nARG PORT=99999\nEXPOSE «${PORT}»\nONBUILD EXPOSE «http»\n' },
      { text: 'FROM a\nEXPOSE «80,443»\n', fixed: 'FROM a\nEXPOSE 80 443\n' },
    ],
    good: [
      { text: 'FROM a\nEXPOSE 1 65535 80/TcP 8080/UDP 9/sctp 8000-8010 8000-8001\n' },
      { text: 'FROM a\nEXPOSE "80" 022 80/\n' },
      { text: 'FROM a\nEXPOSE $PORT ${PORT}/tcp ${PORT:-80}\n' },
      { text: 'FROM a\nARG PORTS="80 443"\nEXPOSE $PORTS\n' },
      { text: 'FROM a\nRUN <<EOF\nEXPOSE 99999\nEOF\n' },
    ],
  },
  concerns: [...values, 'EXPOSE'],
  *check(file) {
    for (const argument of exposeArguments(file)) {
      for (const port of argument.values) {
        const fault = readExposedPorts(port);
        if (typeof fault !== 'string') continue;
        const fix = repaired(argument, port, fault);
        const isSyntax = fault !== 'range' && fault !== 'reversed';
        yield { at: argument.word.span, message: fault, params: { port }, fixes: fix && [fix], isSyntax };
      }
    }
  },
});

function repaired({ word, literal }: ExposeArgument, port: string, fault: PortFault): Fix | undefined {
  const text = literal ? meant(port, fault) : undefined;
  if (text === undefined) return undefined;
  const title = { text: { en: 'Write {text}', ja: '{text} と書く' }, params: { text } };
  return { title, edits: [{ span: word.span, text }], safe: false };
}

function meant(port: string, fault: PortFault): string | undefined {
  const [numbers = '', ...protocol] = port.split('/');
  if (fault === 'mapping') return [numbers.slice(numbers.lastIndexOf(':') + 1), ...protocol].join('/');
  if (fault === 'reversed') {
    const ends = new Set(numbers.split('-').toReversed());
    return [[...ends].join('-'), ...protocol].join('/');
  }
  return /^\d+(?:,\d+)+$/.test(port) ? port.replaceAll(',', ' ') : undefined;
}
