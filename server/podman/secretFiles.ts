import { baseName } from '../core/path.ts';
import { remembering } from '../core/remember.ts';
import { plausibleSecret, secretName, secretValue } from './secrets.ts';

/** Names of files that hold secrets; from the manuals of the programs that read them, as of 2026. All in lower case. */
const alwaysSecret: readonly RegExp[] = [
  /^\.env(?:rc|\*)?$/,
  /^(?:prod|production|stag(?:e|ing)|live|secrets?)\.env$/,
  /^\.env[.-](?!.*(?:example|sample|template|tmpl|dist|defaults?|schema|vault|enc)(?:\.|$))[\w.-]+$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/,
  /\.(?:p12|pfx|jks|keystore|kdbx|ppk|p8|ovpn|agekey|kubeconfig)$/,
  /^(?:\.npmrc|\.pypirc|\.netrc|_netrc|\.git-credentials|\.htpasswd|\.pgpass|\.my\.cnf|\.dockercfg)$/,
  /^(?:\.dockerconfigjson|\.vault-token|\.terraformrc|kubeconfig|auth\.json|credentials|master\.key|vault[-_]pass\w*)$/,
  /^(?:.*[-_.])?(?:service[-_]?account|credentials?|client[-_]secrets?)(?:[-_.]?\w+)*\.json$/,
  /^secrets?\.(?:json|ya?ml|toml|properties|txt)$/,
  /^terraform\.tfstate(?:\..*)?$/,
];

/** Keys, as long as the name does not say that everybody may know them. */
const keyFile = /\.(?:pem|key)$/;
const publicPart =
  /(?:^|[^a-z])(?:ca|cas|cert|certs|cacert|cacerts|certificates?|chain|fullchain|bundle|root|intermediate|public|pub|pubkeys?|dh|dhparams?|trust(?:ed|store)?|gpg|pgp|apt|rpm|repo|release|archive|keyring)(?:[^a-z]|$)/;

const secretFolder =
  /(?:^|\/)(?:\.ssh|\.aws|\.gnupg)(?:\/|$)|(?:^|\/)(?:\.kube\/(?:config|$)|\.docker\/(?:config\.json|$))/;
const harmlessInFolder = /\/(?:known_hosts|authorized_keys|config)$|\.pub$/;

/** Whether a file or folder of this name holds a secret. The name alone; a copy of a key's public half is none. */
export const secretFile = remembering((path: string): boolean => {
  const lower = path.toLowerCase();
  if (secretFolder.test(lower)) return !/\.(?:ssh|aws)\/.*/.test(lower) || !harmlessInFolder.test(lower);
  const name = baseName(lower.replace(/\/+$/, ''));
  if (/(?:trust|public)/.test(name) && /\.(?:jks|p12|keystore)$/.test(name)) return false;
  if (keyFile.test(name) && !alwaysSecret.some(format => format.test(name))) return !publicPart.test(name);
  return alwaysSecret.some(format => format.test(name));
});

/** Whether the text of a file whose name is a secret's has none in it, for formats that say so. */
export function holdsNoSecret(path: string, text: string): boolean {
  if (text.trim() === '') return true;
  const name = baseName(path).toLowerCase();
  if (keyFile.test(name)) return /-----BEGIN /.test(text) && !text.includes('PRIVATE KEY');
  if (name === '.npmrc') return !/_auth|_password|authtoken|authident/i.test(text);
  return /(?:^|\.)env(?:\.|$)/.test(name) && !text.split('\n').some(assignsSecret);
}

function assignsSecret(line: string): boolean {
  const [, name, value = ''] = /^\s*(?:export\s+)?([\w.]+)\s*[=:]\s*["']?(.*?)["']?\s*$/.exec(line) ?? [];
  return name !== undefined && (secretValue(value) !== undefined || (secretName(name) && plausibleSecret(value)));
}

/** Git's own folder: everything that was ever committed, and the address it came from, often with a token. */
export const repository = /(?:^|\/)\.git\/?$/;
