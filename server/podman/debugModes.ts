import { lookUp } from '../core/lookUp.ts';

/** What a variable with this value does to the programs that read it. */
interface DebugSetting {
  readonly kind: 'debug' | 'development';
  /** The variable is known, and means just that. */
  readonly isCertain: boolean;
  /** The value for production, where it is a matter of one word. */
  readonly better: string | undefined;
}

/**
 * Frameworks whose documentation says that this is not for production: Flask, Django, Laravel, Symfony, Rails, Rack,
 * Node.js and Express, ASP.NET Core, Gin, Xdebug; read 2026-11.
 */
const frameworks =
  /^(?:FLASK|DJANGO|APP|WERKZEUG|SYMFONY|LARAVEL)_DEBUG$|^(?:FLASK|NODE|RAILS|RACK|APP|SYMFONY|HANAMI)_ENV$|^(?:ASPNETCORE|DOTNET|HOSTING)_ENVIRONMENT$/;
const debugName = /^(?:\w+_)?DEBUG$/;
const notDebug = /(?:^|_)(?:NO|DISABLE|SKIP|WITHOUT)_DEBUG$/;
const environmentName = /_ENV$|^(?:\w+_)?ENVIRONMENT$|^ENV$/;
const notEnvironment = /^(?:VIRTUAL|CONDA_DEFAULT|CONDA|PIP|PYENV_VIRTUAL)_ENV$/;
const development = /^dev(?:el|elop|elopment)?$/i;
const on = /^(?:true|1|on|yes)$/i;

/** Options that open a debugger's port. */
const remoteDebugger: Readonly<Record<string, RegExp>> = {
  NODE_OPTIONS: /(?:^|\s)--inspect(?:-brk|-wait)?(?:[=\s]|$)/,
  JAVA_TOOL_OPTIONS: /-agentlib:jdwp=|-Xrunjdwp:/,
  JDK_JAVA_OPTIONS: /-agentlib:jdwp=|-Xrunjdwp:/,
  JAVA_OPTS: /-agentlib:jdwp=|-Xrunjdwp:/,
  CATALINA_OPTS: /-agentlib:jdwp=|-Xrunjdwp:/,
};

/**
 * What ENV says about debugging; undefined if nothing.
 * @param resolve asked only for the variables that may say something
 */
export function debugSetting(name: string, resolve: () => string): DebugSetting | undefined {
  const isCertain = frameworks.test(name);
  if (debugName.test(name)) {
    const value = resolve();
    return on.test(value) && !notDebug.test(name) ? { kind: 'debug', isCertain, better: opposite(value) } : undefined;
  }
  if (environmentName.test(name)) {
    const value = resolve();
    const isDevelopment = development.test(value) && !notEnvironment.test(name);
    return isDevelopment ? { kind: 'development', isCertain, better: production(name, value) } : undefined;
  }
  const { value, better } = lookUp(modes, name) ?? { value: lookUp(remoteDebugger, name), better: undefined };
  return value?.test(resolve()) ? { kind: 'debug', isCertain: true, better } : undefined;
}

/** Variables with several modes, and the one for production. */
const modes: Readonly<Record<string, { readonly value: RegExp; readonly better: string }>> = {
  GIN_MODE: { value: /^debug$/, better: 'release' },
  XDEBUG_MODE: { value: /\b(?:debug|develop)\b/, better: 'off' },
};

const opposites: Readonly<Record<string, string>> = { '1': '0', on: 'off', yes: 'no', true: 'false' };

function opposite(value: string): string {
  const other = lookUp(opposites, value.toLowerCase()) ?? '0';
  return inCase(other, value);
}

/** Node.js, Rails and Rack know no short form. */
const production = (name: string, value: string): string =>
  value.toLowerCase() === 'dev' && !/^(?:NODE|RAILS|RACK)_ENV$/.test(name)
    ? inCase('prod', value)
    : inCase('production', value);

/** `False` for `True`. */
function inCase(word: string, like: string): string {
  if (/^[A-Z]{2}/.test(like)) return word.toUpperCase();
  return /^[A-Z]/.test(like) ? (word[0] ?? '').toUpperCase() + word.slice(1) : word;
}
