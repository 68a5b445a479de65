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

/** Name a secret only behind another word: `DB_PWD`, `ROOT_PW`; `PWD` itself is where the shell stands. */
export const secretBehindAnother: ReadonlySet<string> = new Set(['pwd', 'pw']);
export const harmlessBeforePwd: ReadonlySet<string> = new Set(['old', 'initial', 'current', 'work', 'build']);

/** Personal access tokens: `GH_PAT`. A pattern can be called so, too. */
export const beforePat: ReadonlySet<string> = new Set([
  ...['ado', 'azdo', 'azp', 'azure', 'bitbucket', 'devops', 'docker', 'gh', 'ghcr'],
  ...['git', 'github', 'gitlab', 'jira', 'npm', 'nuget', 'tfs', 'vsts'],
]);

/** The public half that is worthless without the secret one, but leaks with it: AWS and those who copy it. */
export const accessKeyId: readonly string[] = ['access', 'key', 'id'];

/** Behind a key they say that it is the key: `KEY_CONTENT`. */
export const keyItself: ReadonlySet<string> = new Set(['content', 'contents', 'pem']);

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
  'alg',
  'algo',
  'algorithm',
  'allowed',
  'arn',
  'audience',
  'authentication',
  'backend',
  'bucket',
  'checksum',
  'claim',
  'class',
  'cmd',
  'command',
  'complexity',
  'cost',
  'count',
  'days',
  'delay',
  'digest',
  'dir',
  'directory',
  'disabled',
  'domain',
  'driver',
  'duration',
  'enabled',
  'encoding',
  'encryption',
  'endpoint',
  'env',
  'expiration',
  'expire',
  'expires',
  'expiry',
  'field',
  'file',
  'filename',
  'folder',
  'format',
  'generator',
  'hashing',
  'header',
  'helper',
  'host',
  'hostname',
  'hours',
  'id',
  'interval',
  'issuer',
  'iterations',
  'keyring',
  'keyserver',
  'kind',
  'label',
  'len',
  'length',
  'level',
  'lifespan',
  'lifetime',
  'limit',
  'location',
  'manager',
  'max',
  'method',
  'min',
  'minutes',
  'mode',
  'name',
  'namespace',
  'optional',
  'owner',
  'param',
  'parameter',
  'path',
  'pattern',
  'plugin',
  'policy',
  'port',
  'prefix',
  'prompt',
  'provider',
  'ref',
  'refresh',
  'regex',
  'region',
  'required',
  'reset',
  'rotation',
  'rounds',
  'scope',
  'script',
  'seconds',
  'server',
  'sha',
  'size',
  'sock',
  'socket',
  'source',
  'store',
  'strategy',
  'strength',
  'suffix',
  'template',
  'timeout',
  'ttl',
  'type',
  'uri',
  'url',
  'user',
  'username',
  'validation',
  'validator',
  'validity',
  'var',
  'vault',
]);

/** Values that hold a secret's place until somebody writes it. */
export const placeholders: RegExp =
  /^(?:change[-_ ]?(?:me|it|this)|dummy|example|fake|insert|fixme|todo|tbd|placeholder|redacted|replace|sample|your|build[-_ ]?(?:only|time)|unused|not[-_ ]used)(?:$|[-_ .a-z])|^(?:put|set|enter|add|fill)[-_ ](?:me|your|the|it|a|in)\b|[-_ ](?:placeholder|change[-_ ]?me|dummy|here)$/i;
