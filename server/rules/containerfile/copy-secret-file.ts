import type { Fix } from '../../core/fix.ts';
import { cleanPath } from '../../core/path.ts';
import { remembering } from '../../core/remember.ts';
import type { Context, Report } from '../../core/rule.ts';
import type { Severity } from '../../core/severity.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { repository, secretFile } from '../../podman/secretFiles.ts';
import { copies } from './_concerns.ts';
import { type BuildContext, buildContext, copiedFiles } from './_context.ts';
import { type Copy, copiesIn } from './_copies.ts';
import { deleteInstruction } from './_edits.ts';
import { absolute, folderAt } from './_landing.ts';
import { containerfileRule } from './_rule.ts';
import { mayHoldSecret, sensitiveAmong } from './_secretFiles.ts';
import { isShipped } from './_stages.ts';

type Key = 'secret' | 'inside' | 'repository' | 'pointed';

export default containerfileRule<Key>({
  id: 'containerfile/copy-secret-file',
  title: { en: 'Secret file copied into the image', ja: 'イメージにコピーされる秘密のファイル' },
  severity: 'error',
  impliedBy: ['containerfile/secret-left-in-layer'],
  aliases: ['DS-0031', 'DS031', 'DKL-LI-0003'],
  references: [
    { title: 'podman-build(1): --secret', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'CIS Docker Benchmark 4.10' },
    { title: 'CWE-538', url: 'https://cwe.mitre.org/data/definitions/538.html' },
  ],
  why: {
    en: 'A layer keeps what was copied, also if a later instruction deletes it: whoever can pull the image has the file.',
    ja: 'コピーしたものは、後で削除してもレイヤーに残ります。イメージを取得できる人は、そのファイルを手に入れられます。',
  },
  remedy: {
    en: 'Mount it for the RUN that needs it, RUN --mount=type=secret,id=key,required=true, or give it to the container with podman run --secret; leave it out of the build in .containerignore.',
    ja: '必要な RUN に RUN --mount=type=secret,id=key,required=true でマウントするか、podman run --secret でコンテナに渡してください。.containerignore でビルドから除外してください。',
  },
  messages: {
    secret: { en: '{path} usually holds a secret.', ja: '{path} には通常シークレットが含まれます。' },
    inside: { en: '{path} holds {files}.', ja: '{path} に {files} が含まれています。' },
    repository: {
      en: 'The repository’s {path} holds everything that was ever committed.',
      ja: 'リポジトリの {path} には、これまでのコミットがすべて含まれます。',
    },
    pointed: {
      en: '{name} names a file with credentials that a COPY of this build brings along.',
      ja: '{name} が示す認証情報のファイルを、このビルドの COPY がイメージに入れます。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nCOPY «.env» /app/\nRUN b\n', fixed: 'FROM a\nRUN b\n' },
      { text: 'FROM a\nCOPY a.txt \\\n  # key\n  «keys/id_ed25519» /root/\n' },
      { text: 'FROM a\nADD --chown=1001 [«"server.KEY"», "/etc/x y/"]\n', fixed: 'FROM a\n' },
      { text: 'FROM a\nonbuild copy «.npmrc» .\nRUN npm ci\n', fixed: 'FROM a\nRUN npm ci\n' },
      { text: 'FROM a\nARG KEY=tls.pem\nCOPY «$KEY» «*.p12» «.ssh» «.env*» /k/\n' },
      { text: 'FROM a AS b\nCOPY «service-account.json» /k\nFROM c\n', fixed: 'FROM a AS b\nFROM c\n' },
      { text: 'FROM a\nCOPY «.git» /src/.git\n', fixed: 'FROM a\n' },
      {
        text: 'FROM a\nCOPY «config» /config\n',
        workspace: { 'config/master.key': 'x', 'config/a.yml': '', 'config/.env': 'A=b' },
      },
      { text: 'FROM a\nCOPY /src /app/\nENV GOOGLE_APPLICATION_CREDENTIALS=«./app/gcp.json»\n' },
      { text: 'FROM a\nCOPY ./config «$AWS_CONFIG_FILE»\n' },
    ],
    good: [
      { text: 'FROM a\nCOPY .env.example .env.sample .env.template id_rsa.pub ca.pem certs/fullchain.pem /app/\n' },
      { text: 'FROM a\nCOPY --from=b /root/.npmrc /root/.ssh/ /x/\n' },
      { text: 'FROM a\nCOPY tls.crt server.crt dhparam.pem docker.gpg.key truststore.jks known_hosts /x/\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n' },
      { text: 'FROM a\nCOPY .npmrc /app/\n', workspace: { '.npmrc': 'registry=https://b\nfund=false\n' } },
      {
        text: 'FROM a\nCOPY tls.pem .env /x/\n',
        workspace: { 'tls.pem': '-----BEGIN CERTIFICATE-----', '.env': 'PORT=1' },
      },
      { text: 'FROM a\nCOPY * /x/\n', workspace: { '.env': 'TOKEN=abc' } },
      { text: 'FROM a\nCOPY <<.env /x\nA=b\n.env\nADD https://b/id_rsa /x\nCOPY $UNKNOWN /x\n' },
      { text: 'FROM a\nCOPY /src /src\nENV GOOGLE_APPLICATION_CREDENTIALS=./app/gcp.json KUBECONFIG=/run/secrets/k\n' },
      {
        text: 'FROM a\nCOPY .yarnrc.yml .github .gitignore .gitattributes credentials.js src/secrets.ts keys.py /app/\n',
      },
    ],
  },
  concerns: [...copies, 'WORKDIR'],
  *check(file, context) {
    const copies = copiesIn(file);
    if (copies.length === 0) return;
    const surroundings = buildContext(file, context);
    for (const copy of copies) {
      const ships = isShipped(file, context.settings, copy.instruction);
      for (const report of reportsOn(file, copy, surroundings, context)) {
        yield ships ? report : { ...report, severity: milder(report.severity) };
      }
    }
    for (const report of pointedAt(file, copies)) yield report;
  },
});

