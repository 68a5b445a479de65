import { check } from '../model/check.ts';
import { info } from './_examples.ts';
import { cis, containersConf } from './_references.ts';

export default check({
  id: 'CFG010',
  title: { en: 'Events and logs are kept', ja: 'イベントとログが保存される' },
  severity: 'high',
  references: [cis('2.13'), containersConf],
  messages: {
    events: { en: 'Podman writes no events.', ja: 'Podman がイベントを記録していません。' },
    logs: {
      en: 'The output of containers is thrown away, unless they ask for a log.',
      ja: '指定のない限り、コンテナの出力が捨てられます。',
    },
    file: {
      en: 'Events go to a file that does not say who did something, and is gone after a reboot.',
      ja: 'イベントの記録先が、実行者が残らず再起動で消えるファイルです。',
    },
    unsaid: {
      en: 'Podman does not say where events and logs go.',
      ja: 'Podman がイベントとログの記録先を示していません。',
    },
  },
  why: {
    en: 'After an incident nobody can tell which containers ran, and who started them.',
    ja: 'インシデントの後に、どのコンテナが動き、誰が起動したのか分かりません。',
  },
  remedy: {
    en: 'Set events_logger and log_driver to journald in containers.conf.',
    ja: 'containers.conf の events_logger と log_driver を journald にしてください。',
  },
  commands: ['[containers]\nlog_driver = "journald"\n[engine]\nevents_logger = "journald"'],
  needs: ['info'],
  examples: {
    pass: [{ facts: { info: info() } }, { facts: { info: info({ logDriver: 'k8s-file' }) } }],
    fail: [
      { facts: { info: info({ eventLogger: 'none' }) } },
      { facts: { info: info({ logDriver: 'none' }) } },
      { facts: { info: info({ eventLogger: 'file' }) } },
    ],
    unknown: [{ facts: { info: { host: { security: { rootless: true } } } } }],
    error: [{ facts: { info: '{}' } }],
  },
  *judge({ info }) {
    const { eventLogger, logDriver } = info;
    if (eventLogger === 'none') yield { state: 'fail', say: 'events', detail: 'events' };
    if (eventLogger === 'file') yield { state: 'fail', say: 'file', detail: 'events', severity: 'low' };
    if (logDriver === 'none') yield { state: 'fail', say: 'logs', detail: 'logs' };
    if (eventLogger === 'none' || eventLogger === 'file' || logDriver === 'none') return;
    yield eventLogger === undefined || logDriver === undefined
      ? { state: 'unknown', say: 'unsaid' }
      : { state: 'pass' };
  },
});
