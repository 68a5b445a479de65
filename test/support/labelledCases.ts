import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Cases with the verdicts of real tools, one JSON object a line or a list, where a checkout has them beside it. */
export function labelled<Case>(file: string): { cases: readonly Case[]; skip: string | false } {
  const where = path.resolve('../shared/cases', file);
  if (!existsSync(where)) return { cases: [], skip: `NOT COMPARED: no labelled cases at ${where}` };
  const text = readFileSync(where, 'utf8');
  if (text.startsWith('[')) return { cases: JSON.parse(text) as Case[], skip: false };
  const lines = text.split('\n');
  return { cases: lines.filter(line => line !== '').map(line => JSON.parse(line) as Case), skip: false };
}
