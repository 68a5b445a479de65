import type { Fix } from '../../core/fix.ts';
import { Memory, remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { values } from './_concerns.ts';
import { deleteInstruction } from './_edits.ts';
import { containerfileRule } from './_rule.ts';

const label = 'org.opencontainers.image.authors';

export default containerfileRule({
  id: 'containerfile/maintainer-deprecated',
  title: { en: 'MAINTAINER', ja: 'MAINTAINER の使用' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'hint' },
  aliases: ['DL4000', 'DS-0022', 'DS022', 'CKV_DOCKER_6', 'MaintainerDeprecated', 'S6586'],
  references: [
    {
      title: 'Dockerfile reference: MAINTAINER (deprecated)',
      url: 'https://docs.docker.com/reference/dockerfile/#maintainer-deprecated',
    },
    {
      title: 'OCI image specification: annotations',
      url: 'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
    },
  ],
  why: {
    en: 'The instruction is deprecated, and filters and registries look at labels.',
    ja: 'この命令は非推奨です。フィルターやレジストリはラベルを参照します。',
  },
  remedy: { en: `Use the label ${label}.`, ja: `ラベル ${label} を使ってください。` },
  messages: { maintainer: { en: 'MAINTAINER is deprecated.', ja: 'MAINTAINER は非推奨です。' } },
  examples: {
    bad: [
      {
        text: 'FROM a\n«MAINTAINER» Ann Lee <ann@example.com>\n',
        fixed: 'FROM a\nLABEL org.opencontainers.image.authors="Ann Lee <ann@example.com>"\n',
      },
      {
        text: 'FROM a\n«maintainer»   "Ann \\"Al\\" $Lee"\nUSER 1001',
        fixed: 'FROM a\nlabel   org.opencontainers.image.authors="Ann \\"Al\\" \\$Lee"\nUSER 1001',
      },
      {
        text: "FROM a\r\n«MAINTAINER» \\\r\n  # me\r\n  Ann's $\\ Bo\r\n",
        fixed: 'FROM a\r\nLABEL \\\r\n  # me\r\n  org.opencontainers.image.authors="Ann\'s \\$\\\\ Bo"\r\n',
      },
      {
        text: 'FROM a\nLABEL org.opencontainers.image.authors=ann\n«MAINTAINER» bo\n',
        fixed: 'FROM a\nLABEL org.opencontainers.image.authors=ann\n',
      },
      { text: '# escape=`\nFROM a\n«MAINTAINER» a\\b\n' },
      { text: 'FROM a\nONBUILD «MAINTAINER» ann\n' },
    ],
    good: [
      { text: 'FROM a\nLABEL org.opencontainers.image.authors="Ann"\n' },
      { text: 'FROM a\nLABEL maintainer=ann MAINTAINER=ann\n' },
      { text: 'FROM a\n# MAINTAINER ann\nRUN echo MAINTAINER ann\n' },
      { text: 'FROM a\nRUN <<EOF\nMAINTAINER ann\nEOF\n' },
    ],
  },
  concerns: [...values, 'MAINTAINER', 'LABEL'],
  *check(file) {
    for (const instruction of file.of('MAINTAINER')) {
      const word = instruction.words[0];
      const isTrigger = instruction.start !== instruction.span.start;
      const fix = word && !isTrigger ? toLabel(file, instruction, word) : undefined;
      yield { at: instruction.keywordSpan, message: 'maintainer', tag: 'deprecated', fixes: fix && [fix] };
    }
  },
});

function toLabel(file: Containerfile, instruction: Instruction, { text, span }: Word): Fix | undefined {
  const stage = file.stageOf(instruction);
  if (stage && remember(labelled, stage, () => isLabelled(stage))) {
    const edits = [deleteInstruction(file.text, instruction)];
    return { title: { text: { en: 'Delete MAINTAINER', ja: 'MAINTAINER を削除' } }, edits, safe: false };
  }
  // There a backslash would mean something else to Podman than to Docker.
  if (file.escape !== '\\' || span.end - span.start !== text.length) return undefined;
  const { start, end } = instruction.keywordSpan;
  const keyword = file.text.slice(start, end) === 'maintainer' ? 'label' : 'LABEL';
  return {
    title: { text: { en: 'Use the label {label}', ja: 'ラベル {label} を使う' }, params: { label } },
    edits: [
      { span: instruction.keywordSpan, text: keyword },
      { span, text: `${label}=${quoted(text)}` },
    ],
    safe: true,
  };
}

const labelled = new Memory<Stage, boolean>();

const isLabelled = ({ instructions }: Stage): boolean =>
  instructions.some(({ keyword, pairs }) => keyword === 'LABEL' && pairs.some(({ name }) => name === label));

/** MAINTAINER takes everything as it stands; LABEL resolves variables. Quotes around all of it were meant as such. */
function quoted(text: string): string {
  const escaped = /^"((?:[^"\\]|\\.)*)"$/.exec(text)?.[1];
  if (escaped !== undefined) return `"${escaped.replace(/\\.|\$/g, part => (part === '$' ? '\\$' : part))}"`;
  const plain = /^'([^']*)'$/.exec(text)?.[1] ?? text;
  return `"${plain.replace(/["\\$]/g, '\\$&')}"`;
}
