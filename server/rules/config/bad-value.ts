import type { Report } from '../../core/rule.ts';
import { levels, profiles } from '../../core/severity.ts';
import type { Config } from '../../parse/config/config.ts';
import { type ConfigFault, faultsOf } from '../../settings/faults.ts';
import * as meant from './_meant.ts';
import { configRule, manual, replacement } from './_rule.ts';

const messages = {
  number: {
    en: 'The version {value} is written as a number, in which 5.10 and 5.1 are the same.',
    ja: 'バージョン {value} が数値として書かれています。数値では 5.10 と 5.1 が同じになります。',
  },
  version: { en: 'A version of Podman looks like "5.8".', ja: 'Podman のバージョンは "5.8" のように書きます。' },
  profile: { en: `The profile is ${profiles.join(', ')}.`, ja: `profile は ${profiles.join('、')} のいずれかです。` },
  level: {
    en: `A rule's level is ${levels.join(', ')}.`,
    ja: `ルールのレベルは ${levels.join('、')} のいずれかです。`,
  },
  boolean: { en: 'This is true or false.', ja: '値は true か false です。' },
  pointer: {
    en: 'A JSON pointer starts with a slash, like /spec/containers/0.',
    ja: 'JSON ポインターは /spec/containers/0 のようにスラッシュで始まります。',
  },
  date: { en: 'A date looks like 2027-01-31.', ja: '日付は 2027-01-31 のように書きます。' },
  portability: { en: 'portability is podman or docker.', ja: 'portability は podman か docker です。' },
  baseline: { en: 'seccompBaseline is podman or docker.', ja: 'seccompBaseline は podman か docker です。' },
  scanProfile: {
    en: 'The profile of the scan is baseline, strict, stig or fips.',
    ja: 'スキャンの profile は baseline、strict、stig、fips のいずれかです。',
  },
  checkId: { en: 'A check is named like CTR001.', ja: 'チェックは CTR001 のように指定します。' },
  checkIds: {
    en: 'A check is named like CTR001, several like CTR or HST01*.',
    ja: 'チェックは CTR001 のように、まとめて指定する場合は CTR や HST01* のように書きます。',
  },
  days: { en: 'This is a number of days, from 1.', ja: 'ここは 1 以上の日数です。' },
  waiver: {
    en: 'A waiver has a check, a reason and a last day: the keys check, reason and until.',
    ja: '免除（waivers の項目）には、チェック・理由・期限、つまり check、reason、until の各キーが必要です。',
  },
  list: { en: 'This is a list.', ja: 'ここはリストです。' },
  entry: {
    en: 'An entry of ignore is a map with at least the key rule.',
    ja: 'ignore の項目は、少なくとも rule キーを持つマップです。',
  },
  map: { en: 'This is a map of keys and values.', ja: 'ここはキーと値のマップです。' },
  text: { en: 'This is a text, and not an empty one.', ja: 'ここは空でない文字列です。' },
} as const;

