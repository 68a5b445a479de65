import { Linter } from '../../core/lint.ts';
import { dayOf } from '../../core/settings.ts';
import { diskFiles } from '../../node/diskFiles.ts';
import { formats } from '../../report/formats.ts';
import { kinds } from '../../rules/registry.ts';
import { KnownFiles } from '../../workspace/knownFiles.ts';
import type { Command } from '../command.ts';
import { exit } from '../exit.ts';
import { createNamed, messageOf } from '../files.ts';
import { type Io, localeFrom, wantsColour } from '../io.ts';
import { logTo, Output } from '../output.ts';
import { configSource } from './configs.ts';
import { type LintOptions, lintOptions, lintOptionsOf } from './options.ts';
import { withPolicy } from './policy.ts';
import { lintAll } from './run.ts';

export const lintCommand: Command = {
  name: 'lint',
  takes: '[PATH...]',
  summary: {
    en: 'Judge files, and the files in folders that git does not ignore; without a path, this folder.',
    ja: 'ファイル、およびフォルダー内の git で無視されていないファイルを検査します。パスがなければ現在のフォルダーを検査します。',
  },
  options: lintOptions,
  notes: [
    {
      en: 'Exit code: 0 nothing from --fail-on up, 1 findings, 2 wrong usage or config, 3 a file could not be read or written.',
      ja: '終了コード: 0 --fail-on 以上の指摘なし、1 指摘あり、2 使い方または設定の誤り、3 読み書きできないファイルあり。',
    },
  ],
  async run(args, io) {
    const options = await withPolicy(lintOptionsOf(args), io.cwd);
    const log = logTo(io.stderr);
    let isConfigWrong = false;
    const linter = new Linter(kinds, (rule, error) => log(`${rule.id} failed: ${messageOf(error)}`));
    const configFor = await configSource(options.config, {
      cwd: io.cwd,
      linter,
      locale: localeFrom(io),
      complain(message) {
        isConfigWrong = true;
        log(message);
      },
    });
    const knownFiles = new KnownFiles(diskFiles);
    const today = dayOf(io.now);
    const context = { cwd: io.cwd, options, linter, configFor, knownFiles, today, locale: localeFrom(io) };
    const { reporter, output, close } = await destination(options, io);
    const code = await lintAll(context, io, reporter, output, log);
    await close();
    return isConfigWrong ? exit.usage : code;
  },
};

/** Where findings go, and in which form. */
async function destination(options: LintOptions, io: Io) {
  const { format, failOn, quiet } = options;
  const reporterWith = (colour: boolean) => formats[format]({ locale: localeFrom(io), colour, quiet, failOn });
  if (options.output !== undefined) {
    const output = new Output(await createNamed('--output', options.output, io.cwd));
    return { reporter: reporterWith(false), output, close: () => output.end() };
  }
  // With --fix standard output belongs to the repaired text.
  const stream = options.paths.includes('-') && options.fix !== 'none' ? io.stderr : io.stdout;
  return { reporter: reporterWith(wantsColour(io, stream)), output: new Output(stream), close: async () => {} };
}
