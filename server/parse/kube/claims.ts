import type { TextFile } from '../../core/kind.ts';
import { baseName } from '../../core/path.ts';

const kinds =
  'Pod|Deployment|DaemonSet|StatefulSet|ReplicaSet|ReplicationController|Job|CronJob|PodTemplate|List|DeploymentConfig|PersistentVolumeClaim|ConfigMap|Secret|Service';

/** At the start of a line in block style; quoted as in JSON; in flow style behind a bracket or comma, or before one. */
const kind = new RegExp(
  [
    `^(?:---[ \\t]+)?kind[ \\t]*:[ \\t]*["']?(?:${kinds})["']?[ \\t\\r]*(?:#|$)`,
    `(?:"kind"|'kind'|[{,][ \\t]*kind)[ \\t]*:[ \\t]*["']?(?:${kinds})["']?[ \\t\\r]*(?:[,}#]|$)`,
    `^[ \\t]+kind[ \\t]*:[ \\t]*["']?(?:${kinds})["']?[ \\t]*,`,
  ].join('|'),
  'm',
);
const apiVersion = /apiVersion["']?[ \t]*:/;

/** Whether a file has an object for Podman or Kubernetes to run: by its name or language, and two words of its text. */
export function claimsKube({ path, text, languageId }: TextFile): boolean {
  const name = baseName(path);
  const isYaml = /\.(ya?ml|json)$/i.test(name) || /^(yaml|json|jsonc)$/.test(languageId ?? '');
  return isYaml && !/^\.podseal\.ya?ml$/.test(name) && kind.test(text) && apiVersion.test(text);
}
