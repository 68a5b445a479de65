/** A file's rights and owner, as `ls -ldn` tells them. */
export interface FileRights {
  readonly path: string;
  /** `-` file, `d` folder, `l` link, `s` socket. */
  readonly type: string;
  /** The twelve bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface Listing {
  readonly files: readonly FileRights[];
  /** Folders and files into which nobody let us look. */
  readonly denied: readonly string[];
}

const line =
  /^([-dlscbpD])([-r][-w][-xsS][-r][-w][-xsS][-r][-w][-xtT])[.+@]?\s+\d+\s+(\d+)\s+(\d+)\s+(?:\d+|\d+,\s*\d+)\s+\w{3}\s+\d+\s+[\d:]+\s(.+)$/;

export function readListing(text: string): Listing {
  const files: FileRights[] = [];
  const denied: string[] = [];
  for (const written of text.split('\n')) {
    const [, type, rights, uid, gid, name] = line.exec(written) ?? [];
    if (type !== undefined && rights !== undefined && name !== undefined) {
      const path = type === 'l' ? (name.split(' -> ')[0] ?? name) : name;
      files.push({ path, type, mode: modeOf(rights), uid: Number(uid), gid: Number(gid) });
    } else if (written.startsWith('denied ')) denied.push(written.slice('denied '.length));
  }
  return { files, denied };
}

/** `rwsr-x--t` as a number. */
function modeOf(rights: string): number {
  let mode = 0;
  for (let i = 0; i < 9; i++) {
    const letter = rights[i] ?? '-';
    if (/[rwxst]/.test(letter)) mode |= 0o400 >> i;
    if (/[sS]/.test(letter)) mode |= i === 2 ? 0o4000 : 0o2000;
    if (/[tT]/.test(letter)) mode |= 0o1000;
  }
  return mode;
}

/** `0644`. */
export const octal = (mode: number): string => mode.toString(8).padStart(4, '0');

/** Whether somebody else than the owner may change it: bits, not numbers, are compared. */
export const writableByOthers = ({ mode }: FileRights): boolean => (mode & 0o022) !== 0;
