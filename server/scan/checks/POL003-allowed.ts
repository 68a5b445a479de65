import { containerCheck, pass } from './_containers.ts';
import { container, rootless } from './_examples.ts';
import { book } from './_references.ts';
import { addedTo, demandsIn, underPolicy } from './_securityPolicy.ts';

export default containerCheck({
  id: 'POL003',
  title: {
    en: 'Containers have no more capabilities than the security policy allows',
    ja: 'セキュリティポリシーの許可を超えるケーパビリティがない',
  },
  severity: 'high',
  references: [book('8.6.2')],
  messages: {
    more: {
      en: 'It has {names}; the policy {policy} allows {allowed}.',
      ja: '{names} を持っています。ポリシー {policy} が許可するのは {allowed} です。',
    },
    unsaid: { en: 'Podman does not say which capabilities it can have.', ja: '持てるケーパビリティが分かりません。' },
    none: {
      en: 'No policy says which capabilities are allowed.',
      ja: '許可するケーパビリティを定めたポリシーがありません。',
    },
  },
  why: {
    en: 'Whoever is responsible for these containers has decided which capabilities they may add.',
    ja: 'このプロジェクトでは、追加してよいケーパビリティが決められています。',
  },
  remedy: {
    en: 'Do without it, or have the policy changed.',
    ja: '使わないようにするか、ポリシーの変更を依頼してください。',
  },
  examples: {
    pass: [
      {
        ...rootless([container({ bounding: ['CAP_NET_BIND_SERVICE'] })]),
        ...underPolicy('allowed: [capabilities: {add: [NET_BIND_SERVICE]}]'),
      },
      { ...rootless([container({ bounding: ['CAP_KILL'] })]), ...underPolicy('allowed: [capabilities: {add: [ALL]}]') },
    ],
    fail: [
      {
        ...rootless([container({ bounding: ['CAP_KILL'] })]),
        ...underPolicy('allowed: [capabilities: {add: [NET_BIND_SERVICE]}]'),
      },
    ],
    unknown: [
      { ...rootless([container({ bounding: undefined })]), ...underPolicy('allowed: [capabilities: {add: [KILL]}]') },
    ],
    notApplicable: [rootless([container()])],
  },
  judge(container, { options }) {
    const demands = demandsIn(options.policies, 'allowed').filter(({ field }) => field === 'capabilities.add');
    if (demands.length === 0) return { state: 'notApplicable', say: 'none' };
    const added = addedTo(container);
    if (!added) return { state: 'unknown', say: 'unsaid' };
    const broken = [...new Set(demands.map(({ policy }) => policy))].flatMap(policy => {
      const allowed = demands
        .filter(demand => demand.policy === policy)
        .flatMap(({ terms }) => terms.map(({ value }) => value));
      const more = added.filter(name => !allowed.includes(name) && !allowed.includes('ALL'));
      const params = { names: more.join(', '), policy, allowed: allowed.join(', ') };
      return more.length > 0 ? [{ state: 'fail', say: 'more', params, detail: policy } as const] : [];
    });
    return broken.length > 0 ? broken : pass;
  },
});
