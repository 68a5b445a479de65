import type { Command } from './command.ts';
import { exit, UsageError } from './exit.ts';

/** A bundle of its own, beside this one: the command line does not load it for anything else. */
const serverBundle = './server.js';

export const serverCommand: Command = {
  name: 'server',
  takes: '--stdio',
  summary: { en: 'Start the language server for an editor.', ja: 'エディター用の言語サーバーを起動します。' },
  options: [
    { name: 'stdio', help: { en: 'Speak over standard input and output.', ja: '標準入出力で通信します。' } },
    {
      name: 'clientProcessId',
      value: 'PID',
      help: { en: 'End when this process ends.', ja: 'このプロセスの終了とともに終了します。' },
    },
  ],
  async run({ options }) {
    if (!options.has('stdio'))
      throw new UsageError({ en: 'server: --stdio is expected', ja: 'server: --stdio を指定してください' });
    // The server reads the arguments itself, as if it had been started by its own name.
    process.argv.splice(process.argv.indexOf('server'), 1);
    await import(serverBundle);
    return exit.clean;
  },
};
