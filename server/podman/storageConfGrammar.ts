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
      driver_priority: 'strings',
      transient_store: 'boolean',
      options: {
        table: {
          ...ofEveryDriver,
          ...keys('strings', 'additionalimagestores additionallayerstores'),
          ...keys('string', 'remap-uids remap-gids remap-user remap-group root-auto-userns-user ostree_repo'),
          ...keys('integer', 'auto-userns-min-size auto-userns-max-size force_mask'),
          'disable-volatile': 'boolean',
          pull_options: { map: 'string' },
          aufs: { table: { mountopt: 'string' } },
          btrfs: { table: keys('string', 'min_space size') },
          overlay: {
            table: { ...ofEveryDriver, ...keys('string', 'force_mask inodes'), use_composefs: 'string boolean' },
          },
          thinpool: {
            table: keys(
              'string',
              'autoextend_percent autoextend_threshold basesize blocksize directlvm_device directlvm_device_force fs ' +
                'log_level metadata_size min_free_space mkfsarg mountopt size use_deferred_deletion ' +
                'use_deferred_removal xfs_nospace_max_retries',
            ),
          },
          vfs: { table: { ignore_chown_errors: 'string boolean' } },
          zfs: { table: keys('string', 'fsname mountopt size') },
        },
      },
    },
  },
};
