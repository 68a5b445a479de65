import { addTo } from '../../core/grouped.ts';
import { Memory, remember } from '../../core/remember.ts';

interface ForTools {
  readonly tools: readonly string[];
}

const indexes = new Memory<readonly ForTools[], ReadonlyMap<string, readonly ForTools[]>>();

/** The entries of a table that are about a tool. The table is read once: every command asks for its tool. */
export function ofTool<Entry extends ForTools>(table: readonly Entry[], tool: string): readonly Entry[] {
  // What a table's index holds are entries of that table.
  return (remember(indexes, table, () => indexOf(table)).get(tool) as readonly Entry[] | undefined) ?? [];
}

function indexOf(table: readonly ForTools[]): ReadonlyMap<string, readonly ForTools[]> {
  const index = new Map<string, ForTools[]>();
  for (const entry of table) for (const tool of entry.tools) addTo(index, tool, entry);
  return index;
}
