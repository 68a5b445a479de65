import type { RelatedPlace } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { builds } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { shippedStages } from './_stages.ts';

export default containerfileRule<'dropped' | 'start' | 'stage'>({
  id: 'containerfile/oci-shell',
  title: { en: 'SHELL that holds for this stage’s RUN only', ja: 'このステージの RUN にしか効かない SHELL' },
  severity: { podman: 'warning', strict: 'info', kubernetes: 'off' },
  references: [
    { title: 'podman-build(1): --format', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'Containerfile(5): SHELL', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: {
    en: 'Podman uses this shell for the RUNs of this stage. CMD and ENTRYPOINT in shell form start /bin/sh all the same, and images of the OCI format, its default, do not keep SHELL: stages and images that are built on it run /bin/sh.',
    ja: 'Podman がこのシェルを使うのは、このステージの RUN だけです。シェル形式の CMD と ENTRYPOINT は常に /bin/sh で起動し、既定の OCI 形式のイメージには SHELL が残らないため、これを基にしたステージやイメージでは /bin/sh が使われます。',
  },
  remedy: {
    en: 'Name the shell where it is needed: CMD ["/bin/bash", "-c", "…"], set -o pipefail in a RUN, SHELL again in the later stage. For images built on this one: podman build --format docker.',
    ja: '必要な箇所でシェルを明示してください。CMD ["/bin/bash", "-c", "…"] と書く、RUN の中で set -o pipefail を使う、後のステージで SHELL を書き直す、などです。このイメージを基にしたビルドで必要なら、podman build --format docker を使います。',
  },
  messages: {
    dropped: {
      en: 'This shell is not in the image: Podman uses it for the RUNs of this stage and drops it unless the format is docker.',
      ja: 'このシェルの指定はイメージに残りません。Podman はこのステージの RUN に使い、docker 形式でない限り破棄します。',
    },
    start: {
      en: '{instruction} in shell form does not start {shell}: with Podman it is always /bin/sh.',
      ja: 'シェル形式の {instruction} は {shell} では起動しません。Podman では常に /bin/sh になります。',
    },
    stage: {
      en: 'The RUNs of a stage that is built on this one use /bin/sh, not {shell}: Podman drops it unless the format is docker.',
      ja: 'このステージを基にしたステージの RUN では、{shell} ではなく /bin/sh が使われます。docker 形式でない限り、Podman が破棄します。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\n«SHELL» ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nUSER 1\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM quay.io/a/b:1\n«SHELL» ["/bin/bash", "-c"]\nUSER 1\nCMD source /env && exec app\n',
        fixed:
          'FROM quay.io/a/b:1\nSHELL ["/bin/bash", "-c"]\nUSER 1\nCMD ["/bin/bash", "-c", "source /env && exec app"]\n',
        settings: { rules: { 'containerfile/exec-form': 'off' } },
      },
      {
        text: 'FROM quay.io/a/b:1 AS base\r\n«shell» ["/bin/bash", "-c"]\r\nFROM base\r\nRUN [[ -f /a ]]\r\nUSER 1\r\n',
      },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a | b\nUSER 1\nCMD ["/a"]\n' },
      { text: 'FROM quay.io/a/b:1 AS build\nSHELL ["/bin/bash", "-c"]\nRUN a\nFROM quay.io/a/c:1\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nRUN echo SHELL\n# SHELL ["/bin/bash"]\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nSHELL ["/bin/sh", "-c"]\nUSER 1\nCMD a\n' },
      { text: 'FROM quay.io/a/b:1\nONBUILD SHELL ["/bin/bash", "-c"]\nUSER 1\n' },
      { text: 'FROM quay.io/a/b:1\nSHELL /bin/bash -c\nUSER 1\n' },
    ],
  },
  concerns: [...builds, 'CMD', 'ENTRYPOINT'],
  *check(file, { settings }) {
    if (file.of('SHELL').length === 0) return;
    const shipped = shippedStages(file, settings);
    for (const stage of shipped) {
      const shell = stage.instructions.findLast(({ keyword }) => keyword === 'SHELL');
      if (!shell?.json || shell.json.length === 0 || isPlainShell(shell)) continue;
      const name = shell.json[0]?.value ?? '';
      const at = shell.keywordSpan;
      const start = startedBySh(stage, shell, shipped);
      const run = runBySh(file, stage);
      if (start) {
        const params = { shell: name, instruction: start.keyword };
        const fix = {
          title: { text: { en: 'Name the shell', ja: 'シェルを明示する' } },
          edits: [toExec(start, shell)],
          safe: false,
        };
        yield {
          at,
          message: 'start',
          params,
          severity: 'warning',
          related: [here(start)],
          fixes: start.shellText?.text.includes('\n') ? [] : [fix],
        };
      } else if (run)
        yield { at, message: 'stage', params: { shell: name }, severity: 'warning', related: [here(run)] };
      // Well known, and of no harm to this image.
      else if (settings.profile === 'strict') yield { at, message: 'dropped' };
    }
  },
});

const here = ({ keywordSpan }: Instruction): RelatedPlace => ({
  at: keywordSpan,
  text: { en: 'Runs /bin/sh.', ja: '/bin/sh で実行されます。' },
});

/** What one gets without it. */
const isPlainShell = ({ json = [] }: Instruction): boolean =>
  json.length === 2 && json[0]?.value === '/bin/sh' && json[1]?.value === '-c';

/** The command in shell form that containers start with, written for the other shell: behind it, or in a stage on top. */
function startedBySh(stage: Stage, shell: Instruction, shipped: ReadonlySet<Stage>): Instruction | undefined {
  for (const top of shipped) {
    if (![...lineage(top)].includes(stage)) continue;
    const start = top.instructions.findLast(
      ({ keyword, json, shellText, heredocs, span }) =>
        (keyword === 'CMD' || keyword === 'ENTRYPOINT') &&
        !json &&
        shellText !== undefined &&
        heredocs.length === 0 &&
        span.start > shell.span.start,
    );
    if (start) return start;
  }
  return undefined;
}

/** The first RUN in shell form of a stage on top that sets no shell of its own before. */
function runBySh(file: Containerfile, stage: Stage): Instruction | undefined {
  for (const { parent, instructions } of file.stages) {
    if (parent !== stage) continue;
    const first = instructions.find(({ keyword, json }) => keyword === 'SHELL' || (keyword === 'RUN' && !json));
    if (first?.keyword === 'RUN') return first;
  }
  return undefined;
}

function toExec({ shellText, span }: Instruction, { json = [] }: Instruction) {
  const start = shellText?.start ?? span.end;
  const strings = [...json.map(({ value }) => value), shellText?.text.trimEnd() ?? ''];
  return { span: { start, end: span.end }, text: `[${strings.map(value => JSON.stringify(value)).join(', ')}]` };
}
