import { containerCheck, pass } from './_containers.ts';
import { container, rootless } from './_examples.ts';
import { book } from './_references.ts';
import { underPolicy } from './_securityPolicy.ts';

export default containerCheck({
  id: 'POL004',
  title: {
    en: 'Containers have the labels that the security policy requires',
    ja: 'セキュリティポリシーが求めるラベルがある',
  },
  severity: 'low',
  references: [book('8.6.2')],
  messages: {
    missing: {
      en: 'It lacks the label {label}, which the policy {policy} requires.',
      ja: 'ポリシー {policy} が求めるラベル {label} がありません。',
    },
    value: {
      en: 'It has the label {label}; its value was not collected.',
      ja: 'ラベル {label} はありますが、値は収集していません。',
    },
    none: { en: 'No policy requires labels.', ja: 'ラベルを求めるポリシーがありません。' },
  },
  why: {
    en: 'Nobody can tell whose container it is, and what it is for.',
    ja: '誰の何のためのコンテナなのか分かりません。',
  },
  remedy: { en: 'Create it anew with the label.', ja: 'ラベルを付けて作り直してください。' },
  commands: ['podman run --label KEY=VALUE IMAGE'],
  examples: {
    pass: [{ ...rootless([container({ labels: ['owner', null] })]), ...underPolicy('requiredLabels: [{key: owner}]') }],
    fail: [{ ...rootless([container()]), ...underPolicy('requiredLabels: [{key: owner}]') }],
    unknown: [
      {
        ...rootless([container({ labels: ['tier', null] })]),
        ...underPolicy('requiredLabels: [{key: tier, value: web}]'),
      },
    ],
    notApplicable: [rootless([container()])],
  },
  judge({ labels }, { options }) {
    const wanted = options.policies.flatMap(({ name, policy }) =>
      policy.labels.map(label => ({ ...label, policy: name })),
    );
    if (wanted.length === 0) return { state: 'notApplicable', say: 'none' };
    const missing = wanted.filter(({ key }) => !labels.includes(key));
    const unseen = wanted.filter(({ key, value }) => labels.includes(key) && value !== undefined);
    const about = ({ key, policy }: (typeof wanted)[number]) => ({ params: { label: key, policy }, detail: key });
    const verdicts = [
      ...missing.map(label => ({ state: 'fail', say: 'missing', ...about(label) }) as const),
      ...unseen.map(label => ({ state: 'unknown', say: 'value', ...about(label) }) as const),
    ];
    return verdicts.length > 0 ? verdicts : pass;
  },
});
