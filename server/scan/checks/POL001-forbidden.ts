import type { Container } from '../facts/containers.ts';
import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootless } from './_examples.ts';
import { book } from './_references.ts';
import { addedTo, demandsIn, hasDropped, type NamedDemand, saidOf, underPolicy } from './_securityPolicy.ts';

export default containerCheck({
  id: 'POL001',
  title: {
    en: 'Containers do nothing that the security policy forbids',
    ja: 'セキュリティポリシーの禁止事項に反しない',
  },
  severity: 'high',
  references: [book('8.6.2')],
  messages: {
    said: {
      en: '{field} is {value}, which the policy {policy} forbids.',
      ja: '{field} が {value} です。ポリシー {policy} で禁止されています。',
    },
    capability: {
      en: 'It has the capability {value}, which the policy {policy} forbids.',
      ja: 'ケーパビリティ {value} を持っています。ポリシー {policy} で禁止されています。',
    },
    none: { en: 'No policy forbids anything.', ja: '禁止事項のあるポリシーがありません。' },
  },
  why: {
    en: 'Whoever is responsible for these containers has decided that none of them may do this.',
    ja: 'このプロジェクトでは、どのコンテナにも認めないと決められています。',
  },
  remedy: {
    en: 'Create it anew without it, or have the policy changed.',
    ja: '該当する設定を外して作り直すか、ポリシーの変更を依頼してください。',
  },
  examples: {
    pass: [
      { ...rootless([container()]), ...underPolicy('forbidden: [privileged: true, hostNetwork: true]') },
      {
        ...rootless([container({ bounding: ['CAP_CHOWN'] })]),
        ...underPolicy('forbidden: [capabilities: {add: [SYS_ADMIN]}]'),
      },
    ],
    fail: [
      { ...rootless([configured({ Privileged: true })]), ...underPolicy('forbidden: [privileged: true]') },
      { ...rootless([configured({ NetworkMode: 'host' })]), ...underPolicy('forbidden: [hostNetwork: true]') },
      {
        ...rootless([container({ bounding: ['CAP_SYS_ADMIN'] })]),
        ...underPolicy('forbidden: [capabilities: {add: [NET_ADMIN, SYS_ADMIN]}]'),
      },
      { ...rootless([container({ user: '0' })]), ...underPolicy('forbidden: [runAsUser: 0]') },
    ],
    notApplicable: [rootless([container()])],
  },
  judge(container, { options }) {
    const demands = demandsIn(options.policies, 'forbidden');
    if (demands.length === 0) return { state: 'notApplicable', say: 'none' };
    const broken = demands.flatMap(demand => forbiddenIn(container, demand).map(value => ({ demand, value })));
    if (broken.length === 0) return pass;
    return broken.map(({ demand: { field, policy }, value }) => ({
      state: 'fail',
      say: field.startsWith('capabilities.') ? 'capability' : 'said',
      params: { field, value, policy },
      detail: `${policy}:${field}:${value}`,
    }));
  },
});

function forbiddenIn(container: Container, { field, terms }: NamedDemand): string[] {
  const values = terms.map(({ value }) => value);
  if (field === 'capabilities.add') {
    const added = addedTo(container) ?? [];
    return values.includes('ALL') ? [...added] : added.filter(name => values.includes(name));
  }
  if (field === 'capabilities.drop') return values.filter(name => hasDropped(container, name) === true);
  const said = saidOf(container, field);
  return said !== undefined && values.includes(said) ? [said] : [];
}
