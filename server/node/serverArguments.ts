/** What the language server was asked for: to serve, in a way that vscode-languageserver finds out by itself, or less. */
type ServerTask = { readonly task: 'serve' | 'version' | 'help' } | { readonly task: 'refuse'; readonly why: string };

export const usage = `Usage: podseal-language-server --stdio | --node-ipc | --socket=PORT | --pipe=NAME

Speaks the Language Server Protocol on standard input and output, on the channel of the Node.js process that started
it, or as a client of a port or pipe. Other options: --version, --help.
`;

const ways = /^--(?:stdio|node-ipc|socket=\d+|pipe=.+)$/;
/** Added by clients; ends the server together with that process. */
const harmless = /^--clientProcessId=\d+$/;

export function serverTask(args: readonly string[], hasIpc: boolean): ServerTask {
  const words = joined(args);
  if (words.includes('--help') || words.includes('-h')) return { task: 'help' };
  if (words.includes('--version')) return { task: 'version' };
  const unknown = words.find(word => !ways.test(word) && !harmless.test(word));
  if (unknown !== undefined) return { task: 'refuse', why: `unknown option "${unknown}"` };
  const chosen = words.filter(word => ways.test(word));
  if (chosen.length !== 1) return { task: 'refuse', why: 'one of --stdio, --node-ipc, --socket and --pipe is needed' };
  if (chosen[0] === '--node-ipc' && !hasIpc) {
    return { task: 'refuse', why: '--node-ipc works only when Node.js started this process with a channel' };
  }
  return { task: 'serve' };
}

/** `--socket 6010` as `--socket=6010`. */
function joined(args: readonly string[]): string[] {
  const words: string[] = [];
  for (const word of args) {
    const last = words.at(-1) ?? '';
    if (/^--(?:socket|pipe|clientProcessId)$/.test(last)) words[words.length - 1] = `${last}=${word}`;
    else words.push(word);
  }
  return words;
}
