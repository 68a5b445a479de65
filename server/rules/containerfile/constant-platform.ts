import type { Fix } from '../../core/fix.ts';
import { values } from './_concerns.ts';
import { deleteWord } from './_edits.ts';
import { containerfileRule } from './_rule.ts';
import { shippedStages } from './_stages.ts';

export default containerfileRule({
  id: 'containerfile/constant-platform',
  title: { en: 'FROM for one platform only', ja: 'プラットフォームを固定した FROM' },
  severity: { podman: 'hint', strict: 'warning', kubernetes: 'hint' },
  aliases: ['FromPlatformFlagConstDisallowed', 'DL3029', 'DF061', 'avoid-platform-with-from'],
  references: [
    { title: 'podman-build(1): --platform', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    {
      title: 'BuildKit: FromPlatformFlagConstDisallowed',
      url: 'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
    },
  ],
  why: {
    en: 'Whoever builds for another platform gets an image that runs there under emulation, slowly, or not at all.',
    ja: '別のプラットフォーム向けにビルドしても、そこではエミュレーションで遅く動くか、まったく動かないイメージになります。',
  },
  remedy: {
    en: 'Remove the option and build with "podman build --platform", or write $BUILDPLATFORM for a stage that only builds.',
    ja: 'このオプションを削除して「podman build --platform」で指定するか、ビルド専用のステージには $BUILDPLATFORM を使ってください。',
  },
  messages: {
    constant: {
      en: 'This stage is always made for {platform}, whatever platform the image is built for.',
      ja: 'どのプラットフォーム向けにビルドしても、このステージは常に {platform} 用になります。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM --platform=«linux/amd64» quay.io/a/b:1\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nUSER 1001\n',
      },
      {
        text: 'from --platform=«"linux/arm64/v8"» \\\r\n  # for the tests\r\n  quay.io/a/b:1 as app\r\nuser 1001\r\n',
        fixed: 'from \\\r\n  # for the tests\r\n  quay.io/a/b:1 as app\r\nuser 1001\r\n',
      },
      {
        text: 'FROM --platform=«linux/amd64» quay.io/a/b:1 AS build\nFROM quay.io/a/b:1\nUSER 1001\n',
        fixed: 'FROM --platform=$BUILDPLATFORM quay.io/a/b:1 AS build\nFROM quay.io/a/b:1\nUSER 1001\n',
      },
    ],
    good: [
      { text: 'FROM --platform=$BUILDPLATFORM quay.io/a/b:1\nUSER 1001\n' },
      { text: 'FROM --platform=linux/${TARGETARCH} quay.io/a/b:1\nUSER 1001\n' },
      { text: 'FROM --platform=linux/amd64 quay.io/a/b:1 AS my_amd64_stage\nUSER 1001\n' },
      { text: 'FROM --platform=linux/arm64 quay.io/a/b:1 AS base-arm64\nFROM base-$TARGETARCH\nUSER 1001\n' },
      { text: 'FROM --platform= quay.io/a/b:1\nUSER 1001\n' },
    ],
  },
  concerns: values,
  *check(file, { settings }) {
    for (const stage of file.stages) {
      const flag = stage.from.flag('platform');
      const platform = flag?.value?.toLowerCase();
      if (!flag?.valueSpan || !platform || platform.includes('$')) continue;
      // `AS app-arm64` is a choice between stages.
      const name = stage.name?.value.toLowerCase() ?? '';
      const [os = '', architecture = ''] = platform.split('/');
      if (name.includes(os) || (architecture !== '' && name.includes(architecture))) continue;
      const removal: Fix = {
        title: { text: { en: 'Remove the option', ja: 'オプションを削除する' } },
        edits: [deleteWord(file.text, stage.from, flag.span)],
        safe: false,
      };
      const native: Fix = {
        title: { text: { en: 'Build on the platform of the machine', ja: 'ビルドするマシンのプラットフォームを使う' } },
        edits: [{ span: flag.valueSpan, text: '$BUILDPLATFORM' }],
        safe: false,
      };
      const fixes = shippedStages(file, settings).has(stage) ? [removal] : [native, removal];
      yield { at: flag.valueSpan, message: 'constant', params: { platform }, fixes };
    }
  },
});
