import type { Report } from '../../core/rule.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { buildsOnOpenSsl, bundledCryptography, bundledDownloads } from '../../podman/fipsCryptography.ts';
import { packageTools } from '../../podman/packageManagers.ts';
import { copiesIn } from './_copies.ts';
import { fipsRule } from './_fips.ts';
import { type PackageCommand, packageCommands } from './_packages.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';
import { fetcherTools } from './_shellDownloads.ts';

const fips = { fips: true } as const;

export default fipsRule({
  id: 'containerfile/fips-bundled-crypto',
  title: { en: 'Cryptography beside the validated module', ja: '認証されたモジュール以外の暗号' },
  severity: 'info',
  references: [
    { title: 'pyca/cryptography: installation', url: 'https://cryptography.io/en/latest/installation/' },
    {
      title: 'NIST CMVP: validated modules',
      url: 'https://csrc.nist.gov/projects/cryptographic-module-validation-program/validated-modules',
    },
  ],
  why: {
    en: 'What brings its own cryptography along does not use the validated module of the image, whatever mode the host runs in.',
    ja: '独自の暗号を持つものは、ホストのモードに関係なく、イメージの認証されたモジュールを使いません。',
  },
  remedy: {
    en: "Use the distribution's package, which is built on the system's OpenSSL, or build from source against it.",
    ja: 'システムの OpenSSL を使うディストリビューションのパッケージを使うか、それを使ってソースからビルドしてください。',
  },
  messages: {
    package: {
      en: '{name} brings its own cryptography along, which is not FIPS-capable.',
      ja: '{name} は独自の暗号を持ち、FIPS に対応できません。',
    },
    download: {
      en: 'This Node.js has an OpenSSL of its own inside, which is not FIPS-capable.',
      ja: 'この Node.js は独自の OpenSSL を含み、FIPS に対応できません。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\nRUN pip install a «cryptography==43.0» «PyNaCl[x]»\nUSER 1001\n', settings: fips },
      {
        text: '# FIPS\r\nfrom quay.io/a/b:1\r\nonbuild run ["npm", "i", «"crypto-js@4"»]\r\nUSER 1001\r\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\napk add --no-cache \\\n  «libressl»\npython3 -m pip install --no-binary pynacl «cryptography»\nEOF\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN curl -fsSLO «https://nodejs.org/dist/v22.1.0/node-v22.1.0-linux-x64.tar.xz»\nADD «https://nodejs.org/dist/v22.1.0/node-v22.1.0.tar.gz» /n/\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN cargo add serde «ring@0.17» && cargo add «openssl» --features vendored && go get «golang.org/x/crypto@v0.30.0»\nUSER 1001\n',
        settings: fips,
      },
    ],
    good: [
      {
        text: 'FROM quay.io/a/b:1\nRUN cargo add openssl && cargo add rustls -F fips && cargo build && go get example.org/ring\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nENV PIP_NO_BINARY=cryptography\nRUN pip install cryptography\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN pip install --no-binary cryptography cryptography\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN pip install --no-binary=:all: grpcio cryptography-x\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN microdnf install -y openssl python3-cryptography nodejs\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN pip uninstall -y cryptography && echo pip install pynacl\nUSER 1001\n',
        settings: fips,
      },
      { text: 'FROM quay.io/a/b:1\nRUN curl -fsSLO https://nodejs.org/en/about\nUSER 1001\n', settings: fips },
      { text: 'FROM quay.io/a/b:1\nRUN pip install cryptography==43.0\nUSER 1001\n' },
    ],
  },
  *check(file) {
    const usesSystem = /\bPIP_NO_BINARY\b/.test(file.text);
    for (const report of judgeRuns(file, atBuild, packageTools, judgePackages))
      if (!usesSystem || !buildsOnOpenSsl.has(String(report.params?.name).toLowerCase())) yield report;
    yield* judgeRuns(file, atBuild, fetcherTools, judgeDownloads);
    for (const { instruction, sources } of copiesIn(file)) {
      if (instruction.keyword !== 'ADD') continue;
      for (const { word } of sources) {
        if (bundledDownloads.test(file.resolve(word, instruction) ?? word.text))
          yield { at: word.span, message: 'download' };
      }
    }
  },
});

function* judgePackages({ commands }: Run): Generator<Report<'package'>> {
  for (const call of packageCommands(commands)) {
    if (call.action !== 'install' && call.action !== 'upgrade') continue;
    for (const { word, kind, name } of call.packages) {
      if (kind !== 'name' || !bundles(call, name)) continue;
      yield { at: word.span, message: 'package', params: { name } };
    }
  }
}

function bundles({ manager: { family }, options }: PackageCommand, written: string): boolean {
  const kind = family === 'uv' ? 'pip' : family === 'yarn' || family === 'pnpm' ? 'npm' : family;
  const name = kind === 'pip' ? written.replace(/\[.*$/, '').replaceAll('_', '-').toLowerCase() : written;
  const features = family === 'cargo' ? options.filter(option => /^(?:-F|--features)$/.test(option.name)) : [];
  const hasFeature = (feature: RegExp) => features.some(({ value }) => feature.test(value ?? ''));
  if (name === 'openssl' && hasFeature(/\bvendored\b/)) return true;
  if (!bundledCryptography[kind]?.includes(name) || hasFeature(/\bfips\b/)) return false;
  if (kind !== 'pip' || !buildsOnOpenSsl.has(name)) return true;
  const sources = options
    .filter(option => option.name === '--no-binary')
    .flatMap(({ value }) => value?.split(',') ?? []);
  return !sources.includes(name) && !sources.includes(':all:');
}

function* judgeDownloads({ commands }: Run): Generator<Report<'download'>> {
  const fetching = commands.filter(({ tool }: ShellCommand) => fetcherTools.includes(tool));
  for (const { text, span } of fetching.flatMap(({ args }) => args)) {
    if (bundledDownloads.test(text)) yield { at: span, message: 'download' };
  }
}
