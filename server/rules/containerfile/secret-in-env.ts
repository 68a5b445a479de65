import type { Fix } from '../../core/fix.ts';
import { Memory, remember } from '../../core/remember.ts';
import type { Report } from '../../core/rule.ts';
import { defaultSettings } from '../../core/settings.ts';
import type { Severity } from '../../core/severity.ts';
import type { Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Pair } from '../../parse/containerfile/model.ts';
import {
  fromManual,
  isPlace,
  plausibleSecret,
  secretName,
  secretPlaceholder,
  secretSubject,
  secretValue,
} from '../../podman/secrets.ts';
import { deletePair } from './_edits.ts';
import { containerfileRule } from './_rule.ts';
import { isShipped } from './_stages.ts';
import { valueByDefault } from './_variables.ts';

type Key = 'format' | 'literal' | 'promoted' | 'argument' | 'login' | 'placeholder';

const remove: Text = {
  en: 'Delete {name} (give it to RUN --mount=type=secret,id=… instead)',
  ja: '{name} を削除(代わりに RUN --mount=type=secret,id=… で渡す)',
};

export default containerfileRule<Key>({
  id: 'containerfile/secret-in-env',
  title: { en: 'Secret in ENV or ARG', ja: 'ENV・ARG に含まれるシークレット' },
  severity: 'error',
  aliases: ['DL3064', 'DS-0031', 'DS031', 'SecretsUsedInArgOrEnv', 'S6472', 'secret-in-build-arg', 'CIS-DI-0010'],
  references: [
    { title: 'podman-build(1): --secret', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'CIS Docker 4.10' },
    { title: 'CWE-798', url: 'https://cwe.mitre.org/data/definitions/798.html' },
  ],
  why: {
    en: 'What ENV and ARG hold is kept in the image and its history: whoever can pull the image reads it with podman inspect or podman history.',
    ja: 'ENV と ARG の値はイメージとその履歴に残り、イメージを取得できる人は podman inspect や podman history で読み取れます。',
  },
  remedy: {
    en: 'Mount it where it is needed, RUN --mount=type=secret,id=token,required=true and read /run/secrets/token; give secrets at run time with podman run --secret.',
    ja: '必要な箇所で RUN --mount=type=secret,id=token,required=true を使い、/run/secrets/token から読み取ってください。実行時のシークレットは podman run --secret で渡せます。',
  },
  messages: {
    format: {
      en: 'The value of {name} has the format of a secret ({kind}).',
      ja: '{name} の値はシークレット({kind})の形式です。',
    },
    literal: { en: '{name} holds a secret in plain text.', ja: '{name} にシークレットが平文で書かれています。' },
    promoted: {
      en: '{name} keeps the build argument {argument} in the image for good.',
      ja: '{name} により、ビルド引数 {argument} の値がイメージに残り続けます。',
    },
    argument: {
      en: 'The build argument {name} carries a secret, which stays in the image’s history.',
      ja: 'ビルド引数 {name} でシークレットを渡すと、イメージの履歴に残ります。',
    },
    login: {
      en: 'The build argument {name} is half of a login, and the other half is likely to be beside it.',
      ja: 'ビルド引数 {name} はログイン情報の片方で、もう片方も近くにあるはずです。',
    },
    placeholder: {
      en: '{name} waits for a secret: whoever fills it in puts the secret into the image.',
      ja: '{name} はシークレットの仮の値です。実際の値を書くと、イメージに残ります。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nENV DBpassword=«"hunter22x"»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nUSER 1001\n',
      },
      {
        text: 'FROM a\nENV DB_PASSWORD=«hunter2»\nRUN true\n',
        fixed: 'FROM a\nRUN true\n',
      },
      { text: 'FROM a\nENV A=1 apiKey=«"x y"» B=2\n', fixed: 'FROM a\nENV A=1 B=2\n' },
      { text: 'FROM a\nENV DB_PASSWORD=«${DB_PASSWORD:-hunter2}»\n', fixed: 'FROM a\n' },
      { text: 'FROM a\nENV SECRET_PASSPHRASE «test me»\n', fixed: 'FROM a\n' },
      { text: 'FROM a\nARG NPM_TOKEN=«abc»\n', fixed: 'FROM a\n' },
      {
        text: 'FROM a\nARG «NPM_TOKEN»\nRUN npm ci --token=$NPM_TOKEN\n',
        fixed: 'FROM a\nRUN npm ci --token=$NPM_TOKEN\n',
      },
      { text: 'FROM a\nENV NPM_TOKEN=«abc» \\\n    TZ=UTC\n', fixed: 'FROM a\nENV TZ=UTC\n' },
      // Podman hands it to every RUN and records it in the history, also where npm finds it by itself.
      { text: 'FROM a\nARG «NPM_TOKEN»\nRUN npm ci\n', fixed: 'FROM a\nRUN npm ci\n' },
      { text: 'FROM a\nARG «GH_PAT»\nRUN npm ci\n', fixed: 'FROM a\nRUN npm ci\n' },
      { text: 'FROM a\nARG «NPM_TOKEN»=""\nRUN npm ci\n', fixed: 'FROM a\nRUN npm ci\n' },
      { text: 'FROM a\nONBUILD ARG «NPM_TOKEN»\nONBUILD RUN npm ci\n', fixed: 'FROM a\nONBUILD RUN npm ci\n' },
      {
        text: 'FROM a\nARG NPM_TOKEN\nENV NPM_TOKEN=«$NPM_TOKEN»\n',
        fixed: 'FROM a\nARG NPM_TOKEN\n',
      },
      {
        text: 'FROM a\nARG «NPM_TOKEN»\nENV A=$NPM_TOKENS\nRUN npm ci\n',
        fixed: 'FROM a\nENV A=$NPM_TOKENS\nRUN npm ci\n',
      },
      {
        text: 'FROM a\nARG NPM_TOKEN\nENV A="B" \\\n    FOO=«x$NPM_TOKEN»\n',
        fixed: 'FROM a\nARG NPM_TOKEN\nENV A="B"\n',
      },
      {
        text: 'FROM a\nENV A=b \\\n    # why\n    DB_PASSWORD=«c»\nRUN true\n',
        fixed: 'FROM a\nENV A=b\nRUN true\n',
      },
      {
        text: 'FROM a\nENV A=b \\\n    # why\n    DB_PASSWORD=«c» \\\n    D=e\n',
        fixed: 'FROM a\nENV A=b \\\n    # why\n    D=e\n',
      },
      { text: 'FROM a\nENV CACHE=«redis://:hunter2@db:6379»\n', fixed: 'FROM a\n' },
      { text: 'FROM a\nENV DB=«"Server=db;User Id=sa;Password=x1y2"»\n', fixed: 'FROM a\n' },
      { text: 'FROM a\nONBUILD ENV PGPASSWORD=«x1y2»\n', fixed: 'FROM a\n' },
      { text: 'FROM a AS b\nENV DB_PASSWORD=«hunter2»\nFROM c\n', fixed: 'FROM a AS b\nFROM c\n' },
      { text: 'FROM a\nARG «NPM_TOKEN»\n', fixed: 'FROM a\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nARG NPM_TOKEN=«$TOKEN»\nRUN npm ci\n', fixed: 'FROM a\nRUN npm ci\n' },
      {
        text: 'FROM a\nENV B=hunter2\nENV DB_PASSWORD=«$B» GH_TOKEN=$C\n',
        fixed: 'FROM a\nENV B=hunter2\nENV GH_TOKEN=$C\n',
      },
      { text: 'FROM a\nENV NPM_TOKEN=«changeme»\n', fixed: 'FROM a\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a\nENV AWS_SECRET_ACCESS_KEY=«abcEXAMPLEKEY»\n',
        fixed: 'FROM a\n',
        settings: { profile: 'strict' },
      },
      {
        settings: { profile: 'strict' },
        text: 'FROM quay.io/a/b:1\nARG «ARTIFACTORY_USR»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nUSER 1001\n',
      },
    ],
    good: [
      { text: 'FROM a\nENV DB_PASSWORD= PASSWORD_FILE=/run/secrets/db TOKEN_URL=https://a/token\n' },
      {
        text: 'FROM a\nENV GOOGLE_APPLICATION_CREDENTIALS=/credentials/storage.json\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nENV DB_PASSWORD=changeme API_KEY=<key> TOKEN=xxx\n' },
      { text: 'FROM a\nENV GPG_KEY=0123456789ABCDEF0123456789ABCDEF01234567 PUBLIC_KEY=x AUTHOR=y\n' },
      { text: 'FROM a\nENV TOKENIZERS_PARALLELISM=false KEYBOARD=us POSTGRES_HOST_AUTH_METHOD=trust\n' },
      { text: 'FROM a\nENV VAULT_TOKEN_SHA256=9cf9427b PASSWORD_PATTERN=^a TOKEN_DURATION=1h COMPOSER_AUTH={}\n' },
      {
        text: 'FROM a\nENV DB_PASSWORD=${DB_PASSWORD:-changeme} API_TOKEN=${B:-$C} AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n',
      },
      { text: 'FROM a\nARG DB_PASSWORD=${DB_PASSWORD:-changeme}\nRUN make\n' },
      { text: 'FROM a\nENV DB_PASSWORD=@DB_PASSWORD@ API_TOKEN=__TOKEN__ NPM_TOKEN=unset GH_TOKEN=NOT_SET\n' },
      { text: 'FROM a\nENV SSH_AUTH_SOCK=x SECRET_KEY_BASE_DUMMY=1 username=me GOPRIVATE=b.org\n' },
      { text: 'FROM a\nENV PASSWORD_HASH_ALGO=bcrypt TOKEN_LIFESPAN=abc STRIPE_KEY=pk_test_abcdef123456\n' },
      { text: 'FROM a\nRUN true\nARG NPM_TOKEN\nONBUILD RUN true\n' },
      { text: 'FROM a AS b\nARG NPM_TOKEN\nFROM b\nRUN true\n' },
      { text: 'FROM a\nENV GREP_PAT=a.b FILE_PAT=*.c COMPAT=1 PAT=x\n' },
      { text: 'FROM a\nENV TOKEN=$TOKEN_OF_THE_BASE_IMAGE\n' },
      { text: 'FROM a\nARG VERSION\nENV TOKEN_VERSION=$VERSION URL=https://$USER:$PASS@b\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=token npm ci\n' },
      {
        text: 'FROM a\nARG KEYS=https://b/keys PLACE=/run/key\nARG API_TOKEN=$KEYS\nENV API_KEY=$KEYS B_TOKEN=${PLACE} C_KEY=/a/b:/c/:~/d\nRUN make\n',
        settings: { profile: 'strict' },
      },
    ],
  },
  *check(file, { settings }) {
    const isStrict = settings.profile === 'strict';
    for (const outer of file.instructions) {
      const instruction = outer.inner ?? outer;
      if (instruction.keyword !== 'ENV' && instruction.keyword !== 'ARG') continue;
      const suspects = suspectsIn(instruction);
      for (let i = 0; i < suspects.length; i++) {
        const suspect = suspects[i];
        const pair = suspect && instruction.pairs[i];
        const report = pair && judgePair(file, outer, instruction, pair, suspect, isStrict);
        if (report) yield { ...report, fixes: [removal(file.text, outer, instruction, pair)] };
      }
    }
  },
});

