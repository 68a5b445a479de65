import path from 'node:path';
import { messageOf, slashed } from '../files.ts';
import { type Io, readAll } from '../io.ts';
import { type Examination, type Examined, judge } from './examine.ts';
import { sourceOf } from './source.ts';
import { pathForPeople, type Target } from './targets.ts';

/** Names by which a text without a name is recognised, tried in this order. */
const guesses = ['stdin', 'stdin.yaml', 'stdin.json'];
const startsLikeContainerfile = /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:FROM|ARG)\s/i;

/** Judges standard input. What it is after the fixes, changed or not, is for standard output. Never rejects. */
export async function examineStdin(io: Io, context: Examination): Promise<Examined> {
  const { stdinFilename } = context.options;
  const target: Target = { file: '-', path: pathForPeople(stdinFilename ?? 'stdin', io.cwd), isNamed: true };
  try {
    const bytes = await readAll(io.stdin);
    const source = sourceOf(bytes);
    const name = path.resolve(io.cwd, stdinFilename ?? guessName(source.text, context));
    return { repaired: bytes, ...(await judge(target, slashed(name), async () => source, context)) };
  } catch (error) {
    return { fixed: 0, notes: [`${target.path}: ${messageOf(error)}`], isFailed: true };
  }
}

function guessName(text: string, { linter }: Examination): string {
  if (startsLikeContainerfile.test(text)) return 'Containerfile';
  return guesses.find(guess => linter.detect({ path: guess, text })) ?? 'stdin';
}
