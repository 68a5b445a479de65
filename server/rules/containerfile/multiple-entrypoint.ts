import { replaced } from './_lastCounts.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/multiple-entrypoint',
  title: { en: 'Several ENTRYPOINT in a stage', ja: 'ステージ内の複数の ENTRYPOINT' },
  severity: { podman: 'hint', strict: 'warning', kubernetes: 'hint' },
  aliases: ['DL4004', 'DS-0007', 'DS007', 'S6589', 'MultipleInstructionsDisallowed'],
  references: [
    { title: 'Dockerfile reference: ENTRYPOINT', url: 'https://docs.docker.com/reference/dockerfile/#entrypoint' },
    {
      title: 'BuildKit: MultipleInstructionsDisallowed',
      url: 'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    },
  ],
  why: {
    en: 'Only the last one counts: whoever reads or changes an earlier one is misled.',
    ja: '有効なのは最後の 1 つだけです。前のものを読んだり変更したりする人の誤解を招きます。',
  },
  remedy: {
    en: 'Delete the earlier ones; several programs are started by a script or by several containers.',
    ja: '前のものを削除してください。複数のプログラムは、スクリプトか複数のコンテナで起動します。',
  },
  messages: {
    replaced: {
      en: 'This ENTRYPOINT does nothing: a later one replaces it.',
      ja: 'この ENTRYPOINT は無効です。後の ENTRYPOINT に置き換えられます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nUSER 1001\n«ENTRYPOINT» ["b"]\nENTRYPOINT ["c"]\n',
        fixed: 'FROM a\nUSER 1001\nENTRYPOINT ["c"]\n',
      },
      {
        text: 'FROM a\nUSER 1001\n# one\n«entrypoint» \\\n  # why\n  ["b"]\n«ENTRYPOINT» ["c"]\nRUN true\nENTRYPOINT ["b"]',
        fixed: 'FROM a\nUSER 1001\n# one\nRUN true\nENTRYPOINT ["b"]',
      },
      {
        text: 'FROM a AS x\r\n«ENTRYPOINT» exec b\r\nENTRYPOINT ["c"]\r\nFROM x\r\nUSER 1001\r\nENTRYPOINT ["b"]\r\n',
        fixed: 'FROM a AS x\r\nENTRYPOINT ["c"]\r\nFROM x\r\nUSER 1001\r\nENTRYPOINT ["b"]\r\n',
      },
    ],
    good: [
      { text: 'FROM a AS x\nENTRYPOINT ["b"]\nFROM x\nUSER 1001\nENTRYPOINT ["c"]\n' },
      { text: 'FROM a\nUSER 1001\nONBUILD ENTRYPOINT ["b"]\nONBUILD ENTRYPOINT ["c"]\nENTRYPOINT ["c"]\n' },
      { text: 'FROM a\nUSER 1001\n# ENTRYPOINT ["c"]\nENTRYPOINT ["b"]\nRUN <<EOF\nENTRYPOINT ["c"]\nEOF\n' },
      { text: 'FROM a\nUSER 1001\nENTRYPOINT ["b"]\nCMD ["c"]\nHEALTHCHECK CMD ["d"]\n' },
    ],
  },
  concerns: ['FROM', 'ENTRYPOINT'],
  check: file => replaced(file, 'ENTRYPOINT'),
});
