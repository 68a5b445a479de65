import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { lint } from '../support/lint.ts';
import { ask, realTool } from '../support/realTools.ts';

/** Texts of the files that Podman reads. */
const cases: Readonly<Record<string, readonly string[]>> = {
  'registries.conf': [
    'unqualified-search-registries = ["a.example"]\n',
    'unqualified-search-registries = "a.example"\n',
    'unqualified-search-registries = ["a.example/ns"]\n',
    'unqualified-search-registries = ["a.example/", "a.example:5000"]\n',
    ...['*.example', '[::1]:5000', 'a_b', 'a.example:'].map(host => `unqualified-search-registries = ["${host}"]\n`),
    'unqualified-search-registry = ["a.example"]\n',
    '[[registry]]\nlocation = "http://a.example"\n',
    '[[registry]]\nlocation = "a.example/"\ninsecure = "true"\n',
    '[[registry]]\nlocation = "a.example/"\nINSECURE = false\n',
    '[registry]\nlocation = "a.example"\n',
    '[[registry]]\nprefix = "a.example"\n',
    '[[registry]]\nprefix = "*.example"\n',
    '[[registry]]\nprefix = "*.example/x"\n',
    '[[registry]]\nprefix = "*.example:5000"\n',
    '[[registry]]\ninsecure = false\n',
    '[[registry]]\nlocation = "a"\n[[registry]]\nlocation = "a/"\nblocked = true\n',
    '[[registry]]\nlocation = "a"\n[[registry]]\nlocation = "a"\n',
    '[[registry]]\nprefix = "*.a"\n[[registry]]\nprefix = "*.a"\nblocked = true\n',
    '[[registry]]\nprefix = "*.a"\n[[registry]]\nprefix = "*.b"\nblocked = true\n',
    '[[registry]]\nlocation = "a"\n[[registry.mirror]]\ninsecure = false\n',
    '[[registry]]\nlocation = "a"\npull-from-mirror = "all"\n',
    '[[registry]]\nlocation = "a"\n[[registry.mirror]]\nlocation = "b"\npull-from-mirror = "some"\n',
    '[[registry]]\nlocation = "a"\nmirror-by-digest-only = true\n[[registry.mirror]]\nlocation = "b"\npull-from-mirror = "all"\n',
    'short-name-mode = "off"\n',
    'short-name-mode = "Enforcing"\n',
    'short-name-mode = ""\n',
    '[aliases]\n"a" = "b.example/c:1"\n',
    '[aliases]\n"a" = "c"\n',
    '[aliases]\n"a" = ""\n',
    '[aliases]\n"a.example/x" = "b.example/c"\n',
    '[aliases]\n"a:1" = "b.example/c"\n',
    '[aliases]\n"A" = "b.example/c"\n',
    ...['A/b', 'a_b.c/d', 'a/*', ''].map(name => `[aliases]\n"${name}" = "b.example/c"\n`),
    ...['docker://b.example/c', 'b.example/c/', 'b.example/C', 'b_b.example/c'].map(
      image => `[aliases]\n"a" = "${image}"\n`,
    ),
    '[[registry]]\nlocation = "*.a:1"\n',
    '[[registry]]\nlocation = "a"\npull-from-mirror = ""\n',
    '[registries.search]\nregistries = ["a.example"]\n',
    '[registries.search]\nregistries = ["a.example"]\n[[registry]]\nlocation = "b.example"\n',
    'credential-helpers = []\n[registries.search]\nregistries = []\n',
    'credential-helpers = []\n[registries.search]\nregistries = ["a.example"]\n',
    'aliases = {}\n[registries.search]\n[registries.block]\n',
    '[registries.search]\nregistries = []\n[aliases]\nx = "a.example/b"\n',
    'short-name-mode = ""\n[registries.block]\nregistries = ["a.example"]\n',
    'additional-layer-store-auth-helper = "x"\n[registries.block]\nregistries = ["a.example"]\n',
    '[registries.block]\nregistries = [""]\n',
    '[registries.block]\nregistries = ["a.example/", "*.example:5000"]\n',
    'x = yes\n',
    'x = 1 y = 2\n',
    'x = 1\nx = 2\n',
    'x = [1]\nx = [2]\n',
    'unqualified-search-registries = []\nunqualified-search-registries = ["a/b"]\n',
    'unqualified-search-registries = ["a/b"]\nunqualified-search-registries = []\n',
    'x = [1]\n[x]\n',
    'x.y = 1\n[x]\nz = 2\n',
    'x.y = 1\n[x]\ny = 2\n',
    '[y.x]\na = 1\n[y]\nx.b = 2\n',
    '[y.x]\na = 1\n[y]\nx.a = 2\n',
    'x = {a = 1}\n[x.c]\n',
    'x = {a = 1}\nx.b = 1\n',
    'x = {a = 1}\nx.a = 1\n',
    'x = {a = {b = 1}}\nx.a.c = 1\nx.a.b = 2\n',
    '[y]\nx = {a = 1}\nx.b = 1\n[y.x.c]\n',
    'x.a = 1\nx = {b = 1}\n',
    'x.y.z = 1\nx.y = 2\n',
    'x.y.z = 1\nx.y = 2\nx.y = 3\n',
    'x.y.z = 1\nx.y = {}\n',
    'x.a = 1\nx.b = 2\n[x]\n',
    'x.a = 1\nx.b = 2\nx = 3\n',
    'x = [1]\nx.b = 1\n',
    'x = [{}]\n[x.c]\n',
    'x = 1\nx.b = 1\n',
    'x = {a = {}, a.b = 1}\n',
    'x = {a = {b = 1}, a.b = 2}\n',
    'x = {a = {b.c = 1}, a.b.d = 2, "a".e = {}}\n',
    'x = {a.b = 1, a = {c = 2}}\n',
    'x = {a = 1, a.b = 1}\n',
    'x = {a = [1], a.b = 1}\n',
    'x = [{a = {}, a.b = 1}]\n',
    'x = [{a.b = 1, a = 1, a.c = 1}]\n',
    'x = [{}]\nx = [{}]\n',
    'x = [1]\nx = 2\n',
    'x = 1\nx = [2]\n',
    'x = [1]\nx = {a = 1}\n',
    '[[y.x]]\n[y]\nx = [{a = 1}]\n',
    '[[y.x]]\n[y]\nx = [1]\n',
    '[[x]]\ny.z = 1\n[[x]]\n[x.y]\n[x.y]\n',
    '[a.b.c]\n[a]\nb = 1\n',
    '[[a.x]]\n[a]\nx.b = 1\n',
    'x = [{}]\n[[x]]\n',
    '[[x.y]]\n[x]\n',
    '[[x.y]]\n[[x]]\n',
    'x = [1,\n',
    'x: 1\n',
    'x = {a = 1,}\n',
  ],
  'containers.conf': [
    '[containers]\ninit = "true"\n',
    '[containers]\ninitt = true\n',
    '[containers]\npids_limit = "2048"\n',
    '[containers]\nlog_size_max = 1.5\n',
    '[containers]\numask = "99"\n',
    '[containers]\numask = "22"\n',
    '[containers]\numask = "00022"\n',
    ...['', 'local', 'Asia/Tokyo', 'Foo/Bar', '../x', 'utc', 'JST', 'GMT+5', 'EST5EDT', 'Europe', 'Asia/Tokyo '].map(
      zone => `[containers]\ntz = "${zone}"\n`,
    ),
    ...['', '65536k', '64 M', '64MiB', '64mm', '-1', '1.5g', '0', '64K ', '1e3', '.5', '+5', '1.5.5m', '5 ', 'k'].map(
      size => `[containers]\nshm_size = "${size}"\n`,
    ),
    ...[
      'nofile=1:2',
      'nofile',
      'as=1',
      'nofile=2:1',
      'nofile=-1:5',
      'nofile=5:-1',
      'nofile=1:',
      'NOFILE=1',
      'cpu=+5',
    ].map(limit => `[containers]\ndefault_ulimits = ["${limit}"]\n`),
    ...['/dev/null:rw', '/dev/null:/x:q', 'null', '', '/dev/a:/b:r:w', '/dev/a:/', '/dev/a:rr', 'x.com/gpu=all'].map(
      device => `[containers]\ndevices = ["${device}"]\n`,
    ),
    '[containers]\nlog_size_max = 8191\n',
    '[containers]\nlog_size_max = -2\n',
    '[containers]\nlog_size_max = 9223372036854775808\n',
    '[engine]\nruntimes = "x"\n',
    '[engine]\nevents_logfile_max_size = ["1MB"]\n',
    '[engine]\nmachine_image = 1\n',
    '[containers]\ninterface_name = "eth0"\n',
    '[containers]\nenv = ["A=b", {append = true}]\n',
    '[containers]\nenv = [{append = "true"}]\n',
    '[containers]\nenv = [{Append = true}]\n',
    '[containers]\nmounts = [{append = true}]\n',
    '[containers]\ncgroup_conf = "x"\n',
    ...['-1', '0', '2048', '4294967296'].map(locks => `[engine]\nnum_locks = ${locks}\n`),
    ...['ifmissing', 'IfNotPresent', 'NEWER', ''].map(policy => `[engine]\npull_policy = "${policy}"\n`),
    ...['anonymous', 'Bind', 'tmpfs', ''].map(mode => `[engine]\nimage_volume_mode = "${mode}"\n`),
    '[engine]\nlock_type = "SHM"\n',
    '[engine]\ndatabase_backend = "db"\n',
    '[engine]\ntmp_dir = "x"\n',
    '[engine]\nstatic_dir = "$HOME"\n',
    '[engine]\nimage_copy_tmp_dir = "x"\n',
    '[engine]\nimage_copy_tmp_dir = "storage"\n',
    '[engine]\npod_exit_policy = 5\n',
    '[engine]\nhealthcheck_events = "x"\n',
    ...['""', '"1MB"', '"x"', '5', '-5', '1.5'].map(size => `[engine]\nevents_logfile_max_size = ${size}\n`),
    '[network]\ndns_bind_port = 70000\n',
    ...['', '10.88.0.5/16', '10.0.0.0/40', 'fd00::/64', 'x'].map(net => `[network]\ndefault_subnet = "${net}"\n`),
    ...['7', '33', '24'].map(size => `[network]\ndefault_subnet_pools = [{base = "10.0.0.0/8", size = ${size}}]\n`),
    '[network]\ndefault_subnet_pools = [{base = "fd00::/8", size = 64}]\n',
    '[engine]\npull_policy = "bogus"\n',
    '[engine]\npull_policy = "Always"\n',
    '[engine]\nimage_volume_mode = "bogus"\n',
    '[engine]\nimage_volume_mode = "bind"\n',
    '[engine]\nlock_type = "bogus"\n',
    '[engine]\nhooks_dir = "x"\n',
    '[engine]\nmachine_enabled = "x"\n',
    '[engine]\nnamespace = "x"\n',
    '[engine]\nruntime = "x"\n',
    '[engine]\nruntime = "x"\n[engine.runtimes]\nx = ["/bin/true"]\n',
    '[engine]\nruntimes_flags = {x = ["debug"], crun = ["debug"]}\n',
    '[network]\nnetwork_backend = "cni"\n',
    '[containers]\numask = "00777"\n',
    '[containers]\numask = "10000"\n',
    '[engine.runtimes]\nx = "y"\n',
  ],
  'storage.conf': [
    '',
    '[storage.options]\nskip_mount_home = true\n',
    '[storage.options]\ndisable-volatile = "true"\n',
    ...['maybe', '1', '', 'yes', 'tRue'].map(value => `[storage.options]\nignore_chown_errors = "${value}"\n`),
    '[storage.options]\nauto-userns-min-size = -1\n',
    '[storage.options]\nforce_mask = "0755"\n',
    '[storage.options.vfs]\nignore_chown_errors = "maybe"\n',
    'driver = "Overlay"\n',
    '[storage.options]\nadditionalimagestores = [{append = true}]\n',
    ...['size = "10G"', 'mountopt = "nodev"', 'mountopt = ""', 'skip_mount_home = "false"', 'force_mask = 0'].map(
      option => `[storage.options]\n${option}\n`,
    ),
    ...['remap-uids = 5', 'remap-gids = "x"', 'thinpool = "x"', 'ostree_repo = 5', 'aufs = {mountopt = 5}'].map(
      option => `[storage.options]\n${option}\n`,
    ),
    ...['["/x"]', '[""]', '[]'].map(stores => `[storage.options]\nadditionallayerstores = ${stores}\n`),
    '[storage.options.overlay]\nsize = "x"\nforce_mask = "0999"\n',
    '[storage.options.thinpool]\nfs = 5\n',
    ...['"shared"', '""', '"0700"'].map(mask => `driver = "overlay"\noptions.overlay.force_mask = ${mask}\n`),
    'driver = "overlay"\noptions.force_mask = 448\n',
    'driver = "overlay"\noptions = {mount_program = "/bin/true", overlay.force_mask = "shared"}\n',
  ],
};

