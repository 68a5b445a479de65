import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { always, cacheFromImage, dockerOnly } from '../../podman/buildFeatures.ts';
import { featureUses, mountType, withFeatures } from './_buildSupport.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule<'newer'>({
  id: 'containerfile/newer-than-podman',
  title: { en: 'Newer than the Podman that builds it', ja: '対象の Podman より新しい機能' },
  severity: 'error',
  references: [
    { title: 'Podman release notes', url: 'https://github.com/containers/podman/blob/main/RELEASE_NOTES.md' },
    { title: 'Buildah changelog', url: 'https://github.com/containers/buildah/blob/main/CHANGELOG.md' },
  ],
  why: {
    en: 'The build fails at this line, after everything above it has run. Distributions ship Podman in very different versions.',
    ja: '上の命令をすべて実行した後、この行でビルドが失敗します。ディストリビューションが提供する Podman のバージョンはさまざまです。',
  },
  remedy: {
    en: 'Write it without this feature, or set podman: in .podseal.yaml to the oldest version that has to build the file.',
    ja: 'この機能を使わずに書くか、.podseal.yaml の podman: に、このファイルをビルドする最も古いバージョンを指定してください。',
  },
  messages: {
    newer: {
      en: '{feature} needs Podman {since}; the file is for {podman}.',
      ja: '{feature} には Podman {since} が必要です。このファイルの対象は {podman} です。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\nRUN «<<EOF»\nmake\nEOF\nUSER 1\n', settings: { podman: '4.3' } },
      { text: 'FROM scratch\nCOPY «--link» a /b\nUSER 1\n', settings: { podman: '5.4' } },
      { text: 'FROM scratch\ncopy \\\n  # all\n  «--parents» a/b /c\nUSER 1\n', settings: { podman: '5.4.2' } },
      { text: 'FROM quay.io/a/b:1\r\nRUN --mount=type=secret,id=a,«env=A» make\r\nUSER 1\r\n' },
      { text: 'FROM scratch AS a\nFROM «--after=a» scratch\nUSER 1\n', settings: { podman: '5.4' } },
      {
        text: 'FROM scratch\nARG V=1\nENV A=«${V-2}»\nUSER 1\n',
        fixed: 'FROM scratch\nARG V=1\nENV A=${V:-2}\nUSER 1\n',
      },
      { text: 'FROM scratch\nENV A=«${V%.*}» B=«${V:?no}»\nUSER 1\n', settings: { podman: '4.3' } },
      { text: 'FROM scratch\nHEALTHCHECK «--start-interval=1s» CMD a\nUSER 1\n', settings: { podman: '4.9' } },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,target=/x,«from=quay.io/a/c:1» make\nUSER 1\n',
        settings: { podman: '4.9' },
      },
      { text: 'FROM quay.io/a/b:1\nRUN cat «<< EOF»\nEOF\nUSER 1\n', settings: { podman: '5.4' } },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nRUN <<EOF\nmake\nEOF\nCOPY --link --parents a /b\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=secret,id=a,env=A make\nUSER 1\n', settings: { podman: '6.0' } },
      { text: 'FROM scratch\nCOPY --link=false --exclude=x a /b\nUSER 1\n', settings: { podman: '5.4' } },
      { text: 'FROM scratch\nARG L=false\nCOPY --link=$L a /b\nUSER 1\n', settings: { podman: '5.4' } },
      { text: 'FROM quay.io/a/b:1\nRUN echo ${A-b} ${A%.*}\nUSER 1\nCMD ["${A-b}"]\n', settings: { podman: '4.3' } },
      {
        text: 'FROM scratch AS s\nFROM quay.io/a/b:1\nRUN --mount=type=cache,target=/x,from=s make\nUSER 1\n',
        settings: { podman: '4.3' },
      },
      { text: 'FROM quay.io/a/b:1\nRUN echo "<<EOF" "--link"\nUSER 1\n', settings: { podman: '4.3' } },
    ],
  },
  *check(file, { settings }) {
    const { podman } = settings;
    const versions = new Map<string, boolean>();
    const hasVersion = (since: string) => {
      const known = versions.get(since) ?? inRange(podman, `>=${since}`);
      versions.set(since, known);
      return known;
    };
    for (const { fact, outer } of eachInstruction(file, featureUses, withFeatures)) {
      const { at, feature, support: since } = fact;
      if (since === dockerOnly || since === always || hasVersion(since)) continue;
      const report: Report<'newer'> = { at, message: 'newer', params: { feature, since, podman } };
      const colon = /^\$\{\w+[-+?]…\}$/.test(feature) ? outer.source.slice(at.start, at.end) : undefined;
      const fixes = colon ? [withColon(at.start + colon.search(/[-+?]/))] : [];
      yield shiftReport({ ...report, fixes, severity: outer.inner ? 'warning' : undefined }, outer.start);
    }
    yield* cachesFromImages(file, settings);
  },
});

const withColon = (at: number) => ({
  title: {
    text: {
      en: 'Insert a colon: an empty value counts as none, too',
      ja: 'コロンを挿入(空の値も、値がないものとして扱われます)',
    },
  },
  edits: [{ span: { start: at, end: at }, text: ':' }],
  safe: false,
});

function* cachesFromImages(file: Containerfile, { podman }: Settings): Generator<Report<'newer'>> {
  if (inRange(podman, `>=${cacheFromImage}`)) return;
  for (const instruction of file.of('RUN')) {
    for (const flag of instruction.flags) {
      const from = flag.name === 'mount' ? flag.options.find(({ name }) => name === 'from') : undefined;
      if (!from?.value || !from.valueSpan || from.value.includes('$') || mountType(flag) !== 'cache') continue;
      if (file.stageNamed(from.value, file.stageOf(instruction))) continue;
      const params = { feature: 'RUN --mount=type=cache,from=…', since: cacheFromImage, podman };
      yield { at: { start: from.nameSpan.start, end: from.valueSpan.end }, message: 'newer', params };
    }
  }
}
