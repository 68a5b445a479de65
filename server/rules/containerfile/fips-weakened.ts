import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { forceFipsMode, weakeningOption, weakens } from '../../podman/fips.ts';
import { fipsRule, imageBelow } from './_fips.ts';
import { anyTool, atBuildAndRun, judgeRuns, type Run } from './_shell.ts';

const fips = { fips: true } as const;

export default fipsRule({
  id: 'containerfile/fips-weakened',
  title: { en: 'FIPS is turned off or weakened', ja: 'FIPS の無効化や弱体化' },
  severity: 'warning',
  references: [
    {
      title: 'Red Hat: switching RHEL to FIPS mode',
      url: 'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/security_hardening/switching-rhel-to-fips-mode_security-hardening',
    },
    { title: 'update-crypto-policies(8)', url: 'https://gitlab.com/redhat-crypto/fedora-crypto-policies' },
  ],
  why: {
    en: 'The program then uses cryptography that FIPS 140 does not allow, though the host runs in FIPS mode.',
    ja: 'ホストが FIPS モードでも、プログラムが FIPS 140 で認められない暗号を使うようになります。',
  },
  remedy: {
    en: "Leave it out: on a host in FIPS mode Podman sets the container's crypto policy to FIPS.",
    ja: '取り除いてください。FIPS モードのホストでは、Podman がコンテナの暗号ポリシーを FIPS にします。',
  },
  messages: {
    policy: {
      en: 'The crypto policy {policy} allows what FIPS does not.',
      ja: '暗号ポリシー {policy} は、FIPS で認められないものを許可します。',
    },
    setup: {
      en: "fips-mode-setup does not work in a container: FIPS mode is the kernel's, and the host switches it.",
      ja: 'fips-mode-setup はコンテナでは機能しません。FIPS モードはカーネルのもので、ホストで切り替えます。',
    },
    variable: {
      en: '{name} with this value turns FIPS off or around.',
      ja: '{name} がこの値だと、FIPS が無効になるか、回避されます。',
    },
    file: {
      en: 'This lets programs use what is not validated: {setting}.',
      ja: '{setting} と書くと、認証されていない暗号をプログラムが使えるようになります。',
    },
    option: { en: 'The option turns FIPS off or around.', ja: 'このオプションは FIPS を無効にするか、回避します。' },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN update-crypto-policies --set «LEGACY» && update-crypto-policies «--set=FIPS:SHA1»\nUSER 1001\n',
        settings: fips,
      },
      { text: '# FIPS\r\nfrom quay.io/a/b:1\r\nonbuild run [«"fips-mode-setup"», "--enable"]\r\nUSER 1001\r\n' },
      {
        text: 'FROM quay.io/a/b:1\nENV A=1 «OPENSSL_CONF=/dev/null» \\\n  # old\n  «NODE_OPTIONS="--max-old-space-size=1 --openssl-legacy-provider"»\nENV «GODEBUG fips140=off»\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\n«OPENSSL_FORCE_FIPS_MODE=0» make\nnode «--openssl-legacy-provider» build.js\nEOF\nCMD ["java", «"-Dcom.redhat.fips=false"», "-jar", "a.jar"]\nUSER 1001\n',
        settings: fips,
      },
      {
        text: "FROM quay.io/a/b:1\nRUN sed -i «'s/^security.useSystemPropertiesFile=true/security.useSystemPropertiesFile=false/'» java.security && printf «'[provider_sect]\\nlegacy = legacy_sect\\n'» >> /etc/pki/tls/openssl.cnf\nUSER 1001\n",
        settings: fips,
      },
    ],
    good: [
      {
        text: "FROM quay.io/a/b:1\nRUN echo 'legacy = legacy_sect' && grep 'legacy = legacy_sect' a\nUSER 1001\n",
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN update-crypto-policies --set FIPS && update-crypto-policies --show\nUSER 1001\n',
        settings: fips,
      },
      { text: 'FROM quay.io/a/b:1\nRUN fips-mode-setup --check || true\nUSER 1001\n', settings: fips },
      {
        text: 'FROM quay.io/a/b:1\nENV OPENSSL_CONF=/etc/ssl/fips.cnf NODE_OPTIONS=--force-fips GODEBUG=fips140=on\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM registry.access.redhat.com/ubi8/ubi:8.10\nENV OPENSSL_FORCE_FIPS_MODE=0\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nARG O\nENV OPENSSL_CONF=$O\nRUN echo --openssl-legacy-provider\nUSER 1001\n',
        settings: fips,
      },
      { text: 'FROM quay.io/a/b:1\nRUN update-crypto-policies --set LEGACY\nENV OPENSSL_CONF=/dev/null\nUSER 1001\n' },
    ],
  },
  *check(file) {
    yield* weakeningPairs(file);
    yield* judgeRuns(file, atBuildAndRun, anyTool, judge);
  },
});

function* weakeningPairs(file: Containerfile): Generator<Report<'variable'>> {
  for (const instruction of file.of('ENV', 'ARG')) {
    for (const { name, nameSpan, valueSpan, raw } of instruction.pairs) {
      const value = valueSpan && file.resolve(raw, instruction);
      if (value === undefined || !weakens(name, value)) continue;
      const stage = file.stageOf(instruction);
      // There even this value switches it on.
      const isOn =
        name === 'OPENSSL_FORCE_FIPS_MODE' && stage && forceFipsMode(imageBelow(file, stage)) === 'any-value';
      if (!isOn)
        yield {
          at: { start: nameSpan.start, end: (valueSpan ?? nameSpan).end },
          message: 'variable',
          params: { name },
        };
    }
  }
}

const printing = new Set(['echo', 'printf', 'grep']);

function* judge({ commands }: Run): Generator<Report<'policy' | 'setup' | 'variable' | 'option' | 'file'>> {
  for (const command of commands) {
    const { tool, name, args, assignments } = command;
    for (const { name, value, span } of assignments) {
      if (!value.dynamic && weakens(name, value.text)) yield { at: span, message: 'variable', params: { name } };
    }
    if (tool === 'fips-mode-setup' && name && !args.some(({ text }) => /^--(?:check|is-enabled)$/.test(text)))
      yield { at: name.span, message: 'setup' };
    const policy = setPolicy(command);
    if (policy && !policy.dynamic && !/^FIPS(?::(?!.*SHA1)[\w:-]*)?$/.test(policy.text))
      yield { at: policy.span, message: 'policy', params: { policy: policy.text }, subject: policy.span };
    yield* writtenSettings(command);
    if (printing.has(tool)) continue;
    for (const { text, span } of args) if (weakeningOption.test(text)) yield { at: span, message: 'option' };
  }
}

const weakSetting = /legacy\s*=\s*legacy_sect\b|\bsecurity\.useSystemPropertiesFile\s*=\s*false\b/;

/** What is written into the configuration of OpenSSL or Java. */
function* writtenSettings({ tool, args, redirections, pipesTo }: ShellCommand): Generator<Report<'file'>> {
  const writes = tool === 'sed' || (/^(?:echo|printf)$/.test(tool) && redirections.length + pipesTo.length > 0);
  for (const { text, span } of writes ? args : []) {
    const [setting] = weakSetting.exec(text) ?? [];
    if (setting) yield { at: span, message: 'file', params: { setting } };
  }
}

function setPolicy({ tool, args }: ShellCommand) {
  const at = tool === 'update-crypto-policies' ? args.findIndex(({ text }) => /^--set(?:=|$)/.test(text)) : -1;
  const word = args[at];
  return word?.text.startsWith('--set=') ? { ...word, text: word.text.slice('--set='.length) } : word && args[at + 1];
}
