import { lookUp } from '../core/lookUp.ts';
/** What turns off the verification of TLS certificates, by program. From the programs' own manuals. */

import { curlValued, wgetValued } from './downloadOptions.ts';
import { has, type InsecureConfig, type InsecureFile, type InsecureProgram, is, no } from './insecureSettings.ts';
import { pips } from './packageIndexes.ts';

/** Wget reads a long option by any beginning that no other one has. */
const beginnings = (option: string, shortest: string): string[] =>
  Array.from({ length: option.length - shortest.length + 1 }, (_, more) => option.slice(0, shortest.length + more));

export const programs: readonly InsecureProgram[] = [
  {
    tools: ['curl'],
    options: [has('-k', '--insecure'), has('--proxy-insecure'), has('--doh-insecure')],
    valued: 'AbcCdDeEFHKmoPQrtTuUwxXyYz',
    valuedLong: curlValued,
  },
  {
    tools: ['wget', 'wget2'],
    options: [
      has(...beginnings('--no-check-certificate', '--no-ch')),
      is(['--check-certificate'], /^(?:0|no|off|false|quiet)$/i),
      is(['-e', '--execute'], /^\s*check[-_]?certificate\s*=\s*(?:0|off|no|false)/i),
    ],
    valued: 'aABDeGiIloOPQRtTUwX',
    valuedLong: wgetValued,
  },
  { tools: ['aria2c'], options: [is(['--check-certificate'], no)] },
  { tools: ['http', 'https', 'xh'], options: [is(['--verify'], no)], valuedLong: ['--verify'] },
  { tools: ['fetch'], options: [has('--no-verify-peer'), has('--no-verify-hostname')], valued: 'BioSTw' },
  {
    tools: ['git'],
    options: [is(['-c', '--config'], /^http\.(?:.+\.)?sslverify\s*=\s*(?:0|no|false|off)$/i)],
    valued: 'cCboj',
    valuedLong: ['--config'],
  },
  {
    tools: [...pips, 'pipenv', 'uv', 'pipx'],
    options: [has('--trusted-host'), has('--allow-insecure-host')],
    valued: 'cefirt',
    valuedLong: ['--trusted-host', '--allow-insecure-host'],
  },
  {
    tools: ['npm', 'yarn', 'pnpm', 'npx'],
    options: [is(['--strict-ssl'], no), has('--no-strict-ssl')],
    valuedLong: ['--strict-ssl'],
  },
  { tools: ['conda', 'mamba', 'micromamba'], options: [has('-k', '--insecure')], valued: 'cfnp' },
  { tools: ['composer'], options: [has('--disable-tls')], valued: 'd' },
  {
    tools: ['yum', 'dnf', 'dnf5', 'microdnf', 'tdnf', 'yum-config-manager', 'dnf-config-manager'],
    options: [is(['--setopt'], /^(?:.*\.)?(?:proxy_)?sslverify\s*=\s*(?:0|no|false|off)$/i)],
    valued: 'cdexR',
    valuedLong: ['--setopt'],
  },
  {
    tools: ['apt', 'apt-get', 'aptitude'],
    options: [
      is(['-o', '--option'], /^"?Acquire::https?::(?:.+::)?Verify-(?:Peer|Host)\s*=\s*"?(?:0|no|false|off)"?$/i),
    ],
    valued: 'oct',
    valuedLong: ['--option'],
  },
  { tools: ['apk'], options: [has('--no-check-certificate')], valued: 'pXt' },
  {
    tools: ['skopeo', 'podman', 'buildah'],
    options: [is(['--tls-verify', '--src-tls-verify', '--dest-tls-verify'], no)],
  },
  { tools: ['oras', 'crane', 'cosign', 'mc', 'argocd'], options: [has('--insecure', '--allow-insecure-registry')] },
  {
    tools: ['helm', 'kubectl', 'oc'],
    options: [has('--insecure-skip-tls-verify', '--kube-insecure-skip-tls-verify')],
  },
  { tools: ['aws'], options: [has('--no-verify-ssl')] },
  { tools: ['s3cmd', 'rclone'], options: [has('--no-check-certificate')] },
  {
    tools: ['svn'],
    options: [has('--trust-server-cert'), has('--trust-server-cert-failures')],
    valuedLong: ['--trust-server-cert-failures'],
  },
  { tools: ['cf'], options: [has('--skip-ssl-validation')] },
  { tools: ['jf', 'jfrog'], options: [has('--insecure-tls')] },
  { tools: ['hg'], options: [has('--insecure')] },
  { tools: ['ansible-galaxy'], options: [has('-c', '--ignore-certs')], valued: 'prsn' },
  { tools: ['deno'], options: [has('--unsafely-ignore-certificate-errors')] },
  { tools: ['go'], options: [has('-insecure')], singleDash: true },
  { tools: ['vault', 'nomad'], options: [has('-tls-skip-verify')], singleDash: true },
  { tools: ['grpcurl'], options: [has('-insecure')], singleDash: true },
  {
    tools: ['mvn', 'mvnw', 'mvnd', 'java', 'gradle', 'gradlew'],
    options: [
      is(['-Dmaven.wagon.http.ssl.insecure', '-Dmaven.wagon.http.ssl.allowall'], /^true$/i),
      is(['-Daether.connector.https.securityMode'], /^insecure$/),
    ],
    singleDash: true,
  },
];

/** A variable of the environment, and the values with which it turns verification off. */
export const variables: Readonly<Record<string, RegExp>> = {
  AZURE_CLI_DISABLE_CONNECTION_VERIFICATION: /^(?:1|true)$/i,
  BUNDLE_SSL_VERIFY_MODE: /^0$/,
  CLOUDSDK_AUTH_DISABLE_SSL_VALIDATION: /^(?:1|true|yes|on)$/i,
  CONDA_SSL_VERIFY: no,
  CONSUL_HTTP_SSL_VERIFY: no,
  GIT_SSL_NO_VERIFY: /(?:)/, // Whatever its value: Git only asks whether it is there.
  GOFLAGS: /(?<![^\s"'])-insecure(?![^\s"'])/,
  GOINSECURE: /\S/,
  HEX_UNSAFE_HTTPS: /^(?:1|true)$/i,
  JAVA_TOOL_OPTIONS: /-Dmaven\.wagon\.http\.ssl\.(?:insecure|allowall)=true/i,
  MAVEN_OPTS: /-Dmaven\.wagon\.http\.ssl\.(?:insecure|allowall)=true/i,
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  NOMAD_SKIP_VERIFY: /^(?:1|t|true)$/i,
  NPM_CONFIG_STRICT_SSL: no,
  PERL_LWP_SSL_VERIFY_HOSTNAME: /^0$/,
  PIP_TRUSTED_HOST: /\S/,
  PYTHONHTTPSVERIFY: /^0$/,
  UV_INSECURE_HOST: /\S/,
  VAULT_SKIP_VERIFY: /^(?:1|t|true)$/i,
  YARN_ENABLE_STRICT_SSL: no,
  YARN_STRICT_SSL: no,
};

/** They hold several options; the regular expression above finds the one that is at fault. */
export const optionLists: ReadonlySet<string> = new Set(['GOFLAGS', 'JAVA_TOOL_OPTIONS', 'MAVEN_OPTS']);

/** The values with which a variable turns the verification off; npm reads its own in lower case too. */
export function insecureValues(name: string): RegExp | undefined {
  const known = /^npm_config_/i.test(name) ? name.toUpperCase() : name;
  return lookUp(variables, known);
}

export const configurations: readonly InsecureConfig[] = [
  {
    tools: ['npm', 'pnpm', 'yarn'],
    commands: [['config', 'set'], ['c', 'set'], ['set']],
    key: /^(?:strict-ssl|enableStrictSsl)$/,
    value: no,
  },
  {
    tools: ['git'],
    valued: 'Cc',
    commands: [['config'], ['config', 'set']],
    key: /^http\.(?:.+\.)?sslverify$/i,
    value: no,
  },
  {
    tools: pips,
    commands: [['config', 'set']],
    key: /^(?:global|install|site|user)\.trusted[-_]host$/,
    value: /\S/,
  },
  {
    tools: ['conda', 'mamba', 'micromamba'],
    commands: [['config'], ['config', 'set']],
    key: /^ssl_verify$/,
    value: no,
  },
  { tools: ['composer'], commands: [['config']], key: /^disable-tls$/, value: /^(?:1|true)$/ },
  { tools: ['composer'], commands: [['config']], key: /^secure-http$/, value: no },
  { tools: ['bundle', 'bundler'], commands: [['config'], ['config', 'set']], key: /^ssl_verify_mode$/, value: /^0$/ },
  { tools: ['go'], commands: [['env']], key: /^GOINSECURE$/, value: /\S/ },
  { tools: ['go'], commands: [['env']], key: /^GOFLAGS$/, value: /(?<!\S)-insecure(?!\S)/ },
  {
    tools: ['dnf', 'dnf5'],
    commands: [['config-manager', 'setopt']],
    key: /(?:^|\.)sslverify$/,
    value: no,
  },
  { tools: ['gcloud'], commands: [['config', 'set']], key: /^auth\/disable_ssl_validation$/, value: /^(?:1|true)$/i },
  { tools: ['poetry'], commands: [['config']], key: /^certificates\.[^.]+\.cert$/, value: /^false$/ },
];

/** Configuration files, and the text in them that turns verification off. */
export const configFiles: readonly InsecureFile[] = [
  { file: /(?:^|\/)[._]?curlrc$/, text: /^\s*-?-?insecure\b|^\s*-k\b/m },
  { file: /(?:^|\/)\.?wgetrc$/, text: /^\s*check[-_]?certificate\s*=\s*(?:0|off|no|false)/im },
  {
    file: /(?:^|\/)(?:\.lftprc|lftp\.conf|\.lftp\/rc)$/,
    text: /^\s*set\s+ssl:verify-certificate\s+(?:no|false|off|0)\b/im,
  },
  { file: /(?:^|\/)\.?npmrc$/, text: /^\s*strict-ssl\s*=\s*false/m },
  { file: /(?:^|\/)\.?gemrc$/, text: /:?ssl_verify_mode:\s*0/ },
  { file: /(?:^|\/)\.condarc$/, text: /^\s*ssl_verify:\s*(?:false|no|off)/im },
  { file: /(?:^|\/)pip\.(?:conf|ini)$/, text: /^\s*trusted[-_]host\s*=[^\n]*\S/m },
  { file: /(?:^|\/)\.?gitconfig$/, text: /sslverify\s*=\s*(?:0|no|false|off)/i },
  { file: /(?:^|\/)(?:yum|dnf)\.conf$|\.repo$/, text: /sslverify\s*=\s*(?:0|no|false|off)/i },
  { file: /(?:^|\/)apt\.conf(?:\.d\/.*)?$/, text: /Verify-(?:Peer|Host)\s*"?(?:0|no|false|off)"?/i },
];
