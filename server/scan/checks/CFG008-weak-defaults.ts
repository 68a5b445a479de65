import { capabilityName } from '../../podman/capabilities.ts';
import { sensitiveHostPath } from '../../podman/hostPaths.ts';
import { exposesEngine, normalizePath } from '../../podman/sockets.ts';
import { effective, type Setting } from '../facts/configs.ts';
import { check } from '../model/check.ts';
import { unasked } from './_capabilities.ts';
import { hostOf } from './_examples.ts';
import { cis, containersConf } from './_references.ts';

const file = '/etc/containers/containers.conf';
const drop = '/etc/containers/containers.conf.d/50.conf';
const facts = (conf: string, more = {}) => ({ host: hostOf(0), [file]: conf, ...more });

export default check({
  id: 'CFG008',
  title: { en: 'containers.conf does not weaken containers', ja: 'containers.conf がコンテナの隔離を弱めていない' },
  severity: 'critical',
  references: [containersConf, cis('2.17', '5.4')],
  messages: {
    weak: {
      en: '{key} = {value} weakens every container.',
      ja: '{key} = {value} により、すべてのコンテナの隔離が弱まります。',
    },
    denied: { en: '{path} may not be read.', ja: '{path} を読み取れません。' },
  },
  why: {
    en: 'It holds for every container that is made here from now on, and nothing on the command line shows it.',
    ja: '今後ここで作られるすべてのコンテナに適用され、コマンドラインには現れません。',
  },
  remedy: { en: 'Delete the line.', ja: 'その行を削除してください。' },
  needs: ['configs'],
  examples: {
    pass: [
      { facts: facts('') },
      {
        facts: facts(
          '[containers]\n#privileged = true\nnetns = "private"\ndefault_capabilities = [\n  "CHOWN",\n  "NET_RAW", # ping\n]\n',
        ),
      },
      // What counts is what is read last.
      { facts: facts('[containers]\nlabel = false\n', { [drop]: '[containers]\nlabel = true\n' }) },
    ],
    fail: [
      { facts: facts('containers.pidns = "host"\n') },
      { facts: facts('[containers]\nprivileged = true\n') },
      { facts: facts('[containers]\nseccomp_profile = "unconfined"\nlabel = false\n') },
      { facts: facts('[containers]\ndefault_capabilities = ["CHOWN",\n "SYS_ADMIN"]\n') },
      { facts: facts('[containers]\nvolumes = ["/:/host:ro"]\n') },
      { facts: facts('[containers]\nipcns="host"\npids_limit=0\n') },
      { facts: facts('[engine]\nno_pivot_root = true\n') },
    ],
    needsRoot: [{ facts: { host: hostOf(1000), [file]: { rc: 77 } } }],
    error: [{ facts: {} }],
  },
  *judge({ configs }) {
    let isClean = true;
    for (const [section, key, isWeak] of weak) {
      const setting = effective(configs.containers, section, key);
      if (!setting || !isWeak(setting.value)) continue;
      isClean = false;
      yield {
        state: 'fail',
        say: 'weak',
        params: { key, value: shown(setting) },
        detail: key,
        on: { type: 'file', name: setting.path },
        at: { path: setting.path, line: setting.line },
      };
    }
    for (const path of configs.denied) yield { state: 'needsRoot', say: 'denied', params: { path } };
    if (isClean && configs.denied.length === 0) yield { state: 'pass' };
  },
});

type IsWeak = (value: Setting['value']) => boolean;
const is =
  (wanted: Setting['value']): IsWeak =>
  value =>
    value === wanted;
const some =
  (test: (item: string) => boolean): IsWeak =>
  value =>
    Array.isArray(value) && value.some(test);
const isMountBad = (text: string): boolean => {
  const source = normalizePath(/(?:^|,)(?:source|src)=([^,]+)/.exec(text)?.[1] ?? text.split(':')[0] ?? '');
  const found = source.startsWith('/') ? sensitiveHostPath(source) : undefined;
  return exposesEngine(source) !== undefined || (found !== undefined && found.excuse === undefined);
};

const weak: readonly (readonly [string, string, IsWeak])[] = [
  ['containers', 'privileged', is(true)],
  ['containers', 'seccomp_profile', is('unconfined')],
  ['containers', 'apparmor_profile', is('unconfined')],
  ['containers', 'label', is(false)],
  ...['netns', 'pidns', 'ipcns', 'utsns', 'cgroupns'].map(key => ['containers', key, is('host')] as const),
  ['containers', 'default_capabilities', some(name => !unasked.has(capabilityName(name)))],
  ['containers', 'pids_limit', value => typeof value === 'number' && value <= 0],
  ['containers', 'env_host', is(true)],
  ['containers', 'devices', value => Array.isArray(value) && value.length > 0],
  ['containers', 'volumes', some(isMountBad)],
  ['containers', 'mounts', some(isMountBad)],
  ['containers', 'cgroups', is('disabled')],
  ['engine', 'no_pivot_root', is(true)],
];

const shown = ({ value }: Setting): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));
