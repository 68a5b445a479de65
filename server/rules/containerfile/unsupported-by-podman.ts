import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { dockerOnly } from '../../podman/buildFeatures.ts';
import { type FeatureUse, featureUses, isSymbolic, withFeatures } from './_buildSupport.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule<'docker' | 'value'>({
  id: 'containerfile/unsupported-by-podman',
  title: { en: 'Podman cannot do this', ja: 'Podman では使えない機能' },
  severity: 'error',
  aliases: ['S6502'],
  references: [
    { title: 'Containerfile(5)', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
    { title: 'podman-build(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
  ],
  why: {
    en: 'Podman does not know it, even where Docker’s BuildKit does: the build fails at this line, after everything above it has run.',
    ja: 'Docker の BuildKit にあるものでも、Podman にはありません。上の命令をすべて実行した後、この行でビルドが失敗します。',
  },
  remedy: {
    en: 'Write it in a way that Podman knows: an octal mode, sharing=locked, options of podman build (--device, --security-opt), https:// in front of what ADD downloads, or a command in a RUN.',
    ja: 'Podman で使える書き方に変えてください。8 進数のモード、sharing=locked、podman build のオプション(--device、--security-opt)、ADD でダウンロードするものの https:// の URL、RUN のコマンドなどです。',
  },
  messages: {
    docker: { en: '{feature} does not exist in Podman.', ja: '{feature} は Podman にはありません。' },
    value: {
      en: '{feature} is refused by Podman: the option has no value.',
      ja: '{feature} は Podman に拒否されます。このオプションに値は付けられません。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\nRUN «--security=insecure» make\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN «--device=/dev/fuse» \\\n  # why\n  make\nUSER 1\n' },
      {
        text: 'FROM scratch\nADD «--keep-git-dir» https://a/b.git /c\nADD «--unpack=true» https://a/b.tar /c\nADD «--unpack=false» a /c\nUSER 1\n',
      },
      {
        text: 'FROM scratch\nCOPY --chmod=«u=rwx,go=rx» a /b\nUSER 1\n',
        fixed: 'FROM scratch\nCOPY --chmod=755 a /b\nUSER 1\n',
      },
      { text: 'FROM scratch\nONBUILD COPY --chmod=«+x» a /b\nUSER 1\n' },
      { text: 'FROM scratch\nADD «git@a.org:b/c.git» /c\nadd a.txt «ssh://git@a.org/b/c.git#v1» \\\n  /c/\nUSER 1\n' },
      { text: 'FROM scratch\nADD «ftp://a.org/b.tgz» «HTTP://a.org/c» https://a.org/d s3:/e /f/\nUSER 1\n' },
      { text: 'FROM scratch\nARG MODE=u+x\nCOPY --chmod=«${MODE}» a /b\nUSER 1\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,target=/x,sharing=«private» make\nUSER 1\n',
        fixed: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,target=/x,sharing=locked make\nUSER 1\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=«image»,target=/x make\nUSER 1\n' },
      {
        text: 'FROM quay.io/a/b:1\r\nrun --mount=type=tmpfs,target=/x,«size»=10m make\r\nUSER 1\r\n',
        fixed: 'FROM quay.io/a/b:1\r\nrun --mount=type=tmpfs,target=/x,tmpfs-size=10m make\r\nUSER 1\r\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=bind,target=/x,«readonly=true»,«Z=1» --mount=type=cache,target=/y,«ro=False» make\nUSER 1\n',
        fixed:
          'FROM quay.io/a/b:1\nRUN --mount=type=bind,target=/x,ro,Z --mount=type=cache,target=/y,rw make\nUSER 1\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=bind,type=tmpfs,target=/x,«nodev=» make\nUSER 1\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN «--mount=type=secret,target=/run/secrets/token» make\nUSER 1\n',
        fixed: 'FROM quay.io/a/b:1\nRUN --mount=type=secret,id=token,target=/run/secrets/token make\nUSER 1\n',
      },
      { text: 'FROM scratch\nARG V=1.2\nENV A="«${V^^}»" B=«${V:0:1}»\nUSER 1\n' },
    ],
    good: [
      { text: 'FROM scratch\nCOPY --chmod=0755 --link a /b\nADD --keep-git-dir=false a /b\nUSER 1\n' },
      { text: 'FROM scratch\nCOPY --chmod=${MODE} a /b\nUSER 1\n' },
      { text: 'FROM scratch\nADD https://a.org/b.git#v1 git@home ./git://x $REPO /c/\nCOPY git@a:b /c\nUSER 1\n' },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,id=a,target=/x,sharing=locked,mode=0755,uid=1 make --security=a\nUSER 1\n',
      },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=image,type=tmpfs,target=/x make\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=$T,target=/x echo ${A^^}\nUSER 1\nCMD echo ${A:0:1}\n' },
      { text: "FROM scratch\nENV A='${V^^}' B=\\${V^^} C=${V:-${W:+x}} D=${V%.*}\nUSER 1\n" },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=bind,target=/x,ro=true make\nUSER 1\n',
        settings: { podman: '4.3' },
      },
    ],
  },
  *check(file, { settings }) {
    for (const { fact, outer } of eachInstruction(file, featureUses, withFeatures)) {
      const isGone = fact.until !== undefined && inRange(settings.podman, `>=${fact.until}`);
      if (fact.support !== dockerOnly && !isGone) continue;
      const report = shiftReport(reportOn(fact, isGone), outer.start);
      yield outer.inner ? { ...report, severity: 'warning' } : report;
    }
    yield* modesOfVariables(file);
  },
});

function* modesOfVariables(file: Containerfile): Generator<Report<'docker'>> {
  for (const instruction of file.of('COPY', 'ADD')) {
    const { value = '', valueSpan } = instruction.flag('chmod') ?? {};
    const mode = valueSpan && value.includes('$') ? file.resolve(value, instruction) : undefined;
    if (valueSpan && mode !== undefined && isSymbolic(mode))
      yield { at: valueSpan, message: 'docker', params: { feature: `${instruction.keyword} --chmod=${mode}` } };
  }
}

function reportOn({ at, feature, instead, subject }: FeatureUse, isGone: boolean): Report<'docker' | 'value'> {
  const report = {
    at,
    message: isGone ? 'value' : 'docker',
    params: { feature },
    ...(subject && { subject }),
  } as const;
  if (instead) {
    const title = { text: { en: 'Write {written}', ja: '{written} と書く' }, params: { written: instead.written } };
    return { ...report, fixes: [{ title, edits: [instead.edit], safe: true }] };
  }
  if (!feature.endsWith('sharing=private')) return report;
  const title = { text: { en: 'Write locked (one build at a time)', ja: 'locked と書く(同時に使えるビルドは 1 つ)' } };
  return { ...report, fixes: [{ title, edits: [{ span: at, text: 'locked' }], safe: false }] };
}
