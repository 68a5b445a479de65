import { given } from '../facts/known.ts';
import { containerCheck, pass } from './_containers.ts';
import { configured, container, hostOf, info, rootless } from './_examples.ts';
import { cis } from './_references.ts';

const unlimited = (own = {}) => configured({ Memory: 0 }, own);

export default containerCheck({
  id: 'CTR021',
  title: { en: 'Memory is limited', ja: 'メモリーが制限されている' },
  severity: 'medium',
  references: [cis('5.11')],
  messages: {
    none: { en: 'It may take all memory of the host.', ja: 'ホストのメモリーをすべて使えます。' },
    unit: {
      en: 'It has no limit of its own; its unit {unit} has one ({limit}).',
      ja: 'コンテナ自体に制限はありませんが、ユニット {unit} に制限があります（{limit}）。',
    },
    ignored: {
      en: 'A rootless engine with cgroup v1 cannot limit memory; see HST012.',
      ja: 'cgroup v1 の rootless エンジンではメモリーを制限できません。HST012 をご覧ください。',
    },
  },
  why: {
    en: 'One container that leaks or is attacked takes the host and all others down with it.',
    ja: 'メモリーリークや攻撃を受けたコンテナ 1 つで、ホスト全体が停止するおそれがあります。',
  },
  remedy: { en: 'Create it anew with --memory.', ja: '--memory を付けて作り直してください。' },
  commands: ['podman update --memory 512m {name}'],
  examples: {
    pass: [rootless([container()])],
    fail: [
      rootless([unlimited()]),
      rootless([unlimited({ unit: 'web.service' })], { units: 'Id=web.service\nMemoryMax=infinity\n' }),
    ],
    review: [rootless([unlimited({ unit: 'web.service' })], { units: 'Id=web.service\nMemoryMax=536870912\n' })],
    notApplicable: [
      { facts: { host: hostOf(1000), info: info({ cgroupVersion: 'v1' }), containers: JSON.stringify(unlimited()) } },
    ],
  },
  judge({ host, declaredBy }, { info, facts }) {
    if (host.memory > 0) return pass;
    if (info.rootless && info.cgroupVersion === 'v1') return { state: 'notApplicable', say: 'ignored' };
    const unit = declaredBy?.unit;
    const limit = unit === undefined ? undefined : given(facts.find('units'))?.get(unit)?.get('MemoryMax');
    if (unit === undefined || limit === undefined || !/^\d+$/.test(limit)) return { state: 'fail', say: 'none' };
    return { state: 'review', say: 'unit', params: { unit, limit } };
  },
});
