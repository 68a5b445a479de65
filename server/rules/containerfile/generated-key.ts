import type { RelatedPlace } from '../../core/rule.ts';
import { shift } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { builds, copies } from './_concerns.ts';
import { copiesIn } from './_copies.ts';
import { absolute, folderAt } from './_landing.ts';
import { keyMakers, keysMadeBy } from './_madeKeys.ts';
import { mountsIn, targetOf } from './_mounts.ts';
import { deletedPaths } from './_packageCaches.ts';
import { packageCommands } from './_packages.ts';
import { containerfileRule } from './_rule.ts';
import { removedBy } from './_secretDeletions.ts';
import { atBuild, eachRun, type Run } from './_shell.ts';
import { isShipped, shippedStages } from './_stages.ts';

export default containerfileRule<'made' | 'installed'>({
  id: 'containerfile/generated-key',
  title: { en: 'Key made while the image is built', ja: 'ビルド中に作られる鍵' },
  severity: 'warning',
  references: [
    { title: 'CWE-321', url: 'https://cwe.mitre.org/data/definitions/321.html' },
    { title: 'podman-secret-create(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-secret-create.1.html' },
  ],
  why: {
    en: 'A key in an image is the same in all its containers, and whoever can pull the image has it: they can pose as the server or read what it protects.',
    ja: 'イメージに入った鍵はすべてのコンテナで共通になり、イメージを取得できる人なら誰でも手に入れられます。サーバーになりすましたり、鍵で保護された内容を読んだりできてしまいます。',
  },
  remedy: {
    en: 'Make the key when the container starts, or hand it over with podman run --secret; delete in the same RUN what only the build needs.',
    ja: '鍵はコンテナの起動時に作るか、podman run --secret で渡してください。ビルドにしか使わない鍵は、同じ RUN の中で削除します。',
  },
  messages: {
    made: {
      en: '{tool} makes this key once, for every container of the image and whoever has the image.',
      ja: '{tool} がここで作る鍵は、すべてのコンテナで共通になり、イメージを持つ全員の手に渡ります。',
    },
    installed: {
      en: '{tool} makes SSH host keys as it is installed: once, for every container of the image and whoever has the image.',
      ja: '{tool} はインストール時に SSH ホスト鍵を作ります。その鍵はすべてのコンテナで共通になり、イメージを持つ全員の手に渡ります。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN apk add openssh && ssh-keygen «-A» && rm -rf /tmp/x\n' },
      {
        text: 'FROM a\r\nonbuild run ["ssh-keygen", "-q", "-N", "", "-t", "ed25519", "-f", «"/etc/ssh/k"»]\r\n',
      },
      {
        text: 'FROM a\nRUN openssl req -x509 -nodes -newkey rsa:4096 \\\n    # a year\n    -days 365 -keyout «"/etc/ssl/private/$HOST.key"» -out /etc/ssl/c.crt\n',
      },
      {
        text: 'FROM a\nRUN <<EOF\nset -e\nopenssl genrsa 4096 > «/k.pem»\nopenssl genrsa | openssl pkcs8 -topk8 -out «/l.pem»\nopenssl «req» -new -x509 -nodes\nrm /other.pem *.crt\nEOF\n',
      },
      {
        text: 'FROM a AS certs\nWORKDIR /c\nRUN openssl genpkey -algorithm RSA -out «ca.key» && openssl genrsa -out b.key\nFROM b\nCOPY --from=certs /c/ca.* /etc/c/\n',
      },
      {
        text: 'FROM a\nRUN sh -c "keytool -genkeypair -alias b -keystore «/b.jks»" && wg genkey | tee «/w.key» | wg pubkey > /w.pub\nRUN php artisan «key:generate»\n',
      },
      {
        text: 'FROM a\nRUN apt-get update && apt-get install -y --no-install-recommends «openssh-server» && rm -rf /var/lib/apt/lists/*\n',
        settings: { rules: { 'containerfile/privileged-tools': 'off' } },
      },
      {
        text: 'FROM a\nRUN cd /c && ssh-keygen -f «k» -N "" && rm -f /etc/ssh/ssh_host_* k.pub && find / -name x -delete\n',
      },
    ],
    good: [
      { text: 'FROM a\nRUN ssh-keygen -f /k -N "" && ./sign --key /k && rm -f /k /k.pub\n' },
      { text: 'FROM a\nRUN cd /c && openssl req -x509 -newkey rsa -keyout k.pem -out c.pem && ./t && rm -rf /c\n' },
      {
        text: "FROM a\nRUN ssh-keygen -A && find /etc/ssh -name 'ssh_host_*' -delete\nRUN openssl genrsa -out /k.key && rm -f /k.{key,crt}\n",
      },
      { text: 'FROM a\nRUN d=$(mktemp -d) && openssl genrsa -out "$d/k" && x "$d" && rm -rf "${d}"\n' },
      {
        text: 'FROM a AS certs\nRUN openssl req -x509 -newkey rsa -keyout /c/ca.key -out /c/ca.crt\nFROM b\nCOPY --from=certs /c/ca.crt /etc/\n',
      },
      {
        text: 'FROM a\nRUN --mount=type=tmpfs,target=/t openssl genrsa -out /t/k.pem && openssl genrsa -out /dev/null\n',
      },
      {
        text: 'FROM a\nRUN ssh-keygen -lf /k && ssh-keygen -y -f /k > /k.pub && ssh-keygen -R b.org && openssl req -new -key /k -out /c && openssl rsa -in /k -out /l\n',
      },
      { text: "FROM a\nRUN echo 'ssh-keygen -A' >> /start.sh\nCMD ssh-keygen -A && exec /usr/sbin/sshd -D\n" },
      {
        text: 'FROM a\nRUN apt-get update && apt-get install -y openssh-server openssh-client && rm -rf /etc/ssh/ssh_host_*_key*\n',
        settings: { rules: { 'containerfile/privileged-tools': 'off' } },
      },
      {
        text: 'FROM a\nRUN apk add openssh-server && php artisan key:generate --show\nRUN ssh-keygen -A\nRUN rm /etc/ssh/ssh_host*\n',
        settings: { rules: { 'containerfile/privileged-tools': 'off' } },
      },
    ],
  },
  concerns: [...builds, ...copies, 'WORKDIR'],
  *check(file, { settings }) {
    const made = eachRun(file, atBuild, [...keyMakers, 'apt-get', 'apt', 'aptitude'], keysIn);
    if (made.length === 0) return;
    const gone = eachRun(file, atBuild, ['rm', 'find', 'shred', 'unlink'], removalsIn).map(
      ({ fact, placed: { outer } }) => ({
        outer,
        paths: pathsOf(file, outer, fact).map(named),
      }),
    );
    for (const { fact, placed } of made) {
      const { outer, start } = placed;
      const stage = file.stageOf(outer);
      const paths = pathsOf(file, outer, fact);
      const isGone = gone.some(
        by => by.outer.start >= outer.start && isBuiltOn(file.stageOf(by.outer), stage) && covers(by.paths, paths),
      );
      if (isGone || isMounted(file, outer, fact.path, paths)) continue;
      const copy = isShipped(file, settings, outer)
        ? undefined
        : copied(file, stage, paths, shippedStages(file, settings));
      if (!copy && !isShipped(file, settings, outer)) continue;
      const { message, tool } = fact;
      yield { at: shift(fact.at, start), message, params: { tool }, related: copy && [copy] };
    }
  },
});

