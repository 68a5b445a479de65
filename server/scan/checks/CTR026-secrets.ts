import { secretName } from '../../podman/secrets.ts';
import { containerCheck, pass } from './_containers.ts';
import { container, rootless } from './_examples.ts';
import { manual, nist } from './_references.ts';

export default containerCheck({
  id: 'CTR026',
  title: { en: 'No secret stands in variables or arguments', ja: '変数や引数にシークレットがない' },
  severity: 'high',
  withInfra: true,
  references: [
    nist('4.1.4'),
    manual('podman-secret(1)', 'https://docs.podman.io/en/latest/markdown/podman-secret.1.html'),
  ],
  messages: {
    variable: {
      en: 'The variable {name} holds a secret.',
      ja: '変数 {name} にシークレットが入っています。',
    },
    option: {
      en: 'The option {name} of its command gives a secret.',
      ja: 'コマンドのオプション {name} でシークレットを渡しています。',
    },
  },
  why: {
    en: 'Whoever may run podman inspect reads it, and it ends up in logs and crash reports; a secret of the type env, too.',
    ja: 'podman inspect で読み取れ、ログやクラッシュレポートにも残ります。type=env のシークレットも同様です。',
  },
  remedy: {
    en: 'Make it a Podman secret that is mounted as a file, and give the file by a variable such as PASSWORD_FILE.',
    ja: 'Podman のシークレットをファイルとしてマウントし、PASSWORD_FILE のような変数でそのファイルを指定してください。',
  },
  commands: ['podman secret create NAME FILE', 'podman run --secret NAME,type=mount IMAGE'],
  examples: {
    pass: [
      rootless([container({ env: ['PATH', 'DB_PASSWORD_FILE', 'PUBLIC_KEY', 'TOKENIZERS_PARALLELISM', null] })]),
      rootless([container({ arguments: ['--password-file', '--token-ttl', null] })]),
    ],
    fail: [
      rootless([container({ env: ['PW', null], secretVariables: [['labsecret', 'PW'], null] })]),
      rootless([container({ env: ['PATH', 'DB_PASSWORD', null] })]),
      rootless([container({ env: ['GITHUB_TOKEN', null] })]),
      rootless([container({ arguments: ['--config', '--password', null] })]),
    ],
  },
  judge({ env, options, secretVariables }) {
    const variables = [...env.filter(secretName), ...secretVariables];
    const words = options.filter(option => option.length > 2 && secretName(option.replace(/^-+/, '')));
    if (variables.length + words.length === 0) return pass;
    return [
      ...[...new Set(variables)].map(
        name => ({ state: 'fail', say: 'variable', params: { name }, detail: name }) as const,
      ),
      ...[...new Set(words)].map(name => ({ state: 'fail', say: 'option', params: { name }, detail: name }) as const),
    ];
  },
});
