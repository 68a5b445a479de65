import { nearest } from '../../core/nearest.ts';
import { inRange } from '../../core/podmanVersion.ts';
import type { Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import { entryOf, stringOf, type TomlEntry, type TomlFile, type TomlValue, tableAt } from '../../parse/toml/tree.ts';
import { isDevice, isSize, isSubnet, isTimeZone, isUlimit } from '../../podman/confValues.ts';
import { isTooNew } from '../../podman/confVersions.ts';
import { replacement } from '../_toml.ts';
import { containersConfRule, references } from './_rule.ts';

const messages = {
  choice: {
    en: 'Podman refuses "{value}" for {key}, and every command with it: it takes {choices}.',
    ja: '{key} に「{value}」は指定できず、すべてのコマンドが失敗します。指定できるのは {choices} です。',
  },
  runtime: {
    en: 'No runtime "{value}" is defined here, and Podman brings none of that name: every command fails.',
    ja: 'ランタイム「{value}」はここで定義されておらず、Podman の既定にもないため、すべてのコマンドが失敗します。',
  },
  namespace: {
    en: 'Podman 5 and later refuse a namespace, and every command with it.',
    ja: 'Podman 5 以降では namespace を指定できず、すべてのコマンドが失敗します。',
  },
  umask: {
    en: 'Podman refuses the umask "{value}", and every command with it: it takes octal digits such as 0022.',
    ja: 'umask「{value}」は 0022 のような 8 進数ではないため、すべてのコマンドが失敗します。',
  },
  size: {
    en: 'Podman refuses "{value}" for {key}, and every command with it: it takes a number with a unit, such as 64m.',
    ja: '{key} の「{value}」は 64m のような単位付きの数ではないため、すべてのコマンドが失敗します。',
  },
  zone: {
    en: 'There is no time zone "{value}", and every command fails: Podman takes names such as Asia/Tokyo, or local.',
    ja: 'タイムゾーン「{value}」はないため、すべてのコマンドが失敗します。Asia/Tokyo のような名前か local を書きます。',
  },
  ulimit: {
    en: 'Podman refuses the limit "{value}", and every command with it: it takes limits such as nofile=1024:2048.',
    ja: '制限「{value}」は nofile=1024:2048 のような形ではないため、すべてのコマンドが失敗します。',
  },
  device: {
    en: 'Podman refuses the device "{value}", and every command with it: it takes /dev/HOST:/dev/CONTAINER:rwm.',
    ja: 'デバイス「{value}」は /dev/ホスト側:/dev/コンテナ側:rwm の形ではないため、すべてのコマンドが失敗します。',
  },
  path: {
    en: 'Podman refuses "{value}" for {key}, and every command with it: the path must begin with a slash.',
    ja: '{key} の「{value}」が絶対パスではないため、すべてのコマンドが失敗します。',
  },
  subnet: {
    en: 'Podman refuses the subnet "{value}", and every command with it: it takes subnets such as 10.88.0.0/16.',
    ja: 'サブネット「{value}」は 10.88.0.0/16 のような形ではないため、すべてのコマンドが失敗します。',
  },
  range: {
    en: 'Podman refuses {value} for {key}, and every command with it: it takes {from} to {to}.',
    ja: '{key} に {value} は指定できず、すべてのコマンドが失敗します。指定できるのは {from}～{to} です。',
  },
  'log-size': {
    en: 'Podman refuses {value} for log_size_max, and every command with it: it takes 8192 and more, or -1 for no limit.',
    ja: 'log_size_max に {value} は指定できず、すべてのコマンドが失敗します。8192 以上か、無制限の -1 を書きます。',
  },
} as const;

type Said = Report<keyof typeof messages>;

export default containersConfRule({
  id: 'containers-conf/invalid-value',
  title: { en: 'Value that Podman refuses in containers.conf', ja: 'Podman に拒否される containers.conf の値' },
  severity: 'error',
  references,
  messages,
  why: {
    en: 'Podman checks these when it starts, whatever it is asked to do.',
    ja: 'これらの値は、どのコマンドでも Podman の起動時に検査されます。',
  },
  remedy: {
    en: 'Write one of the values that containers.conf(5) names.',
    ja: 'containers.conf(5) にある値を書いてください。',
  },
  *check(file, { settings, workspace }) {
    if (file.isTemplate) return;
    yield* choices(file, settings);
    // What other files define is not known to one of several.
    if (!/\.(?:d|modules)\//.test(workspace.filePath ?? '')) yield* unknownRuntimes(file, settings);
    yield* namespace(file, settings);
    yield* texts(file, settings);
    yield* numbers(file, settings);
    yield* pools(file);
  },
  examples: {
    bad: [
      { text: '[engine]\npull_policy = «"mising"»\n', fixed: '[engine]\npull_policy = "missing"\n' },
      { text: '[engine]\nimage_volume_mode = «"volume"»\nlock_type = «"posix"»\n' },
      { text: '[engine]\nlock_type = «"SHM"»\n', fixed: '[engine]\nlock_type = "shm"\n' },
      { text: '[containers]\numask = «"0099"»\ntz = «"JST"»\nshm_size = «"64mm"»\n' },
      { text: '[containers]\nshm_size = «""»\nlog_size_max = «4096»\n' },
      { text: '[containers]\ndefault_ulimits = ["nofile=1024:2048", «"nofile=2:1"», «"files=5"»]\n' },
      { text: '[containers]\ndevices = [\n  «"/dev/fuse:q"», # typo\n  «"fuse"»,\n]\n' },
      { text: '[engine]\nruntime = «"cruun"»\n', fixed: '[engine]\nruntime = "crun"\n' },
      { text: '[engine]\nnamespace = «"ci"»\n[engine.runtimes_flags]\ncrun = ["debug"]\n«mine» = []\n' },
      { text: '[network]\nnetwork_backend = «"cni"»\n[containers]\numask = «"10000"»\n' },
      { text: '[engine]\nnum_locks = «0»\ntmp_dir = «"$HOME/tmp"»\n' },
      { text: '[network]\ndns_bind_port = «70000»\ndefault_subnet = «"10.88.0.0"»\n' },
      { text: '[network]\ndefault_subnet_pools = [{base = «"10.89.0.0/16"», size = 8}]\n' },
      {
        text: '[engine]\nimage_volume_mode = «"bind"»\n',
        fixed: '[engine]\nimage_volume_mode = "anonymous"\n',
      },
      { text: '[containers]\numask = «"00022"»\n', settings: { podman: '4.3' } },
      {
        text: '[engine]\npull_policy = «"ifmissing"»\n',
        fixed: '[engine]\npull_policy = "missing"\n',
        settings: { podman: '4.3' },
      },
    ],
    good: [
      { text: '[engine]\npull_policy = "newer"\nimage_volume_mode = "anonymous"\nlock_type = "shm"\n' },
      { text: '[containers]\numask = "0027"\ntz = "local"\nshm_size = "65536k"\n' },
      { text: '[engine]\npull_policy = ""\nimage_volume_mode = "bind"\n', settings: { podman: '4.3' } },
      { text: '[engine]\npull_policy = "Always"\nevents_logger = "FILE"\n' },
      { text: '[containers]\npull_policy = "x"\n' },
      { text: '[engine]\nruntime = "mine"\n[engine.runtimes]\nmine = ["/usr/bin/mine"]\n' },
      { text: '[engine]\nruntime = "mine"\n', file: 'etc/containers/containers.conf.d/mine.conf' },
      { text: '[containers]\ndefault_ulimits = ["nproc=-1", "nofile=5:-1"]\ntz = "Asia/Tokyo"\n' },
      {
        text: '[containers]\ndevices = ["/dev/fuse", "/dev/sdc:/dev/xvdc:rwm", "/dev/kvm:rw", "nvidia.com/gpu=all"]\n',
      },
      {
        text: '[network]\ndefault_subnet_pools = [{base = "10.89.0.0/16", size = 24}]\ndefault_subnet = "fd00::/64"\n',
      },
    ],
  },
});

/** Where only a few words are taken, in which versions, and whether their case counts. */
const closed: readonly (readonly [table: string, key: string, choices: string, podman?: string])[] = [
  ['engine', 'pull_policy', 'always missing never newer ifnotpresent ifnewer', '<4.4'],
  ['engine', 'pull_policy', 'always missing never newer ifmissing ifnotpresent ifnewer', '>=4.4'],
  ['engine', 'image_volume_mode', 'bind tmpfs ignore', '<4.4'],
  ['engine', 'image_volume_mode', 'anonymous bind tmpfs ignore', '>=4.4 <5.8'],
  ['engine', 'image_volume_mode', 'anonymous tmpfs ignore', '>=5.8'],
  ['engine', 'lock_type', 'shm file'],
  ['engine', 'events_logger', 'journald file none'],
  ['engine', 'database_backend', 'sqlite boltdb'],
  ['network', 'network_backend', 'netavark cni', '<5'],
  ['network', 'network_backend', 'netavark', '>=5'],
  ['containers', 'interface_name', 'device'],
];
const inAnyCase = new Set(['pull_policy', 'events_logger']);

function* choices({ root }: TomlFile, { podman }: Settings): Iterable<Said> {
  for (const [table, key, words, range] of closed) {
    const entry = entryOf(tableAt(root, table), key);
    if (!entry || (range && !inRange(podman, range)) || isTooNew(`${table}.${key}`, podman)) continue;
    const { type, span, value } = entry.value as Extract<TomlValue, { value: string }>;
    const choices = words.split(' ');
    if (type !== 'string' || (value === '' && key !== 'events_logger')) continue;
    if (choices.includes(inAnyCase.has(key) ? value.toLowerCase() : value)) continue;
    const meant = value === 'bind' ? 'anonymous' : nearest(value, choices);
    const fixes = meant ? [replacement(span, `"${meant}"`, value === 'bind')] : [];
    yield { at: span, message: 'choice', params: { key, value, choices: choices.join(', ') }, fixes };
  }
}

const runtimes = 'crun crun-vm crun-wasm kata krun ocijail runc runj runsc youki'.split(' ');

function* unknownRuntimes({ root }: TomlFile, { podman }: Settings): Iterable<Said> {
  const known = new Set([...runtimes, ...(tableAt(root, 'engine', 'runtimes')?.entries ?? []).map(({ key }) => key)]);
  const runtime = entryOf(tableAt(root, 'engine'), 'runtime')?.value;
  if (runtime?.type === 'string' && !runtime.value.includes('/') && runtime.value !== '' && !known.has(runtime.value)) {
    const meant = nearest(runtime.value, [...known]);
    const fixes = meant ? [replacement(runtime.span, `"${meant}"`, false)] : [];
    yield { at: runtime.span, message: 'runtime', params: { value: runtime.value }, fixes };
  }
  if (!inRange(podman, '>=5.8')) return;
  for (const { key, keySpan } of tableAt(root, 'engine', 'runtimes_flags')?.entries ?? [])
    if (!known.has(key)) yield { at: keySpan, message: 'runtime', params: { value: key } };
}

function* namespace({ root }: TomlFile, { podman }: Settings): Iterable<Said> {
  const entry = entryOf(tableAt(root, 'engine'), 'namespace');
  if (entry && stringOf(entry) && inRange(podman, '>=5')) yield { at: entry.value.span, message: 'namespace' };
}

type Judge = (value: string, podman: string) => boolean;

const isUmask: Judge = (value, podman) => (inRange(podman, '<5.8') ? /^[0-7]{1,4}$/ : /^0*[0-7]{1,4}$/).test(value);
const isAbsolute: Judge = value => value === '' || value.startsWith('/');

/** Texts, also in lists, and what makes one that is taken. */
const written: readonly (readonly [table: string, key: string, message: keyof typeof messages, judge: Judge])[] = [
  ['containers', 'umask', 'umask', isUmask],
  ['containers', 'tz', 'zone', isTimeZone],
  ['containers', 'shm_size', 'size', isSize],
  ['containers', 'default_ulimits', 'ulimit', isUlimit],
  ['containers', 'devices', 'device', isDevice],
  ['engine', 'events_logfile_max_size', 'size', (value, podman) => value === '' || isSize(value, podman)],
  ['engine', 'tmp_dir', 'path', isAbsolute],
  ['engine', 'static_dir', 'path', isAbsolute],
  ['engine', 'volume_path', 'path', isAbsolute],
  ['engine', 'image_copy_tmp_dir', 'path', value => value === 'storage' || isAbsolute(value, '')],
  ['network', 'default_subnet', 'subnet', value => value === '' || isSubnet(value)],
];

function* texts({ root }: TomlFile, { podman }: Settings): Iterable<Said> {
  for (const [table, key, message, isTaken] of written) {
    const found = entryOf(tableAt(root, table), key)?.value;
    for (const item of found?.type === 'array' ? found.items : found ? [found] : []) {
      if (item.type !== 'string' || isTaken(item.value, podman)) continue;
      yield { at: item.span, message, params: { key, value: item.value } };
    }
  }
}

/** Of which kind of number they are in Podman. */
const limits: readonly (readonly [table: string, key: string, from: number, to: number])[] = [
  ['engine', 'num_locks', 1, 2 ** 32 - 1],
  ['engine', 'events_logfile_max_size', 0, 2 ** 63],
  ['network', 'dns_bind_port', 0, 2 ** 16 - 1],
];

function* numbers({ root }: TomlFile, { podman }: Settings): Iterable<Said> {
  for (const [table, key, from, to] of limits) {
    const entry = entryOf(tableAt(root, table), key);
    const number = numberOf(entry);
    if (!entry || number === undefined || isTooNew(`${table}.${key}`, podman)) continue;
    const params = { key, value: number, from, to };
    if (number < from || number > to) yield { at: entry.value.span, message: 'range', params };
  }
  const size = entryOf(tableAt(root, 'containers'), 'log_size_max');
  const bytes = numberOf(size);
  if (size && bytes !== undefined && bytes >= 0 && bytes < 8192) {
    yield { at: size.value.span, message: 'log-size', params: { value: bytes } };
  }
}

const numberOf = (entry: TomlEntry | undefined): number | undefined =>
  entry?.value.type === 'integer' ? Number(entry.value.value.replaceAll('_', '')) : undefined;

/** Each pool is cut into subnets, which are smaller than it. */
function* pools({ root }: TomlFile): Iterable<Said> {
  const list = entryOf(tableAt(root, 'network'), 'default_subnet_pools')?.value;
  for (const item of list?.type === 'array' ? list.items : []) {
    const [base, size] = item.type === 'table' ? [entryOf(item, 'base'), numberOf(entryOf(item, 'size'))] : [];
    if (base?.value.type !== 'string' || size === undefined) continue;
    const { span, value } = base.value;
    const isPool = isSubnet(value) && !value.includes(':') && Number(value.split('/')[1]) <= size && size <= 32;
    if (!isPool) yield { at: span, message: 'subnet', params: { value: `${value} / ${size}` } };
  }
}
