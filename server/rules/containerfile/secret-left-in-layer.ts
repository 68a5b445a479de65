import type { Report } from '../../core/rule.ts';
import { countBefore } from '../../core/sorted.ts';
import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { credentialStore } from '../../podman/credentialCommands.ts';
import { secretName } from '../../podman/secrets.ts';
import { builds, copies } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { removedBy, secretDeletions } from './_secretDeletions.ts';
import { anyTool, atBuild, eachRun, type Run } from './_shell.ts';
import { isShipped } from './_stages.ts';

type Key = 'deleted' | 'copied' | 'variable' | 'printed' | 'traced';

export default containerfileRule<Key>({
  id: 'containerfile/secret-left-in-layer',
  title: { en: 'Secret that stays in a layer or in the log', ja: 'レイヤーやログに残るシークレット' },
  severity: 'error',
  references: [
    { title: 'podman-build(1): --secret', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'CWE-538', url: 'https://cwe.mitre.org/data/definitions/538.html' },
  ],
  why: {
    en: 'Each instruction makes a layer, and a layer keeps its files for good: deleting one later only hides it. What a build prints stays in its log.',
    ja: '命令ごとにレイヤーが作られ、そのファイルは残り続けます。後で削除しても見えなくなるだけです。ビルドの出力はログに残ります。',
  },
  remedy: {
    en: 'Let the command read the secret mount itself, or write the file and delete it in the same RUN; revoke a secret that was already pushed.',
    ja: 'コマンドにシークレットのマウントを直接読ませるか、同じ RUN の中で書き込みと削除を行ってください。すでに公開したシークレットは失効させてください。',
  },
  messages: {
    deleted: {
      en: 'Deleting {path} here does not take it out of the layer of the {keyword} that brought it.',
      ja: 'ここで {path} を削除しても、それを入れた {keyword} のレイヤーには残ります。',
    },
    copied: {
      en: 'The secret mount is copied to {path}, which stays in the layer.',
      ja: 'シークレットのマウントが {path} にコピーされ、レイヤーに残ります。',
    },
    variable: {
      en: 'The secret in {name} is written to {path}, which stays in the layer.',
      ja: '{name} のシークレットが {path} に書き込まれ、レイヤーに残ります。',
    },
    printed: { en: 'This prints a secret into the build’s log.', ja: 'シークレットがビルドのログに出力されます。' },
    traced: {
      en: 'With this the shell prints each command, and with it the secret, into the build’s log.',
      ja: 'この設定により、シェルが実行するコマンドとシークレットがビルドのログに出力されます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nCOPY id_rsa /root/.ssh/id_rsa\nRUN git clone b\nRUN echo \\\n  # done\n  && rm -f «/root/.ssh/id_rsa»\n',
      },
      { text: 'FROM a\nWORKDIR /app\nADD .npmrc .\nRUN npm ci && rm «.npmrc»\n' },
      { text: 'FROM a\nCOPY ["key.pem", "/k/"]\nRUN ["rm", "-rf", «"/k"»]\n' },
      { text: 'FROM a\nENV D=/k\nCOPY id_rsa $D/id_rsa\nCOPY .npmrc /root/\nRUN rm «"${D}/id_rsa"» «$HOME/.npmrc»\n' },
      { text: 'FROM a AS b\nCOPY .env /x\nFROM b\nONBUILD RUN true\nRUN sh -c "rm «/x»"\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=k cat /run/secrets/k > «/root/.netrc» && make\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=k,target=/k cp /k «/etc/key»\n' },
      { text: 'FROM a\nARG NPM_TOKEN\nRUN echo "//r/:_authToken=$NPM_TOKEN" > «f»\nRUN npm ci && rm f\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=k <<EOF\nset «-eux»\nTOKEN=$(cat /run/secrets/k) make\nEOF\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=k «cat /run/secrets/k» && «echo $(cat /run/secrets/k)»\n' },
      { text: 'FROM a\nARG TOKEN\nRUN «echo token is $TOKEN»\n' },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=npm \\\n  NPM=$(cat /run/secrets/npm) \\\n  && echo "//r/:_authToken=${NPM}" > «.npmrc» && npm ci\n',
      },
      { text: 'FROM a\nRUN --mount=type=secret,id=n,env=NPM printf "%s" "$NPM" > «/root/.npmrc» && npm ci\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=k dd if=/run/secrets/k «of=/k» && tee «/k2» < /run/secrets/k\n' },
    ],
    good: [
      { text: 'FROM a\nRUN --mount=type=secret,id=k cat /run/secrets/k > /n && make && rm /n\n' },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=k TOKEN="$(cat /run/secrets/k)" make && cat /run/secrets/k | login\n',
      },
      { text: 'FROM a\nRUN --mount=type=secret,id=k set -eux; npm ci --userconfig /run/secrets/k\n' },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=k set +x; T=$(cat /run/secrets/k) make > /dev/null; ln -s /run/secrets/k /k\n',
      },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=ca cp /run/secrets/ca /usr/local/share/ca-certificates/b.crt && cat /run/secrets/ca > /etc/pki/ca-trust/source/anchors/b.pem\n',
      },
      { text: 'FROM a\nRUN --mount=type=secret,id=k.pub cat /run/secrets/k.pub > /root/.ssh/k.pub\n' },
      { text: 'FROM a\nRUN echo "machine b login c password $PASSWORD" > ~/.netrc\n' },
      { text: 'FROM a\nCOPY id_rsa /k\nRUN rm /other && rm -rf /var/lib/apt/lists/* /root/.cache\n' },
      { text: 'FROM a\nCOPY a.txt /x\nRUN rm /x\n' },
      { text: 'FROM a AS b\nCOPY id_rsa /k\nFROM c\nRUN rm /k\n' },
      {
        text: 'FROM a\nRUN echo $TOKEN | login --stdin && echo "$TOKEN_URL $PUBLIC_KEY $GPG_KEY" && echo \'$TOKEN\'\n',
      },
      { text: 'FROM a\nRUN echo $TOKEN > /n && npm ci && rm -f /n\n' },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=k K=$(cat /run/secrets/k) && S=$(sha256sum /run/secrets/k) && echo "$S $KEEP" > /sum && echo "$K" > /t && rm /t\n',
      },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=k --mount=type=tmpfs,target=/t cp /run/secrets/k /t/k && cat /run/secrets/k > /dev/shm/k\n',
      },
    ],
  },
  concerns: [...builds, ...copies, 'WORKDIR'],
  *check(file, { settings }) {
    yield* secretDeletions(file);
    for (const { fact, placed } of eachRun(file, atBuild, anyTool, judge)) {
      const isKept = fact.message === 'copied' || fact.message === 'variable';
      const severity = isKept && isShipped(file, settings, placed.outer) ? 'error' : 'warning';
      yield { ...fact, at: placed.place(fact.at), severity };
    }
  },
});

