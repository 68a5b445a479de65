import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Cases with the verdicts of real tools, one JSON object a line, where a checkout has them beside it. */
export function labelled<Case>(file: string): { cases: readonly Case[]; skip: string | false } {
  const where = path.resolve('../shared/cases', file);
  if (!existsSync(where)) return { cases: [], skip: `NOT COMPARED: no labelled cases at ${where}` };
  const lines = readFileSync(where, 'utf8').split('\n');
  return { cases: lines.filter(line => line !== '').map(line => JSON.parse(line) as Case), skip: false };
}
