import { type Grammar, keys } from './confGrammar.ts';

const containers: Grammar = {
  ...keys(
    'appendable strings',
    'devices volumes annotations cgroup_conf default_capabilities default_sysctls default_ulimits dns_servers ' +
      'dns_options dns_searches env mounts',
  ),
  ...keys(
    'string',
    'apparmor_profile base_hosts_file cgroupns cgroups host_containers_internal_ip init_path interface_name ipcns ' +
      'log_driver log_path log_tag netns pidns seccomp_profile shm_size tz umask utsns userns',
  ),
  ...keys(
    'boolean',
    'container_name_as_hostname keyring label label_users env_host http_proxy init no_hosts ' +
      'prepare_volume_on_create privileged read_only',
  ),
  ...keys('integer', 'log_size_max oom_score_adj pids_limit userns_size'),
};

const destination: Grammar = keys('string', 'uri identity tls_cert tls_key tls_ca');

const engine: Grammar = {
  ...keys(
    'appendable strings',
    'conmon_env_vars conmon_path conmonrs_path compose_providers env helper_binaries_dir hooks_dir cdi_spec_dirs ' +
      'network_cmd_options add_compression runtime_path runtime_supports_json runtime_supports_nocgroup ' +
      'runtime_supports_kvm',
  ),
  ...keys(
    'string',
    'cgroup_manager database_backend detach_keys events_logfile_path events_logger image_build_format ' +
      'image_default_transport image_default_format image_volume_mode infra_command infra_image init_path ' +
      'kube_generate_type lock_type namespace network_cmd_path runtime pull_policy retry_delay remote_uri ' +
      'remote_identity active_service ssh_config static_dir image_copy_tmp_dir tmp_dir volume_path compression_format ' +
      'pod_exit_policy',
  ),
  ...keys(
    'boolean',
    'cgroup_check compat_api_enforce_docker_hub compose_warning_logs enable_port_reservation ' +
      'events_container_create_inspect_data healthcheck_events multi_image_archive no_pivot_root ' +
      'remote chown_copied_files',
  ),
  ...keys(
    'integer',
    'image_parallel_copies num_locks retry service_timeout stop_timeout exit_command_delay volume_plugin_timeout ' +
      'compression_level podmansh_timeout',
  ),
  events_logfile_max_size: 'text',
  // A boolean of Podman 4, which later ones ignore.
  machine_enabled: 'anything',
  ...keys({ map: 'strings' }, 'runtimes runtimes_flags'),
  ...keys({ map: 'string' }, 'platform_to_oci_runtime volume_plugins'),
  service_destinations: { map: { table: { ...destination, is_machine: 'boolean' } } },
};

const network: Grammar = {
  ...keys('appendable strings', 'cni_plugin_dirs netavark_plugin_dirs pasta_options default_host_ips'),
  ...keys(
    'string',
    'network_backend firewall_driver default_network default_subnet default_subnet_v6 default_rootless_network_cmd ' +
      'network_config_dir rootless_port_forwarder',
  ),
  ...keys({ tables: { base: 'anything', size: 'integer' } }, 'default_subnet_pools default_subnet_pools_v6'),
  dns_bind_port: 'integer',
};

const driver: Grammar = { driver: 'string', opts: { map: 'string' } };

/** containers.conf: common/pkg/config of container-libs, read 2026-11, and what Podman 4.3 knew besides. */
export const containersConfGrammar: Grammar = {
  containers: { table: containers },
  engine: { table: engine },
  network: { table: network },
  secrets: { table: driver },
  configmaps: { table: driver },
  machine: {
    table: {
      ...keys('integer', 'cpus disk_size memory'),
      ...keys('string', 'image user provider'),
      volumes: 'appendable strings',
      rosetta: 'boolean',
    },
  },
  farms: { table: { default: 'string', list: { map: 'strings' } } },
  podmansh: { table: { shell: 'string', container: 'string', timeout: 'integer' } },
};