function removal(text: string, outer: Instruction, instruction: Instruction, pair: Pair): Fix {
  const title = { text: remove, params: { name: pair.name } };
  return { title, edits: [deletePair(text, instruction, outer, pair)], safe: false };
}

/** Why a pair is looked at more closely. */
interface Suspect {
  /** The format that its value has. */
  readonly kind: string | undefined;
  readonly isNamed: boolean;
}

/** Jenkins gives a login to a build as `NAME_USR` and `NAME_PSW`. */
const halfOfLogin = /_USR$/i;

const suspects = new Memory<object, readonly (Suspect | undefined)[]>();

/** For each pair of ENV or ARG; undefined for the many that have nothing to hide. Told by the instruction's text alone. */
const suspectsIn = ({ origin }: Instruction): readonly (Suspect | undefined)[] =>
  remember(suspects, origin, () =>
    origin.pairs.map(({ name, value = '', raw }) => {
      const suspect = { kind: secretValue(value), isNamed: secretName(name) };
      const mayBe = origin.keyword === 'ENV' ? secretsUsed(name, raw).length > 0 : halfOfLogin.test(name);
      return suspect.kind !== undefined || suspect.isNamed || mayBe ? suspect : undefined;
    }),
  );

function judgePair(
  file: Containerfile,
  outer: Instruction,
  instruction: Instruction,
  pair: Pair,
  { kind, isNamed }: Suspect,
  isStrict: boolean,
): Report<Key> | undefined {
  const { keyword } = instruction;
  const { name, value = '' } = pair;
  if (isStrict && keyword === 'ARG' && value === '' && halfOfLogin.test(name)) {
    return { at: pair.nameSpan, message: 'login', params: { name }, severity: 'info' };
  }
  const given = value === '' ? undefined : pair.valueSpan;
  const at = given ?? pair.nameSpan;
  const argument = keyword === 'ENV' ? promotedArgument(file, outer, pair) : undefined;
  if (kind === undefined && argument === undefined && !isNamed) return undefined;
  const grave: Severity = isInImage(file, outer) ? 'error' : 'warning';
  if (kind !== undefined)
    return { at, message: 'format', params: { name, kind }, severity: grave, subject: secretSubject(value) };
  if (argument !== undefined) return { at, message: 'promoted', params: { name, argument }, severity: grave };
  const known = pair.raw.startsWith("'") ? value : valueByDefault(file, value, instruction);
  if (plausibleSecret(known ?? '')) return { at, message: 'literal', params: { name }, severity: grave };
  // An ARG that takes what it carries from another one is as good as one without a value.
  if (given && (keyword === 'ENV' || known)) {
    const isFilledIn = isStrict && (secretPlaceholder(known ?? value) || fromManual.test(known ?? value));
    return isFilledIn ? { at, message: 'placeholder', params: { name }, severity: 'info' } : undefined;
  }
  if (keyword !== 'ARG') return undefined;
  if (!isStrict && isPromoted(file, outer, name)) return undefined;
  if (isUsed(file, outer, name)) {
    return { at, message: 'argument', params: { name }, severity: grave === 'error' ? 'warning' : 'info' };
  }
  return isStrict ? { at, message: 'argument', params: { name }, severity: 'info' } : undefined;
}

