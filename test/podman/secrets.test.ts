import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plausibleSecret, secretName, secretPlaceholder, secretValue } from '../../server/podman/secrets.ts';

describe('secretName', () => {
  const secrets = `GITHUB_TOKEN password SUPER_Secret apikey auth secret super_duper_secret_token SECRET_PASSPHRASE
    AWS_SECRET_ACCESS_KEY AWS_ACCESS_KEY_ID ARTIFACTORY_PSW DB_PASS DB_PWD PGPASSWORD MYSQL_ROOT_PASSWORD dbPassword
    apiKey clientSecret APIKey API_KEY SECRETKEY SECRET_KEY SECRET_KEY_BASE APP_KEY NPM_TOKEN NPM_AUTH basicAuth JWT
    FILE_PASSWORD ID_TOKEN URL_SIGNING_SECRET PORT_PASSWORD SSH_PRIVATE_KEY GOOGLE_CREDENTIALS authToken KEY
    spring.datasource.password DB_PASSWORD2 VITE_API_KEY PassWord ToKen dbPassWord DB_PASS_PHRASE CLI_KEY_CONTENT`.split(
    /\s+/,
  );
  for (const name of secrets) test(name, () => assert.equal(secretName(name), true));

  const harmless = `PUBLIC_KEY public_token SECRET_PASSPHRASE_FILE password_file secret_File AUTH_MODULE_VERSION GPG_KEY
    GPG_KEYS APT_KEYRING DEBIAN_KEYRING AUTHOR AUTHORS TOKENIZERS_PARALLELISM KEYBOARD_LAYOUT KEYBOARD SSH_AUTH_SOCK
    SECRET_KEY_BASE_DUMMY POSTGRES_HOST_AUTH_METHOD USERNAME username GOPRIVATE TOKEN_FILE TOKEN_URL SECRET_NAME
    KEY_ID API_KEY_ID PWD OLDPWD BYPASS COMPASS PATH MAX_TOKENS TOKEN_EXPIRY PASSWORD_MIN_LENGTH ALLOW_EMPTY_PASSWORD
    MYSQL_RANDOM_ROOT_PASSWORD MONKEY CACHE_KEY HOTKEY KEYS ENABLE_AUTH AUTH_BACKEND keyFile SecretPath PASSENGER
    CACHE_KEY_CONTENT CONTENT_KEYS GOOGLE_APPLICATION_CREDENTIALS_PATH PYTHON_PIP_VERSION NGINX_GPGKEY PASS_WORDING BYPASS_PHRASES`.split(
    /\s+/,
  );
  for (const name of harmless) test(`not ${name}`, () => assert.equal(secretName(name), false));
});

// Made here, in pieces, so that nobody takes this file for a leak.
const repeat = (text: string, times: number) => text.repeat(times);
const keys: Record<string, string> = {
  AWS: `AKIA${repeat('Q3EG', 4)}`,
  GitHub: `ghp_${repeat('aB3', 12)}`,
  GitLab: `glpat-${repeat('aB3x', 5)}`,
  Google: `AIza${repeat('aB3-_', 7)}`,
  'Docker Hub': `dckr_pat_${repeat('aB3x', 7)}`,
  'Hugging Face': `hf_${repeat('aBc', 12)}`,
  npm: `npm_${repeat('aB3', 12)}`,
  PyPI: `pypi-${repeat('AgEIcHlw', 8)}`,
  SendGrid: `SG.${repeat('aB3x', 6)}.${repeat('aB3x', 6)}`,
  Slack: `xoxb-${repeat('12345', 3)}`,
  Stripe: `sk_live_${repeat('aB3x', 6)}`,
  JWT: `eyJ${repeat('hbGci', 4)}.eyJ${repeat('zdWIi', 4)}.${repeat('aB3x', 6)}`,
  PEM: `-----BEGIN OPENSSH ${'PRIVATE'} KEY-----\nb3BlbnNzaC1rZXk`,
  'PEM (Base64)': btoa(`-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIE`),
  URL: 'postgres://app:hunter2@db.example.com:5432/app',
  'ADO.NET': 'Host=h;Pwd=xK9',
};

describe('secretValue', () => {
  for (const [kind, value] of Object.entries(keys)) {
    test(kind, () => {
      assert.equal(secretValue(value), kind);
      assert.equal(secretValue(`prefix=${value} `), kind);
      assert.equal(plausibleSecret(value), true);
    });
  }
  const harmless = [
    '',
    'hello',
    `AKIA${'IOSFODNN7'}EXAMPLE`,
    'https://example.com/a:b@c',
    'https://example.com:8080/',
    'postgres://app:$PASSWORD@db/app',
    `postgres://app:${'$'}{DB_PASSWORD}@db/app`,
    'postgres://user:<password>@db/app',
    'redis://:changeme@db',
    'git@github.com:owner/name.git',
    'eyJ.eyJ.x',
    'sk_live_short',
    '-----BEGIN PUBLIC KEY-----',
    btoa('-----BEGIN CERTIFICATE-----\nMIIE'),
  ];
  for (const value of harmless) test(`not ${value}`, () => assert.equal(secretValue(value), undefined));
});

describe('plausibleSecret', () => {
  for (const value of [
    'hunter2',
    'mysecretpassword',
    'test',
    'bar',
    's3cr3t!',
    'a/b+c==',
    '/abc+def==',
    '12345678',
    'p@ss$',
    'Pa$$word',
  ])
    test(value, () => assert.equal(plausibleSecret(value), true));
  const harmless = `true 1 off none basic /run/secrets/token ~/.ssh/id_rsa ./key.pem C:\\keys\\a https://example.com/token
    $TOKEN $$TOKEN \${TOKEN:-x} $(TOKEN) {{.Token}} changeme CHANGE_ME xxx XXXXXXXX *** <token> dummy placeholder
    REPLACE_WITH_YOUR_OWN your-api-key yourtoken my-secret-here ... 0123456789ABCDEF0123456789ABCDEF01234567`;
  for (const value of ['', ' ', ...harmless.split(/\s+/)])
    test(`not "${value}"`, () => assert.equal(plausibleSecret(value), false));
  test('a placeholder is one', () => {
    assert.equal(secretPlaceholder('changeme'), true);
    assert.equal(secretPlaceholder('hunter2'), false);
  });
});
