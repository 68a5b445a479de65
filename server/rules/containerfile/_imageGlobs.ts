import { remembering } from '../../core/remember.ts';

/** Whether a glob of the settings names an image; its tag counts if the glob has one. `name` is the full name. */
export function matchesImage(glob: string, name: string, tag: string | undefined): boolean {
  const hasTag = glob.lastIndexOf(':') > glob.lastIndexOf('/');
  return globOf(glob).test(hasTag ? `${name}:${tag ?? 'latest'}` : name);
}

/** `*` stands for anything within a part of the name, `**` for anything. */
const globOf = remembering(
  glob =>
    new RegExp(
      `^${glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+|\?/g, part => (part === '?' ? '[^/]' : part === '*' ? '[^/]*' : '.*'))}$`,
    ),
);