/** Which values are expected where; the first that fits. */
const expectations: readonly [RegExp, keyof typeof messages, meant.Meaning][] = [
  [/^\/podman$/, 'version', meant.meantVersion],
  [/^\/profile$/, 'profile', meant.meantProfile],
  [/^\/fips$/, 'boolean', meant.meantBoolean],
  [/^\/rules\//, 'level', meant.meantLevel],
  [/^\/ignore\/\d+\/pointer$/, 'pointer', meant.meantPointer],
  [/^\/ignore\/\d+\/until$/, 'date', meant.meantDate],
  [/^\/ignore\/\d+$/, 'entry', meant.nothingMeant],
  [/^\/scan\/profile$/, 'scanProfile', meant.nothingMeant],
  [/^\/scan\/(?:only|skip|waivers)$/, 'list', meant.nothingMeant],
  [/^\/scan\/(?:only|skip)\//, 'checkIds', meant.nothingMeant],
  [/^\/scan\/\w+Days$/, 'days', meant.nothingMeant],
  [/^\/scan\/waivers\/\d+\/check$/, 'checkId', meant.nothingMeant],
  [/^\/scan\/waivers\/\d+\/until$/, 'date', meant.meantDate],
  [/^\/scan\/waivers\/\d+$/, 'waiver', meant.nothingMeant],
  [/^\/portability$/, 'portability', meant.nothingMeant],
  [/^\/seccompBaseline$/, 'baseline', meant.nothingMeant],
  [/^\/(?:exclude|targets|trustedRegistries|fipsImages)$/, 'list', meant.meantList],
  [/^\/ignore$/, 'list', meant.nothingMeant],
  [/^(\/rules|\/imageUsers|\/scan)?$/, 'map', meant.nothingMeant],
  [/^/, 'text', meant.nothingMeant],
];

export default configRule({
  id: 'config/bad-value',
  title: { en: 'Bad value in the config', ja: '設定ファイルの不正な値' },
  severity: 'error',
  references: [manual],
  messages,
  why: {
    en: 'A value that Podseal does not understand is left out, as if it were not written.',
    ja: '解釈できない値は、書かれていないものとして扱われます。',
  },
  remedy: {
    en: 'Write one of the values that the setting takes.',
    ja: 'この設定で使える値を書いてください。',
  },
  *check(config) {
    for (const fault of faultsOf(config)) {
      if (fault.fault !== 'unknown-key') yield reportOf(fault, config);
    }
  },
  examples: {
    bad: [
      { text: 'profile: «Strict»\n', fixed: 'profile: strict\n' },
      { text: 'profile: «k8s» # all of it\n', fixed: 'profile: kubernetes # all of it\n' },
      { text: 'profile: «paranoid»\n' },
      { text: 'scan: { profile: «paranoid», skip: [«CTR0251»], unusedDays: «0» }\n' },
      { text: 'scan:\n  waivers:\n    - «check: CTR001\n      reason: tape»\n' },
      {
        text: 'scan:\n  waivers:\n    - { check: CTR001, reason: tape, until: «2027/1/31» }\n',
        fixed: 'scan:\n  waivers:\n    - { check: CTR001, reason: tape, until: 2027-01-31 }\n',
      },
      { text: '«profile»:\n' },
      { text: 'podman: «5.10»\n', fixed: 'podman: "5.10"\n' },
      { text: 'podman: «v5.8.1»\n', fixed: 'podman: "5.8.1"\n' },
      { text: 'podman: «latest»\n' },
      { text: 'fips: «"yes"»\n', fixed: 'fips: true\n' },
      { text: 'fips: «1»\n', fixed: 'fips: true\n' },
      { text: 'rules:\n  podseal/too-large: «warn»\n', fixed: 'rules:\n  podseal/too-large: warning\n' },
      { text: 'rules:\n  podseal/too-large: «false»\n', fixed: 'rules:\n  podseal/too-large: off\n' },
      { text: 'rules:\n  podseal/too-large: «{ level: off }»\n' },
      { text: 'rules:\n  «- podseal/too-large»\n' },
      { text: 'exclude: «vendor/»\n', fixed: 'exclude: [vendor/]\n' },
      { text: 'portability: «buildah»\n' },
      { text: 'seccompBaseline: «moby»\n' },
      { text: 'trustedRegistries: «quay.io»\n', fixed: 'trustedRegistries: [quay.io]\n' },
      { text: 'exclude:\n  - «7»\n  - vendor/\n' },
      { text: 'ignore:\n  - «podseal/too-large»\n' },
      { text: 'ignore:\n  - «reason: generated»\n' },
      {
        text: 'ignore:\n  - { rule: DL3002, reason: x, pointer: «spec/containers», until: «2027/1/31» }\n',
        fixed: 'ignore:\n  - { rule: DL3002, reason: x, pointer: /spec/containers, until: 2027-01-31 }\n',
      },
      { text: 'ignore:\n  - { rule: DL3002, reason: x, until: «next year» }\n' },
      { text: '«- profile: strict»\n' },
    ],
    good: [
      { text: 'profile: strict\nfips: false\npodman: "5.10"\n' },
      { text: "podman: '6'\n" },
      { text: 'base: &off off\nrules:\n  podseal/too-large: *off\n' },
      { text: 'rules:\nignore:\nexclude:\n' },
      { text: '' },
      { text: 'ignore:\n  - rule: DL3002\n    pointer: ""\n    until: 2027-01-31\n    reason: ""\n' },
    ],
  },
});

function reportOf({ pointer, span }: ConfigFault, config: Config): Report<keyof typeof messages> {
  const written = config.text.slice(span.start, span.end);
  const [, message, meaning] = expectations.find(([pattern]) => pattern.test(pointer)) ?? [
    /^/,
    'text',
    meant.nothingMeant,
  ];
  const value = scalarText(written);
  // A value that is not there has its key for a place, which is not to be overwritten.
  const isMissing = config.places.get(pointer)?.key === span;
  const instead = isMissing ? undefined : meaning(value, written);
  const fixes = instead ? [replacement(span, instead)] : [];
  const isNumber = message === 'version' && /^\d+(\.\d+)?$/.test(written);
  if (isNumber) return { at: span, message: 'number', params: { value }, severity: 'info', fixes: fixes.map(asSafe) };
  return { at: span, message: message as keyof typeof messages, fixes };
}

const scalarText = (written: string): string => /^(["'])(.*)\1$/s.exec(written)?.[2] ?? written;

/** Podseal reads the version as it is written already. */
const asSafe = <Fix extends { safe: boolean }>(fix: Fix): Fix => ({ ...fix, safe: true });