/** Other stages stay behind, but their layers may be pushed as a cache. */
const isInImage = (file: Containerfile, instruction: Instruction): boolean =>
  isShipped(file, defaultSettings, instruction);

const variables = /\$\{?(\w+)/g;

/** The variables that an ENV takes a secret from: their own names or the ENV's say that it is one. */
function secretsUsed(name: string, raw: string): readonly string[] {
  if (!raw.includes('$') || raw.startsWith("'")) return [];
  const isWhole = /^"?\$\{?\w+\}?"?$/.test(raw);
  return [...raw.matchAll(variables)].flatMap(([, variable = '']) =>
    secretName(variable) || (isWhole && secretName(name)) ? [variable] : [],
  );
}

/** The ARG with a secret that an ENV makes last. */
function promotedArgument(file: Containerfile, outer: Instruction, { name, raw }: Pair): string | undefined {
  const used = secretsUsed(name, raw);
  if (used.length === 0) return undefined;
  const before = file.stageOf(outer)?.instructions.filter(({ span }) => span.start < outer.span.start) ?? [];
  return before
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap(({ pairs }) => pairs)
    .find(({ name, value }) => used.includes(name) && !isPlace(value ?? ''))?.name;
}

/** Every RUN behind it gets it, named or not, and is recorded with its value; so is what else names it. */
function isUsed(file: Containerfile, declaration: Instruction, name: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  const word = new RegExp(`\\b${name}\\b`);
  return behind(file, declaration).some(({ keyword, inner, span }) => {
    if ((inner === undefined) !== (declaration.inner === undefined)) return false;
    const runs = (inner ?? { keyword }).keyword;
    return runs === 'RUN' || (runs !== 'ARG' && runs !== 'ENV' && word.test(file.text.slice(span.start, span.end)));
  });
}

/** An ENV keeps it for good, which is said there. */
function isPromoted(file: Containerfile, declaration: Instruction, name: string): boolean {
  if (!/^\w+$/.test(name)) return false;
  const variable = new RegExp(`\\$\\{?${name}\\b`);
  return behind(file, declaration).some(
    outer => outer.keyword === 'ENV' && outer.pairs.some(({ raw }) => !raw.startsWith("'") && variable.test(raw)),
  );
}

/** The instructions of its stage that follow. */
const behind = (file: Containerfile, instruction: Instruction): readonly Instruction[] =>
  file.stageOf(instruction)?.instructions.filter(({ span }) => span.start > instruction.span.start) ?? [];
