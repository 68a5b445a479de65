import { baseName } from '../../core/path.ts';
import { Memory, remember } from '../../core/remember.ts';
import type { Context } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { dropsItself, isBootable, isOperatingSystem } from '../../podman/images.ts';
import { inFolder } from './_context.ts';
import { contextFolder } from './_contextFolder.ts';
import { copiesIn } from './_copies.ts';
import { createdUser } from './_createdUser.ts';
import { baseOf, imageName } from './_users.ts';

/** Why an image may be meant to start as root. */
type RootByDesign =
  /** It is a whole system for a host (bootc). */
  | 'system'
  /** Its start command becomes somebody else. */
  | 'drops'
  /** It is started by a script that is not known. */
  | 'script'
  /** Nothing of its own runs: it starts a shell, waits for another file to build on it, or holds files only. */
  | 'base';

/** What speaks for a stage that starts as root; undefined if nothing does. */
export function rootByDesign(file: Containerfile, stage: Stage, context: Context): RootByDesign | undefined {
  const { image } = baseOf(file, stage);
  const name = imageName(image) ?? '';
  if (isBootable(name) || isWholeSystem(stage)) return 'system';
  const start = startOf(stage);
  if (hasTriggers(stage)) return 'base';
  if (start.length === 0 && !dropsItself(name)) {
    return image === 'scratch' || (isOperatingSystem(name) && !hasOwnFiles(stage)) ? 'base' : undefined;
  }
  if (start.some(becomesAnother) || dropsInScript.test(start.join(' '))) return 'drops';
  if (!hasEntryPoint(stage) && dropsItself(name)) return 'drops';
  if (start.length > 0 && start.every(isShell)) return 'base';
  return byScript(file, stage, start, context);
}

/** The nearest ENTRYPOINT and the nearest CMD. */
function startOf(stage: Stage): readonly string[] {
  const all = [...lineage(stage)].flatMap(({ instructions }) => instructions.toReversed());
  return ['ENTRYPOINT', 'CMD'].flatMap(
    keyword => all.find(instruction => instruction.keyword === keyword)?.words.map(({ value }) => value) ?? [],
  );
}

const hasEntryPoint = (stage: Stage): boolean =>
  [...lineage(stage)].some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'ENTRYPOINT'));

const droppers = 'gosu|su-exec|setpriv|runuser|s6-setuidgid|setuidgid|chpst|s6-svscan|s6-overlay';
const dropper = new RegExp(`^(?:${droppers})$`);
const mentionsDropper = new RegExp(`\\b(?:${droppers})\\b`);
const dropsInScript = new RegExp(
  `\\b(?:${droppers})\\b|\\bsu\\s+(?:-|\\w)|\\bchroot --userspec|\\bsudo\\s+(?:-\\w+\\s+)*-\\w*u`,
);

/** systemd and s6 are root themselves, and start services as others. */
const becomesAnother = (word: string): boolean =>
  dropper.test(baseName(word)) || /^\/(?:\S*\/)?(?:init|systemd)$/.test(word);

const isShell = (word: string): boolean =>
  /^(?:(?:ba|da|a|z|fi|k)?sh|python[\d.]*|pypy[\d.]*|node|irb|jshell|ghci|iex|erl|julia|R|lua[\d.]*|perl|php|pwsh|swift|clj|groovysh|-[ail]|-de0)$/.test(
    baseName(word),
  );

const systems = new Memory<object, boolean>();

const isWholeSystem = (stage: Stage): boolean =>
  [...lineage(stage)].some(({ instructions }) =>
    instructions.some(instruction => remember(systems, instruction.origin, () => makesSystem(instruction))),
  );

const makesSystem = (instruction: Instruction): boolean =>
  (instruction.keyword === 'RUN' && instruction.source.includes('bootc container lint')) ||
  (instruction.keyword === 'LABEL' &&
    instruction.pairs.some(({ name, value }) => name === 'containers.bootc' && value === '1'));

const hasTriggers = (stage: Stage): boolean => stage.instructions.some(({ keyword }) => keyword === 'ONBUILD');

/** Without a command, an operating system starts a shell: only what is copied from the context could be meant to run. */
const hasOwnFiles = (stage: Stage): boolean =>
  [...lineage(stage)].some(({ instructions }) =>
    instructions.some(
      instruction =>
        instruction.keyword === 'EXPOSE' ||
        ((instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && !instruction.flag('from')),
    ),
  );

/** What is run in front of the script that matters. */
const launchers = /^(?:tini(?:-static)?|dumb-init|catatonit|env|(?:ba|da|a)?sh|-.*)$/;
const scriptName = /\.(?:ba)?sh$|entry-?point|-foreground$|^(?:start|run|boot|launch|init)(?:[-_.]|$)/i;

function byScript(
  file: Containerfile,
  stage: Stage,
  start: readonly string[],
  context: Context,
): RootByDesign | undefined {
  const command = baseName(start.find(word => !launchers.test(baseName(word))) ?? '');
  const source = command && sourceOf(file, stage, command);
  if (!source) return undefined;
  const text = context.workspace.read(inFolder(contextFolder(file, context), source));
  const isScript = text === undefined || text === null ? scriptName.test(command) : text.startsWith('#!');
  if (!isScript) return undefined;
  if ([...lineage(stage)].some(mentions) || dropsInScript.test(text ?? '')) return 'drops';
  return typeof text === 'string' && createdUser(file, stage) === undefined ? undefined : 'script';
}

/** The file of the context that is copied to where a command of this name starts. */
function sourceOf(file: Containerfile, stage: Stage, command: string): string | undefined {
  const stages = new Set(lineage(stage));
  for (const { sources, destination, from, stage } of copiesIn(file).toReversed()) {
    if (from || !stage || !stages.has(stage)) continue;
    const isRenamed = baseName(destination?.value ?? '') === command;
    const source = sources.find(({ by, path = '' }) => by === 'context' && (isRenamed || baseName(path) === command));
    if (source) return source.path;
  }
  return undefined;
}

const known = new Memory<object, boolean>();

/** Such a program is installed, or written into a script. */
const mentions = ({ instructions }: Stage): boolean =>
  instructions.some(instruction => remember(known, instruction.origin, () => mentionsIn(instruction)));

const mentionsIn = ({ keyword, source }: Instruction): boolean =>
  /^(?:RUN|COPY|ENV|ARG)$/.test(keyword) && mentionsDropper.test(source);
