import { say, type Text } from '../core/text.ts';
import { version } from '../core/version.generated.ts';
import { visible } from '../report/visible.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { type Exit, exit, UsageError } from './exit.ts';
import { explainCommand } from './explain.ts';
import { messageOf } from './files.ts';
import { commandHelp, generalHelp } from './help.ts';
import { type Io, localeFrom } from './io.ts';
import { lintCommand } from './lint/command.ts';
import { Output } from './output.ts';
import { policyCommand } from './policy.ts';
import { rulesCommand } from './rules.ts';
import { scanCommand } from './scan/command.ts';
import { serverCommand } from './server.ts';

const commands: readonly Command[] = [
  lintCommand,
  scanCommand,
  rulesCommand,
  explainCommand,
  policyCommand,
  serverCommand,
];

const noCommand: Text = {
  en: '"{name}" is no command; see podseal --help',
  ja: '「{name}」というコマンドはありません。podseal --help をご覧ください',
};

/** Runs one command line, without `node` and the script's name; answers the exit code. */
export async function main(args: readonly string[], io: Io): Promise<Exit> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    // Errors of the file system have a code; whatever else is thrown is a mistake of ours, and its stack is wanted.
    const isOurs = !(error instanceof UsageError || (error instanceof Error && 'code' in error));
    if (isOurs) throw error;
    const said = error instanceof UsageError ? say(error.said, localeFrom(io)) : fileTrouble(error);
    await new Output(io.stderr).write(`podseal: ${visible(said)}\n`);
    return error instanceof UsageError ? exit.usage : exit.unreadable;
  }
}

const fileTrouble = (error: Error & { path?: string }): string =>
  (error.path === undefined ? '' : `${error.path}: `) + messageOf(error);

async function dispatch([name, ...args]: readonly string[], io: Io): Promise<Exit> {
  const out = new Output(io.stdout);
  const locale = localeFrom(io);
  const command = commands.find(command => command.name === name);
  if (command) {
    if (asksForHelp(args)) {
      await out.write(commandHelp(command, locale));
      return exit.clean;
    }
    return command.run(readArguments(args, command.options), io);
  }
  if (name === '--version' || name === '-v') {
    await out.write(`${version}\n`);
    return exit.clean;
  }
  const help = generalHelp(commands, locale);
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = commands.find(command => command.name === args[0]);
    await out.write(about ? commandHelp(about, locale) : help);
    return exit.clean;
  }
  if (name !== undefined) throw new UsageError(noCommand, { name });
  await new Output(io.stderr).write(help);
  return exit.usage;
}

/** Before anything else is wrong with the arguments. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some(arg => arg === '--help' || arg === '-h');
}
