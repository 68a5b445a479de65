import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootless } from './_examples.ts';
import { cis } from './_references.ts';

const restarting = (Name: string, MaximumRetryCount = 0, own = {}) =>
  configured({ RestartPolicy: { Name, MaximumRetryCount } }, own);

export default containerCheck({
  id: 'CTR024',
  title: { en: 'Restarts come to an end', ja: '再起動の回数に上限がある' },
  severity: { strict: 'low' },
  references: [cis('5.15')],
  messages: {
    endless: { en: 'Podman restarts it without end ({policy}).', ja: '際限なく再起動されます（{policy}）。' },
    unit: { en: 'Its unit decides about restarts.', ja: '再起動はユニットが管理しています。' },
  },
  why: {
    en: 'A container that crashes all the time, because somebody makes it crash, goes unnoticed and keeps the host busy.',
    ja: '攻撃などで落ち続けるコンテナが気付かれないまま、ホストに負荷をかけ続けます。',
  },
  remedy: {
    en: 'Create it anew with --restart=on-failure:5, or let a systemd unit start it.',
    ja: '--restart=on-failure:5 を付けて作り直すか、systemd ユニットで管理してください。',
  },
  examples: {
    pass: [
      rootless([container()]),
      rootless([restarting('')]),
      rootless([restarting('no')]),
      rootless([restarting('on-failure', 3)]),
    ],
    fail: [
      rootless([restarting('always')]),
      rootless([restarting('unless-stopped')]),
      rootless([restarting('on-failure')]),
    ],
    notApplicable: [rootless([restarting('always', 0, { unit: 'web.service' })])],
  },
  judge({ host: { restart, retries }, declaredBy }) {
    if (declaredBy?.unit !== undefined) return { state: 'notApplicable', say: 'unit' };
    const isEndless =
      restart === 'always' || restart === 'unless-stopped' || (restart === 'on-failure' && retries <= 0);
    return isEndless ? { state: 'fail', say: 'endless', params: { policy: restart } } : pass;
  },
});
