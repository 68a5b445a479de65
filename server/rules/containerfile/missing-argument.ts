import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { containerfileRule } from './_rule.ts';

type Key = 'none' | 'value' | 'destination' | 'command' | 'instruction' | 'stage';

/** CMD and ENTRYPOINT may be empty: they take back what the base image says. */
const needsOne = new Set(
  'ARG ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(' '),
);

export default containerfileRule<Key>({
  id: 'containerfile/missing-argument',
  title: { en: 'Instruction without what it needs', ja: '引数の足りない命令' },
  severity: 'error',
  isSyntax: true,
  references: [
    { title: 'Containerfile(5)', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: { en: 'Podman refuses to build the file.', ja: 'Podman はこのファイルのビルドを拒否します。' },
  remedy: {
    en: 'Add what is missing, or delete the instruction.',
    ja: '足りないものを書くか、この命令を削除してください。',
  },
  messages: {
    none: { en: '{instruction} needs an argument.', ja: '{instruction} には引数が必要です。' },
    value: { en: '{instruction} {name} has no value.', ja: '{instruction} {name} に値がありません。' },
    destination: {
      en: '{instruction} needs a source and a destination.',
      ja: '{instruction} にはコピー元とコピー先が必要です。',
    },
    command: { en: 'HEALTHCHECK CMD needs a command.', ja: 'HEALTHCHECK CMD にはコマンドが必要です。' },
    instruction: { en: 'ONBUILD needs an instruction.', ja: 'ONBUILD には命令が必要です。' },
    stage: { en: 'AS needs a name for the stage.', ja: 'AS にはステージの名前が必要です。' },
  },
  examples: {
    bad: [
      { text: '«FROM»\nUSER 1\n' },
      { text: 'FROM scratch «AS»\nUSER 1\n' },
      { text: 'FROM scratch\nENV «DEBUG»\nUSER 1\n' },
      { text: 'FROM scratch\r\nlabel \\\r\n  # which\r\n  «version»\r\nUSER 1\r\n' },
      { text: 'FROM scratch\n«COPY» --chown=1:1 a\nUSER 1\n' },
      { text: 'FROM scratch\n«ADD» ["a"]\n«USER»\n' },
      { text: 'FROM scratch\n«EXPOSE»\n«VOLUME» []\n«SHELL» []\nUSER 1\n' },
      { text: 'FROM scratch\nHEALTHCHECK --interval=5s «CMD»\nUSER 1\n' },
      { text: 'FROM scratch\n«HEALTHCHECK» --interval=5s\n«ONBUILD»\nUSER 1\n' },
      { text: 'FROM scratch\nONBUILD «COPY» a\nUSER 1\n' },
    ],
    good: [
      { text: 'FROM scratch AS a\nENV A=\nLABEL a=""\nUSER 1\n' },
      { text: 'FROM scratch\nENV A b c\nARG B\nUSER 1\nENTRYPOINT\nCMD []\n' },
      { text: 'FROM scratch\nCOPY <<EOF /x\nEOF\nCOPY ["a", "/b"]\nCOPY a \\\n  # to\n  /b\nUSER 1\n' },
      { text: 'FROM scratch\nHEALTHCHECK NONE\nHEALTHCHECK CMD ["/a"]\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\nmake\nEOF\nUSER 1\n' },
    ],
  },
  *check(file) {
    for (const { fact, outer } of eachInstruction(file, judge)) {
      // Podman reads a trigger when it runs, all but the pairs of ENV and LABEL.
      const isLater = outer.inner !== undefined && fact.message !== 'value';
      yield shiftReport(isLater ? { ...fact, severity: 'warning' } : fact, outer.start);
    }
  },
});

function judge(instruction: Instruction): readonly Report<Key>[] {
  const missing = missingIn(instruction);
  return missing ? [missing] : [];
}

function missingIn(instruction: Instruction): Report<Key> | undefined {
  const { keyword, keywordSpan: at, words, pairs } = instruction;
  if (needsOne.has(keyword) && words.length === 0) return { at, message: 'none', params: { instruction: keyword } };
  switch (keyword) {
    case 'ONBUILD':
      return instruction.inner ? undefined : { at, message: 'instruction' };
    case 'COPY':
    case 'ADD':
      return words.length < 2 ? { at, message: 'destination', params: { instruction: keyword } } : undefined;
    case 'FROM': {
      const [, as, name] = words;
      return as && !name && /^as$/i.test(as.value) ? { at: as.span, message: 'stage' } : undefined;
    }
    case 'ENV':
    case 'LABEL': {
      const [only, second] = pairs;
      if (!only || second || only.value !== undefined) return undefined;
      return { at: only.nameSpan, message: 'value', params: { instruction: keyword, name: only.name } };
    }
    case 'HEALTHCHECK': {
      const [cmd, command] = words;
      const isEmpty = command === undefined || instruction.json?.length === 0;
      return cmd && /^cmd$/i.test(cmd.value) && isEmpty ? { at: cmd.span, message: 'command' } : undefined;
    }
    default:
      return undefined;
  }
}