/** What a RUN does with its own secret mounts and with variables that hold secrets. */
interface Leak {
  readonly at: Span;
  readonly message: 'copied' | 'variable' | 'printed' | 'traced';
  readonly params?: Report['params'];
}

function* judge(run: Run): Generator<Leak> {
  const mounts = secretMounts(run.instruction);
  const holds = (text: string) => mounts.some(path => text.includes(path));
  const names = new Set([...given(run.instruction), ...readInto(run.commands, holds)]);
  // Without a mount, only what somebody says can hold a secret.
  if (mounts.length === 0 && names.size === 0 && !run.tools.has('echo') && !run.tools.has('printf')) return;
  const scratch = [
    ...targets(run.instruction, 'tmpfs'),
    ...targets(run.instruction, 'cache'),
    '/dev',
    '/run/secrets',
    '/proc',
  ];
  const removed = run.commands.flatMap(command => removedBy(command).map(({ text }) => text));
  const stays = ({ dynamic }: ShellWord, path: string) =>
    !dynamic && !isPublic.test(path) && ![...removed, ...scratch].some(folder => isIn(path, folder));
  for (const command of run.commands) {
    for (const { at, path, name } of written(command, holds, names)) {
      if (!stays(at, path)) continue;
      const message = name === undefined ? 'copied' : 'variable';
      yield { at: at.span, message, params: { path, ...(name !== undefined && { name }) } };
    }
    if (prints(command, holds)) yield { at: command.span, message: 'printed' };
  }
  yield* traced(run.commands, holds);
}

/** What is trusted, or shown to everybody, was no secret: certificates of authorities, public keys. */
const isPublic = /(?:^|\/)(?:ca-certificates|ca-trust|trust\/anchors|ssl\/certs)\/|\.pub$/;

/** The variables that secret mounts become: `--mount=type=secret,id=token,env=TOKEN`. */
const given = ({ flags }: Instruction): string[] =>
  flags.flatMap(({ options }) =>
    options.some(({ name, value }) => name === 'type' && value === 'secret')
      ? options.flatMap(({ name, value }) => (name === 'env' && value ? [value] : []))
      : [],
  );

/** The variables that a RUN reads its secret mounts into: `TOKEN=$(cat /run/secrets/token)`. */
const readInto = (commands: readonly ShellCommand[], holds: (text: string) => boolean): string[] =>
  commands.flatMap(({ assignments }) =>
    assignments.flatMap(({ name, value: { text } }) => (/^\$\((?:cat |<)/.test(text) && holds(text) ? [name] : [])),
  );

const isIn = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);

/** Where a RUN's secrets are mounted: `/run/secrets/ID` if nothing else is said. */
const secretMounts = (instruction: Instruction): string[] => targets(instruction, 'secret');

