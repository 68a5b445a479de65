import { grouped } from '../../core/grouped.ts';
import { lookUp } from '../../core/lookUp.ts';
import { Memory, remember } from '../../core/remember.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { type OptionForm, optionsOf, type ShellOption } from '../../parse/shell/options.ts';
import { parseExec, parseShell } from '../../parse/shell/parseShell.ts';
import { atBuild, eachRun, type Run, type RunFact } from './_shell.ts';

/** A user that a RUN creates. */
interface CreatedUser {
  readonly name: string;
  /** With its variables resolved where that can be done; undefined where the program chooses one. */
  readonly uid: string | undefined;
  /** Its name. */
  readonly at: Span;
  /** The RUN. */
  readonly instruction: Instruction;
}

/** What a command does to users: names and numbers as they are written, with variables. */
type Change =
  | { readonly does: 'create'; readonly name: ShellWord; readonly uid: string | undefined }
  | { readonly does: 'join'; readonly name: string; readonly groups: readonly string[] };

/** The users that the stage and those it is built on create, the nearest first. */
export function* createdUsers(file: Containerfile, stage: Stage): Generator<CreatedUser> {
  for (const { fact: change, placed } of changesIn(file, stage)) {
    if (change.does !== 'create') continue;
    const { outer: instruction } = placed;
    const name = file.resolve(change.name.text, instruction);
    if (name === undefined || !/^[a-z_][\w.-]*\$?$/i.test(name) || name === 'root') continue;
    const uid = change.uid === undefined ? undefined : (file.resolve(change.uid, instruction) ?? change.uid);
    yield { name, uid, at: placed.place(change.name.span), instruction };
  }
}

/** The user that a RUN of the stage, or of one it is built on, creates: by number if that is given, else by name. */
export function createdUser(file: Containerfile, stage: Stage): string | undefined {
  for (const { name, uid } of createdUsers(file, stage)) {
    if (uid === undefined || uid.includes('$')) return name;
    if (/^[1-9]\d*$/.test(uid)) return uid;
  }
  return undefined;
}

/** The groups beside its own that a user is put into. */
export function* joinedGroups(file: Containerfile, stage: Stage, user: string): Generator<string> {
  for (const { fact: change, placed } of changesIn(file, stage)) {
    if (change.does === 'join' && file.resolve(change.name, placed.outer) === user) yield* change.groups;
  }
}

function* changesIn(file: Containerfile, stage: Stage): Generator<RunFact<Change>> {
  const byStage = remember(known, file, () => readChanges(file));
  for (const each of lineage(stage)) yield* byStage.get(each) ?? [];
}

/** By stage, the last one first. */
const known = new Memory<Containerfile, ReadonlyMap<Stage | undefined, readonly RunFact<Change>[]>>();

const readChanges = (file: Containerfile) =>
  grouped(
    eachRun(file, atBuild, Object.keys(forms), changesOf)
      .filter(({ placed }) => !placed.outer.inner)
      .toReversed(),
    ({ placed }) => file.stageOf(placed.outer),
  );

const changesOf = ({ commands }: Run): Change[] => commands.flatMap(changesBy);

function commandsOf({ json, shellText, source }: Instruction): readonly ShellCommand[] {
  if (!json) return shellText ? parseShell(shellText.text, shellText.start) : [];
  return parseExec(json, source);
}

const makesAccounts = /^(?:user|group)(?:add|mod|del)$|^(?:add|del)(?:user|group)$|^(?:gpasswd|chage|passwd)$/;

/** What a RUN says besides the commands that make users and groups. */
export function withoutAccounts(instruction: Instruction): string {
  if (!/user|group|passwd|chage/.test(instruction.source)) return instruction.source;
  let { source } = instruction;
  for (const { tool, span } of commandsOf(instruction.at(0))) {
    if (!makesAccounts.test(tool)) continue;
    source = source.slice(0, span.start) + ' '.repeat(span.end - span.start) + source.slice(span.end);
  }
  return source;
}

const forms: Readonly<Record<string, OptionForm>> = {
  useradd: {
    valued: 'bcdefgGkKpRPsuZ',
    valuedLong: [
      ...['--base-dir', '--comment', '--home-dir', '--home', '--expiredate', '--inactive', '--gid', '--groups'],
      ...['--skel', '--key', '--password', '--root', '--prefix', '--shell', '--uid', '--selinux-user'],
    ],
  },
  // Debian's and BusyBox's.
  adduser: {
    valued: 'hgsGuk',
    valuedLong: [
      ...['--home', '--shell', '--uid', '--gid', '--ingroup', '--gecos', '--comment', '--conf', '--firstuid'],
      ...['--lastuid', '--firstgid', '--lastgid', '--add-extra-groups'],
    ],
  },
  usermod: {
    valued: 'cdefgGlpRPsuvwVWZ',
    valuedLong: ['--comment', '--home', '--gid', '--groups', '--login', '--password', '--shell', '--uid', '--root'],
  },
  addgroup: { valued: 'gK', valuedLong: ['--gid', '--conf'] },
  gpasswd: { valued: 'adQAM', valuedLong: ['--add', '--delete', '--root', '--administrators', '--members'] },
};

function changesBy({ tool, args }: ShellCommand): Change[] {
  const form = lookUp(forms, tool);
  if (!form) return [];
  const options = optionsOf(args, form);
  const used = new Set(options.flatMap(({ words }) => words));
  const operands = args.filter(word => !used.has(word) && word.text !== '--');
  const [first, second] = operands;
  if (!first) return [];
  if (tool === 'gpasswd') {
    const user = valueOfOption(options, '-a', '--add');
    return user ? [join(user, [first.text])] : [];
  }
  // `adduser app docker` and `addgroup app docker`
  if (tool === 'addgroup' || (tool === 'adduser' && second)) return second ? [join(first.text, [second.text])] : [];
  const groups = tool === 'adduser' ? undefined : valueOfOption(options, '-G', '--groups');
  const joins = groups ? [join(first.text, groups.split(','))] : [];
  if (tool === 'usermod') return joins;
  return [{ does: 'create', name: first, uid: valueOfOption(options, '-u', '--uid') }, ...joins];
}

const join = (name: string, groups: readonly string[]): Change => ({ does: 'join', name, groups });

const valueOfOption = (options: readonly ShellOption[], short: string, long: string): string | undefined =>
  options.findLast(({ name }) => name === short || name === long)?.value;