/** A path, and the folder that its command has changed to. */
interface Place {
  readonly path: string;
  readonly folder: string;
}

interface Key extends Place {
  readonly message: 'made' | 'installed';
  readonly tool: string;
  readonly at: Run['instruction']['span'];
}

function* keysIn(run: Run): Generator<Key> {
  let folder = '';
  for (const command of run.commands) {
    folder = changedTo(command, folder);
    for (const key of keysMadeBy(command)) yield { ...key, folder, message: 'made', tool: command.tool };
  }
  for (const { manager, action, packages } of packageCommands(run.commands)) {
    // Of Debian and Ubuntu: the package's own script makes them; elsewhere the service does when it starts.
    const server =
      manager.family === 'apt' &&
      action === 'install' &&
      packages.find(({ name }) => /^(?:openssh-server|ssh)$/.test(name));
    if (server) yield { at: server.word.span, path: hostKey, folder, message: 'installed', tool: server.name };
  }
}

const hostKey = '/etc/ssh/ssh_host_rsa_key';

function* removalsIn(run: Run): Generator<Place> {
  for (const command of run.commands) {
    const deleted = deletedPaths(command, run.commands);
    // Where `find` starts says nothing of what it finds.
    const paths = command.tool === 'find' ? deleted.filter(path => !/^[/.]$/.test(path)) : deleted;
    for (const path of paths.length > 0 ? paths : removedBy(command).map(({ text }) => text))
      yield { path, folder: '' };
  }
}

