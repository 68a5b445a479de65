import type { Rule } from './rule.ts';

const reference = { title: 'Podseal: Suppressing findings' } as const;

/** What the engine itself has to say: about suppressions, and about texts that it does not judge. */
const rule = <Key extends string>(rule: Omit<Rule<never, Key>, 'check'>): Rule<never, string> =>
  ({ ...rule, check: () => [] }) as Rule<never, string>;

export const expiredSuppression = rule({
  id: 'podseal/expired-suppression',
  title: { en: 'Expired suppression', ja: '期限切れの抑制' },
  severity: 'warning',
  references: [reference],
  messages: {
    expired: { en: 'This suppression ended on {until}.', ja: 'この抑制は {until} に期限が切れました。' },
  },
  why: {
    en: 'Somebody accepted a risk until that day only, so its findings are shown again.',
    ja: 'リスクの受容はその日までと決められていたため、指摘は再び表示されます。',
  },
  remedy: {
    en: 'Repair the finding, or renew the date together with the reason.',
    ja: '指摘を修正するか、理由とともに期限を更新してください。',
  },
  examples: {
    bad: [
      {
        file: 'Containerfile',
        settings: { today: '2026-06-01' },
        text: 'FROM scratch\n«# podseal: ignore containerfile/root-user -- needs port 80 (until 2026-05-31)»\nUSER root\n',
      },
    ],
    good: [
      {
        file: 'Containerfile',
        settings: { today: '2026-06-01' },
        text: 'FROM scratch\n# podseal: ignore containerfile/root-user -- needs port 80 (until 2026-06-01)\nUSER root\n',
      },
    ],
  },
});

export const unknownSuppression = rule({
  id: 'podseal/unknown-suppression',
  title: { en: 'Suppression of an unknown rule', ja: '存在しないルールの抑制' },
  severity: 'warning',
  references: [reference],
  messages: {
    unknown: { en: 'There is no rule "{name}".', ja: 'ルール「{name}」は存在しません。' },
    nothing: { en: 'This suppression names no rule.', ja: 'この抑制にはルール名がありません。' },
  },
  why: { en: 'It silences nothing.', ja: 'これでは何も抑制されません。' },
  remedy: {
    en: 'Write the name of the rule as the finding shows it, such as kube/privileged.',
    ja: '指摘に表示されるルール名（例: kube/privileged）を書いてください。',
  },
  examples: {
    bad: [
      {
        file: 'Containerfile',
        text: '# podseal: ignore «containerfile/no-such-rule» -- because\nFROM scratch\nUSER 1001\n',
      },
      { file: 'Containerfile', text: '«# podseal: ignore -- because»\nFROM scratch\nUSER 1001\n' },
    ],
    good: [{ file: 'Containerfile', text: '# hadolint ignore=DL9999\nFROM scratch\nUSER 1001\n' }],
  },
});

export const unusedSuppression = rule({
  id: 'podseal/unused-suppression',
  title: { en: 'Suppression without a finding', ja: '対応する指摘のない抑制' },
  severity: 'hint',
  references: [reference],
  messages: {
    unused: { en: 'Nothing here is reported by {name}.', ja: 'ここには {name} の指摘がありません。' },
  },
  why: {
    en: 'A suppression that is left behind hides the next finding of its kind.',
    ja: '残された抑制は、次に現れる同種の指摘を隠してしまいます。',
  },
  remedy: { en: 'Delete it.', ja: '削除してください。' },
  examples: {
    bad: [
      { file: 'Containerfile', text: 'FROM scratch\n# podseal: ignore «containerfile/root-user» -- once\nUSER 1001\n' },
    ],
    good: [
      { file: 'Containerfile', text: 'FROM scratch\n# podseal: ignore containerfile/root-user -- once\nUSER 0\n' },
    ],
  },
});

export const suppressionWithoutReason = rule({
  id: 'podseal/suppression-without-reason',
  title: { en: 'Suppression without a reason', ja: '理由のない抑制' },
  severity: 'hint',
  references: [reference],
  messages: {
    'no-reason': { en: 'This suppression gives no reason.', ja: 'この抑制には理由が書かれていません。' },
  },
  why: {
    en: 'Whoever reads it next cannot tell an accepted risk from a forgotten one.',
    ja: '次に読む人が、受容したリスクなのか忘れられたものなのかを区別できません。',
  },
  remedy: {
    en: 'Add the reason after two dashes: -- the device needs it (until 2027-01-31).',
    ja: '「-- デバイスに必要 (until 2027-01-31)」のように、2つのハイフンの後に理由を書いてください。',
  },
  examples: {
    bad: [{ file: 'Containerfile', text: 'FROM scratch\n«# podseal: ignore containerfile/root-user»\nUSER 0\n' }],
    good: [
      { file: 'Containerfile', text: 'FROM scratch\n# podseal: ignore containerfile/root-user -- port 80\nUSER 0\n' },
    ],
  },
});

/** Larger texts, in UTF-16 units, are generated or not ours; linting them would only make the editor wait. */
export const largestText = 2_000_000;

export const tooLarge = rule({
  id: 'podseal/too-large',
  title: { en: 'Text too large to judge', ja: '大きすぎて検査できないテキスト' },
  severity: 'info',
  references: [{ title: 'Podseal: Limits' }],
  messages: {
    large: {
      en: 'This text is larger than {limit} million characters and was not judged.',
      ja: 'このテキストは {limit} 百万文字を超えているため検査していません。',
    },
  },
  why: { en: 'Nothing is known about its security.', ja: '安全性については何も分かりません。' },
  remedy: {
    en: 'Split the file, or exclude it in .podseal.yaml.',
    ja: 'ファイルを分割するか、.podseal.yaml で除外してください。',
  },
  examples: {
    bad: [{ file: 'Containerfile', text: `«#»${' '.repeat(largestText)}\nFROM scratch\nUSER 1001\n` }],
    good: [{ file: 'Containerfile', text: 'FROM scratch\nUSER 1001\n' }],
  },
});

export const ownRules = [
  expiredSuppression,
  unknownSuppression,
  unusedSuppression,
  suppressionWithoutReason,
  tooLarge,
] as const;
