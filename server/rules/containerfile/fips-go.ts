import type { Fix } from '../../core/fix.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { goToolchain } from '../../podman/fips.ts';
import { fipsRule, imageBelow } from './_fips.ts';
import { atBuild, type Run, runsOf } from './_shell.ts';

const fips = { fips: true } as const;

export default fipsRule({
  id: 'containerfile/fips-go',
  title: { en: 'Go program without a validated module', ja: '認証されたモジュールを使わない Go プログラム' },
  severity: 'warning',
  references: [
    { title: 'Go: FIPS 140-3', url: 'https://go.dev/doc/security/fips140' },
    { title: 'openshift/check-payload', url: 'https://github.com/openshift/check-payload' },
  ],
  why: {
    en: "A Go program brings its own cryptography along: OpenSSL in the image and the host's FIPS mode mean nothing to it, unless it was built for them.",
    ja: 'Go のプログラムは独自の暗号実装を持っています。そのようにビルドしない限り、イメージの OpenSSL もホストの FIPS モードも関係しません。',
  },
  remedy: {
    en: "Build with GOFIPS140=v1.0.0 (Go 1.24 or later), or with Red Hat's go-toolset and cgo, which use the image's OpenSSL.",
    ja: 'GOFIPS140=v1.0.0 (Go 1.24 以降)を指定してビルドするか、イメージの OpenSSL を使う Red Hat の go-toolset で cgo を有効にしてビルドしてください。',
  },
  messages: {
    upstream: {
      en: 'Without GOFIPS140 this program uses cryptography that is not validated.',
      ja: 'GOFIPS140 がないと、このプログラムは認証されていない暗号を使います。',
    },
    both: {
      en: 'GOFIPS140 and GOEXPERIMENT={experiment} exclude each other.',
      ja: 'GOFIPS140 と GOEXPERIMENT={experiment} は同時に使えません。',
    },
    'no-cgo': {
      en: "With CGO_ENABLED=0 the program cannot use the image's OpenSSL, and has no validated module.",
      ja: 'CGO_ENABLED=0 ではイメージの OpenSSL を使えず、認証されたモジュールがありません。',
    },
    'no-openssl': {
      en: 'The build tag no_openssl leaves the validated module out.',
      ja: 'ビルドタグ no_openssl を指定すると、認証されたモジュールが使われません。',
    },
    static: {
      en: "A program that is linked statically cannot load the image's OpenSSL.",
      ja: '静的リンクしたプログラムは、イメージの OpenSSL を読み込めません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nRUN CGO_ENABLED=0 «go build» -o /app .\nFROM quay.io/a/b:1\nCOPY --from=build /app /app\nUSER 1001\n',
        fixed:
          'FROM docker.io/library/golang:1.25 AS build\nRUN GOFIPS140=v1.0.0 CGO_ENABLED=0 go build -o /app .\nFROM quay.io/a/b:1\nCOPY --from=build /app /app\nUSER 1001\n',
        settings: fips,
      },
      {
        text: '# FIPS\r\nfrom docker.io/library/golang:1.22 as base\r\nfrom base as build\r\nrun [«"go", "build"»]\r\nfrom quay.io/a/b:1\r\nUSER 1001\r\n',
      },
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nENV GOFIPS140=latest GOEXPERIMENT=boringcrypto\nRUN <<EOF\n«go build» .\nEOF\nFROM quay.io/a/b:1\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM registry.access.redhat.com/ubi9/go-toolset:1.24 AS build\nARG CGO_ENABLED=0\nRUN «go install» ./...\nRUN CGO_ENABLED=1 «go build» -tags "netgo,no_openssl" . && \\\n  # c\n  export CGO_ENABLED=1 && «go build» -ldflags "-extldflags \'-static\'" .\nFROM quay.io/a/b:1\nUSER 1001\n',
        settings: fips,
      },
    ],
    good: [
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nENV GOFIPS140=v1.0.0 CGO_ENABLED=0\nRUN go build .\nFROM quay.io/a/b:1\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nARG GOFIPS140\nRUN go build .\nFROM quay.io/a/b:1\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM docker.io/library/golang:1.22 AS build\nRUN GOEXPERIMENT=boringcrypto go build .\nFROM quay.io/a/b:1\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM registry.access.redhat.com/ubi9/go-toolset:1.24 AS build\nRUN go build .\nFROM quay.io/a/b:1\nUSER 1001\n',
        settings: fips,
      },
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nRUN go mod download && go test ./... && go vet && echo go build\nFROM quay.io/a/b:1\nUSER 1001\n',
        settings: fips,
      },
      { text: 'FROM quay.io/a/go:1\nRUN go build .\nUSER 1001\n', settings: fips },
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nRUN go env -w GOFIPS140=latest\nRUN go build .\nFROM quay.io/a/b:1\nUSER 1001\n',
        settings: fips,
      },
      { text: 'FROM docker.io/library/golang:1.25\nRUN go build .\nUSER 1001\n' },
    ],
  },
  *check(file) {
    const declared = new Set(file.of('ARG', 'ENV').flatMap(({ pairs }) => pairs.map(({ name }) => name)));
    for (const { run, outer, place } of runsOf(file, atBuild)) {
      if (!run.tools.has('go')) continue;
      const stage = file.stageOf(outer);
      if (!stage) continue;
      const toolchain = goToolchain(imageBelow(file, stage));
      for (const command of run.commands) {
        const [verb] = command.args;
        if (command.tool !== 'go' || !command.name || !verb || !/^(?:build|install)$/.test(verb.text)) continue;
        const environment = (name: string) => worthOf(name, { file, declared, outer, run, command });
        const message = faultOf(toolchain, environment, command);
        if (!message) continue;
        const isOld = /:1\.(?:\d|1\d|2[0-3])(?!\d)/.test(stage.base?.text ?? '') || stage.parent !== undefined;
        yield {
          at: place({ start: command.name.span.start, end: verb.span.end }),
          message,
          params: { experiment: environment('GOEXPERIMENT') || '' },
          fixes: message === 'upstream' && !isOld && !run.instruction.json ? [withModule(command, place)] : [],
        };
      }
    }
  },
});

