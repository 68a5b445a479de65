import { replaced } from './_lastCounts.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/multiple-cmd',
  title: { en: 'Several CMD in a stage', ja: 'ステージ内の複数の CMD' },
  severity: { podman: 'hint', strict: 'warning', kubernetes: 'hint' },
  aliases: ['DL4003', 'DS-0016', 'DS016', 'S6589', 'MultipleInstructionsDisallowed'],
  references: [
    { title: 'Dockerfile reference: CMD', url: 'https://docs.docker.com/reference/dockerfile/#cmd' },
    {
      title: 'BuildKit: MultipleInstructionsDisallowed',
      url: 'https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/',
    },
  ],
  why: {
    en: 'Only the last one counts: whoever reads or changes an earlier one is misled.',
    ja: '有効なのは最後の 1 つだけです。前のものを読んだり変更したりする人の誤解を招きます。',
  },
  remedy: { en: 'Delete the earlier ones.', ja: '前のものを削除してください。' },
  messages: {
    replaced: {
      en: 'This CMD does nothing: a later one replaces it.',
      ja: 'この CMD は無効です。後の CMD に置き換えられます。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nUSER 1001\n«CMD» ["b"]\nCMD ["c"]\n', fixed: 'FROM a\nUSER 1001\nCMD ["c"]\n' },
      {
        text: 'FROM a\nUSER 1001\n# one\n«cmd» \\\n  # why\n  ["b"]\n«CMD» ["c"]\nRUN true\nCMD ["b"]',
        fixed: 'FROM a\nUSER 1001\n# one\nRUN true\nCMD ["b"]',
      },
      {
        text: 'FROM a AS x\r\n«CMD» b\r\nCMD ["c"]\r\nFROM x\r\nUSER 1001\r\nCMD ["b"]\r\n',
        fixed: 'FROM a AS x\r\nCMD ["c"]\r\nFROM x\r\nUSER 1001\r\nCMD ["b"]\r\n',
      },
    ],
    good: [
      { text: 'FROM a AS x\nCMD ["b"]\nFROM x\nUSER 1001\nCMD ["c"]\n' },
      { text: 'FROM a\nUSER 1001\nONBUILD CMD ["b"]\nONBUILD CMD ["c"]\nCMD ["c"]\n' },
      { text: 'FROM a\nUSER 1001\n# CMD ["c"]\nCMD ["b"]\nRUN <<EOF\nCMD ["c"]\nEOF\n' },
      { text: 'FROM a\nUSER 1001\nENTRYPOINT ["b"]\nCMD ["c"]\nHEALTHCHECK CMD ["d"]\n' },
    ],
  },
  concerns: ['FROM', 'CMD'],
  check: file => replaced(file, 'CMD'),
});
