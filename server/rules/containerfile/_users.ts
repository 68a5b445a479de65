import { Memory, remember, remembering } from '../../core/remember.ts';
import { defaultSettings, type Settings } from '../../core/settings.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { handedOn, type Stage } from '../../parse/containerfile/stages.ts';
import { isFromRegistry, parseImageReference } from '../../parse/imageReference.ts';
import { defaultUserOf, fullName, isWindows, setsVariable } from '../../podman/images.ts';
import { matchesImage } from './_imageGlobs.ts';
import { countStartedBefore } from './_places.ts';
import { valueByDefault } from './_variables.ts';

/** By a USER of the stage or of one it is built on; `user` is undefined where its variables are not known. */
export interface SetUser {
  readonly by: 'instruction';
  readonly user: string | undefined;
  readonly word: Word;
  readonly instruction: Instruction;
  readonly stage: Stage;
}

/** Whom the processes of a stage's image run as. */
type EffectiveUser =
  | SetUser
  /** By the base image's own configuration. */
  | { readonly by: 'image'; readonly user: string; readonly image: string; readonly stage: Stage }
  /** The base image decides, and nobody knows what it says. */
  | { readonly by: 'unknown'; readonly user?: undefined; readonly image: string; readonly stage: Stage };

/** Walks the chain of stages down to the base image; the nearest USER counts. */
export const effectiveUser = (
  file: Containerfile,
  stage: Stage,
  settings: Pick<Settings, 'imageUsers'> = defaultSettings,
): EffectiveUser => setBy(file, lastUser(stage)) ?? userOfBase(file, stage, settings);

/** Whom an instruction runs as, by the USERs in front of it. */
export function userAt(
  file: Containerfile,
  instruction: Instruction,
  settings: Pick<Settings, 'imageUsers'> = defaultSettings,
): EffectiveUser | undefined {
  const stage = file.stageOf(instruction);
  if (!stage) return undefined;
  const users = usersIn(stage);
  const own = users[countStartedBefore(users, instruction.start) - 1];
  return setBy(file, own ?? (stage.parent && lastUser(stage.parent))) ?? userOfBase(file, stage, settings);
}

const users = new Memory<Stage, readonly Instruction[]>();

const usersIn = (stage: Stage): readonly Instruction[] =>
  remember(users, stage, () =>
    stage.instructions.filter(instruction => instruction.keyword === 'USER' && instruction.words.length > 0),
  );

const lastUsers = new Memory<Stage, Instruction | null>();

const lastUser = (stage: Stage): Instruction | null =>
  handedOn<Instruction | null>(lastUsers, stage, (each, below) => usersIn(each).at(-1) ?? below ?? null);

function setBy(file: Containerfile, instruction: Instruction | null | undefined): SetUser | undefined {
  const word = instruction?.words[0];
  const stage = instruction && file.stageOf(instruction);
  if (!instruction || !word || !stage) return undefined;
  return { by: 'instruction', user: userOf(file, word, instruction), word, instruction, stage };
}

function userOfBase(file: Containerfile, stage: Stage, { imageUsers }: Pick<Settings, 'imageUsers'>): EffectiveUser {
  const { image, stage: last } = baseOf(file, stage);
  if (image === 'scratch') return { by: 'image', user: 'root', image, stage: last };
  const user = userOfImage(image, imageUsers);
  return user === undefined ? { by: 'unknown', image, stage: last } : { by: 'image', user, image, stage: last };
}

/** What the stage is built on in the end, with variables where they are not known. */
export function baseOf(file: Containerfile, { root }: Stage): { readonly image: string; readonly stage: Stage } {
  return {
    image: (root.base && valueByDefault(file, root.base.text, root.from)) || root.base?.text || '',
    stage: root,
  };
}

/** A user, and behind a colon the group, of which nobody may know more than that it is there. */
const userAndGroup = /^"?((?:\$\{[^}]*\}|[^:"])+)(:[^"]*)?"?$/;
/** `${U:-0}` where the command line or nobody says what U is: with no `--build-arg`, it is what the file says. */
const withFallback = /^\$\{(\w+):?-([\w:.-]*)\}$/;

/** Whom a USER names; undefined if only the build or the base image knows. */
export function userOf(file: Containerfile, word: Word, instruction: Instruction): string | undefined {
  const whole = file.resolve(word, instruction);
  if (whole !== undefined) return whole;
  const [, user = '', group = ''] = userAndGroup.exec(word.text) ?? [];
  const known = file.resolve(user, instruction) ?? fallbackOf(file, user, instruction);
  return known && known + group;
}

function fallbackOf(file: Containerfile, user: string, instruction: Instruction): string | undefined {
  const [, name = '', fallback] = withFallback.exec(user) ?? [];
  const stage = file.stageOf(instruction);
  return stage && setsVariable(baseOf(file, stage).image, name) ? undefined : fallback;
}

const usersOfImages = new Memory<Settings['imageUsers'], (image: string) => string | undefined>();

/** Whom an image's own configuration names; `image` may have variables in its tag. */
export const userOfImage = (image: string, imageUsers: Settings['imageUsers']): string | undefined =>
  remember(usersOfImages, imageUsers, () => remembering(each => findUser(each, imageUsers)))(image);

function findUser(image: string, imageUsers: Settings['imageUsers']): string | undefined {
  const reference = parseImageReference(image);
  if (reference) {
    if (!isFromRegistry(reference)) return undefined;
    const { name, tag } = reference;
    return userBySettings(name, tag, imageUsers) ?? knownUser(image, name, tag);
  }
  const name = imageName(image);
  return name === undefined ? undefined : (userBySettings(name, undefined, imageUsers) ?? knownUser(image, name, null));
}

const knownUser = (image: string, name: string, tag: string | null | undefined): string | undefined =>
  isWindows(image) ? undefined : defaultUserOf(name, tag)?.user;

/** An image without its tag and digest, where at most those have variables: `alpine:$VERSION`. */
export function imageName(image: string): string | undefined {
  const name = /^([^$@]{1,300}?)[:@](?=[^/$]*\$)[^/]*$/.exec(image)?.[1];
  return parseImageReference(name ?? image)?.name;
}

function userBySettings(name: string, tag: string | undefined, imageUsers: Settings['imageUsers']): string | undefined {
  const full = fullName(name);
  for (const [glob, user] of Object.entries(imageUsers)) if (matchesImage(glob, full, tag)) return user;
  return undefined;
}

/** `root`, `0`, `root:root`, `00:1`, and Windows' own. */
export const isRoot = (user: string): boolean => /^(?:root|[-+]?0+|ContainerAdministrator)(?::.*)?$/i.test(user.trim());
