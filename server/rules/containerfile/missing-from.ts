import { inRange } from '../../core/podmanVersion.ts';
import { strictStart } from '../../podman/buildFeatures.ts';
import { usesPreprocessor } from './_preprocessor.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule<'missing' | 'before' | 'ignored'>({
  id: 'containerfile/missing-from',
  title: { en: 'Instruction before the first FROM', ja: '最初の FROM より前の命令' },
  severity: 'error',
  isSyntax: true,
  aliases: ['DL3061'],
  references: [
    { title: 'Containerfile(5): FROM', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: {
    en: 'Only ARG may stand before the first FROM. Podman refuses the file; before 5.8 it passed over the instruction without a message.',
    ja: '最初の FROM より前に書けるのは ARG だけです。Podman はこのファイルを拒否します。5.8 より前は、何も言わずにその命令を無視していました。',
  },
  remedy: {
    en: 'Start with FROM, and move the instruction behind it.',
    ja: 'FROM から始め、この命令はその後ろに移してください。',
  },
  messages: {
    missing: { en: 'There is no FROM in this file.', ja: 'このファイルには FROM がありません。' },
    before: { en: '{instruction} stands before the first FROM.', ja: '{instruction} が最初の FROM より前にあります。' },
    ignored: {
      en: '{instruction} stands before the first FROM: Podman passes over it.',
      ja: '{instruction} が最初の FROM より前にあるため、Podman はこれを無視します。',
    },
  },
  examples: {
    bad: [
      { text: '«LABEL» a=b\nFROM scratch\nUSER 1\n' },
      { text: 'ARG A=1\n# why\n«env» B=2\nRUN true\nFROM scratch\r\nUSER 1\n' },
      { text: '«COPY» a /b\nUSER 1\n' },
      { text: '«MAINTAINER» me\nFROM scratch\nUSER 1\n', settings: { podman: '5.4' } },
    ],
    good: [
      { text: '' },
      { text: '# a new file\n' },
      { text: 'ARG A=1\n' },
      { text: '# syntax=docker/dockerfile:1\nARG A=1\narg B\nFROM scratch\nUSER 1\n' },
      { text: '#include "common"\nUSER 1\n', file: 'Containerfile.in', workspace: {} },
    ],
  },
  *check(file, { settings, workspace }) {
    const first = file.instructions.find(({ keyword }) => keyword !== 'ARG');
    if (!first || first.keyword === 'FROM' || usesPreprocessor(file, workspace)) return;
    const at = first.keywordSpan;
    const params = { instruction: first.keyword };
    if (file.stages.length === 0) yield { at, message: 'missing' };
    else if (inRange(settings.podman, `>=${strictStart}`)) yield { at, message: 'before', params };
    else yield { at, message: 'ignored', params, severity: 'warning' };
  },
});
