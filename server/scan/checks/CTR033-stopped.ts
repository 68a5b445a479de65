import { isRunning } from '../facts/containers.ts';
import { containerCheck, pass } from './_containers.ts';
import { container, rootless } from './_examples.ts';
import { cis } from './_references.ts';

const stopped = (finished: string) => container({ state: 'exited', pid: 0, finished });

export default containerCheck({
  id: 'CTR033',
  title: { en: 'Stopped containers are cleared away', ja: '停止したコンテナが片付けられている' },
  severity: { strict: 'low' },
  references: [cis('6.2')],
  messages: {
    old: { en: 'It stopped {days} days ago.', ja: '{days} 日前に停止しています。' },
    unknown: { en: 'Nobody knows when it stopped.', ja: 'いつ停止したか分かりません。' },
  },
  why: {
    en: 'Its data and variables lie around, and it can be started again with all its old holes.',
    ja: 'データや変数が残り、古い脆弱性を抱えたまま再起動されるおそれがあります。',
  },
  remedy: { en: 'Remove it, if nobody needs it.', ja: '不要であれば削除してください。' },
  commands: ['podman rm {name}', 'podman container prune --filter until=720h'],
  examples: {
    pass: [
      rootless([container()]),
      rootless([stopped('2026-11-15T00:00:00Z')]),
      rootless([container({ state: 'created', pid: 0 })]),
    ],
    fail: [rootless([stopped('2026-09-01T00:00:00Z')])],
    unknown: [rootless([stopped('0001-01-01T00:00:00Z')])],
  },
  judge(container, { facts, options }) {
    if (isRunning(container) || !/^(exited|stopped)$/.test(container.state)) return pass;
    const now = facts.raw.time;
    if (container.finished === undefined || now === undefined) return { state: 'unknown', say: 'unknown' };
    const days = Math.floor((now - container.finished) / 86_400_000);
    return days > options.unusedDays ? { state: 'fail', say: 'old', params: { days } } : pass;
  },
});
