/** The words of variable names that decide whether a secret is in the variable. All in lower case. */

/** Name a secret wherever they stand. */
export const secret: ReadonlySet<string> = new Set([
  'apikey',
  'bearer',
  'credential',
  'credentials',
  'creds',
  'jwt',
  'passphrase',
  'passwd',
  'password',
  'passwords',
  'passwort',
  'psw',
  'pword',
  'secret',
  'secrets',
  'token',
]);

/** Name a secret at the end of a word that is written in one: `PGPASSWORD`, `AUTHTOKEN`, `SECRETKEY`. */
export const secretEndings: readonly string[] = [
  'accesskey',
  'apikey',
  'passphrase',
  'passwd',
  'password',
  'privatekey',
  'secret',
  'secretkey',
  'token',
];

/** Name a secret only as the last word: `BASIC_AUTH`, not `AUTH_METHOD`. */
export const secretAtEnd: ReadonlySet<string> = new Set(['auth', 'pass']);

/** Name a secret only behind another word: `DB_PWD`; `PWD` itself is where the shell stands. */
export const secretBehindAnother: ReadonlySet<string> = new Set(['pwd']);
export const harmlessBeforePwd: ReadonlySet<string> = new Set(['old', 'initial', 'current', 'work', 'build']);

/** Personal access tokens: `GH_PAT`. A pattern can be called so, too. */
export const beforePat: ReadonlySet<string> = new Set([
  ...['ado', 'azdo', 'azp', 'azure', 'bitbucket', 'devops', 'docker', 'gh', 'ghcr'],
  ...['git', 'github', 'gitlab', 'jira', 'npm', 'nuget', 'tfs', 'vsts'],
]);

/** The public half that is worthless without the secret one, but leaks with it: AWS and those who copy it. */
export const accessKeyId: readonly string[] = ['access', 'key', 'id'];

/** Make a `..._KEY` one that everybody may know, or no key to a lock at all. */
export const harmlessKeys: ReadonlySet<string> = new Set([
  'apt',
  'cache',
  'composite',
  'config',
  'foreign',
  'gpg',
  'hash',
  'host',
  'hot',
  'index',
  'map',
  'merge',
  'object',
  'partition',
  'pgp',
  'primary',
  'repo',
  'row',
  'rpm',
  'shard',
  'sort',
  'translation',
]);

/** Take the secret away wherever they stand. */
export const harmlessAnywhere: ReadonlySet<string> = new Set(['dummy', 'example', 'fake', 'pub', 'public', 'version']);

/** Take the secret away in front of it: `ALLOW_EMPTY_PASSWORD`, `MAX_TOKEN`. */
export const harmlessBefore: ReadonlySet<string> = new Set([
  'allow',
  'disable',
  'enable',
  'has',
  'ignore',
  'is',
  'max',
  'min',
  'no',
  'num',
  'random',
  'require',
  'skip',
  'use',
  'without',
]);

/** Behind a secret's word they say that this is something about it: `PASSWORD_FILE`, `TOKEN_URL`, `SECRET_NAME`. */
export const harmlessAfter: ReadonlySet<string> = new Set([
  'age',
  'algorithm',
  'allowed',
  'audience',
  'authentication',
  'backend',
  'bucket',
  'checksum',
  'class',
  'command',
  'complexity',
  'count',
  'digest',
  'dir',
  'directory',
  'disabled',
  'driver',
  'duration',
  'enabled',
  'encoding',
  'encryption',
  'endpoint',
  'expiration',
  'expire',
  'expires',
  'expiry',
  'field',
  'file',
  'filename',
  'folder',
  'format',
  'header',
  'helper',
  'host',
  'hostname',
  'id',
  'interval',
  'issuer',
  'keyring',
  'keyserver',
  'len',
  'length',
  'lifetime',
  'limit',
  'location',
  'manager',
  'max',
  'method',
  'min',
  'mode',
  'name',
  'namespace',
  'optional',
  'owner',
  'parameter',
  'path',
  'pattern',
  'plugin',
  'policy',
  'port',
  'prefix',
  'prompt',
  'provider',
  'refresh',
  'regex',
  'region',
  'required',
  'reset',
  'rotation',
  'rounds',
  'scope',
  'server',
  'sha',
  'size',
  'sock',
  'socket',
  'source',
  'store',
  'strategy',
  'suffix',
  'timeout',
  'ttl',
  'type',
  'uri',
  'url',
  'user',
  'username',
  'validity',
  'vault',
]);

/** Values that hold a secret's place until somebody writes it. */
export const placeholders: RegExp =
  /^(?:change[-_ ]?(?:me|it|this)|dummy|example|fake|insert|fixme|todo|tbd|placeholder|redacted|replace|sample|your)(?:$|[-_ .a-z])|^(?:put|set|enter|add|fill)[-_ ](?:me|your|the|it|a|in)\b|[-_ ](?:placeholder|change[-_ ]?me|dummy|here)$/i;
