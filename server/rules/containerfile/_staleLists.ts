import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { packageCaches } from '../../podman/packageCaches.ts';
import { type PackageFamily, toolsOf } from '../../podman/packageManagers.ts';
import { coversCache, deletedPaths, mountedPaths } from './_packageCaches.ts';
import { isScript, type PackageCommand, packageCommands } from './_packages.ts';
import { atBuild, eachRun, type Run } from './_shell.ts';

/** What a RUN does with the lists of one package manager. */
interface ListUse {
  readonly family: PackageFamily;
  /** It upgrades from new lists and leaves them, installs from those it finds, or has its own. */
  readonly does: 'leaves' | 'finds' | 'fetches';
  readonly at: Span;
  readonly call: PackageCommand;
}

/** Lists that one RUN has fetched and a later one of the stage installs from. */
interface StaleLists {
  readonly fetched: Span;
  readonly call: PackageCommand;
  readonly installed: Span;
}

/** These never fetch new lists by themselves. */
const families = ['apt', 'pacman'] as const;
const tools = toolsOf(...families);

export function* staleLists(file: Containerfile): Generator<StaleLists> {
  let stage: Stage | undefined;
  const left = new Map<PackageFamily, Pick<StaleLists, 'fetched' | 'call'>>();
  for (const { fact, placed } of eachRun(file, atBuild, tools, listUses)) {
    const { family, does, call } = fact;
    if (placed.outer.inner) continue;
    if (file.stageOf(placed.outer) !== stage) left.clear();
    stage = file.stageOf(placed.outer);
    const at = placed.place(fact.at);
    const lists = left.get(family);
    if (does === 'leaves') left.set(family, { fetched: at, call });
    else left.delete(family);
    if (does === 'finds' && lists) yield { ...lists, installed: at };
  }
}

function* listUses(run: Run): Generator<ListUse> {
  const all = packageCommands(run.commands);
  for (const family of families) {
    const calls = all.filter(({ manager }) => manager.family === family);
    const first = calls.find(call => fetches(call, family) || call.action === 'install');
    const at = first?.subcommand?.span;
    if (!first || !at) continue;
    const isInstalled = calls.some(({ action }) => action === 'install');
    const isLeft = calls.some(({ action }) => action === 'upgrade') && !isInstalled && staysBehind(run, family, calls);
    yield { family, does: !fetches(first, family) ? 'finds' : isLeft ? 'leaves' : 'fetches', at, call: first };
  }
}

const fetches = ({ action, options }: PackageCommand, family: PackageFamily): boolean =>
  action === 'update' || (family === 'pacman' && options.some(({ name }) => name === '-y' || name === '--refresh'));

/** Neither deleted nor on a mount, as far as one can see. */
function staysBehind({ commands, instruction }: Run, family: PackageFamily, calls: readonly PackageCommand[]): boolean {
  const cache = packageCaches[family];
  if (commands.some(isScript) || calls.some(call => empties(call, family))) return false;
  const paths = [...mountedPaths(instruction), ...commands.flatMap(command => deletedPaths(command, commands))];
  return !cache || !paths.some(path => coversCache(cache, path));
}

/** `apt-get clean` deletes what was downloaded, but not the lists. */
const empties = ({ action, subcommand }: PackageCommand, family: PackageFamily): boolean =>
  action === 'clean' && !(family === 'apt' && /^(?:auto)?clean$/.test(subcommand?.text ?? ''));
