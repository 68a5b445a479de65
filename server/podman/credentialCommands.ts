/** How a program is given a credential on its command line; by the programs' manuals, 2026. */
export interface CredentialCommand {
  /** The operands it starts with: `registry login`. */
  readonly operands?: RegExp;
  /** Options whose value is the credential. Without, and without `operand`, the command itself stores one. */
  readonly options?: readonly string[];
  /** Short options that take a value, so that the words behind them are no operands. */
  readonly valued?: string;
  /** The value is one only if it is written behind a `=`; without, the program asks. */
  readonly attached?: true;
  /** A dash starts a long option. */
  readonly singleDash?: true;
  /** The letters of switches without which it is not given one. */
  readonly flags?: string;
  /** Which of the operands is the credential, from 0, or from -1 back. */
  readonly operand?: number;
}

const registryLogin: CredentialCommand = { operands: /^login\b/, options: ['-p', '--password'], valued: 'pu' };
const database: CredentialCommand = { options: ['--password'], attached: true, valued: 'uhPDe' };
const newPassword: CredentialCommand = { operands: /(?:^| )password \S/, operand: -1, valued: 'uhPDe' };

export const credentialCommands: Readonly<Record<string, readonly CredentialCommand[]>> = {
  aws: [{ operands: /^configure set \S*(?:aws_access_key_id|aws_secret_access_key|aws_session_token)\b/ }],
  az: [
    { operands: /^login\b/, options: ['-p', '--password', '--federated-token'], valued: 'put' },
    { operands: /^acr login\b/, options: ['-p', '--password'], valued: 'pun' },
  ],
  gcloud: [{ operands: /^(?:\w+ )?auth activate-service-account\b/ }, { operands: /^auth activate-refresh-token\b/ }],
  doctl: [{ operands: /^auth init\b/, options: ['-t', '--access-token'], valued: 't' }],
  docker: [registryLogin],
  podman: [registryLogin],
  buildah: [registryLogin],
  skopeo: [
    registryLogin,
    {
      operands: /^(?!login\b)/,
      options: ['--creds', '--src-creds', '--dest-creds', '--password', '--src-password', '--dest-password'],
    },
  ],
  nerdctl: [registryLogin],
  crane: [{ operands: /^auth login\b/, options: ['-p', '--password'], valued: 'pu' }],
  oras: [registryLogin],
  helm: [{ operands: /^(?:registry login|repo add)\b/, options: ['-p', '--password'], valued: 'pu' }],
  oc: [{ operands: /^login\b/, options: ['--token', '-p', '--password'], valued: 'pu' }],
  npm: [{ operands: /^(?:config set|set) \S*(?:_authToken|_auth|_password)\b/ }],
  yarn: [{ operands: /^config set \S*(?:npmAuthToken|npmAuthIdent|_authToken|_auth|_password)\b/ }],
  pnpm: [{ operands: /^(?:config set|set) \S*(?:_authToken|_auth|_password)\b/ }],
  composer: [{ operands: /^config (?:\S+ )*?(?:http-basic|github-oauth|gitlab-token|gitlab-oauth|bearer)\.\S+ \S/ }],
  bundle: [{ operands: /^config (?:set )?(?:--\w+ )?\S+ [^\s:/]+:(?!\/\/)\S+/ }],
  dotnet: [{ operands: /^nuget (?:add|update) source\b/, options: ['-p', '--password'], valued: 'npu' }],
  nuget: [{ operands: /^sources?\b/i, options: ['-Password'], singleDash: true }],
  conan: [{ options: ['-p', '--password'], operands: /^(?:user|remote login)\b/, valued: 'pr' }],
  twine: [{ operands: /^upload\b/, options: ['-p', '--password'], valued: 'pur' }],
  vault: [{ operands: /^login [^\s-]/, operand: 1 }],
  pro: [{ operands: /^attach [^\s-]/, operand: 1 }],
  'subscription-manager': [{ operands: /^register\b/, options: ['--password', '--token', '--activationkey'] }],
  rhc: [{ operands: /^connect\b/, options: ['-p', '--password', '-a', '--activation-key'], valued: 'aopu' }],
  sshpass: [{ options: ['-p'], valued: 'pfP' }],
  argocd: [{ operands: /^login\b/, options: ['--password', '--auth-token'] }],
  cargo: [{ operands: /^login [^\s-]/, operand: 1 }],
  hf: [{ options: ['--token'] }],
  'huggingface-cli': [{ options: ['--token'] }],
  mc: [{ operands: /^(?:alias set|config host add)(?: \S+){4}/, operand: -1 }],
  ngrok: [{ operands: /^(?:config add-authtoken|authtoken) \S/, operand: -1 }],
  poetry: [{ operands: /^config (?:http-basic\.\S+ \S+|pypi-token\.\S+) \S/, operand: -1 }],
  sqlcmd: [{ options: ['-P'], valued: 'SUPdQqi' }],
  svn: [{ options: ['--password'] }],
  wandb: [{ operands: /^login [^\s-]/, operand: 1 }],
  drush: [{ operands: /^(?:user[:-]password|upwd) /, operand: 2 }, { options: ['--password'] }],
  // A file, the user and the password; with -n no file.
  htpasswd: [
    { flags: 'b', valued: 'Cr', operand: 2 },
    { flags: 'bn', valued: 'Cr', operand: 1 },
  ],
  keytool: [{ options: ['-storepass', '-keypass', '-srcstorepass', '-deststorepass'], singleDash: true }],
  x11vnc: [{ options: ['-storepasswd', '-passwd'], singleDash: true }],
  mysql: [database],
  mysqldump: [database],
  mysqladmin: [database, newPassword],
  mariadb: [database],
  'mariadb-admin': [database, newPassword],
  'mariadb-dump': [database],
  'redis-cli': [{ options: ['-a', '--pass'], valued: 'ahpnu' }],
  mongosh: [{ options: ['-p', '--password'], valued: 'pu' }],
  mongo: [{ options: ['-p', '--password'], valued: 'pu' }],
  curl: [
    { options: ['-u', '--user', '-U', '--proxy-user', '--oauth2-bearer'], valued: 'AbBcCdDeEFhHKmoPQrtTuUwxXyYz' },
  ],
  wget: [{ options: ['--password', '--http-password', '--ftp-password', '--proxy-password'] }],
};

/** Options of curl, wget and HTTPie whose value is a header. */
export const headerOptions: readonly string[] = ['-H', '--header'];

/** `Authorization: Bearer abc`, `PRIVATE-TOKEN: abc`: the group is the credential. */
export const credentialHeader: RegExp =
  /^\s*(?:authorization|proxy-authorization|private-token|job-token|x-api-key|x-auth-token|x-vault-token|x-jfrog-art-api|deploy-token)\s*:\s*(?:(?:basic|bearer|token)\s+)?(?<secret>\S.*?)\s*$/i;

/** Files in which programs look for credentials. */
export const credentialStore: RegExp =
  /(?:^|\/)(?:\.netrc|_netrc|\.npmrc|\.yarnrc\.yml|\.pypirc|\.git-credentials|\.pgpass|\.my\.cnf|\.aws\/credentials|\.docker\/config\.json|auth\.json|\.dockercfg|pip\.conf|\.gem\/credentials|\.cargo\/credentials(?:\.toml)?)$/;
