import { lookUp } from '../core/lookUp.ts';
import { inRange } from '../core/podmanVersion.ts';
import { keys, type Shape } from './confGrammar.ts';

const below = (table: string, names: string): string[] => names.split(' ').map(name => `${table}.${name}`);

/**
 * Keys that came after Podman 4.3.1, after 5.4.2 and after 5.8.6: the names that these programs decode, read out of
 * them in 2026-11. When exactly a key came in between is not known here.
 */
const newer: readonly (readonly [lacking: string, since: string, keys: ReadonlySet<string>])[] = [
  [
    '4.3',
    '>=4.4',
    new Set([
      ...below(
        'containers',
        'cgroup_conf mounts interface_name container_name_as_hostname label_users privileged read_only oom_score_adj',
      ),
      ...below(
        'engine',
        'compose_providers compose_warning_logs cdi_spec_dirs add_compression database_backend kube_generate_type ' +
          'retry retry_delay events_container_create_inspect_data healthcheck_events compression_level ' +
          'podmansh_timeout platform_to_oci_runtime',
      ),
      ...below('network', 'netavark_plugin_dirs pasta_options firewall_driver default_rootless_network_cmd'),
      ...below('machine', 'provider rosetta'),
      ...['farms', 'podmansh', 'storage.imagestore', 'storage.driver_priority', 'storage.transient_store'],
      ...['storage.options.overlay.use_composefs', 'additional-layer-store-auth-helper'],
    ]),
  ],
  [
    '5.4',
    '>=5.5',
    new Set([
      'containers.log_path',
      'engine.runtimes_flags',
      ...below('engine.service_destinations', 'tls_cert tls_key tls_ca'),
    ]),
  ],
  [
    '5.8',
    '>=5.9',
    new Set(below('network', 'default_host_ips default_subnet_v6 default_subnet_pools_v6 rootless_port_forwarder')),
  ],
];

const thinpool =
  'autoextend_percent autoextend_threshold basesize blocksize directlvm_device directlvm_device_force fs log_level ' +
  'metadatasize min_free_space mkfsarg mountopt size use_deferred_deletion use_deferred_removal xfs_nospace_max_retries';

/** Keys that Podman 4.3.1 decodes and 5.4.2 or 5.8.6 does not, asked in 2026-11. */
const older: readonly (readonly [before: string, shapes: Readonly<Record<string, Shape>>])[] = [
  [
    '<5',
    {
      'engine.machine_enabled': 'boolean',
      ...keys('string', below('storage.options', 'remap-uids remap-gids remap-user remap-group').join(' ')),
      'storage.options.thinpool': { table: keys('string', thinpool) },
    },
  ],
  ['<5.8', { 'storage.options.aufs': { table: { mountopt: 'string' } }, 'storage.options.thinpool': { table: {} } }],
];

/** What an old version wants behind a key that others look past. */
export function olderShape(path: string, podman: string): Shape | undefined {
  const [, shapes] = older.find(([before, shapes]) => lookUp(shapes, path) && inRange(podman, before)) ?? [];
  return shapes && lookUp(shapes, path);
}

/** The last of the Podmans that were asked which does not know a key. */
export const lackedBy = (path: string): string | undefined => newer.find(([, , keys]) => keys.has(path))?.[0];

/** Whether a version of Podman is too old for a key. */
export const isTooNew = (path: string, podman: string): boolean =>
  newer.some(([, since, keys]) => keys.has(path) && !inRange(podman, since));
