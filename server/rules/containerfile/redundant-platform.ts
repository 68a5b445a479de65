import { inRange } from '../../core/podmanVersion.ts';
import { values } from './_concerns.ts';
import { deleteWord } from './_edits.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/redundant-platform',
  title: { en: 'Redundant platform', ja: '不要なプラットフォーム指定' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'hint' },
  aliases: ['RedundantTargetPlatform', 'DL3065'],
  references: [
    {
      title: 'BuildKit: RedundantTargetPlatform',
      url: 'https://docs.docker.com/reference/build-checks/redundant-target-platform/',
    },
  ],
  why: {
    en: 'FROM takes the platform that the image is built for anyway.',
    ja: 'FROM は、指定がなければイメージのビルド対象のプラットフォームを使います。',
  },
  remedy: { en: 'Remove the option.', ja: 'このオプションを削除してください。' },
  messages: {
    redundant: {
      en: '"{option}" says what FROM does without it.',
      ja: '「{option}」は、書かなくても同じ結果になります。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM «--platform=$TARGETPLATFORM» quay.io/a/b:1\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nUSER 1001\n',
      },
      {
        text: 'from \\\r\n  # the target\r\n  «--platform="${TARGETPLATFORM}"» \\\r\n  quay.io/a/b:1 as b\r\nuser 1001\r\n',
        fixed: 'from \\\r\n  # the target\r\n  quay.io/a/b:1 as b\r\nuser 1001\r\n',
      },
      {
        text: 'FROM quay.io/a/b:1 AS a\nFROM «--platform=${TARGETPLATFORM}» a\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1 AS a\nFROM a\nUSER 1001\n',
      },
      {
        text: 'FROM --platform=linux/amd64 quay.io/a/b:1 AS a\nFROM «--platform=$TARGETPLATFORM» quay.io/a/b:1\nUSER 1001\n',
        fixed: 'FROM --platform=linux/amd64 quay.io/a/b:1 AS a\nFROM quay.io/a/b:1\nUSER 1001\n',
      },
    ],
    good: [
      {
        text: 'FROM --platform=linux/amd64 quay.io/a/b:1 AS a\nFROM --platform=$TARGETPLATFORM quay.io/a/b:1\nUSER 1001\n',
        settings: { podman: '4.3' },
      },
      { text: 'FROM --platform=$BUILDPLATFORM quay.io/a/b:1\nUSER 1001\n' },
      { text: 'ARG TARGETPLATFORM=linux/arm64\nFROM --platform=$TARGETPLATFORM quay.io/a/b:1\nUSER 1001\n' },
      { text: 'FROM --platform=${TARGETPLATFORM:-linux/arm64} quay.io/a/b:1\nUSER 1001\n' },
      { text: 'FROM --platform=linux/$TARGETARCH quay.io/a/b:1\nUSER 1001\n' },
    ],
  },
  concerns: values,
  *check(file, { settings }) {
    const isRedefined = file.globalArguments.some(({ pairs }) =>
      pairs.some(({ name, value }) => name === 'TARGETPLATFORM' && value !== undefined),
    );
    if (isRedefined) return;
    // Podman 4.3 goes on with the platform of an earlier stage, 5.8 does not.
    const goesBack = inRange(settings.podman, '>=5.8');
    let isElsewhere = false;
    for (const { from } of file.stages) {
      const flag = from.flag('platform');
      const isTarget = /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag?.value ?? '');
      isElsewhere ||= flag !== undefined && !isTarget;
      if (!flag || !isTarget || (isElsewhere && !goesBack)) continue;
      const { start, end } = flag.span;
      yield {
        at: flag.span,
        message: 'redundant',
        params: { option: file.text.slice(start, end) },
        fixes: [
          {
            title: { text: { en: 'Remove the option', ja: 'オプションを削除する' } },
            edits: [deleteWord(file.text, from, flag.span)],
            safe: true,
          },
        ],
        tag: 'unnecessary',
      };
    }
  },
});
