import { type Uri, workspace } from 'vscode';
import type { Declaration } from '../../server/scan/model/result.ts';
import { declaringLine, patternsFor, sharedTail, writtenAt } from './declaring.ts';
import { resultsIn, type ScanReport, type ScanResult } from './report.ts';

/** Where the workspace declares a running container. */
interface DeclaredAt {
  readonly uri: Uri;
  readonly line: number;
}

const elsewhere = '**/{node_modules,.git}/**';
const mostFiles = 200;

/** For each declaration that a report names, the file of the workspace that holds it, if there is one. */
export class Declarations {
  readonly #found = new Map<string, DeclaredAt>();

  of({ resource }: ScanResult): DeclaredAt | undefined {
    return resource.declaredBy && this.#found.get(keyOf(resource.declaredBy));
  }

  /** Looks the files up once for a report, and not again. */
  static async in(report: ScanReport): Promise<Declarations> {
    const declarations = new Declarations();
    const wanted = new Map(
      resultsIn(report).flatMap(({ result: { resource } }) =>
        resource.declaredBy ? [[keyOf(resource.declaredBy), resource.declaredBy] as const] : [],
      ),
    );
    for (const [key, declaration] of wanted) {
      const place = await find(declaration);
      if (place) declarations.#found.set(key, place);
    }
    return declarations;
  }
}

const keyOf = (declaration: Declaration): string => JSON.stringify(declaration);

async function find(declaration: Declaration): Promise<DeclaredAt | undefined> {
  const path = writtenAt(declaration) ?? '';
  for (const pattern of patternsFor(declaration)) {
    const uris = await workspace.findFiles(pattern, elsewhere, mostFiles);
    for (const uri of uris.sort((a, b) => sharedTail(b.path, path) - sharedTail(a.path, path))) {
      const bytes = await workspace.fs.readFile(uri);
      const line = declaringLine(uri.path, new TextDecoder().decode(bytes), declaration);
      if (line !== undefined) return { uri, line };
    }
  }
  return undefined;
}
