import { shellInvocation, shells } from '../../parse/shell/invocation.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf, type ShellOption } from '../../parse/shell/options.ts';
import {
  type PackageAction,
  type PackageManager,
  packageManagerOf,
  type VersionStyle,
} from '../../podman/packageManagers.ts';
import { called } from './_called.ts';

/** A call of a package manager. */
export interface PackageCommand {
  readonly command: ShellCommand;
  readonly manager: PackageManager;
  /** As it is called here: `apt` of apt and apt-get; `pip` of `python3 -m pip`. */
  readonly tool: ShellWord;
  readonly action: PackageAction | undefined;
  /** The last word of the subcommand; the option that names the action, where there are no subcommands. */
  readonly subcommand: ShellWord | undefined;
  readonly options: readonly ShellOption[];
  /** What stands behind the subcommand and is no option. */
  readonly operands: readonly ShellWord[];
  /** What is installed, upgraded or removed. */
  readonly packages: readonly Package[];
}

export interface Package {
  readonly word: ShellWord;
  /** What is known of it; `unknown` holds a variable that may stand for anything. */
  readonly kind: 'name' | 'file' | 'url' | 'group' | 'unknown';
  /** Without its version; as it is written, for all but names. */
  readonly name: string;
  /** What the package manager is told about the version: `1.2`, `$VERSION`, of pip also `>=1.2`. */
  readonly version: string | undefined;
}

/** What a command asks of a package manager; undefined if it is none's. */
function packageCommand(command: ShellCommand): PackageCommand | undefined {
  const { name, tool, args } = called(command);
  const manager = packageManagerOf(tool);
  if (!name || !manager) return undefined;
  const options = optionsOf(args, {
    valued: manager.valued,
    valuedLong: manager.valuedLong,
    singleDash: manager.singleDash === true,
  });
  const ofOptions = new Set(options.flatMap(({ words }) => words));
  const end = args.findIndex(({ text }) => text === '--');
  // What stands behind it are packages; to gem, options of what it builds.
  const own = manager.family === 'gem' && end >= 0 ? args.slice(0, end) : args;
  const words = own.filter(word => !ofOptions.has(word) && word.text !== '--');
  const { action, length, subcommand } = manager.modes
    ? { length: 0, ...modeOf(manager, options, words) }
    : subcommandOf(manager, words);
  const operands = words.slice(length);
  const packages = action && action !== 'clean' ? operands.map(word => packageOf(word, manager.versions)) : [];
  return { command, manager, tool: name, action, subcommand, options, operands, packages };
}

/** Every call of a package manager among these commands. */
export const packageCommands = (commands: readonly ShellCommand[]): PackageCommand[] =>
  commands.flatMap(command => packageCommand(command) ?? []);

/** The value of the last option of one of these names; `true` for one without a value. */
export function optionValue({ options }: PackageCommand, ...names: readonly string[]): string | true | undefined {
  const option = options.findLast(({ name }) => names.includes(name));
  return option && (option.value ?? true);
}

/** Runs something that nobody can look into: `./setup.sh`, `bash setup.sh`, `$COMMAND`. */
export function isScript({ name, tool, args, isRead }: ShellCommand): boolean {
  if (!name || isRead) return false;
  if (buildTools.test(tool)) return false;
  if (!tool || tool === 'source' || tool === '.' || /\.(?:sh|bash|py|pl)$/.test(tool)) return true;
  if (shells.has(tool)) return shellInvocation(args).file !== undefined;
  return name.text.includes('/') && !/(?:^|\/)s?bin\//.test(name.text);
}

/** They come with a source and build it. */
const buildTools = /^(?:[Cc]onfigure|config|autogen\.sh|buildconf|gradlew|mvnw|waf|b2|manage\.py)$/;

interface ChosenAction {
  readonly action: PackageAction | undefined;
  readonly subcommand: ShellWord | undefined;
}

function subcommandOf(
  manager: PackageManager,
  words: readonly ShellWord[],
): ChosenAction & { readonly length: number } {
  for (const length of [2, 1]) {
    const [last] = words.slice(length - 1);
    const text = words
      .slice(0, length)
      .map(word => word.text)
      .join(' ');
    const action = last && manager.subcommands.get(text);
    if (action) return { action, subcommand: last, length };
  }
  // `yarn` alone is `yarn install`.
  const isInstall = manager.family === 'yarn' && words.length === 0;
  return { action: isInstall ? 'install' : undefined, subcommand: words[0], length: 1 };
}

function modeOf({ modes }: PackageManager, options: readonly ShellOption[], words: readonly ShellWord[]): ChosenAction {
  for (const mode of modes ?? []) {
    if (mode.alone && words.length > 0) continue;
    const found = mode.options.map(names => options.find(({ name }) => names.includes(name)));
    if (found.every(option => option !== undefined)) return { action: mode.action, subcommand: found[0]?.words[0] };
  }
  return { action: undefined, subcommand: undefined };
}

const folder = /^(?:\.{1,2}(?:$|\[)|\.{0,2}\/|~\/|file:)/;
/** And what describes a package of PHP beside its source. */
const archive = /\.(?:deb|rpm|apk|whl|tgz|tar(?:\.\w+)?|zip|gem)$|(?:^|\/)package2?\.xml$/i;
/** `channel://` is only the long form of a name of PHP's packages. */
const remote = /^(?:(?!channel:)[a-z][a-z0-9+.-]*:\/\/|git@|git\+)/i;

function packageOf(word: ShellWord, style: VersionStyle): Package {
  const { text } = word;
  const isFile =
    folder.test(text) || (style !== 'at' && archive.test(text)) || (style === 'pip' && /^[^@\s]*\//.test(text));
  const kind = /^@[^/]*$/.test(text) ? 'group' : remote.test(text) ? 'url' : isFile ? 'file' : undefined;
  if (kind) return { word, kind, name: text, version: undefined };
  const [, name = text, version] = versionOf[style].exec(text) ?? [];
  const isUnknown = word.dynamic && (version === undefined || /^\$\{?\w*\}?$/.test(name));
  return { word, kind: isUnknown ? 'unknown' : 'name', name, version };
}

/** A part of a name between dashes. */
const part = String.raw`(?:\$\{[^}]*\}|\$(?!\{)|[^-$])*`;

/** A name and, if it is there, what is said about its version. */
const versionOf: Readonly<Record<VersionStyle, RegExp>> = {
  apt: /^([^=/]+)[=/](.+)$/,
  apk: /^([^=<>~@]+)([=<>~@].+)$/,
  // `java-11-openjdk` is a name: behind a version only a release may stand, which is a number too.
  rpm: new RegExp(String.raw`^(.+?)(?:-(?=[\d$])(?=${part}(?:-(?=[\d$*])${part})?$)|\s*[=<>]+\s*)(.+)$`),
  zypper: /^(.+?)(?:\s*[=<>]+\s*|-(?=\d[^-]*(?:-\d[^-]*)?$))(.+)$/,
  pip: /^([^=<>~!@[\s]+(?:\[[^\]]*\])?)\s*([=<>~!@].+)$/,
  // Of a repository, `owner/name#v1`.
  npm: /^(@?[^@#]+)[@#](.+)$/,
  gem: /^([^:]+):(.+)$/,
  at: /^([^@]+)@(.+)$/,
  conda: /^([^=<>!]+)[=<>!]+(.+)$/,
  composer: /^([^:=]+)[:=](.+)$/,
  // `redis-beta` is whatever is in that state.
  pecl: /^(.+?)-(?=[\d$])(.+)$/,
  none: /^(.+)$/,
};
