import { lookUp } from '../../core/lookUp.ts';
import { baseName } from '../../core/path.ts';
import type { Span } from '../../core/span.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf } from '../../parse/shell/options.ts';
import {
  type CredentialCommand,
  credentialCommands,
  credentialHeader,
  credentialStore,
  headerOptions,
} from '../../podman/credentialCommands.ts';
import { plausibleSecret, secretName, secretPlaceholder } from '../../podman/secrets.ts';

/** A credential that a command gets, says or stores. */
export interface Credential {
  readonly at: Span;
  readonly message: 'option' | 'command' | 'url' | 'header' | 'variable' | 'file';
  readonly params?: Record<string, string>;
  /** It stands there as it is, and not in a variable. */
  readonly isLiteral: boolean;
}

/** Most commands have none: only what a command could have is looked for. */
export function* credentialsOf(command: ShellCommand): Generator<Credential> {
  const { tool, args, assignments, redirections } = command;
  const isSaying = tool === 'echo' || tool === 'printf';
  if (assignments.length > 0) yield* variables(command);
  if (redirections.length > 0) yield* readIn(command);
  if (isSaying || tool === 'cat' || tool === 'tee') yield* stored(command, isSaying);
  if (isSaying) yield* piped(command);
  if (isSaying || tool === '' || args.length === 0) return;
  const found = (lookUp(credentialCommands, tool) ?? []).flatMap(form => [...byForm(command, form)]);
  yield* found;
  if (/^(?:mysql|mariadb)/.test(tool)) yield* attachedPassword(command);
  if (tool === 'curl' || tool === 'wget') yield* headers(command);
  if (found.length === 0 && args.some(({ text }) => text.includes('@'))) yield* urls(command);
}

const variable = /\$|`/;
const substitution = /\$\(|`/;

/** What can be a credential: a literal that is no placeholder, or a variable. Undefined: neither. */
function credential(value: string): { readonly isLiteral: boolean } | undefined {
  if (value === '' || value === '-') return undefined;
  if (substitution.test(value)) return printsSecret(value) ? { isLiteral: false } : undefined;
  if (variable.test(value)) return { isLiteral: false };
  return secretPlaceholder(value) ? undefined : { isLiteral: true };
}

