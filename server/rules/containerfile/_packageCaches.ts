import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { cachePaths } from '../../podman/packageCaches.ts';
import type { PackageFamily } from '../../podman/packageManagers.ts';

/** Where a RUN mounts something that does not become a part of the image. */
export const mountedPaths = ({ flags }: Instruction): string[] =>
  flags.flatMap(({ name, options }) => {
    if (
      name !== 'mount' ||
      !options.some(option => option.name === 'type' && /^(?:cache|tmpfs)$/.test(option.value ?? ''))
    )
      return [];
    return options.flatMap(option => (/^(?:target|dst|destination)$/.test(option.name) ? (option.value ?? []) : []));
  });

/** Whether what a family keeps lies at this path or below; a variable may stand for it. */
export function coversCache(family: PackageFamily, path: string): boolean {
  const place = path.replace(/\/+(?:\*+\/?)*$/, '');
  return (cachePaths[family] ?? []).some(cache => {
    if (place.endsWith(cache) || place.includes(`${cache}/`)) return true;
    // A folder above it: of a home directory any, of the others this one.
    const above = cache.startsWith('/') ? place : place.replace(/^(?:~|\$\{?HOME\}?|\/root|\/home\/[^/]+)/, '');
    return above.length > 1 && cache.startsWith(`${above.replace(/^\/(?=\.)/, '')}/`);
  });
}

/** The paths that a command deletes, seen from the folder that an earlier `cd` went to. */
export function deletedPaths(command: ShellCommand, commands: readonly ShellCommand[]): string[] {
  const deletes =
    command.tool === 'rm' || (command.tool === 'find' && command.args.some(({ text }) => text === '-delete'));
  if (!deletes) return [];
  const isBefore = (other: ShellCommand) => other.tool === 'cd' && other.span.start < command.span.start;
  const folder = commands.findLast(isBefore)?.args[0]?.text;
  return command.args
    .filter(({ text }) => !text.startsWith('-'))
    .flatMap(({ text }) => alternatives(text))
    .map(path => (folder === undefined || /^[/~$]/.test(path) ? path : `${folder.replace(/\/$/, '')}/${path}`));
}

/** `/var/{lib,cache}/apt` is two paths. */
function alternatives(path: string): string[] {
  const [, before = '', choices, after = ''] = /^([^{]*)(?<!\$)\{([^{}]*)\}(.*)$/.exec(path) ?? [];
  return choices === undefined ? [path] : choices.split(',').map(choice => before + choice + after);
}
