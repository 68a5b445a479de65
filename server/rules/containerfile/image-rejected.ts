import type { Related, Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Workspace } from '../../core/workspace.ts';
import { type ContainersPolicy, readPolicy } from '../../parse/containersPolicy.ts';
import { isFromRegistry } from '../../parse/imageReference.ts';
import { type ConfiguredRegistry, readRegistries } from '../../parse/registriesConf.ts';
import { fullName } from '../../podman/images.ts';
import { dockerScopes, type PolicyImage } from '../../podman/policyLookup.ts';
import { blockingRegistry } from '../../podman/registryLookup.ts';
import { imageUses, placeIn } from './_images.ts';
import { containerfileRule } from './_rule.ts';

const rejectAll = '{"default": [{"type": "reject"}]}';
const acceptTeam =
  '{"default": [{"type": "reject"}], "transports": {"docker": {"quay.io/team": [{"type": "insecureAcceptAnything"}]}}}';

export default containerfileRule({
  id: 'containerfile/image-rejected',
  title: { en: 'Image that the policy rejects', ja: 'ポリシーで拒否されるイメージ' },
  severity: 'error',
  references: [
    { title: 'Podman book 8.4.2' },
    {
      title: 'containers-policy.json(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
    },
    {
      title: 'containers-registries.conf(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
    },
  ],
  why: {
    en: 'On a machine that uses this file, the image cannot be pulled and the build ends here.',
    ja: 'このファイルを使うマシンではイメージを取得できず、ビルドはここで失敗します。',
  },
  remedy: {
    en: 'Take the image from a place that the file allows, or allow this one there.',
    ja: '許可された場所のイメージを使うか、そのファイルでこのイメージを許可してください。',
  },
  messages: {
    rejected: {
      en: '{file} rejects "{image}".',
      ja: '{file} により「{image}」は拒否されます。',
    },
    blocked: {
      en: '{file} blocks {prefix}, and with it "{image}".',
      ja: '{file} で {prefix} がブロックされているため、「{image}」は取得できません。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM «quay.io/a/b»:1\nUSER 1001\n', workspace: { 'policy.json': rejectAll } },
      {
        text: 'FROM quay.io/team/a:1 AS a\nFROM «alpine»:3.22\nCOPY --from=a /x /x\nCOPY --chown=1 --from=«quay.io/teams/b»:1 /x /x\nUSER 1001\n',
        workspace: { 'etc/containers/policy.json': acceptTeam },
      },
      {
        text: 'from quay.io/team/a:1\r\nrun --mount=type=bind,from=«ghcr.io/a/b»:1,target=/m \\\r\n  # c\r\n  make\r\nuser 1001\r\n',
        workspace: { 'containers/policy.json': acceptTeam },
      },
      {
        text: 'ARG V=1\nFROM «docker.io/a/b:$V»\nUSER 1001\n',
        workspace: {
          '.config/containers/registries.conf':
            'unqualified-search-registries = ["docker.io"]\n\n[[registry]]\nlocation = "docker.io"\nblocked = true # nobody\n',
        },
      },
      {
        text: 'FROM «a.quay.io/b»:1\nUSER 1001\n',
        workspace: {
          'registries.conf': '[[registry]]\nprefix = "*.quay.io"\nblocked=true\n',
        },
      },
    ],
    good: [
      { text: 'FROM quay.io/team/b:1\nUSER 1001\n', workspace: { 'policy.json': acceptTeam } },
      {
        text: 'FROM quay.io/a/b:1\nUSER 1001\n',
        workspace: { 'policy.json': '{"Version": "2012-10-17", "Statement": []}' },
      },
      { text: 'FROM quay.io/a/b:1\nUSER 1001\n', workspace: { 'policy.json': '{"default": [{"type": "reject"},]}' } },
      { text: 'FROM scratch\nFROM localhost/a:1\nFROM dir:/x\nUSER 1001\n', workspace: { 'policy.json': rejectAll } },
      { text: 'ARG BASE\nFROM $BASE\nUSER 1001\n', workspace: { 'policy.json': rejectAll } },
      { text: 'FROM quay.io/a/b:1\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nUSER 1001\n',
        workspace: {
          'registries.conf': '[[registry]]\nprefix = "quay.io"\nlocation = "mirror.example"\nblocked = true\n',
        },
      },
      {
        text: 'FROM quay.io/a/b:1\nUSER 1001\n',
        workspace: {
          'registries.conf':
            '# [[registry]]\n[[registry]]\nlocation = "quay.io"\nblocked = true\n[[registry]]\nprefix = "quay.io/a"\nlocation = "mirror.example/a"\n[[registry.mirror]]\nlocation = "quay.io/a/b"\nblocked = true\n',
        },
      },
    ],
  },
  *check(file, { workspace }) {
    const uses = imageUses(file);
    if (uses.length === 0) return;
    const policy = nearestFile(workspace, 'policy.json', readPolicy);
    const registries = nearestFile(workspace, 'registries.conf', readRegistries);
    if (!policy && !registries) return;
    for (const use of uses) {
      const { reference } = use;
      if (!reference || !isFromRegistry(reference)) continue;
      const image = { name: fullName(reference.name), tag: reference.tag, digest: reference.digest };
      const report = (registries && blocked(registries, image)) ?? (policy && rejected(policy, image));
      if (report) yield { ...report, at: placeIn(use, reference.nameSpan) };
    }
  },
});

interface Found<T> {
  readonly path: string;
  readonly text: string;
  readonly content: T;
}

/** Where such a file lies in a project: beside the Containerfile or above, alone or in the place that it is made for. */
function nearestFile<T>(
  workspace: Workspace,
  name: string,
  read: (text: string) => T | undefined,
): Found<T> | undefined {
  for (const folder of workspace.foldersUp) {
    for (const below of ['', 'containers/', '.config/containers/', 'etc/containers/']) {
      const path = `${folder === '.' ? '' : `${folder}/`}${below}${name}`;
      const text = workspace.read(path);
      if (text === undefined) return undefined;
      const content = text === null ? undefined : read(text);
      if (text !== null && content !== undefined) return { path, text, content };
    }
  }
  return undefined;
}

type Said = Omit<Report<'rejected' | 'blocked'>, 'at'>;

function rejected(file: Found<ContainersPolicy>, image: PolicyImage): Said | undefined {
  const { content: policy, path } = file;
  const scope = dockerScopes(image).find(scope => policy.requirements('docker', scope));
  const { types } = (scope !== undefined && policy.requirements('docker', scope)) || policy.default;
  const rejection = types.find(({ type }) => type === 'reject');
  if (!rejection) return undefined;
  const related = [placeOf(file, rejection.span, { en: 'rejected here', ja: 'ここで拒否' })];
  return { message: 'rejected', params: { file: path, image: image.name }, related };
}

function blocked(file: Found<readonly ConfiguredRegistry[]>, { name }: PolicyImage): Said | undefined {
  const registry = blockingRegistry(file.content, name);
  if (!registry?.blocked) return undefined;
  const related = [placeOf(file, registry.blocked, { en: 'blocked here', ja: 'ここでブロック' })];
  return { message: 'blocked', params: { file: file.path, prefix: registry.prefix, image: name }, related };
}

const placeOf = ({ path, text }: Found<unknown>, at: Span, said: Related['text']): Related => ({
  at,
  text: said,
  file: { path, text },
});
