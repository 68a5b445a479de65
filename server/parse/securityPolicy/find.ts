import { baseName } from '../../core/path.ts';
import { remember } from '../../core/remember.ts';
import type { Context } from '../../core/rule.ts';
import { type Span, shift } from '../../core/span.ts';
import type { SecurityPolicy } from './policy.ts';
import { policiesIn } from './stream.ts';

/** `security-policy.yaml`, `SecurityPolicy.yml`, `team-policy.yaml`, `policies.yaml`, `security.yml`. */
const policyName = /(?:security|polic(?:y|ies)).*\.ya?ml$/i;

/** Asked for where a folder is too large to be listed. */
const usualNames = ['security-policy', 'SecurityPolicy', 'podseal-policy', 'policy'].flatMap(name => [
  `${name}.yaml`,
  `${name}.yml`,
]);

/** Whether a file is looked into for policies, by its name. */
export const isPolicyName = (path: string): boolean => policyName.test(baseName(path));

/** A policy that holds for a file. */
export interface HoldingPolicy {
  readonly policy: SecurityPolicy;
  /** For people: its own name, or its file's. */
  readonly name: string;
  readonly file: { readonly path: string; readonly text: string };
  /** A place in the policy as a place in its file. */
  at(span: Span): Span;
}

/** Those of the nearest folder upwards that has some, and those of the file that the settings name. */
export function policiesFor({ settings, workspace }: Context): HoldingPolicy[] {
  const named = settings.policy === undefined ? [] : policiesOf(settings.policy, workspace);
  const texts = new Set(named.map(({ file }) => file.text));
  for (const folder of workspace.foldersUp) {
    const found = namesIn(folder, workspace).flatMap(name =>
      policiesOf(folder === '.' ? name : `${folder}/${name}`, workspace),
    );
    if (found.length > 0) return [...named, ...found.filter(({ file }) => !texts.has(file.text))];
  }
  return named;
}

type Workspace = Context['workspace'];

function policiesOf(path: string, workspace: Workspace): HoldingPolicy[] {
  const text = workspace.read(path);
  if (text === null || text === undefined) return [];
  return policiesIn(text).map(({ policy, start }) => ({
    policy,
    name: policy.name ?? baseName(path),
    file: { path, text },
    at: span => shift(span, start),
  }));
}

/** Lists of folders are long and asked for with every keystroke. */
const namesByList = new WeakMap<readonly string[], readonly string[]>();

function namesIn(folder: string, workspace: Workspace): readonly string[] {
  const files = workspace.filesBelow(folder);
  if (!files) return files === null ? [] : usualNames;
  return remember(namesByList, files, () => files.filter(file => !file.includes('/') && isPolicyName(file)).sort());
}
