import { lookUp } from '../../core/lookUp.ts';
import { inRange } from '../../core/podmanVersion.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { buildFlags, switches } from '../../podman/buildFeatures.ts';
import { values } from './_concerns.ts';
import { eachInstruction, withFlags } from './_eachInstruction.ts';
import { checksumFaults, emptyValue, type Fault, type Key, valueFaults } from './_flagFaults.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule<Key>({
  id: 'containerfile/invalid-flag-value',
  title: { en: 'Flag with a wrong value', ja: '値が正しくないフラグ' },
  severity: 'error',
  isSyntax: true,
  references: [
    { title: 'Containerfile(5)', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
    { title: 'podman-build(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
  ],
  why: {
    en: 'Podman refuses the build at this line, after everything above it has run.',
    ja: 'Podman は、上の命令をすべて実行した後、この行でビルドを拒否します。',
  },
  remedy: { en: 'Correct the value, or remove the flag.', ja: '値を直すか、このフラグを削除してください。' },
  messages: {
    value: { en: '--{name} needs a value: --{name}=….', ja: '--{name} には値が必要です: --{name}=…。' },
    empty: { en: '{name} has an empty value.', ja: '{name} の値が空です。' },
    mode: {
      en: '"{value}" is no octal mode from 0 to 7777.',
      ja: '「{value}」は 0 から 7777 までの 8 進数のモードではありません。',
    },
    switch: {
      en: '--{name} is true or false, not "{value}".',
      ja: '--{name} の値は true か false です。「{value}」は使えません。',
    },
    duration: {
      en: '"{value}" is no duration such as 30s or 1m30s.',
      ja: '「{value}」は 30s や 1m30s のような時間ではありません。',
    },
    positive: { en: '--{name} has to be more than nothing.', ja: '--{name} には正の時間を指定します。' },
    count: { en: '--{name} has to be a whole number from 1 on.', ja: '--{name} には 1 以上の整数を指定します。' },
    network: {
      en: 'The network of a RUN is default, none or host, not "{value}".',
      ja: 'RUN のネットワークは default、none、host のいずれかです。「{value}」は使えません。',
    },
    platform: {
      en: '"{value}" is not one platform such as linux/amd64.',
      ja: '「{value}」は linux/amd64 のような 1 つのプラットフォームではありません。',
    },
    option: {
      en: 'A mount of type {type} has no option "{name}".',
      ja: '{type} 型のマウントに「{name}」というオプションはありません。',
    },
    nearest: {
      en: 'A mount of type {type} has no option "{name}". Is {meant} meant?',
      ja: '{type} 型のマウントに「{name}」というオプションはありません。{meant} のことでしょうか？',
    },
    target: { en: 'A mount of type {type} needs target=….', ja: '{type} 型のマウントには target=… が必要です。' },
    id: { en: 'A mount of type secret needs id=….', ja: 'secret 型のマウントには id=… が必要です。' },
    number: {
      en: '{name} is a number here, not "{value}".',
      ja: 'ここの {name} には番号を指定します。「{value}」は使えません。',
    },
    words: {
      en: '{name} is one of {words}, not "{value}".',
      ja: '{name} の値は {words} のいずれかです。「{value}」は使えません。',
    },
    comma: { en: 'An option is missing beside a comma.', ja: 'カンマの隣にオプションがありません。' },
    checksum: {
      en: '"{value}" is no checksum for Podman: that is sha256:, sha384: or sha512: and all digits, 0 to 9 and a to f.',
      ja: '「{value}」は Podman のチェックサムではありません。sha256:、sha384:、sha512: のいずれかの後に、すべての桁(0～9、a～f)が必要です。',
    },
    undownloaded: {
      en: 'A checksum is for downloads by http:// or https:// alone: Podman looks for "{source}" in the build context.',
      ja: 'チェックサムを指定できるのは http:// と https:// のダウンロードだけです。Podman は「{source}」をビルドコンテキストの中で探します。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM scratch\nCOPY «--chown» 1:1 a /b\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN «--network=» \\\n  # why\n  make\nUSER 1\n' },
      { text: 'FROM scratch\nCOPY --chmod=«789» a /b\nADD --chmod=«0o755» a /b\nUSER 1\n' },
      { text: 'FROM scratch\nCOPY --link=«yes» a /b\nUSER 1\n' },
      { text: 'FROM scratch\nARG LINK=\nCOPY «--link=$LINK» «--chown=${LINK}» a /b\nUSER 1\n' },
      {
        text: 'FROM scratch\nARG LINK=yes M=755 N=8\nCOPY --link=«$LINK» \\\n  --chmod=$M a /b\nadd --chmod=«"${N}"» a /b\nUSER 1\n',
      },
      { text: 'FROM scratch\nHEALTHCHECK --interval=«30» --timeout=«0s» --retries=«0» CMD a\nUSER 1\n' },
      { text: 'FROM scratch\nARG T=5s\nHEALTHCHECK --interval=«$T» --retries=«${N:-3}» CMD a\nUSER 1\n' },
      { text: 'FROM --platform=«linux/amd64,linux/arm64» scratch\nUSER 1\n' },
      { text: 'FROM scratch\r\nhealthcheck «--interval» 5s CMD a\r\nUSER 1\r\n' },
      { text: 'FROM quay.io/a/b:1\nRUN --network=«sandbox» make\nONBUILD run --network=«"bridge"» make\nUSER 1\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=bind,«taget»=/x make\nUSER 1\n',
        fixed: 'FROM quay.io/a/b:1\nRUN --mount=type=bind,target=/x make\nUSER 1\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN «--mount=type=cache,id=a» «--mount=type=secret» make\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,target=/x,sharing=«lock» make\nUSER 1\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=secret,id=a,mode=«0o400»,uid=«app»,required=«yes» \\\n  --mount=«type=cache,target=/x,» make\nUSER 1\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nONBUILD run --mount=type=bind,target=/x,relabel=«z» --mount=type=ssh,«id»= make\nUSER 1\n',
      },
      { text: 'FROM scratch\nONBUILD COPY --chmod=«rwx» a /b\nUSER 1\n' },
      {
        text: 'FROM scratch\nADD --checksum=«md5:0123456789abcdef0123456789abcdef» https://b.org/c /d\nadd --checksum=«0123456789abcdef0123456789abcdef01234567» https://b.org/c.git /d\nUSER 1\n',
      },
      {
        text: 'FROM scratch\r\nADD --checksum=«0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef» \\\r\n  https://b.org/c /d\r\nUSER 1\r\n',
        fixed:
          'FROM scratch\r\nADD --checksum=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef \\\r\n  https://b.org/c /d\r\nUSER 1\r\n',
      },
      {
        text: 'FROM scratch\nADD «--checksum=$SUM» https://b.org/c rootfs.tar.gz /d/\nADD --chown=1 «--checksum=$SUM» ["HTTPS://b.org/c", "/d"]\nUSER 1\n',
      },
    ],
    good: [
      {
        text: 'FROM quay.io/a/b:1\nARG N\nRUN --network=default a\nRUN --network=none b\nRUN --network=$N c\nUSER 1\n',
      },
      { text: 'FROM scratch\nARG LINK=false NONE\nCOPY --link=$LINK --chown=$NONE a /b\nUSER 1\n' },
      {
        text: 'FROM --platform=$BUILDPLATFORM scratch\nCOPY --link --chmod=${M} --chown=$U --chmod="0755" a /b\nUSER 1\n',
      },
      {
        text: 'FROM scratch\nHEALTHCHECK --interval=1m30s --timeout=.5s --start-period=1h --retries=3 CMD a\nUSER 1\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=target=/x --mount=type=cache,dst=/y,Z,uid=1 --mount=type=secret,id=a --mount=type=ssh make\nUSER 1\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=secret,id=a,mode=440,uid=$U,required=True --mount=type=bind,bind-propagation=rslave,target=/x a\nUSER 1\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=$T,foo=1 --mount=type=bind,target=$X,source=. make\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=tmpfs,"target=/x" make --mount\nUSER 1\n' },
      {
        text: 'FROM scratch\nCOPY --chmod=u=rwx,go=rx a /b\nUSER 1\n',
        settings: { rules: { 'containerfile/unsupported-by-podman': 'off' } },
      },
      { text: 'FROM scratch\nHEALTHCHECK --interval=x NONE\nUSER 1\n' },
      { text: 'FROM scratch\nHEALTHCHECK --timeout= --retries= CMD a\nUSER 1\n' },
      {
        text: 'FROM scratch\nADD --checksum=sha256:<sha256> https://b.org/c /d\nADD --checksum=$SUM $URL http://b.org/$FILE /d/\nUSER 1\n',
      },
      { text: 'FROM scratch\nADD --checksum=md5:0 c /d\nUSER 1\n', settings: { podman: '4.6' } },
    ],
  },
  concerns: [...values, ...Object.keys(buildFlags).map(keyword => `${keyword} --`), 'ADD', 'HEALTHCHECK'],
  *check(file, { settings }) {
    const isRefused = ({ since }: Fault) => !since || inRange(settings.podman, `>=${since}`);
    for (const { fact, outer } of eachInstruction(file, faults, [withFlags])) {
      if (!isRefused(fact)) continue;
      const { message } = fact.report;
      const isSyntax = saidByOthers.has(message) && (outer.inner ?? outer).keyword !== 'RUN';
      const severity = outer.inner ? 'warning' : undefined;
      yield shiftReport({ ...fact.report, severity, isSyntax }, outer.start);
    }
    for (const fault of variableFaults(file)) if (isRefused(fault)) yield fault.report;
  },
});

