import type { Declaration } from '../../server/scan/model/result.ts';

/** Where it was declared when it was started, as far as the engine knows. */
export const writtenAt = ({ unitSource, composeFolder, composeFiles }: Declaration): string | undefined => {
  const [file] = composeFiles?.split(',') ?? [];
  return unitSource ?? (file?.startsWith('/') ? file : composeFolder && `${composeFolder}/${file ?? 'compose.yaml'}`);
};

/** How many folders and names two paths have in common at their ends: of files of the same name, the nearest is meant. */
export function sharedTail(one: string, other: string): number {
  const [a, b] = [one.split('/').reverse(), other.split('/').reverse()];
  const end = a.findIndex((name, i) => name !== b[i]);
  return end < 0 ? a.length : end;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Letters that mean something to a glob stand for any one letter: a file's own text decides. */
const literally = (name: string): string => name.replace(/[[\]{}*?!,\\]/g, '?');

/** Globs of the files that can hold what declares a container, the likeliest first. */
export function patternsFor({ unit, unitSource, composeService, composeFiles, pod }: Declaration): string[] {
  const stem = unit === undefined ? undefined : baseName(unit).replace(/(?:@.*)?\.service$/, '');
  return [
    ...(unitSource ? [`**/${literally(baseName(unitSource))}`] : []),
    ...(stem ? ['', '@'].map(at => `**/${literally(stem)}${at}.{container,kube,pod,service}`) : []),
    ...(composeService ? (composeFiles?.split(',') ?? []).map(file => `**/${literally(baseName(file))}`) : []),
    ...(composeService ? ['**/{docker-,podman-,}compose*.{yaml,yml}'] : []),
    ...(pod ? ['**/*.{yaml,yml}'] : []),
  ];
}

/** The line of a file that declares it, from 0; undefined if the file declares something else. */
export function declaringLine(path: string, text: string, { composeService, pod }: Declaration): number | undefined {
  const lines = text.split(/\r?\n/);
  const find = (pattern: RegExp): number | undefined => {
    const line = lines.findIndex(line => pattern.test(line));
    return line < 0 ? undefined : line;
  };
  if (!/\.ya?ml$/i.test(path)) return find(/^\s*\[(?:Container|Kube|Pod|Service)\]/) ?? 0;
  if (composeService) {
    const services = find(/^services\s*:/);
    const service = new RegExp(`^\\s+["']?${escaped(composeService)}["']?\\s*:`);
    const line = services === undefined ? -1 : lines.findIndex((line, i) => i > services && service.test(line));
    if (line >= 0) return line;
  }
  if (!pod || !/^kind\s*:\s*["']?(?:Pod|Deployment|DaemonSet|Job|StatefulSet|ReplicaSet)\b/m.test(text))
    return undefined;
  // Podman calls the pod of a Deployment after it: web becomes web-pod.
  return find(
    new RegExp(`^\\s+name\\s*:\\s*["']?${escaped(pod.replace(/-pod(?:-\d+)?$/, ''))}(?:-pod)?["']?\\s*(?:#.*)?$`),
  );
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