const milder = (severity: Severity | undefined): Severity => (severity === undefined ? 'warning' : 'hint');

function* reportsOn(file: Containerfile, copy: Copy, surroundings: BuildContext, { workspace }: Context) {
  for (const source of copy.sources) {
    const { by, word, path } = source;
    if (by !== 'context' || path === undefined || path === '') continue;
    const kind = kindOf(path);
    if (kind === 'root' || (kind === 'other' && !surroundings.files)) continue;
    const report = () => ({ at: word.span, subject: word.span, fixes: deletion(file, copy) });
    if (kind === 'repository') yield said(report(), kind, { path }, 'warning');
    else if (kind === 'secret') {
      if (mayHoldSecret(cleanPath(path), surroundings, workspace)) yield said(report(), kind, { path });
    } else {
      const copied = copiedFiles(surroundings, path, copy) ?? [];
      const others = sensitiveAmong(copied, surroundings, workspace).filter(name => name !== cleanPath(path));
      if (others.length > 0)
        yield said({ ...report(), fixes: [] }, 'inside', { path, files: others.slice(0, 3).join(', ') });
    }
  }
  const target = copy.destination;
  const variable = /^\$\{?(\w+)\}?$/.exec(target?.text ?? '')?.[1];
  if (target && variable && !copy.from && credentialFiles.has(variable))
    yield said({ at: target.span, subject: '', fixes: [] }, 'pointed', { name: variable });
}

type PathKind = 'repository' | 'secret' | 'root' | 'other';

/** What a path is by its name. */
const kindOf = remembering((path): PathKind => {
  if (repository.test(path)) return 'repository';
  if (secretFile(cleanPath(path))) return 'secret';
  // What takes all of the context, or of its first level, broad-copy looks through.
  return secretFile(path) || /^\/(?:[^/]*\*)?$/.test(cleanPath(`/${path}`)) ? 'root' : 'other';
});

const said = (
  report: Pick<Report<Key>, 'at' | 'subject' | 'fixes'>,
  message: Key,
  params: Record<string, string>,
  severity?: Severity,
): Report<Key> => ({ ...report, message, params, ...(severity && { severity }) });

function deletion(file: Containerfile, { sources, outer }: Copy): Fix[] {
  if (sources.length !== 1) return [];
  const title = { text: { en: 'Delete this instruction', ja: 'この命令を削除' } };
  return [{ title, edits: [deleteInstruction(file.text, outer)], safe: false }];
}

/** Variables that name a file with credentials: AWS, Google, Hugging Face. */
const credentialFiles = new Set([
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'HF_TOKEN_PATH',
]);

/** `ENV GOOGLE_APPLICATION_CREDENTIALS=/app/key.json` where something is copied to `/app`. */
function* pointedAt(file: Containerfile, copies: readonly Copy[]): Generator<Report<Key>> {
  let known: readonly Target[] | undefined;
  for (const instruction of file.of('ENV', 'ARG')) {
    for (const pair of instruction.pairs) {
      if (!pair.valueSpan || !credentialFiles.has(pair.name)) continue;
      const path = file.resolve(pair.raw, instruction);
      known ??= targetsOf(file, copies);
      if (path && known.some(target => isIn(target, path)))
        yield { at: pair.valueSpan, message: 'pointed', params: { name: pair.name }, severity: 'warning' };
    }
  }
}

/** Nobody works in more; each is asked for each path. */
const mostFolders = 100;

/** Where files of the context come to lie, by the folder that a path is relative to. */
interface Target {
  readonly folder: string;
  readonly destinations: ReadonlySet<string>;
}

function targetsOf(file: Containerfile, copies: readonly Copy[]): Target[] {
  const byFolder = new Map<string, Set<string>>();
  for (const copy of copies) {
    const to = copy.destination && file.resolve(copy.destination, copy.instruction);
    if (to === undefined || copy.from || !copy.sources.some(({ by }) => by === 'context')) continue;
    const folder = folderAt(file, copy.stage, copy.outer);
    const destinations = byFolder.get(folder) ?? new Set<string>();
    byFolder.set(folder, destinations.add(absolute(to, folder)));
  }
  return Array.from(byFolder, ([folder, destinations]) => ({ folder, destinations })).slice(0, mostFolders);
}

function isIn({ folder, destinations }: Target, path: string): boolean {
  // Whatever is copied to the root is there for other things than an absolute path in some folder.
  if (destinations.has('/') && !path.startsWith('/')) return true;
  for (let at = absolute(path, folder); at !== '' && at !== '/'; at = at.slice(0, at.lastIndexOf('/'))) {
    if (destinations.has(at)) return true;
  }
  return false;
}
