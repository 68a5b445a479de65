/** What a sudoers file lets somebody do as root. */
interface Grant {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly who: string;
  /** With its arguments; without any, all are allowed. */
  readonly command: string;
}

/** sudo passes over what editors and package managers leave beside its files. */
const isIgnored = (path: string): boolean => /^\/etc\/sudoers\.d\/(?:.*~|.*\..*)$/s.test(path);

/** The commands that sudoers(5) lets anybody run as root, with the aliases of all files put in. */
export function rootGrants(files: ReadonlyMap<string, string>): Grant[] {
  const lines = [...files]
    .filter(([path]) => !isIgnored(path))
    .flatMap(([path, text]) => logicalLines(text).map(line => ({ ...line, path })));
  const aliases = new Map(lines.flatMap(({ written }) => aliasesIn(written)));
  const expanded = (word: string, depth = 0): readonly string[] => {
    const words = depth < 8 ? aliases.get(word) : undefined;
    return words ? words.flatMap(each => expanded(each, depth + 1)) : [word];
  };
  return lines.flatMap(({ path, line, written }) => {
    const [, who, granted] =
      /^(?!Defaults|(?:Cmnd|Cmd|Runas|User|Host)_Alias\b)(\S[^=]*?)\s+[^\s=,]+\s*=\s*(.*)$/.exec(written) ?? [];
    if (who === undefined || granted === undefined || who === 'root') return [];
    return asRoot(granted, expanded).map(command => ({ path, line, who, command }));
  });
}

/** `(app) /bin/ps, (root) NOPASSWD: POD, /bin/ls`: a user and tags hold for all commands after them. */
function asRoot(list: string, expanded: (word: string) => readonly string[]): string[] {
  let isRoot = true;
  return wordsIn(list).flatMap(word => {
    const [, runAs, command = ''] = /^(?:\(([^)]*)\)\s*)?(?:[A-Z_]+:\s*)*(?:sha\d+:\S+\s+)?(.*)$/s.exec(word) ?? [];
    if (runAs !== undefined) isRoot = meansRoot(runAs, expanded);
    return isRoot ? expanded(command).filter(each => !each.startsWith('!')) : [];
  });
}

/** Of `user, other : group`, the users; nobody at all is whoever asks. */
const meansRoot = (runAs: string, expanded: (word: string) => readonly string[]): boolean =>
  wordsIn(runAs.split(':')[0] ?? '')
    .flatMap(word => expanded(word))
    .some(user => /^(?:ALL|root|#0)$/.test(user));

/** `Cmnd_Alias A = x, y : B = z` */
function aliasesIn(written: string): [string, string[]][] {
  const list = /^(?:Cmnd|Cmd|Runas)_Alias\s+(.*)$/s.exec(written)?.[1];
  return (list?.split(/\s:\s(?=\s*[A-Z]\w*\s*=)/) ?? []).flatMap((part): [string, string[]][] => {
    const [, name, words] = /^\s*([A-Z]\w*)\s*=\s*(.*)$/s.exec(part) ?? [];
    return name === undefined || words === undefined ? [] : [[name, wordsIn(words)]];
  });
}

/** What stands between commas, those in brackets apart. */
const wordsIn = (list: string): string[] =>
  (list.match(/(?:\([^)]*\)|\\.|[^,])+/gs) ?? []).map(word => word.trim()).filter(word => word !== '');

/** Without comments, and with what goes on after a backslash. */
function logicalLines(text: string): { written: string; line: number }[] {
  const found: { written: string; line: number }[] = [];
  let start: number | undefined;
  let whole = '';
  for (const [i, part] of text.split('\n').entries()) {
    start ??= i + 1;
    whole += part.replace(/\\$/, ' ');
    if (part.endsWith('\\')) continue;
    const written = whole.replace(/(?:^|\s)#(?!\d|include).*$/, '').trim();
    if (written !== '') found.push({ written, line: start });
    start = undefined;
    whole = '';
  }
  return found;
}