/**
 * What makes Podman read a file. `info` reads all of its configuration, but asks other programs, too: where a look at
 * the containers says the same, it takes a tenth of the time.
 */
const commandFor = (file: string): readonly string[] => (file === 'registries.conf' ? ['info'] : ['ps', '--quiet']);

for (const [name, version] of [
  ['podman', '4.3'],
  ['currentPodman', '5.8'],
] as const) {
  const podman = realTool(name);
  describe(`configuration is refused as ${name} refuses it`, { skip: podman.skip }, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'podseal-conf-'));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const storage = `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/graph"\nrunroot = "${folder}/run"\n`;

    const inStorage = (written: string): string =>
      written.startsWith('driver')
        ? // A storage that knows its driver already keeps it.
          storage.replace(/^driver.*\n/m, written).replace('/graph', `/${/\w+(?=")/.exec(written)?.[0]}`)
        : storage + written;

    for (const [file, texts] of Object.entries(cases)) {
      for (const written of texts) {
        test(`${file}: ${JSON.stringify(written)}`, async () => {
          const text = file === 'storage.conf' ? inStorage(written) : written;
          const at = (other: string, usual: string) => {
            const where = path.join(folder, other);
            writeFileSync(where, other === file ? text : usual);
            return where;
          };
          const env = {
            CONTAINERS_REGISTRIES_CONF: at('registries.conf', ''),
            CONTAINERS_CONF_OVERRIDE: at('containers.conf', ''),
            ...(version === '4.3' && { CONTAINERS_CONF: at('containers.conf', '') }),
            CONTAINERS_STORAGE_CONF: at('storage.conf', storage),
            ORACLE_STORAGE: folder,
          };
          const tool =
            version === '5.8' && file === 'storage.conf' ? { ...podman, path: `${podman.path}.real` } : podman;
          // The overlay driver leaves its folder mounted; a folder like "x" is made where Podman is started.
          const args = ['-m', tool.path, ...commandFor(file)];
          const { status, stderr } = await ask({ ...tool, path: 'unshare' }, args, { cwd: folder, env });
          const errors = lint(file, text, { podman: version }).filter(({ severity }) => severity === 'error');
          assert.equal(errors.length > 0, status !== 0, `${stderr}\n${errors.map(({ rule }) => rule.id)}`);
        });
      }
    }
  });
}
