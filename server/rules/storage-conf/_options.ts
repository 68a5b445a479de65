import { inRange } from '../../core/podmanVersion.ts';
import { entryOf, stringOf, type TomlTable, tableAt } from '../../parse/toml/tree.ts';

/** What Podman reads of the options: those of every driver and those of the one that is used. */
interface StorageOptions {
  readonly driver: string;
  readonly all: TomlTable | undefined;
  readonly own: TomlTable | undefined;
}

export function storageOptions(root: TomlTable, podman: string): StorageOptions {
  const named = stringOf(entryOf(tableAt(root, 'storage'), 'driver')) ?? '';
  // Without a name it is overlay wherever there is overlay; Podman 4.3 looks for its options before it knows.
  const isOverlay = /^overlay2?$/.test(named) || (named === '' && inRange(podman, '>=4.4'));
  const driver = isOverlay ? 'overlay' : named;
  const all = tableAt(root, 'storage', 'options');
  const own = all && (isOverlay || driver === 'vfs') ? tableAt(all, driver) : undefined;
  return { driver, all, own };
}
