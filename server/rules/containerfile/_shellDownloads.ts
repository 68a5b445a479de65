import { baseName } from '../../core/path.ts';
import { remember } from '../../core/remember.ts';
import { shellInvocation, shells, standardInput } from '../../parse/shell/invocation.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf, type ShellOption } from '../../parse/shell/options.ts';
import { checks, type Fetcher, fetchers, type Interpreter, interpreters } from '../../podman/downloads.ts';
import { ofTool } from './_ofTool.ts';

/** The programs that download. */
export const fetcherTools: readonly string[] = fetchers.flatMap(({ tools }) => tools);

/** And what may be told to in its own language. */
export const downloadTools: readonly string[] = [...fetcherTools, 'php'];

/** What a command fetches from the network. */
export interface Download {
  readonly command: ShellCommand;
  /** It goes to the standard output. */
  readonly prints: boolean;
  /** The file it goes to, as it is written, if it is known. */
  readonly file: string | undefined;
  readonly url: ShellWord | undefined;
  /** Everything that it is told to fetch. */
  readonly urls: readonly ShellWord[];
  readonly output: ShellOption | undefined;
  readonly options: readonly ShellOption[];
}

const standardOutput = /^(?:-|\/dev\/stdout|\/dev\/fd\/1|\/proc\/self\/fd\/1)$/;

export const downloadOf = (command: ShellCommand): Download | undefined =>
  downloadTools.includes(command.tool)
    ? remember(known, command, () => ({ download: readDownload(command) })).download
    : undefined;

const known = new WeakMap<ShellCommand, { readonly download: Download | undefined }>();

function readDownload(command: ShellCommand): Download | undefined {
  const [fetcher] = ofTool(fetchers, command.tool);
  if (!fetcher) return readPhp(command);
  const options = optionsOf(command.args, fetcher);
  const output = options.findLast(({ name }) => fetcher.output.includes(name));
  const urls = operandsOf(command.args, options);
  const url = urls.find(isUrl) ?? urls.at(-1);
  const redirected = redirectedFrom(command);
  const toFile = output !== undefined && !standardOutput.test(output.value ?? '');
  const prints = !toFile && (output !== undefined || printsByItself(fetcher, options));
  const name = toFile ? output.value : prints ? redirected?.target?.text : baseNameOf(url);
  const directory = options.findLast(option => fetcher.directory?.includes(option.name))?.value;
  const isInside = directory !== undefined && name !== undefined && !name.includes('/');
  const file = isInside ? `${directory.replace(/\/$/, '')}/${name}` : name;
  return { command, prints: prints && !redirected, file, url, urls, output, options };
}

const redirectedFrom = ({ redirections }: ShellCommand) =>
  redirections.find(({ operator, descriptor }) => operator === '>' && (descriptor ?? 1) === 1);