function targets({ flags }: Instruction, type: string): string[] {
  return flags.flatMap(({ name, options }) => {
    const option = (...names: string[]) => options.find(each => names.includes(each.name))?.value;
    if (name !== 'mount' || option('type') !== type) return [];
    const id = option('id');
    const target = option('target', 'dst', 'destination') ?? (id && `/run/secrets/${id}`);
    return target ? [target] : [];
  });
}

interface WrittenSecret {
  readonly at: ShellWord;
  readonly path: string;
  /** Of the variable; undefined for a mount. */
  readonly name?: string | undefined;
}

const copiers = new Set(['cp', 'install', 'mv', 'rsync']);

function* written(
  command: ShellCommand,
  holds: (text: string) => boolean,
  secrets: ReadonlySet<string>,
): Generator<WrittenSecret> {
  const { tool, args, pipesTo, redirections } = command;
  const last = args.at(-1);
  const operands = args.filter(({ text }) => !text.startsWith('-'));
  if (copiers.has(tool) && last && operands.slice(0, -1).some(({ text }) => holds(text)))
    yield { at: last, path: last.text };
  if (tool === 'dd' && operands.some(({ text }) => text.startsWith('if=') && holds(text)))
    for (const at of operands) if (at.text.startsWith('of=')) yield { at, path: at.text.slice(3) };
  if (tool === 'tee' && redirections.some(({ operator, target }) => operator === '<' && target && holds(target.text)))
    for (const at of operands) yield { at, path: at.text };
  if (tool !== 'cat' && tool !== 'echo' && tool !== 'printf') return;
  const teed = pipesTo
    .filter(next => next.tool === 'tee')
    .flatMap(next => next.args.filter(({ text }) => !text.startsWith('-')));
  const files = [...redirected(command), ...teed];
  const used = args.flatMap(({ text, dynamic }) => (dynamic ? variablesIn(text) : []));
  const isMount = args.some(({ text }) => holds(text));
  const mounted = used.find(name => secrets.has(name));
  const name = mounted ?? used.find(secretName);
  if (isMount || (name !== undefined && tool !== 'cat')) {
    // Where programs look for credentials, credential-command says it, unless there is a mount.
    const own = isMount || mounted !== undefined ? files : files.filter(({ text }) => !credentialStore.test(text));
    for (const at of own) yield { at, path: at.text, name: isMount ? undefined : name };
  }
}

const redirected = ({ redirections }: ShellCommand): ShellWord[] =>
  redirections.flatMap(({ operator, descriptor, target }) =>
    target && /^>/.test(operator) && (descriptor === undefined || descriptor === 1) ? [target] : [],
  );

const variablesIn = (text: string): string[] => [...text.matchAll(/\$\{?(\w+)/g)].map(([, name = '']) => name);
const secretVariables = (text: string): string[] => variablesIn(text).filter(secretName);

/** To the log: not into a file, a pipe or a variable. */
function prints(command: ShellCommand, holds: (text: string) => boolean): boolean {
  const { tool, args, pipesTo, captured, within } = command;
  if (!['cat', 'echo', 'printf', 'head', 'tail'].includes(tool) || captured || pipesTo.length > 0) return false;
  if (within?.how === 'substitution' || within?.how === 'input' || redirected(command).length > 0) return false;
  return args.some(
    ({ text, dynamic }) => holds(text) || (tool !== 'cat' && dynamic && secretVariables(text).length > 0),
  );
}

/** `set -x` with a secret on the way: as an assignment, or in an argument that is substituted. */
function* traced(commands: readonly ShellCommand[], holds: (text: string) => boolean): Generator<Leak> {
  const switches = commands.filter(
    ({ tool, args }) => tool === 'set' && args.some(({ text }) => /^[-+][a-z]*x|^xtrace$/.test(text)),
  );
  if (switches.length === 0) return;
  const isOff = ({ args }: ShellCommand) => args.some(({ text }) => /^\+\w*x/.test(text));
  const shows = ({ args, assignments }: ShellCommand) =>
    [...args, ...assignments.map(({ value }) => value)].some(
      ({ text, dynamic }) => dynamic && /\$\(|`/.test(text) && holds(text),
    );
  const [offs, shown] = [startsOf(switches.filter(isOff)), startsOf(commands.filter(shows))];
  for (const command of switches) {
    const word = command.args.find(({ text }) => /^-[a-z]*x/.test(text));
    const { start } = command.span;
    if (word && firstBehind(shown, start) < firstBehind(offs, start)) yield { at: word.span, message: 'traced' };
  }
}

const startsOf = (commands: readonly ShellCommand[]): number[] =>
  commands.map(({ span }) => span.start).sort((a, b) => a - b);

const firstBehind = (starts: readonly number[], start: number): number =>
  starts[countBefore(starts, start + 1, at => at)] ?? Number.POSITIVE_INFINITY;
