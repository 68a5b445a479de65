import { grouped } from '../../core/grouped.ts';
import { baseName } from '../../core/path.ts';
import { remember } from '../../core/remember.ts';
import type { Context, RelatedPlace, Report } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import { parseSeccompProfile } from '../../parse/json/seccompProfile.ts';
import dangerousSyscall from '../seccomp/dangerous-syscall.ts';
import defaultAction from '../seccomp/default-action.ts';

/** A seccomp profile of this workspace. */
interface ProfileFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The file that a pod names by its path below the host's folder of profiles: one with the same end of its path, else
 * the only one of that name. null: the workspace has none; undefined: nobody knows.
 */
export function profileFile(named: string, workspace: Workspace): ProfileFile | null | undefined {
  const top = workspace.foldersUp.at(-1);
  const files = top === undefined ? undefined : workspace.filesBelow(top);
  if (top === undefined || !files) return undefined;
  const sameName = remember(filesByName, files, () => grouped(files, baseName)).get(baseName(named)) ?? [];
  const wanted = `/${named.replace(/^(?:\.?\/)+/, '')}`;
  const [found = sameName.length === 1 ? sameName[0] : undefined] = sameName.filter(file =>
    `/${file}`.endsWith(wanted),
  );
  if (found === undefined) return sameName.length === 0 ? null : undefined;
  const path = top === '.' ? found : `${top}/${found}`;
  const text = workspace.read(path);
  return typeof text === 'string' ? { path, text } : text;
}

/** Lists of folders are long and asked for with every keystroke. */
const filesByName = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** What is wrong with a profile, as places in its file: the worst, and no more than somebody reads. */
export function weaknesses(file: ProfileFile, context: Context): readonly RelatedPlace[] {
  let found = known.get(file.text);
  if (!found) {
    found = weaknessesOf(file.text, context);
    const [oldest] = known.keys();
    if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
    known.set(file.text, found);
  }
  return found.map(weakness => ({ ...weakness, file }));
}

/** The last few, since every keystroke asks again. */
const known = new Map<string, readonly RelatedPlace[]>();
const mostKnown = 16;
const mostNamed = 5;

function weaknessesOf(text: string, context: Context): RelatedPlace[] {
  const profile = parseSeccompProfile(text);
  return [defaultAction, dangerousSyscall]
    .flatMap(rule => [...rule.check(profile, context)].map(report => ({ rule, report })))
    .filter(({ report }: { report: Report }) => report.severity !== 'info' && report.severity !== 'hint')
    .slice(0, mostNamed)
    .flatMap(({ rule, report: { at, message, params } }) => {
      const said = rule.messages[message];
      return said ? [{ at, text: said, params }] : [];
    });
}