/** `$(echo $PASSWORD | base64)`, but not what comes out of a file. */
const printsSecret = (value: string): boolean =>
  !value.includes('/run/secrets/') && [...value.matchAll(/\$\{?(\w+)/g)].some(([, name = '']) => secretName(name));

function byForm(command: ShellCommand, form: CredentialCommand): Iterable<Credential> {
  if (
    form.operands &&
    !form.operands.test(
      operandsOf(command)
        .map(({ text }) => text)
        .join(' '),
    )
  )
    return [];
  if (form.operand !== undefined) return byOperand(command, form, operandsOf(command));
  return form.options ? byOption(command, form, form.options) : byCommand(command);
}

const operandsOf = ({ args }: ShellCommand): ShellWord[] => args.filter(({ text }) => !text.startsWith('-'));

function* byOperand(
  { tool, args }: ShellCommand,
  { operand = 0, flags = '', valued = '' }: CredentialCommand,
  operands: readonly ShellWord[],
): Generator<Credential> {
  const options = optionsOf(args, { valued });
  if (![...flags].every(letter => options.some(({ name }) => name === `-${letter}`))) return;
  const used = new Set(options.flatMap(({ words }) => words));
  const word = operands.filter(each => !used.has(each)).at(operand);
  const given = word && credential(word.text);
  const option = flags ? `-${flags}` : (operands[0]?.text ?? '');
  if (given) yield { at: word.span, message: 'option', params: { tool, option }, ...given };
}

/** Whatever it is told is a credential. */
function* byCommand({ tool, name, args }: ShellCommand): Generator<Credential> {
  const last = args.at(-1);
  if (!last || substitution.test(last.text)) return;
  const at = { start: (name ?? last).span.start, end: last.span.end };
  yield { at, message: 'command', params: { tool }, isLiteral: !args.some(({ dynamic }) => dynamic) };
}

function* byOption(
  { tool, args }: ShellCommand,
  { valued = '', attached, singleDash }: CredentialCommand,
  wanted: readonly string[],
): Generator<Credential> {
  const valuedLong = attached ? [] : wanted.filter(name => name.startsWith('--'));
  for (const { name, at, words, ...option } of optionsOf(args, {
    valued,
    valuedLong,
    singleDash: singleDash === true,
  })) {
    if (!wanted.includes(name)) continue;
    const [word] = words;
    const value = option.value ?? (singleDash && word ? args[args.indexOf(word) + 1]?.text : undefined);
    if (tool === 'curl' && name !== '--oauth2-bearer' && !isLogin(value ?? '')) continue;
    const given = value === undefined ? undefined : credential(value.replace(/^[^:$]*:(?=.)/, ''));
    if (given) yield { at, message: 'option', params: { tool, option: name }, ...given };
  }
}

/** `user:password`, or a variable that says it has it; a name alone makes the program ask for the rest. */
function isLogin(value: string): boolean {
  const name = /^\$\{?(\w+)\}?$/.exec(value)?.[1];
  return name === undefined ? /^[^:]*:.|^\$\(/.test(value) : secretName(name) || /auth|cred|login|pass|pwd/i.test(name);
}

/** `-phunter2` of MySQL's programs, whose `-p` alone asks. */
function* attachedPassword({ tool, args }: ShellCommand): Generator<Credential> {
  for (const { text, span } of args) {
    const given = /^-p./.test(text) ? credential(text.slice(2)) : undefined;
    if (given) yield { at: span, message: 'option', params: { tool, option: '-p' }, ...given };
  }
}

function* headers({ tool, args }: ShellCommand): Generator<Credential> {
  const valued = credentialCommands['curl']?.[0]?.valued ?? '';
  for (const { name, value, at } of optionsOf(args, {
    valued: tool === 'curl' ? valued : '',
    valuedLong: headerOptions,
  })) {
    const secret = headerOptions.includes(name) ? credentialHeader.exec(value ?? '')?.groups?.['secret'] : undefined;
    const given = secret === undefined ? undefined : credential(secret);
    if (given) yield { at, message: 'header', params: { tool }, ...given };
  }
}

const userInfo =
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/(?:(?<user>[^\s/:@'"]{1,200})(?::(?<secret>[^\s/@'"]{1,200}))?)@[^\s/@]/i;

/** No name of anybody: letters and digits without a break, or a number behind a word such as `token`. */
const isToken = (user: string): boolean =>
  /^(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{20,}$/i.test(user) || (/\d{3}/.test(user) && secretName(user));

/** A password in a URL, or a token in the user's place. */
function* urls({ tool, args }: ShellCommand): Generator<Credential> {
  for (const { text, span } of args) {
    const { user = '', secret } = userInfo.exec(text)?.groups ?? {};
    const name = /^\$\{?(\w+)/.exec(secret ?? user)?.[1];
    const isSecret = secret !== undefined || (name === undefined ? isToken(user) : secretName(name));
    const given = isSecret ? credential(secret ?? user) : undefined;
    if (given) yield { at: span, message: 'url', params: { tool }, ...given };
  }
}

/** `TOKEN=abc cmd` and `export TOKEN=abc`. */
function* variables({ assignments }: ShellCommand): Generator<Credential> {
  for (const { name, value, span } of assignments) {
    if (value.dynamic || !secretName(name) || !plausibleSecret(value.text)) continue;
    yield { at: span, message: 'variable', params: { name }, isLiteral: true };
  }
}

const secretText = /(?:_auth(?:token)?|password|passwd|token|secret)\b["']?\s*[=: ]\s*["']?(?<value>[^\s"']+)/i;

/** `echo token > ~/.npmrc`, and a here-document that goes there. */
function* stored({ tool, args, redirections, pipesTo }: ShellCommand, isSaying: boolean): Generator<Credential> {
  const body = redirections.find(redirection => redirection.body)?.body?.text;
  if (!isSaying && body === undefined) return;
  const targets = [
    ...redirections.flatMap(({ operator, target }) => (/^>/.test(operator) && target ? [target] : [])),
    ...(tool === 'tee' ? args : (pipesTo.find(next => next.tool === 'tee')?.args ?? [])),
  ];
  const target = targets.find(({ text }) => credentialStore.test(text));
  if (!target) return;
  const said = isSaying ? args.map(({ text }) => text).join(' ') : (body ?? '');
  const named = [...said.matchAll(/\$\{?(\w+)/g)].some(([, name = '']) => secretName(name));
  const value = secretText.exec(said)?.groups?.['value'] ?? userInfo.exec(said)?.groups?.['secret'];
  const given = value === undefined ? undefined : credential(value);
  if (!named && !given) return;
  const file = baseName(target.text);
  yield { at: target.span, message: 'file', params: { file }, isLiteral: !named && given?.isLiteral === true };
}

/** The option, or the subcommand, that makes a program read a credential from its standard input. */
function readsCredential({ tool, args }: ShellCommand): string | undefined {
  const option = args.find(({ text }) => text === '--password-stdin' || text === '--with-token')?.text;
  if (option) return option;
  if (tool === 'glab') return args.find(({ text }) => text === '--stdin')?.text;
  return tool === 'cargo' && args.length === 1 && args[0]?.text === 'login' ? 'login' : undefined;
}

/** `podman login --password-stdin <<< hunter2`, and the same in a here-document. */
function* readIn(command: ShellCommand): Generator<Credential> {
  const { tool, redirections } = command;
  const input = redirections.findLast(({ operator }) => operator.startsWith('<'));
  const written = input?.operator === '<<<' ? input.target : input?.body;
  const option = written && readsCredential(command);
  const given = option ? credential(written.text.trim()) : undefined;
  if (!written || !option || !given) return;
  const end = written.span.end - (written.text.length - written.text.trimEnd().length);
  yield { at: { start: written.span.start, end }, message: 'option', params: { tool, option }, ...given };
}

/** `echo hunter2 | podman login --password-stdin`: the history has it all the same. */
function* piped({ args, pipesTo }: ShellCommand): Generator<Credential> {
  const word = args.at(-1);
  if (!word) return;
  for (const reader of pipesTo) {
    const option = readsCredential(reader);
    const given = option && credential(word.text);
    if (given) yield { at: word.span, message: 'option', params: { tool: reader.tool, option }, ...given };
  }
}
