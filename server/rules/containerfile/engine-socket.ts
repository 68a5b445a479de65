import type { Report } from '../../core/rule.ts';
import { shiftReport } from '../../core/shiftReport.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { isEngineDirectory, mentionedSocket } from '../../podman/sockets.ts';
import { commands, copies } from './_concerns.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { mountsIn, optionOf, targetOf } from './_mounts.ts';
import { containerfileRule } from './_rule.ts';
import { anyTool, atBuildAndRun, judgeRuns, type Run } from './_shell.ts';
import { valueByDefault } from './_variables.ts';

/** They print, delete or look; or they are the engine whose socket it is. */
const harmless = new Set([
  'echo',
  'printf',
  'rm',
  'unlink',
  'test',
  '[',
  'dockerd',
  'containerd',
  'buildkitd',
  'rootlesskit',
]);

export default containerfileRule({
  id: 'containerfile/engine-socket',
  title: { en: 'Socket of a container engine', ja: 'コンテナエンジンのソケット' },
  severity: 'warning',
  aliases: ['dockerfile-dockerd-socket-mount'],
  references: [
    {
      title: 'podman-system-service(1): security',
      url: 'https://docs.podman.io/en/latest/markdown/podman-system-service.1.html',
    },
    { title: 'CIS Docker Benchmark 5.32' },
  ],
  why: {
    en: 'Whoever can write to the socket of Podman or Docker starts containers with any mount and any privilege, and so has everything that the engine’s user has on the host.',
    ja: 'Podman や Docker のソケットに書き込める者は、任意のマウントと権限でコンテナを起動できます。つまり、ホスト上でエンジンのユーザーが持つ権限をすべて得ます。',
  },
  remedy: {
    en: 'Let the container do without the engine; where it must build images, run Buildah inside it, without a socket.',
    ja: 'エンジンを使わずに済む構成にしてください。イメージのビルドが必要なら、ソケットを使わずコンテナ内で Buildah を実行してください。',
  },
  messages: {
    volume: {
      en: 'The image asks for {path}, the socket of a container engine.',
      ja: 'このイメージは、コンテナエンジンのソケット {path} を必要としています。',
    },
    used: { en: '{path} is the socket of a container engine.', ja: '{path} はコンテナエンジンのソケットです。' },
  },
  examples: {
    bad: [
      { text: 'FROM a\nVOLUME «/var/run/docker.sock» /data\nVOLUME «/run/docker.sock:/d.sock»\n' },
      { text: 'FROM a\nvolume ["/data", \\\n  # podman\n  «"/run/podman/podman.sock"»]\n' },
      { text: 'FROM a\nARG S=/run/user/1000/podman\nVOLUME «$S»\nONBUILD VOLUME «/run/podman/»\n' },
      { text: 'FROM a\nVOLUME «$XDG_RUNTIME_DIR/podman/podman.sock»\n' },
      { text: 'FROM a\nENV A=b DOCKER_HOST=«unix:///var/run/docker.sock»\n' },
      { text: 'FROM a\nCMD ["traefik", «"--providers.docker.endpoint=unix:///run//docker.sock"»]\n' },
      { text: 'FROM a\nENTRYPOINT docker -H «unix://$XDG_RUNTIME_DIR/podman/podman.sock» ps\n' },
      { text: 'FROM a\nRUN ln -s «/run/podman/podman.sock» «/var/run/docker.sock»\n' },
      { text: 'FROM a\nRUN true && sh -c "curl --unix-socket «/run/docker.sock» http://d/info"\n' },
      { text: 'FROM a\nRUN «CONTAINER_HOST=unix:///run/podman/podman.sock» podman ps\n' },
      { text: 'FROM a\nCOPY x «/var/run/docker.sock»\nRUN --mount=type=cache,target=«/run/containerd» true\n' },
    ],
    good: [
      { text: 'FROM a\nVOLUME /run /var/run /run/app.sock /var/lib/docker\n' },
      { text: 'FROM a\nRUN echo "mount /var/run/docker.sock" && rm -f /var/run/docker.sock\n' },
      { text: 'FROM a\nCMD ["dockerd", "-H", "unix:///var/run/docker.sock"]\n' },
      { text: 'FROM a\nCMD ["php-fpm", "/run/php/fpm.sock"]\nENV SOCKET=/run/postgresql/.s.sock\n' },
      { text: 'FROM a\n# VOLUME /var/run/docker.sock\nRUN cat <<EOF > /usage\n/var/run/docker.sock\nEOF\n' },
      { text: 'FROM a\nVOLUME $SOCKET\nCOPY docker.sock.md /doc/\n' },
    ],
  },
  concerns: [...commands, ...copies, 'VOLUME'],
  *check(file) {
    yield* named(file);
    yield* judgeRuns(file, atBuildAndRun, anyTool, judge);
  },
});

type Key = 'volume' | 'used';

function* named(file: Containerfile): Generator<Report<Key>> {
  for (const { outer } of eachInstruction(file, candidates, ['VOLUME', 'COPY', 'ADD'])) {
    const instruction = outer.inner ?? outer;
    for (const word of instruction.words) {
      const path = ofUser.test(word.text) ? word.text : valueByDefault(file, word.text, instruction);
      if (path === undefined) continue;
      // `VOLUME a:b` mounts nothing from the host, but says what the image wants.
      const isVolume = instruction.keyword === 'VOLUME';
      const place = isVolume ? path.replace(/:.*/s, '') : path;
      if (isEngine(place)) yield { at: word.span, message: isVolume ? 'volume' : 'used', params: { path: place } };
    }
  }
  for (const { instruction, flag } of mountsIn(file)) {
    for (const option of [targetOf(flag), optionOf(flag, 'source', 'src')]) {
      const path = option?.value && valueByDefault(file, option.value, instruction);
      if (path && option?.valueSpan && isEngine(path))
        yield { at: option.valueSpan, message: 'used', params: { path } };
    }
  }
  for (const { fact, outer } of eachInstruction(file, inVariables, ['ENV'])) yield shiftReport(fact, outer.start);
}

function* inVariables({ pairs }: Instruction): Generator<Report<Key>> {
  for (const { value, valueSpan } of pairs) yield* mention(value ?? '', valueSpan);
}

/** Instructions with a word that may name one once its variables are resolved. */
function* candidates(instruction: Instruction): Generator<Instruction> {
  if (instruction.words.some(({ text }) => /run|[$"'\\]/.test(text))) yield instruction;
}

/** No build has this variable, and everybody knows what is meant. */
const ofUser = /^\$\{?XDG_RUNTIME_DIR\b/;

const isEngine = (path: string): boolean =>
  /run/i.test(path) && (mentionedSocket(path) === path || isEngineDirectory(path));

function* judge({ text, commands }: Run): Generator<Report<Key>> {
  if (!text.includes('.sock')) return;
  for (const command of commands) {
    for (const { value, span } of command.assignments) yield* mention(value.text, span);
    if (harmless.has(command.tool) || isService(command)) continue;
    const isScript = (word: object) => commands.some(({ within }) => within?.word === word);
    const words = [...command.args, ...command.redirections.flatMap(({ target }) => target ?? [])];
    for (const word of words) if (!isScript(word)) yield* mention(word.text, word.span);
  }
}

/** `podman system service unix:///run/podman/podman.sock` is the engine. */
const isService = ({ tool, args }: ShellCommand): boolean =>
  tool === 'podman' && args.some(({ text }) => text === 'service');

function* mention(text: string, at: Span | undefined): Generator<Report<Key>> {
  const path = at && mentionedSocket(text);
  if (path) yield { at, message: 'used', params: { path } };
}
