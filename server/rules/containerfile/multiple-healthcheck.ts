import { replaced } from './_lastCounts.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/multiple-healthcheck',
  title: { en: 'Several HEALTHCHECK in a stage', ja: 'ステージ内の複数の HEALTHCHECK' },
  severity: { podman: 'hint', strict: 'warning', kubernetes: 'hint' },
  aliases: ['DL3012', 'DS-0023', 'DS023', 'S6589', 'MultipleInstructionsDisallowed'],
  references: [
    { title: 'Dockerfile reference: HEALTHCHECK', url: 'https://docs.docker.com/reference/dockerfile/#healthcheck' },
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
    en: 'Delete the earlier ones; one command can test several things.',
    ja: '前のものを削除してください。複数の確認は 1 つのコマンドにまとめられます。',
  },
  messages: {
    replaced: {
      en: 'This HEALTHCHECK does nothing: a later one replaces it.',
      ja: 'この HEALTHCHECK は無効です。後の HEALTHCHECK に置き換えられます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nUSER 1001\n«HEALTHCHECK» CMD ["b"]\nHEALTHCHECK CMD ["c"]\n',
        fixed: 'FROM a\nUSER 1001\nHEALTHCHECK CMD ["c"]\n',
      },
      {
        text: 'FROM a\nUSER 1001\n# one\n«healthcheck» \\\n  # why\n  CMD ["b"]\n«HEALTHCHECK» CMD ["c"]\nRUN true\nHEALTHCHECK CMD ["b"]',
        fixed: 'FROM a\nUSER 1001\n# one\nRUN true\nHEALTHCHECK CMD ["b"]',
      },
      {
        text: 'FROM a AS x\r\n«HEALTHCHECK» NONE\r\nHEALTHCHECK CMD ["c"]\r\nFROM x\r\nUSER 1001\r\nHEALTHCHECK CMD ["b"]\r\n',
        fixed: 'FROM a AS x\r\nHEALTHCHECK CMD ["c"]\r\nFROM x\r\nUSER 1001\r\nHEALTHCHECK CMD ["b"]\r\n',
      },
    ],
    good: [
      { text: 'FROM a AS x\nHEALTHCHECK CMD ["b"]\nFROM x\nUSER 1001\nHEALTHCHECK CMD ["c"]\n' },
      {
        text: 'FROM a\nUSER 1001\nONBUILD HEALTHCHECK CMD ["b"]\nONBUILD HEALTHCHECK CMD ["c"]\nHEALTHCHECK CMD ["c"]\n',
      },
      {
        text: 'FROM a\nUSER 1001\n# HEALTHCHECK CMD ["c"]\nHEALTHCHECK CMD ["b"]\nRUN <<EOF\nHEALTHCHECK CMD ["c"]\nEOF\n',
      },
      { text: 'FROM a\nUSER 1001\nENTRYPOINT ["b"]\nCMD ["c"]\nHEALTHCHECK CMD ["d"]\n' },
    ],
  },
  concerns: ['FROM', 'HEALTHCHECK'],
  check: file => replaced(file, 'HEALTHCHECK'),
});
