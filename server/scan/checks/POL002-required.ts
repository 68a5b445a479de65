import type { Container } from '../facts/containers.ts';
import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootless } from './_examples.ts';
import { book } from './_references.ts';
import { addedTo, demandsIn, hasDropped, type NamedDemand, saidOf, underPolicy } from './_securityPolicy.ts';

const all = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

export default containerCheck({
  id: 'POL002',
  title: { en: 'Containers do what the security policy requires', ja: 'セキュリティポリシーの必須事項を満たす' },
  severity: 'high',
  references: [book('8.6.2')],
  messages: {
    other: {
      en: '{field} is {value}; the policy {policy} requires {wanted}.',
      ja: '{field} が {value} です。ポリシー {policy} は {wanted} を求めています。',
    },
    unknown: {
      en: 'Nobody can tell its {field}; the policy {policy} requires {wanted}.',
      ja: '{field} を判断できません。ポリシー {policy} は {wanted} を求めています。',
    },
    drop: {
      en: 'It keeps capabilities that the policy {policy} wants dropped ({wanted}).',
      ja: 'ポリシー {policy} が削除を求めるケーパビリティ（{wanted}）が残っています。',
    },
    add: {
      en: 'It lacks the capability {wanted}, which the policy {policy} requires.',
      ja: 'ポリシー {policy} が求めるケーパビリティ {wanted} がありません。',
    },
    none: { en: 'No policy requires anything.', ja: '必須事項のあるポリシーがありません。' },
  },
  why: {
    en: 'Whoever is responsible for these containers has decided that all of them have to do this.',
    ja: 'このプロジェクトでは、すべてのコンテナに必要だと決められています。',
  },
  remedy: {
    en: 'Create it anew so, or have the policy changed.',
    ja: '必須の設定を加えて作り直すか、ポリシーの変更を依頼してください。',
  },
  examples: {
    pass: [
      { ...rootless([container()]), ...underPolicy('required: [readOnlyRootFilesystem: true, runAsNonRoot: true]') },
      {
        ...rootless([container()]),
        ...underPolicy('required: [capabilities: {drop: [ALL]}, allowPrivilegeEscalation: false]'),
      },
      {
        ...rootless([container({ bounding: ['CAP_KILL'] })]),
        ...underPolicy('required: [capabilities: {drop: [ALL]}]', 'allowed: [capabilities: {add: [KILL]}]'),
      },
      // What Podman does not know, nobody can demand of it.
      { ...rootless([container()]), ...underPolicy('required: [automountServiceAccountToken: false]') },
    ],
    fail: [
      {
        ...rootless([configured({ ReadonlyRootfs: false })]),
        ...underPolicy('required: [readOnlyRootFilesystem: true]'),
      },
      {
        ...rootless([container({ bounding: all.map(name => `CAP_${name}`) })]),
        ...underPolicy('required: [capabilities: {drop: [ALL]}]'),
      },
      {
        ...rootless([container({ bounding: ['CAP_KILL'] })]),
        ...underPolicy('required: [capabilities: {drop: [KILL]}]'),
      },
      { ...rootless([container({ user: '' })]), ...underPolicy('required: [runAsNonRoot: true]') },
      {
        ...rootless([configured({ SecurityOpt: ['seccomp=unconfined'] })]),
        ...underPolicy('required: [seccompProfile: {type: RuntimeDefault}]'),
      },
    ],
    unknown: [
      {
        ...rootless([container({ bounding: ['CAP_KILL'] })]),
        ...underPolicy('required: [capabilities: {drop: [ALL]}]'),
      },
      { ...rootless([container({ user: 'app' })]), ...underPolicy('required: [runAsNonRoot: true]') },
    ],
    notApplicable: [rootless([container()])],
  },
  judge(container, { options }) {
    const demands = demandsIn(options.policies, 'required');
    if (demands.length === 0) return { state: 'notApplicable', say: 'none' };
    const added = [...demandsIn(options.policies, 'allowed'), ...demands].filter(
      ({ field }) => field === 'capabilities.add',
    );
    const allowed = added.flatMap(({ terms }) => terms.map(({ value }) => value));
    const broken = demands.flatMap(demand => answer(container, demand, allowed) ?? []);
    return broken.length > 0 ? broken : pass;
  },
});

function answer(container: Container, { field, terms, policy }: NamedDemand, allowed: readonly string[]) {
  const values = terms.map(({ value }) => value);
  const fail = (say: 'drop' | 'add' | 'other', wanted: string, value = '') =>
    ({ state: 'fail', say, params: { field, policy, wanted, value }, detail: `${policy}:${field}` }) as const;
  const wanted = values.join(' / ');
  const unknown = {
    state: 'unknown',
    say: 'unknown',
    params: { field, policy, wanted },
    detail: `${policy}:${field}`,
  } as const;
  if (field === 'capabilities.drop') {
    const left = values.filter(name => hasDropped(container, name, allowed) === false);
    if (left.length > 0) return fail('drop', left.join(', '));
    return values.every(name => hasDropped(container, name, allowed)) ? undefined : unknown;
  }
  if (field === 'capabilities.add') {
    const added = addedTo(container);
    const missing = added && values.filter(name => name !== 'ALL' && !added.includes(name));
    return missing && missing.length > 0 ? fail('add', missing.join(', ')) : undefined;
  }
  const said = saidOf(container, field);
  if (said !== undefined) return values.includes(said) ? undefined : fail('other', wanted, said);
  return /^runAs/.test(field) ? unknown : undefined;
}