/** `COPY --link=$LINK`, by what the variable holds. */
function* variableFaults(file: Containerfile): Generator<Fault> {
  for (const instruction of file.of('COPY', 'ADD')) {
    if (!/^(?!onbuild\b)[^$]*\s--\S*\$/i.test(instruction.source)) continue;
    for (const flag of instruction.flags) {
      const { keyword } = instruction;
      if (!flag.valueSpan || lookUp(lookUp(buildFlags, keyword), flag.name) === undefined) continue;
      const value = valueOfVariables(file, instruction, flag.value ?? '');
      if (value === '') yield emptyValue(flag);
      else if (value !== undefined) yield* valueFaults(keyword, flag, value, flag.valueSpan);
    }
  }
}

/** Undefined for a value without variables, and where nobody can know: one that is set nowhere may come from outside. */
function valueOfVariables(file: Containerfile, instruction: Instruction, written: string): string | undefined {
  const variables = Array.from(written.matchAll(/\$\{?(\w+)/g), ([, name = '']) => name);
  const value = variables.length > 0 ? file.resolve(written, instruction) : undefined;
  return value || variables.every(name => file.assignment(name, instruction)) ? value : undefined;
}

const saidByOthers: ReadonlySet<Key> = new Set<Key>(['value', 'switch', 'duration', 'positive', 'count']);

function* faults(instruction: Instruction): Generator<Fault> {
  const { keyword, flags, words } = instruction;
  if (keyword === 'HEALTHCHECK' && /^none$/i.test(words[0]?.value ?? '')) return;
  for (const flag of flags) {
    if (lookUp(lookUp(buildFlags, keyword), flag.name) === undefined) continue;
    const { name, value, valueSpan, span } = flag;
    const params = { name };
    if (value === undefined || !valueSpan) {
      if (!switches.has(name)) yield { report: { at: span, message: 'value', params } };
    } else if (value === '' && keyword !== 'HEALTHCHECK') {
      yield emptyValue(flag);
    } else if (!value.includes('$') || keyword === 'HEALTHCHECK') yield* valueFaults(keyword, flag, value, valueSpan);
  }
  if (keyword === 'ADD') yield* checksumFaults(instruction);
}
