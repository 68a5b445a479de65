import { inRange } from '../../core/podmanVersion.ts';
import type { Span } from '../../core/span.ts';
import { platformArguments } from '../../parse/containerfile/variables.ts';
import { values } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/automatic-argument',
  title: { en: 'Default for an argument that Podman sets', ja: 'Podman が設定する引数の既定値' },
  severity: 'warning',
  references: [
    { title: 'podman-build(1): --platform', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'Podman issue 23046', url: 'https://github.com/containers/podman/issues/23046' },
  ],
  why: {
    en: 'Podman says itself which platform an image is built for and on. Versions up to 5.1 let a default in a stage win over that, also with --platform; later ones refuse it or ignore it; Docker uses it.',
    ja: 'ビルド対象とビルド環境のプラットフォームは Podman 自身が設定します。5.1 までは --platform を指定してもステージの既定値が優先され、以降のバージョンでは拒否されるか無視されます。Docker では既定値が使われます。',
  },
  remedy: {
    en: 'Write "ARG {name}" without a default, and choose the platform with "podman build --platform".',
    ja: '既定値のない「ARG {name}」とし、プラットフォームは「podman build --platform」で選んでください。',
  },
  messages: {
    refused: {
      en: 'Podman refuses a default for {name} ("attempted to redefine").',
      ja: 'Podman は {name} の既定値を受け付けません (「attempted to redefine」)。',
    },
    ignored: {
      en: 'Podman sets {name} itself and ignores this default.',
      ja: '{name} は Podman 自身が設定するため、この既定値は無視されます。',
    },
    wins: {
      en: 'This default replaces what Podman says of the platform, whatever --platform asks for.',
      ja: 'この既定値が Podman の設定する値を上書きし、--platform の指定と食い違います。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nARG TARGETPLATFORM«=linux/amd64»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nARG TARGETPLATFORM\nUSER 1001\n',
      },
      {
        text: 'arg BUILDPLATFORM«="linux/amd64"» # c\r\nfrom --platform=$BUILDPLATFORM quay.io/a/b:1\r\nuser 1001\r\n',
        fixed: 'arg BUILDPLATFORM # c\r\nfrom --platform=$BUILDPLATFORM quay.io/a/b:1\r\nuser 1001\r\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nARG V=1 \\\n  # the machine\n  TARGETARCH«=amd64»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nARG V=1 \\\n  # the machine\n  TARGETARCH\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nARG TARGETOS«=»\nUSER 1001\n',
        settings: { podman: '4.3' },
        fixed: 'FROM quay.io/a/b:1\nARG TARGETOS\nUSER 1001\n',
      },
    ],
    good: [
      { text: 'ARG TARGETPLATFORM\nFROM quay.io/a/b:1\nARG BUILDPLATFORM TARGETARCH\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nENV TARGETARCH=amd64\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nARG targetarch=amd64\nARG TARGET=x\nARG TARGETSTAGE=y\nUSER 1001\n' },
      { text: 'ARG TARGETARCH=amd64\nFROM quay.io/a/b:1\nUSER 1001\n', settings: { podman: '4.3' } },
    ],
  },
  concerns: values,
  *check(file, { settings }) {
    const isCurrent = inRange(settings.podman, '>=5.2');
    for (const instruction of file.of('ARG')) {
      // Before the first FROM, older versions took no notice of it.
      if (!isCurrent && !file.stageOf(instruction)) continue;
      for (const { name, nameSpan, value, valueSpan } of instruction.pairs) {
        if (value === undefined || !platformArguments.has(name)) continue;
        const at: Span = { start: nameSpan.end, end: valueSpan?.end ?? nameSpan.end + 1 };
        const isRefused = isCurrent && name.endsWith('PLATFORM');
        yield {
          at,
          message: isRefused ? 'refused' : isCurrent ? 'ignored' : 'wins',
          params: { name },
          severity: isRefused ? 'error' : undefined,
          fixes: [
            {
              title: { text: { en: 'Remove the default', ja: '既定値を削除する' } },
              edits: [{ span: at, text: '' }],
              safe: false,
            },
          ],
        };
      }
    }
  },
});
