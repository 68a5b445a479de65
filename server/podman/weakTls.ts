import { lookUp } from '../core/lookUp.ts';
import { curlValued, wgetValued } from './downloadOptions.ts';
import { has, type InsecureConfig, type InsecureFile, type InsecureProgram, is } from './insecureSettings.ts';

/**
 * What makes programs accept SSL 2 and 3, TLS 1.0 and 1.1, or keys and signatures as weak as these. From the programs'
 * own manuals (curl 8.17, Wget 1.25, OpenSSL 3.5, Node.js 24, crypto-policies(7)), read 2026-11.
 */

/** Below the level 2 of OpenSSL, which most distributions take: RSA keys of 1024 bits, and at 0 all there ever was. */
const lowLevel = /@SECLEVEL=[01](?!\d)/;

const oldVersion = '(?:SSLv[23]|TLSv1(?:[._][01])?)';

export const programs: readonly InsecureProgram[] = [
  {
    tools: ['curl'],
    options: [
      has('--sslv2', '-2'),
      has('--sslv3', '-3'),
      // Since 8.16 curl's own minimum is 1.2.
      has('--tlsv1', '-1', '--tlsv1.0', '--tlsv1.1', '--proxy-tlsv1'),
      is(['--tls-max'], /^1\.[01]$/),
      is(['--ciphers', '--proxy-ciphers'], lowLevel),
    ],
    valued: 'AbcCdDeEFHKmoPQrtTuUwxXyYz',
    valuedLong: curlValued,
  },
  {
    tools: ['wget', 'wget2'],
    options: [
      is(['--secure-protocol'], new RegExp(`^${oldVersion}$`, 'i')),
      is(['-e', '--execute'], new RegExp(String.raw`^\s*secure[-_]?protocol\s*=\s*${oldVersion}$`, 'i')),
      is(['--ciphers'], lowLevel),
    ],
    valued: 'aABDeGiIloOPQRtTUwX',
    valuedLong: wgetValued,
  },
  { tools: ['aria2c'], options: [is(['--min-tls-version'], /^(?:SSLv3|TLSv1(?:\.[01])?)$/)] },
  { tools: ['http', 'https', 'xh'], options: [is(['--ssl'], /^(?:ssl\S*|tls1(?:\.[01])?)$/)], valuedLong: ['--ssl'] },
  {
    tools: ['git'],
    options: [is(['-c', '--config'], /^http\.(?:.+\.)?sslVersion\s*=\s*(?:sslv[23]|tlsv1(?:\.[01])?)$/i)],
    valued: 'cCboj',
    valuedLong: ['--config'],
  },
  {
    tools: ['openssl'],
    options: [has('-ssl2', '-ssl3', '-tls1', '-tls1_1', '-dtls1'), is(['-cipher'], lowLevel)],
    singleDash: true,
    valuedLong: ['-cipher'],
  },
  {
    tools: ['node', 'nodejs'],
    options: [has('--tls-min-v1.0', '--tls-min-v1.1'), is(['--tls-cipher-list'], lowLevel)],
    valued: 'rep',
    valuedLong: ['--require', '--eval', '--print', '--import'],
    operandsEnd: true,
  },
  {
    tools: ['java', 'mvn', 'mvnw', 'mvnd', 'gradle', 'gradlew', 'sbt', 'ant'],
    options: [is(['-Dhttps.protocols', '-Djdk.tls.client.protocols'], /(?:SSLv3|TLSv1(?:\.1)?)(?![.\d])/)],
    singleDash: true,
  },
  {
    tools: ['update-crypto-policies'],
    options: [is(['--set'], /^LEGACY\b|:SHA1\b/)],
    valuedLong: ['--set'],
  },
];

const nodeOption = /(?<![^\s"'])--tls-min-v1\.[01](?![^\s"'])/;
const javaOption =
  /(?<![^\s"'])-D(?:https\.protocols|jdk\.tls\.client\.protocols)=[^\s"']{0,99}(?:SSLv3|TLSv1(?:\.1)?)(?![.\d])[^\s"']*/;

/** They hold several options; the regular expression finds the one that is at fault. */
const optionLists: Readonly<Record<string, RegExp>> = {
  NODE_OPTIONS: nodeOption,
  JAVA_OPTS: javaOption,
  JAVA_TOOL_OPTIONS: javaOption,
  JDK_JAVA_OPTIONS: javaOption,
  _JAVA_OPTIONS: javaOption,
  CATALINA_OPTS: javaOption,
  GRADLE_OPTS: javaOption,
  MAVEN_OPTS: javaOption,
};

export const variableNames: readonly string[] = [...Object.keys(optionLists), 'GIT_SSL_VERSION'];

export const isOptionList = (name: string): boolean => Object.hasOwn(optionLists, name);

export const insecureValues = (name: string): RegExp | undefined =>
  name === 'GIT_SSL_VERSION' ? /^(?:sslv[23]|tlsv1(?:\.[01])?)$/ : lookUp(optionLists, name);

export const configurations: readonly InsecureConfig[] = [
  {
    tools: ['git'],
    valued: 'Cc',
    commands: [['config'], ['config', 'set']],
    key: /^http\.(?:.+\.)?sslVersion$/i,
    value: /^(?:sslv[23]|tlsv1(?:\.[01])?)$/,
  },
];

/** Configuration files, and the text in them; what `sed` puts there may be the value alone. */
export const configFiles: readonly InsecureFile[] = [
  {
    file: /(?:^|\/)openssl[\w.-]*\.(?:cnf|conf)$|\/crypto-policies\/back-ends\/opensslcnf\.config$/,
    text: /^[ \t]*(?:\\\d)?(?:MinProtocol[ \t]*=[ \t]*)?(?:TLSv1(?:\.[01])?|SSLv3)[ \t]*$|^[ \t]*MinProtocol[ \t]*=[ \t]*None\b|SECLEVEL=[01](?!\d)(?<=^[^#\n]{0,200})|\bUnsafeLegacyRenegotiation\b(?<=^[^#\n]{0,200})/m,
  },
  { file: /(?:^|\/)crypto-policies\/config$/, text: /^[ \t]*LEGACY\b/m },
  { file: /(?:^|\/)[._]?curlrc$/, text: /^[ \t]*(?:--)?(?:sslv[23]|tlsv1(?:\.[01])?|tls-max[ \t=:]+1\.[01])[ \t]*$/m },
  {
    file: /(?:^|\/)\.?wgetrc$/,
    text: new RegExp(String.raw`^[ \t]*secure[-_]?protocol[ \t]*=[ \t]*${oldVersion}[ \t]*$`, 'im'),
  },
  { file: /(?:^|\/)\.?gitconfig$/, text: /^[ \t]*sslVersion[ \t]*=[ \t]*(?:sslv[23]|tlsv1(?:\.[01])?)[ \t]*$/im },
  {
    file: /\.conf$|\/sites-(?:available|enabled)\//,
    text: /^[ \t]*ssl_protocols\b[^;#\n]{0,99}(?:SSLv[23]|TLSv1(?:\.1)?)(?![.\d])[^;#\n]*/m,
  },
  { file: /(?:^|\/)java\.security$/, text: /^[ \t]*jdk\.tls\.disabledAlgorithms[ \t]*=(?!.*\bTLSv1\b).*/m },
];
