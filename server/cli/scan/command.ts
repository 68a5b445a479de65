import type { Command } from '../command.ts';
import { scanOptions } from './options.ts';

export const scanCommand: Command = {
  name: 'scan',
  takes: '[explain ID... | list | collector]',
  summary: {
    en: 'Judge how Podman is set up on a host, and what runs there. It only reads.',
    ja: 'ホストでの Podman の設定と、実行中のものを検査します。読み取りだけを行います。',
  },
  options: scanOptions,
  notes: [
    {
      en: 'podseal scan explain ID says what a check means, podseal scan list names all, and podseal scan collector writes the script that collects the facts on a host with nothing but sh and podman.',
      ja: 'podseal scan explain ID でチェックの説明、podseal scan list で一覧を表示します。podseal scan collector は、sh と podman だけのホストで情報を収集するスクリプトを出力します。',
    },
    {
      en: 'Exit code: 0 nothing fails from --fail-on up, 1 failures, 2 wrong usage or config, 3 a target could not be evaluated, 4 not all could be evaluated (--strict), 130 cancelled.',
      ja: '終了コード: 0 --fail-on 以上の不合格なし、1 不合格あり、2 使い方または設定の誤り、3 評価できない対象あり、4 一部が未評価（--strict）、130 中断。',
    },
  ],
  async run(args, io) {
    // A bundle of its own: nothing else of the command line needs the checks.
    const { runScan } = await import('./run.ts');
    return runScan(args, io);
  },
};
