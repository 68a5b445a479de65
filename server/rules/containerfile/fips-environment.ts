import type { Fix } from '../../core/fix.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Pair } from '../../parse/containerfile/model.ts';
import { forceFipsMode } from '../../podman/fips.ts';
import { deletePair } from './_edits.ts';
import { fipsRule, imageBelow } from './_fips.ts';
import { instructionAt } from './_places.ts';

export default fipsRule({
  id: 'containerfile/fips-environment',
  title: { en: 'Variable that does not make FIPS', ja: 'FIPS を有効にしない環境変数' },
  severity: 'info',
  references: [
    { title: 'Podman book, FIPS' },
    {
      title: 'Red Hat: switching RHEL to FIPS mode',
      url: 'https://docs.redhat.com/en/documentation/red_hat_enterprise_linux/9/html/security_hardening/switching-rhel-to-fips-mode_security-hardening',
    },
  ],
  why: {
    en: "The host's FIPS mode decides: Podman passes it on to the container. A variable reaches one library at most, and none of Go, Java and Node.js.",
    ja: '決め手はホストの FIPS モードで、Podman がそれをコンテナに引き継ぎます。環境変数が効くのはせいぜい 1 つのライブラリーで、Go、Java、Node.js には効きません。',
  },
  remedy: {
    en: 'Remove the variable and run the container on a host in FIPS mode.',
    ja: 'この変数を削除し、FIPS モードのホストでコンテナを動かしてください。',
  },
  messages: {
    ignored: {
      en: 'Nothing in {image} reads {name}.',
      ja: '{image} に {name} を読むものはありません。',
    },
    'any-value': {
      en: 'In {image} {name} switches the FIPS mode of OpenSSL on whatever its value, this one too.',
      ja: '{image} では、{name} は値に関係なく OpenSSL の FIPS モードを有効にします。この値でも同じです。',
    },
    testing: {
      en: '{name} switches OpenSSL alone and is meant for tests; on a host in FIPS mode {image} needs no variable.',
      ja: '{name} は OpenSSL だけに効くテスト用の変数です。FIPS モードのホストなら、{image} に環境変数は不要です。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM docker.io/library/debian:12\nENV «OPENSSL_FORCE_FIPS_MODE=1»\nUSER 1001\n',
        fixed: 'FROM docker.io/library/debian:12\nUSER 1001\n',
        settings: { fips: true },
      },
      {
        text: '# FIPS\r\nfrom registry.access.redhat.com/ubi9/ubi:9.6 as base\r\nfrom base\r\nenv A=1 \\\r\n  # why\r\n  «OPENSSL_FORCE_FIPS_MODE=1»\r\nUSER 1001\r\n',
        fixed:
          '# FIPS\r\nfrom registry.access.redhat.com/ubi9/ubi:9.6 as base\r\nfrom base\r\nenv A=1\r\nUSER 1001\r\n',
      },
      {
        text: 'FROM registry.access.redhat.com/ubi8/ubi:8.10\nENV «OPENSSL_FORCE_FIPS_MODE=0»\nUSER 1001\n',
        fixed: 'FROM registry.access.redhat.com/ubi8/ubi:8.10\nUSER 1001\n',
        settings: { fips: true },
      },
      {
        text: 'FROM docker.io/library/alpine:3.20\nONBUILD ENV «OPENSSL_FIPS 1»\nUSER 1001\n',
        fixed: 'FROM docker.io/library/alpine:3.20\nUSER 1001\n',
        settings: { fips: true },
      },
    ],
    good: [
      { text: 'FROM registry.access.redhat.com/ubi9/ubi:9.6\nENV A=1\nUSER 1001\n', settings: { fips: true } },
      { text: 'FROM registry.suse.com/bci/bci-base-fips:15.6\nENV OPENSSL_FORCE_FIPS_MODE=1 OPENSSL_FIPS=1\n' },
      { text: 'FROM quay.io/a/b:1\nENV OPENSSL_FORCE_FIPS_MODE=1\n' },
      { text: 'FROM docker.io/library/ubuntu:24.04\nENV OPENSSL_FORCE_FIPS_MODE=0\n' },
      { text: 'ARG B\nFROM $B\nENV OPENSSL_FORCE_FIPS_MODE=1\n' },
      { text: 'FROM docker.io/library/debian:12\nRUN echo OPENSSL_FORCE_FIPS_MODE=1\n', settings: { fips: true } },
    ],
  },
  *check(file) {
    for (const instruction of file.of('ENV')) {
      for (const pair of instruction.pairs) {
        const stage = switches.test(pair.name) ? file.stageOf(instruction) : undefined;
        const value = stage && file.resolve(pair.raw, instruction);
        if (!stage || value === undefined) continue;
        const image = imageBelow(file, stage);
        const message = effectOf(pair.name, value, image);
        if (!message) continue;
        yield {
          at: { start: pair.nameSpan.start, end: (pair.valueSpan ?? pair.nameSpan).end },
          message,
          params: { name: pair.name, image },
          fixes: [remove(file, instruction, pair)],
        };
      }
    }
  },
});

const switches = /^OPENSSL_(?:FORCE_)?FIPS(?:_MODE)?$/;
const no = /^(?:0|no|false|off|)$/i;

function effectOf(name: string, value: string, image: string) {
  const mode = forceFipsMode(image);
  if (name === 'OPENSSL_FIPS') return mode === 'ignored' || mode === 'testing' ? 'ignored' : undefined;
  if (name !== 'OPENSSL_FORCE_FIPS_MODE' || !mode) return undefined;
  if (mode === 'any-value') return no.test(value) ? mode : 'testing';
  return no.test(value) ? undefined : mode;
}

function remove(file: Containerfile, instruction: Instruction, pair: Pair): Fix {
  const outer = instructionAt(file.instructions, instruction.start) ?? instruction;
  return {
    title: { text: { en: 'Remove the variable', ja: '変数を削除' } },
    edits: [deletePair(file.text, instruction, outer, pair)],
    safe: false,
  };
}
