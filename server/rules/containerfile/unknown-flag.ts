import type { Fix } from '../../core/fix.ts';
import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { buildFlags, instructionNames } from '../../podman/buildFeatures.ts';
import { eachInstruction, withFlags } from './_eachInstruction.ts';
import { containerfileRule } from './_rule.ts';

type Key = 'unknown' | 'nearest' | 'elsewhere' | 'dropped';

const names = new Set(instructionNames);

export default containerfileRule<Key>({
  id: 'containerfile/unknown-flag',
  title: { en: 'Unknown flag', ja: '存在しないフラグ' },
  severity: 'error',
  isSyntax: true,
  references: [
    { title: 'Containerfile(5)', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: {
    en: 'Podman refuses the build at this line, after everything above it has run; where an instruction has no flags at all, it drops the word without a message.',
    ja: 'Podman は、上の命令をすべて実行した後、この行でビルドを拒否します。フラグのない命令では、この語を何も言わずに捨てます。',
  },
  remedy: {
    en: 'Correct the flag or remove it; an argument that starts with "--" needs the form ["--word"].',
    ja: 'フラグを直すか、削除してください。「--」で始まる引数は ["--word"] の形式で書いてください。',
  },
  messages: {
    unknown: { en: '{instruction} has no flag --{flag}.', ja: '{instruction} に --{flag} というフラグはありません。' },
    nearest: {
      en: '{instruction} has no flag --{flag}. Is --{name} meant?',
      ja: '{instruction} に --{flag} というフラグはありません。--{name} のことでしょうか？',
    },
    elsewhere: {
      en: '--{flag} is a flag of {owner}, not of {instruction}.',
      ja: '--{flag} は {owner} のフラグで、{instruction} では使えません。',
    },
    dropped: {
      en: '{instruction} has no flags: Podman drops "{word}".',
      ja: '{instruction} にフラグはありません。Podman は「{word}」を捨てます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM scratch\nCOPY --«chwon»=1:1 a /b\nUSER 1\n',
        fixed: 'FROM scratch\nCOPY --chown=1:1 a /b\nUSER 1\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN --«Network»=none \\\n    # why\n    make\nUSER 1\n',
        fixed: 'FROM quay.io/a/b:1\nRUN --network=none \\\n    # why\n    make\nUSER 1\n',
      },
      { text: 'FROM --«pull»=always quay.io/a/b:1\nUSER 1\n' },
      { text: 'FROM scratch\nCOPY --«checksum»=sha256:00 a /b\nUSER 1\n' },
      { text: 'FROM scratch\nUSER 1\ncmd «--config» /etc/app.conf\n' },
      { text: 'FROM scratch\r\nUSER 1\r\nENTRYPOINT «--verbose» ["/a"]\r\n' },
      {
        text: 'FROM scratch\nUSER 1\nHEALTHCHECK --«intervall»=5s CMD /a\n',
        fixed: 'FROM scratch\nUSER 1\nHEALTHCHECK --interval=5s CMD /a\n',
      },
      { text: 'FROM scratch\nONBUILD COPY --«foo» a /b\nUSER 1\n' },
    ],
    good: [
      { text: 'FROM --platform=linux/amd64 quay.io/a/b:1\nUSER 1\nCMD ["--config", "/etc/app.conf"]\n' },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,target=/x --network=none make --jobs 4\nUSER 1\n' },
      { text: 'FROM scratch\nCOPY --from=a --chown=1 --chmod=755 --link --parents --exclude=x a /b/\nUSER 1\n' },
      { text: 'FROM scratch\nADD --checksum=sha256:00 --keep-git-dir=false https://a/b /c\nUSER 1\n' },
      { text: 'FROM scratch\nUSER 1\nHEALTHCHECK --interval=5s --retries=3 CMD a --foo\nHEALTHCHECK --foo NONE\n' },
      { text: 'FROM scratch\nUSER 1\nCMD -- a\nENTRYPOINT ["/a", "--foo"]\n' },
      { text: 'FROM scratch\nUSER 1\nFOO --bar\n' },
    ],
  },
  concerns: [...instructionNames.map(keyword => `${keyword} --`), 'HEALTHCHECK'],
  *check(file) {
    for (const { fact, outer } of eachInstruction(file, judge, [withFlags])) yield shiftReport(fact, outer.start);
  },
});

function* judge({ keyword, flags, words }: Instruction, outer: Instruction): Generator<Report<Key>> {
  if (!names.has(keyword)) return;
  // What a trigger says is read when it runs.
  const severity = outer.keyword === 'ONBUILD' ? 'warning' : undefined;
  const known = lookUp(buildFlags, keyword);
  // Podman does not look at the flags of this one.
  if (keyword === 'HEALTHCHECK' && /^none$/i.test(words[0]?.value ?? '')) return;
  for (const { name: flag, nameSpan, span, value } of flags) {
    if (lookUp(known, flag) !== undefined) continue;
    const params = { instruction: keyword, flag };
    const isSyntax = keyword !== 'RUN';
    if (!known) {
      const word = value === undefined ? `--${flag}` : `--${flag}=…`;
      yield { at: span, message: 'dropped', params: { ...params, word }, severity: 'warning', isSyntax: false };
      continue;
    }
    const name = nearest(flag, Object.keys(known));
    const owner = Object.keys(buildFlags).find(other => lookUp(buildFlags[other], flag) !== undefined);
    if (owner) yield { at: nameSpan, message: 'elsewhere', params: { ...params, owner }, severity, isSyntax };
    else if (!name) yield { at: nameSpan, message: 'unknown', params, severity, isSyntax };
    else {
      const title = { text: { en: 'Write --{name}', ja: '--{name} と書く' }, params: { name } };
      const fix: Fix = { title, edits: [{ span: nameSpan, text: name }], safe: flag.toLowerCase() === name };
      yield { at: nameSpan, message: 'nearest', params: { ...params, name }, severity, isSyntax, fixes: [fix] };
    }
  }
}
