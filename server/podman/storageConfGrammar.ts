import { type Grammar, keys } from './confGrammar.ts';

const ofEveryDriver: Grammar = {
  ...keys('string', 'mount_program mountopt size'),
  ...keys('string boolean', 'ignore_chown_errors skip_mount_home'),
};

/** storage.conf: storage/pkg/config and types of container-libs, read 2026-11. */
export const storageConfGrammar: Grammar = {
  storage: {
    table: {
      ...keys('string', 'driver runroot graphroot imagestore rootless_storage_path'),
      driver_priority: 'appendable strings',
      transient_store: 'boolean',
      options: {
        table: {
          ...ofEveryDriver,
          ...keys('appendable strings', 'additionalimagestores additionallayerstores'),
          'root-auto-userns-user': 'string',
          // Of Podman 4; later ones do not look at them.
          ...keys('anything', 'remap-uids remap-gids remap-user remap-group ostree_repo aufs thinpool'),
          ...keys('integer', 'auto-userns-min-size auto-userns-max-size force_mask'),
          'disable-volatile': 'boolean',
          pull_options: { map: 'string' },
          btrfs: { table: keys('string', 'min_space size') },
          overlay: {
            table: { ...ofEveryDriver, ...keys('string', 'force_mask inodes'), use_composefs: 'string boolean' },
          },
          vfs: { table: { ignore_chown_errors: 'string boolean' } },
          zfs: { table: keys('string', 'fsname mountopt size') },
        },
      },
    },
  },
};
