import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { isFromRegistry, parseImageReference } from '../../parse/imageReference.ts';
import { defaultUserOf } from '../../podman/images.ts';

/** By a USER of the stage or of one it is built on; `user` is undefined where its variables are not known. */
export interface SetUser {
  readonly by: 'instruction';
  readonly user: string | undefined;
  readonly word: Word;
  readonly instruction: Instruction;
  readonly stage: Stage;
}

/** Whom the processes of a stage's image run as. */
export type EffectiveUser =
  | SetUser
  /** By the base image's own configuration. */
  | { readonly by: 'image'; readonly user: string; readonly image: string; readonly stage: Stage }
  /** The base image decides, and nobody knows what it says. */
  | { readonly by: 'unknown'; readonly image: string; readonly stage: Stage };

/** Walks the chain of stages down to the base image; the nearest USER counts. */
export function effectiveUser(file: Containerfile, stage: Stage): EffectiveUser {
  let last = stage;
  for (const each of lineage(stage)) {
    const instruction = each.instructions.findLast(({ keyword, words }) => keyword === 'USER' && words.length > 0);
    const word = instruction?.words[0];
    if (instruction && word)
      return { by: 'instruction', user: file.resolve(word, instruction), word, instruction, stage: each };
    last = each;
  }
  const image = (last.base && file.resolve(last.base, last.from)) || last.base?.text || '';
  if (image === 'scratch') return { by: 'image', user: 'root', image, stage: last };
  const reference = parseImageReference(image);
  const known = reference && isFromRegistry(reference) ? defaultUserOf(reference.name, reference.tag) : undefined;
  return known ? { by: 'image', user: known.user, image, stage: last } : { by: 'unknown', image, stage: last };
}

/** `root`, `0`, `root:root`, `00:1`, and Windows' own. */
export const isRoot = (user: string): boolean => /^(?:root|\+?0+|ContainerAdministrator)(?::.*)?$/i.test(user.trim());

/** The container starts as root only to become somebody else: `ENTRYPOINT ["gosu", "app", ...]`. */
export function dropsPrivileges(stage: Stage): boolean {
  const starts = [...lineage(stage)].flatMap(({ instructions }) => instructions);
  return starts.some(
    ({ keyword, words }) =>
      (keyword === 'ENTRYPOINT' || keyword === 'CMD') &&
      words.some(({ value }) => /^(?:\S*\/)?(?:gosu|su-exec|setpriv|runuser|s6-setuidgid|chpst)$/.test(value)),
  );
}
