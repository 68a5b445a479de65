import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import { type Span, shift } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { plausibleSecret, secretName, secretSubject, secretsIn, secretValue } from '../../podman/secrets.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { containerfileRule } from './_rule.ts';
import { isShipped } from './_stages.ts';

export default containerfileRule({
  id: 'containerfile/hard-coded-secret',
  title: { en: 'Secret written into the file', ja: 'ファイルに書き込まれたシークレット' },
  severity: 'error',
  impliedBy: ['containerfile/secret-in-env', 'containerfile/credential-command'],
  aliases: ['DL3064', 'tally/secrets-in-code'],
  references: [
    { title: 'CWE-798', url: 'https://cwe.mitre.org/data/definitions/798.html' },
    { title: 'podman-build(1): --secret', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
  ],
  why: {
    en: 'It is in the repository, in the history of the image and perhaps in its layers: everybody who sees one of them has it.',
    ja: 'リポジトリ、イメージの履歴、場合によってはレイヤーに残り、そのどれかを見られる人全員の手に渡ります。',
  },
  remedy: {
    en: 'Revoke it, make a new one, and give that to the build with RUN --mount=type=secret or to the container with podman run --secret.',
    ja: '失効させて新しいものを作り、ビルドには RUN --mount=type=secret、コンテナには podman run --secret で渡してください。',
  },
  messages: {
    format: { en: 'This has the format of a secret ({kind}).', ja: 'これはシークレット({kind})の形式です。' },
    label: {
      en: 'The label {name} holds a secret in plain text.',
      ja: 'ラベル {name} にシークレットが平文で書かれています。',
    },
  },
  examples: {
    bad: [
      {
        text: `FROM a\nENV A=1 B="«ghp_${'aB3'.repeat(12)}»"\nARG C=x-«AKIA${'Q3EG'.repeat(4)}»\n`,
        settings: { profile: 'strict' },
      },
      { text: `FROM a\nRUN curl -o x \\\n  # token\n  https://b/c?token=«ghp_${'aB3'.repeat(12)}»\n` },
      { text: `FROM a\nLABEL a=b key="«AKIA${'Q3EG'.repeat(4)}»"\n` },
      { text: 'FROM a\nONBUILD label a=b \\\n  # why\n  org.b.db_password=«"hunter2"» TOKEN=«abc123»\n' },
      { text: `FROM a\nCOPY <<EOF /k\n«-----BEGIN RSA ${'PRIVATE'} KEY-----»\nMIIEowIBAAKCAQEAq\nEOF\n` },
      { text: `FROM a\nRUN printf '«-----BEGIN ${'PRIVATE'} KEY-----»\\nMIIEowIBAAKCAQEAq' > /k\n` },
      { text: `FROM a\nONBUILD cmd ["x", "«postgres://app:hunter2@db.internal»/app"]\n` },
      { text: `FROM a\nENTRYPOINT x --key «sk_live_${'aB3x'.repeat(6)}» «glpat-${'aB3x'.repeat(5)}»\n` },
      // Too short, or too often interrupted, for twenty characters in a row: each by itself.
      {
        text: `FROM a\nRUN a «eyJ${'aB3x'.repeat(3)}.eyJ${'aB3x'.repeat(3)}.${'aB3x'.repeat(3)}»\nRUN a «SG.${'aB3x'.repeat(4)}.${'aB3x'.repeat(4)}»\nRUN a «hooks.${'slack'}.com/services/T1/B2/c3»\nRUN a «AccountKey=${'aB3/'.repeat(21)}ab==»\nRUN a «glc_${'aB3/'.repeat(8)}»\nRUN a «sntrys_${'aB3/'.repeat(10)}»\nRUN a «sntryu_${'aB3/'.repeat(10)}»\n`,
      },
      {
        text: `FROM a\nRUN a «xoxa-${'aB3x'.repeat(3)}»\nRUN a «xoxb-${'aB3x'.repeat(3)}»\nRUN a «xoxe-${'aB3x'.repeat(3)}»\nRUN a «xoxo-${'aB3x'.repeat(3)}»\nRUN a «xoxp-${'aB3x'.repeat(3)}»\nRUN a «xoxr-${'aB3x'.repeat(3)}»\nRUN a «xoxs-${'aB3x'.repeat(3)}»\nRUN a «dp.pt.${'aB3.'.repeat(10)}»\nRUN a «dp.st.${'aB3.'.repeat(10)}»\nRUN a «dp.sa.${'aB3.'.repeat(10)}»\nRUN a «dp.ct.${'aB3.'.repeat(10)}»\n`,
      },
      {
        text: `FROM a\nRUN <<-'EOF'\n\tgit clone «https://me:${'hunter2'}@git.internal»/a\n\tEOF\n`,
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: `FROM a\nRUN curl -fo x -H "Authorization: token ghp_${'aB3'.repeat(12)}" https://b/c\n` },
      { text: 'FROM a\nRUN echo "such as ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"\n' },
      { text: `FROM a\nENV A=1 B=ghp_${'aB3'.repeat(12)}\n` },
      { text: 'FROM a\nLABEL token.name=a secret=true key=abc b.token=$T password=changeme io.secret.backend=vault\n' },
      { text: `FROM a\nRUN aws configure set aws_access_key_id AKIA${'IOSFODNN7'}EXAMPLE\n` },
      { text: `FROM a\nRUN grep -q -- "-----BEGIN ${'PRIVATE'} KEY-----" /k || openssl genrsa -out /k\n` },
      { text: 'FROM a\nRUN curl https://user:$PASS@b https://u:<password>@b http://b:8080/c@d\n' },
      {
        text: 'FROM a\nRUN git clone https://$(cat /t):x-oauth-basic@b.org/c\nLABEL a="https://${T}:x-oauth-basic@b.org"\n',
        settings: { rules: { 'containerfile/credential-command': 'off' } },
      },
      { text: 'FROM a\nRUN DATABASE_URL=postgres://postgres:postgres@localhost/a rails assets:precompile\n' },
      { text: `FROM a\nRUN echo ghp_xxx sk_live_short hf_transfer npm_config_cache\n# AKIA${'Q3EG'.repeat(4)}\n` },
      {
        text: `FROM a\nRUN a eyJ${'aB3x'.repeat(3)}.eyJ${'aB3x'.repeat(3)} SG.short.${'aB3x'.repeat(3)} xoxb-your xoxz-${'aB3x'.repeat(3)} hooks.${'slack'}.com/services/T1 AccountKey=$KEY glc_${'aB3x'.repeat(3)}\n`,
      },
      {
        text: `FROM a\nCMD b dp.pt.${'aB3x'.repeat(3)} dp.xy.${'aB3.'.repeat(10)} sntryx_${'aB3/'.repeat(10)} sntrys_$TOKEN\n`,
      },
      { text: `FROM a\nADD https://b/c.tar.gz /x\nRUN echo ${'0123456789abcdef'.repeat(4)}  x | sha256sum -c\n` },
    ],
  },
  *check(file, { settings }) {
    for (const { fact, outer } of eachInstruction(file, find)) {
      const severity = isShipped(file, settings, outer) ? 'error' : 'warning';
      const { kind, subject } = fact;
      yield { at: shift(fact.at, outer.start), message: 'format', params: { kind }, severity, subject };
    }
    for (const { fact, outer } of eachInstruction(file, inLabels, ['LABEL'])) yield shiftReport(fact, outer.start);
  },
});

/** Their keys begin with a domain: `org.example.token`. */
function* inLabels({ pairs }: Instruction): Generator<Report<'label'>> {
  for (const { name, value = '', valueSpan } of pairs) {
    const last = name.slice(name.lastIndexOf('.') + 1);
    // `key=value` is what a label is.
    if (last !== 'key' && secretName(last) && valueSpan && plausibleSecret(value) && secretValue(value) === undefined)
      yield { at: valueSpan, message: 'label', params: { name }, severity: 'warning' };
  }
}

/** Twenty characters of a key; written out, for so V8 skips from one to the twentieth next to it. */
const longWord = new RegExp(String.raw`[\w=-]`.repeat(20));
const longKey = /(?<![\w=-])(?=[a-z_=-]*[A-Z\d])[\w=-]{20}/;
const beginning =
  /:\/\/[^\s/@]{1,402}@|PRIVATE KEY|eyJ|SG\.|xox[abeoprs]-|hooks\.slack\.com|AccountKey=|dp\.(?:pt|st|sa|ct)\.|glc_|sntry[su]_/;

/** What stands in every format: a long word of a key, or a beginning. Most texts are looked at once so. */
const isWorthALook = (text: string): boolean => (longWord.test(text) && longKey.test(text)) || beginning.test(text);

interface Secret {
  readonly kind: string;
  readonly at: Span;
  readonly subject: string | undefined;
}

const find = (_: Instruction, { source }: Instruction): Iterable<Secret> =>
  isWorthALook(source) ? secretsAt(source) : [];

function* secretsAt(source: string): Generator<Secret> {
  const found: Span[] = [];
  for (const { kind, ...at } of secretsIn(source)) {
    if (found.some(other => at.start < other.end && other.start < at.end) || isComment(source, at.start)) continue;
    found.push(at);
    yield { kind, at, subject: secretSubject(source.slice(at.start, at.end)) };
  }
}

/** On a line between the lines of an instruction. */
const isComment = (source: string, at: number): boolean =>
  /^[ \t]*#/.test(source.slice(source.lastIndexOf('\n', at - 1) + 1, at)) && !source.includes('<<');