const changedTo = ({ tool, args }: Run['commands'][number], folder: string): string => {
  const to = tool === 'cd' ? args[0]?.text : undefined;
  // One that goes on and on leads nowhere.
  return to === undefined || folder.length > 999 ? folder : /^[/$]/.test(to) ? to : `${folder}${folder && '/'}${to}`;
};

/** As it is written, and as it is in the image, where that is known. */
function pathsOf(file: Containerfile, run: Instruction, { path, folder }: Place): readonly string[] {
  const written = (/^[/$~]/.test(path) || folder === '' ? path : `${folder}/${path}`)
    .replace(/\$\{(\w+)\}/g, '$$$1')
    .replace(/^(?:~|\$HOME)(?=\/)/, '/root');
  const resolved = file.resolve(written, run);
  return resolved === undefined ? [written] : [written, absolute(resolved, folderAt(file, file.stageOf(run), run))];
}

/** Whether what one command names, perhaps with a glob, is or holds what another one does. */
const covers = (those: readonly Named[], paths: readonly string[]): boolean =>
  those.some(({ front, back, inside }) =>
    paths.some(path =>
      back === undefined ? path === front || path.startsWith(inside) : path.startsWith(front) && path.endsWith(back),
    ),
  );

/** A path that a command names; what stands around the stars of a glob. */
interface Named {
  readonly front: string;
  readonly back: string | undefined;
  readonly inside: string;
}

function named(path: string): Named {
  const [front = '', ...rest] = (path.endsWith('/') ? path.slice(0, -1) : path).split('*');
  return { front, back: rest.at(-1), inside: `${front}/` };
}

/** What lies in a mount is not in the image; nor is a device. */
function isMounted(file: Containerfile, outer: Instruction, path: string, paths: readonly string[]): boolean {
  const mounts = mountsIn(file).filter(({ instruction }) => instruction === (outer.inner ?? outer));
  if (mounts.length > 0 && path.includes('$')) return true;
  const targets = ['/dev', '/proc', '/run/secrets', ...mounts.flatMap(({ flag }) => targetOf(flag)?.value ?? [])];
  return covers(targets.map(named), paths);
}

/** Where a later stage that becomes an image takes the key from another one. */
function copied(
  file: Containerfile,
  maker: Stage | undefined,
  paths: readonly string[],
  shipped: ReadonlySet<Stage>,
): RelatedPlace | undefined {
  const [, path] = paths;
  if (path === undefined) return undefined;
  for (const { from, stage, sources } of copiesIn(file)) {
    if (!stage || !shipped.has(stage) || !isBuiltOn(from?.stage, maker)) continue;
    const source = sources.find(each => each.path !== undefined && covers([named(absolute(each.path, '/'))], [path]));
    if (source) return { at: source.word.span, text: { en: 'It is copied here.', ja: 'ここでコピーされます。' } };
  }
  return undefined;
}

const isBuiltOn = (stage: Stage | undefined, other: Stage | undefined): boolean =>
  stage !== undefined && other !== undefined && (stage === other || [...lineage(stage)].includes(other));
