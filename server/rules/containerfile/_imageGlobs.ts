/** Whether a glob of the settings names an image; its tag counts if the glob has one. `name` is the full name. */
export function matchesImage(glob: string, name: string, tag: string | undefined): boolean {
  const hasTag = glob.lastIndexOf(':') > glob.lastIndexOf('/');
  const expression = known.get(glob) ?? globOf(glob);
  if (known.size > 100) known.clear();
  known.set(glob, expression);
  return expression.test(hasTag ? `${name}:${tag ?? 'latest'}` : name);
}

const known = new Map<string, RegExp>();

/** `*` stands for anything within a part of the name, `**` for anything. */
const globOf = (glob: string): RegExp =>
  new RegExp(
    `^${glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+|\?/g, part => (part === '?' ? '[^/]' : part === '*' ? '[^/]*' : '.*'))}$`,
  );
