import type { Text } from '../core/text.ts';
import type { Arguments, Option } from './arguments.ts';
import type { Exit } from './exit.ts';
import type { Io } from './io.ts';

/** One word behind `podseal`. */
export interface Command {
  readonly name: string;
  /** What stands behind the name in the usage line. */
  readonly takes: string;
  readonly summary: Text;
  readonly options: readonly Option[];
  /** More for its help: one paragraph each. */
  readonly notes?: readonly Text[];
  run(args: Arguments, io: Io): Promise<Exit>;
}
