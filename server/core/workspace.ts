/**
 * The files around the one that is judged, as far as they are known. Rules ask and never wait: what nobody has read
 * yet is unknown and gives no finding; once it is known, the file is judged again.
 * Paths have forward slashes and are relative to the judged file's folder, or absolute. What lies outside of the
 * workspace's folder is unknown. Once an answer would be another one, the workspace is another object.
 */
export interface Workspace {
  /** The judged file's own name, without folders; undefined: nobody knows. */
  readonly fileName?: string | undefined;
  /** Where the judged file lies: a path or URI; undefined: nobody knows. */
  readonly filePath?: string | undefined;
  /** A file's text without a byte order mark; null: there is no such file; undefined: nobody knows. */
  read(path: string): string | null | undefined;
  /**
   * Everything below a folder, relative to it: files (`src/app.js`), and folders whose insides nobody looked at, with
   * a slash at their end (`.git/`, `node_modules/`). null: there is no such folder; undefined: nobody knows, or it is too much.
   */
  filesBelow(folder: string): readonly string[] | null | undefined;
  /** The judged file's folder and those above it, up to the workspace's: `.`, `..`, `../..`. Empty if there is no workspace. */
  readonly foldersUp: readonly string[];
}

/** Where nothing but the judged file itself is known. */
export const unknownWorkspace: Workspace = {
  read: () => undefined,
  filesBelow: () => undefined,
  foldersUp: [],
};

interface Question {
  readonly ask: (workspace: Workspace) => unknown;
  readonly answer: unknown;
}

/** What was asked of a workspace, and what it said. */
export class Inquiry implements Workspace {
  /** The last one that is known to give these answers. */
  #workspace: Workspace;
  readonly #asked: Map<string, Question>;

  /** @param earlier what was asked before and still has the same answers */
  constructor(workspace: Workspace, earlier?: Inquiry) {
    this.#workspace = workspace;
    this.#asked = new Map(earlier ? earlier.#asked : []);
  }

  get fileName(): string | undefined {
    return this.#workspace.fileName;
  }

  get filePath(): string | undefined {
    return this.#workspace.filePath;
  }

  get foldersUp(): readonly string[] {
    return this.#workspace.foldersUp;
  }

  read(path: string): string | null | undefined {
    return this.#ask(`read ${path}`, workspace => workspace.read(path));
  }

  filesBelow(folder: string): readonly string[] | null | undefined {
    return this.#ask(`list ${folder}`, workspace => workspace.filesBelow(folder));
  }

  #ask<Answer>(name: string, ask: (workspace: Workspace) => Answer): Answer {
    const known = this.#asked.get(name);
    // Who asks the same gets an answer of the same type.
    if (known) return known.answer as Answer;
    const answer = ask(this.#workspace);
    this.#asked.set(name, { ask, answer });
    return answer;
  }

  /** Whether the same questions still have the same answers. */
  holdsIn(workspace: Workspace): boolean {
    if (workspace === this.#workspace) return true;
    for (const { ask, answer } of this.#asked.values()) if (ask(workspace) !== answer) return false;
    this.#workspace = workspace;
    return true;
  }
}
