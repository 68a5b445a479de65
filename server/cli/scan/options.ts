import { scanFormats } from '../../report/scan/formatNames.ts';
import { scanProfiles, scanSeverities } from '../../scan/model/state.ts';
import type { Option } from '../arguments.ts';

export const scanOptions: readonly Option[] = [
  {
    name: 'target',
    value: 'TARGET',
    repeats: true,
    help: {
      en: 'What to scan: local, ssh:HOST, machine:NAME, facts:FILE or facts:FOLDER; local if not given.',
      ja: 'スキャンの対象です（既定は local）: local、ssh:HOST、machine:NAME、facts:FILE、facts:FOLDER。',
    },
  },
  {
    name: 'profile',
    value: 'PROFILE',
    choices: scanProfiles,
    help: { en: 'What the host is judged by.', ja: '検査の基準です。' },
  },
  {
    name: 'only',
    value: 'IDS',
    repeats: true,
    help: { en: 'Only these checks: CTR001, CTR, HST01*.', ja: 'このチェックだけを行います: CTR001、CTR、HST01*。' },
  },
  { name: 'skip', value: 'IDS', repeats: true, help: { en: 'Not these checks.', ja: 'このチェックを行いません。' } },
  {
    name: 'format',
    value: 'FORMAT',
    choices: scanFormats,
    help: { en: 'How to write the report.', ja: 'レポートの形式です。' },
  },
  {
    name: 'output',
    value: 'FILE',
    repeats: true,
    help: {
      en: 'Also write the report to a file, in the format that its name ends with, or that of --format.',
      ja: 'レポートをファイルにも書き出します。形式は拡張子、または --format で決まります。',
    },
  },
  {
    name: 'save-facts',
    value: 'FILE',
    help: {
      en: 'Keep what was collected; with several targets, a folder.',
      ja: '収集した情報を保存します。対象が複数の場合はフォルダーを指定します。',
    },
  },
  {
    name: 'baseline',
    value: 'FILE',
    help: {
      en: 'An earlier report (JSON): what failed then does not count.',
      ja: '以前のレポート（JSON）。そのとき不合格だったものは数えません。',
    },
  },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    choices: scanSeverities,
    help: {
      en: 'Exit with 1 from this severity on; high if not given.',
      ja: 'この重大度以上で終了コードを 1 にします。既定は high です。',
    },
  },
  {
    name: 'strict',
    help: {
      en: 'End with 4 if something could not be evaluated.',
      ja: '評価できないものがあれば、終了コードを 4 にします。',
    },
  },
  {
    name: 'policy',
    value: 'FILE',
    help: {
      en: 'A security policy that the containers are judged by, too.',
      ja: 'コンテナの検査に使うセキュリティポリシーです。',
    },
  },
  {
    name: 'vulnerabilities',
    value: 'FILE',
    repeats: true,
    help: {
      en: 'A report of Trivy or Grype (JSON), for IMG012.',
      ja: 'Trivy または Grype のレポート（JSON）。IMG012 で使います。',
    },
  },
  {
    name: 'deep',
    help: {
      en: 'Also look for setuid files in images, which takes longer.',
      ja: 'イメージ内の setuid ファイルも調べます。時間がかかります。',
    },
  },
  {
    name: 'config',
    value: 'FILE',
    help: { en: 'Use this .podseal.yaml.', ja: 'この .podseal.yaml を使います。' },
  },
];
