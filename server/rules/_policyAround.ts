import type { RelatedPlace, Report } from '../core/rule.ts';
import type { Workspace } from '../core/workspace.ts';
import { type ContainersPolicy, readPolicy } from '../parse/containersPolicy.ts';
import { type ConfiguredRegistry, readRegistries } from '../parse/registriesConf.ts';
import type { PolicyImage } from '../podman/policyLookup.ts';
import { blockingRegistry } from '../podman/registryLookup.ts';

/** The files of a workspace that say which images may be pulled; at least one of them. */
interface PullRules {
  readonly policy: NearFile<ContainersPolicy> | undefined;
  readonly registries: NearFile<readonly ConfiguredRegistry[]> | undefined;
}

interface NearFile<T> {
  readonly path: string;
  readonly text: string;
  readonly content: T;
}

export function pullRules(workspace: Workspace): PullRules | undefined {
  const policy = nearestFile(workspace, 'policy.json', readPolicy);
  const registries = nearestFile(workspace, 'registries.conf', readRegistries);
  return policy || registries ? { policy, registries } : undefined;
}

/** Where such a file lies in a project: beside the judged one or above, alone or in the place that it is made for. */
function nearestFile<T>(
  workspace: Workspace,
  name: string,
  read: (text: string) => T | undefined,
): NearFile<T> | undefined {
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

type Said<Key extends string> = Pick<Report<Key>, 'message' | 'params' | 'related'>;

/** Why an image cannot be pulled. */
export const refusal = (
  { policy, registries }: PullRules,
  image: PolicyImage,
): Said<'rejected' | 'blocked'> | undefined =>
  (registries && blocked(registries, image)) ?? (policy && rejected(policy, image));

/** The messages of `refusal`. */
export const refusalMessages = {
  rejected: { en: '{file} rejects "{image}".', ja: '{file} により「{image}」は拒否されます。' },
  blocked: {
    en: '{file} blocks {prefix}, and with it "{image}".',
    ja: '{file} で {prefix} がブロックされているため、「{image}」は取得できません。',
  },
} as const;

function rejected(file: NearFile<ContainersPolicy>, image: PolicyImage): Said<'rejected'> | undefined {
  const rejection = file.content.forImage(image).types.find(({ type }) => type === 'reject');
  if (!rejection) return undefined;
  const related = [placeOf(file, rejection.span, { en: 'rejected here', ja: 'ここで拒否' })];
  return { message: 'rejected', params: { file: file.path, image: image.name }, related };
}

function blocked(file: NearFile<readonly ConfiguredRegistry[]>, { name }: PolicyImage): Said<'blocked'> | undefined {
  const registry = blockingRegistry(file.content, name);
  if (!registry?.blocked) return undefined;
  const related = [placeOf(file, registry.blocked, { en: 'blocked here', ja: 'ここでブロック' })];
  return { message: 'blocked', params: { file: file.path, prefix: registry.prefix, image: name }, related };
}

/** An image that a policy takes without a look, although it asks others for a signature or turns them away. */
export function unchecked({ policy: file }: PullRules, image: PolicyImage): Said<'unchecked'> | undefined {
  if (!file) return undefined;
  const { types } = file.content.forImage(image);
  const [accepting] = types;
  const isAccepted = accepting && types.every(({ type }) => type === 'insecureAcceptAnything');
  if (!isAccepted || file.content.default.types.every(({ type }) => type === 'insecureAcceptAnything'))
    return undefined;
  const related = [placeOf(file, accepting.span, { en: 'accepted here', ja: 'ここで許可' })];
  return { message: 'unchecked', params: { file: file.path, image: image.name }, related };
}

const placeOf = (
  { path, text }: NearFile<unknown>,
  at: RelatedPlace['at'],
  said: RelatedPlace['text'],
): RelatedPlace => ({
  at,
  text: said,
  file: { path, text },
});