/** As Composer's makers show it: `php -r "copy('https://...', 'setup.php');"` */
const phpFetch =
  /\b(?:copy\s*\(\s*(['"])https?:\/\/[^'"]+\1\s*,\s*(['"])([^'"$]+)\2|(?:readfile|echo\s+file_get_contents)\s*\(\s*['"]https?:)/;

function readPhp(command: ShellCommand): Download | undefined {
  const url = command.args[command.args.findIndex(({ text }) => text === '-r') + 1];
  const [found, , , copy] = phpFetch.exec(url?.text ?? '') ?? [];
  if (!url || found === undefined) return undefined;
  const redirected = redirectedFrom(command);
  const file = copy ?? redirected?.target?.text;
  return { command, prints: file === undefined, file, url, urls: [url], output: undefined, options: [] };
}

const printsByItself = (fetcher: Fetcher, options: readonly ShellOption[]): boolean =>
  fetcher.prints
    ? !options.some(({ name }) => fetcher.named?.includes(name))
    : options.some(({ name }) => fetcher.printing?.includes(name));

const isUrl = ({ text }: ShellWord): boolean => /^(?:https?|ftp):\/\//i.test(text);

/** The words that belong to no option, and the value of `--url`. */
function operandsOf(args: readonly ShellWord[], options: readonly ShellOption[]): ShellWord[] {
  const used = new Set(options.flatMap(({ name, words }) => (name === '--url' ? words.slice(0, -1) : words)));
  return args.filter(word => !used.has(word) && word.text !== '--');
}

function baseNameOf(url: ShellWord | undefined): string | undefined {
  const path = url?.text.replace(/[?#].*$/, '').replace(/\/+$/, '');
  return path === undefined ? undefined : baseName(path) || undefined;
}

/** What an interpreter runs. */
interface Invocation {
  readonly readsInput: boolean;
  /** The file it runs. */
  readonly file: ShellWord | undefined;
  /** The text it runs: behind `-c` or `-e`, of `eval`. */
  readonly texts: readonly ShellWord[];
}

/** How a command runs a program that it is given; nothing if it does not. */
export function invocationOf({ tool, args }: ShellCommand): Invocation | undefined {
  if (shells.has(tool)) {
    const { script, file, readsInput } = shellInvocation(args);
    return { readsInput, file, texts: script ? [script] : [] };
  }
  if (tool === 'eval') return { readsInput: false, file: undefined, texts: args };
  if (tool === 'source' || tool === '.') {
    const readsInput = standardInput.test(args[0]?.text ?? '');
    return { readsInput, file: readsInput ? undefined : args[0], texts: [] };
  }
  if (tool === 'pwsh' || tool === 'powershell') {
    const [last] = args.slice(-1);
    return { readsInput: !last || last.text === '-', file: undefined, texts: last ? [last] : [] };
  }
  const interpreter = interpreters.find(known => known.tool.test(tool));
  return interpreter && interpreted(interpreter, args);
}

function interpreted({ valued, evaluates }: Interpreter, args: readonly ShellWord[]): Invocation {
  const options = optionsOf(args, { valued, operandsEnd: true });
  const evaluated = options.filter(({ name }) => evaluates.includes(name));
  if (evaluated.length > 0) {
    return { readsInput: false, file: undefined, texts: evaluated.flatMap(({ words }) => words) };
  }
  const used = new Set(options.flatMap(({ words }) => words));
  const first = args.find(word => !used.has(word));
  const readsInput = !first || first.text === '--' || standardInput.test(first.text);
  return { readsInput, file: readsInput ? undefined : first, texts: [] };
}

/** Whether a command checks a file's checksum or signature. */
export const isCheck = ({ tool, args }: ShellCommand): boolean =>
  checks.some(check => check.tool.test(tool) && (check.args?.test(args.map(({ text }) => text).join(' ')) ?? true));

const checkedTexts = new WeakMap<ShellCommand, readonly string[]>();

/** What a check is told: its words and what it reads, through pipes. */
function textsOf(check: ShellCommand): string[] {
  const told = new Set([check]);
  for (const { pipedFrom } of told) for (const command of pipedFrom) told.add(command);
  return [...told].flatMap(({ args, redirections }) => [
    ...args.map(({ text }) => text),
    ...redirections.map(({ body, target }) => body?.text ?? target?.text ?? ''),
  ]);
}

/** As a word, or with an ending of its own: `c.tgz` in `c.tgz.asc`. */
function isNamedIn(text: string, name: string): boolean {
  if (name === '') return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before, behind] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (!/[\w.-]/.test(before) && !/\w/.test(behind)) return true;
  }
  return false;
}

const readsList = /^(?:-[a-zA-Z]*c|--check|--check=.*)$/;

/**
 * Whether a check is about a file: it names it, or it reads a list that is not written here. In the same `RUN` a name
 * that nobody knows, such as `$f` or `*`, may be the file's, too.
 */
export function isCheckOf(check: ShellCommand, file: string, isSameRun: boolean): boolean {
  const texts = remember(checkedTexts, check, () => textsOf(check));
  const name = baseName(file);
  if (texts.some(text => isNamedIn(text, name) || (isSameRun && /[$*]/.test(text)))) return true;
  return check.args.some(({ text }) => readsList.test(text)) && check.pipedFrom.length === 0;
}

/** What several rules may find fault with. */
export const subjectOf = ({ url, command }: Download): string => url?.text ?? command.tool;
