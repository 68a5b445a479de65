import { effective } from '../facts/configs.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { hostOf, rootfulInfo, rootlessInfo } from './_examples.ts';
import { containersConf } from './_references.ts';

const file = '/etc/containers/containers.conf';
const hard = '[containers]\nread_only = true\nhttp_proxy = false\npids_limit = 512\n';

export default check({
  id: 'CFG009',
  title: { en: 'containers.conf hardens containers', ja: 'containers.conf で既定値が強化されている' },
  severity: { strict: 'low' },
  references: [containersConf],
  messages: {
    missing: { en: '{key} is not set to {value}.', ja: '{key} が {value} に設定されていません。' },
  },
  why: {
    en: 'What the file says holds for everybody who forgets to say it.',
    ja: 'ファイルに書いておけば、指定を忘れたコンテナにも適用されます。',
  },
  remedy: {
    en: 'Write it into /etc/containers/containers.conf.d/50-hardening.conf; who needs something else can say so.',
    ja: '/etc/containers/containers.conf.d/50-hardening.conf に書いてください。必要な場合は個別に上書きできます。',
  },
  commands: ['[containers]\nread_only = true\nhttp_proxy = false\npids_limit = 512\nuserns = "auto"'],
  needs: ['configs', 'info'],
  examples: {
    pass: [
      { facts: { host: hostOf(1000), info: rootlessInfo, [file]: hard } },
      { facts: { host: hostOf(0), info: rootfulInfo, [file]: `${hard}userns = "auto"\n` } },
    ],
    fail: [
      { facts: { host: hostOf(1000), info: rootlessInfo } },
      { facts: { host: hostOf(0), info: rootfulInfo, [file]: hard } },
    ],
    error: [{ facts: {} }],
  },
  *judge({ configs, info }, { facts }) {
    const wanted: [string, string, (value: unknown) => boolean][] = [
      ['read_only', 'true', value => value === true],
      // The usual thing gives the host's proxy, with its password, to every container.
      ['http_proxy', 'false', value => value === false],
      ['pids_limit', '512', value => typeof value === 'number' && value > 0],
      ...(info.rootless
        ? []
        : [
            ['userns', '"auto"', (value: unknown) => value === 'auto'] as [string, string, (value: unknown) => boolean],
          ]),
    ];
    const missing = wanted.filter(([key, , test]) => !test(effective(configs.containers, 'containers', key)?.value));
    for (const [key, value] of missing) yield { state: 'fail', say: 'missing', params: { key, value }, detail: key };
    if (missing.length === 0 && given(facts.find('host'))) yield { state: 'pass' };
  },
});
