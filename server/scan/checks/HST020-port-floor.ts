import { check } from '../model/check.ts';
import { book } from './_references.ts';

const path = '/proc/sys/net/ipv4/ip_unprivileged_port_start';

export default check({
  id: 'HST020',
  title: { en: 'Ports of the system are for root', ja: 'システム用のポートが root に限られている' },
  severity: { strict: 'low' },
  references: [book('8.2.2')],
  messages: {
    all: { en: 'Every user may listen on any port.', ja: 'どのユーザーもすべてのポートで待ち受けられます。' },
    low: {
      en: 'Every user may listen on ports from {value} on.',
      ja: 'どのユーザーも {value} 番以上のポートで待ち受けられます。',
    },
    unknown: { en: 'This kernel does not say.', ja: 'このカーネルでは分かりません。' },
  },
  why: {
    en: 'A program of any user can pretend to be a service of the host: ssh, when that is restarted.',
    ja: '任意のユーザーのプログラムが、SSH の再起動時などにホストのサービスになりすませます。',
  },
  remedy: {
    en: 'Set it to the lowest port that is needed; better let a proxy listen there.',
    ja: '必要な最小のポート番号にするか、プロキシに待ち受けさせてください。',
  },
  commands: ['sysctl -w net.ipv4.ip_unprivileged_port_start=1024'],
  needs: ['kernel'],
  examples: {
    pass: [{ facts: { kernel: `${path}:1024\n` } }],
    fail: [{ facts: { kernel: `${path}:0\n` } }],
    review: [{ facts: { kernel: `${path}:80\n` } }],
    unknown: [{ facts: { kernel: '' } }],
    error: [{ facts: {} }],
  },
  *judge({ kernel: { values } }) {
    const value = Number(values.get(path) ?? Number.NaN);
    if (Number.isNaN(value)) yield { state: 'unknown', say: 'unknown' };
    else if (value >= 1024) yield { state: 'pass', actual: String(value) };
    else if (value <= 22) yield { state: 'fail', say: value === 0 ? 'all' : 'low', params: { value } };
    else yield { state: 'review', say: 'low', params: { value } };
  },
});