/** undefined: nobody knows. */
type Value = string | undefined;

interface Place {
  readonly file: Containerfile;
  /** The variables that the file says something about. */
  readonly declared: ReadonlySet<string>;
  readonly outer: Instruction;
  readonly run: Run;
  readonly command: ShellCommand;
}

/** What a variable is worth where a command runs; empty if nobody sets it. */
function worthOf(name: string, { file, declared, outer, run, command }: Place): Value {
  const own = command.assignments.findLast(each => each.name === name);
  const isBefore = ({ span }: ShellCommand) => span.start < command.span.start;
  const exported = run.commands
    .filter(isBefore)
    .flatMap(({ assignments }) => assignments.filter(each => each.lasting && each.name === name));
  const found = own ?? exported.at(-1);
  if (found) return found.value.dynamic ? undefined : found.value.text;
  if (declared.has(name)) return file.resolve(`$${name}`, outer);
  return file.of('RUN').some(({ source }) => /\bgo\s+env\s+-w\b/.test(source) && source.includes(name))
    ? undefined
    : '';
}

const ofOpenSsl = /boringcrypto|strictfipsruntime|opensslcrypto|systemcrypto/;

function faultOf(
  toolchain: ReturnType<typeof goToolchain>,
  environment: (name: string) => Value,
  { args }: ShellCommand,
) {
  const [module, experiment, cgo] = ['GOFIPS140', 'GOEXPERIMENT', 'CGO_ENABLED'].map(environment);
  if (module === undefined || experiment === undefined) return undefined;
  const hasModule = module !== '' && module !== 'off';
  const usesLibrary = ofOpenSsl.test(experiment);
  if (hasModule) return usesLibrary ? 'both' : undefined;
  if (!usesLibrary && toolchain !== 'openssl') return toolchain === 'upstream' ? 'upstream' : undefined;
  if (cgo === '0') return 'no-cgo';
  if (args.some(({ text }) => /(?:^|[ ,=])no_openssl(?:[ ,]|$)/.test(text))) return 'no-openssl';
  return args.some(({ text }) => /-extldflags[ =].*-static\b/.test(text)) ? 'static' : undefined;
}

const withModule = ({ span }: ShellCommand, place: (at: Span) => Span): Fix => ({
  title: { text: { en: "Build with Go's validated module", ja: 'Go の認証モジュールを使ってビルドする' } },
  edits: [{ span: place({ start: span.start, end: span.start }), text: 'GOFIPS140=v1.0.0 ' }],
  safe: false,
});
