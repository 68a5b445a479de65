import { entryOf, isTrue, stringsIn, type TomlTable, tableAt } from '../../parse/toml/tree.ts';
import { plausibleSecret, secretName, secretValue } from '../../podman/secrets.ts';
import { removal } from '../_toml.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/leaked-environment',
  title: { en: 'Environment of the host in all containers', ja: '全コンテナに渡される環境変数' },
  severity: 'warning',
  references: [...references, { title: 'CWE-526', url: 'https://cwe.mitre.org/data/definitions/526.html' }],
  messages: {
    host: {
      en: 'Every container gets all environment variables of whoever starts it.',
      ja: 'コンテナを起動した人の環境変数が、すべてコンテナに渡されます。',
    },
    copied: {
      en: 'Every container gets {name} from whoever starts it.',
      ja: 'コンテナを起動した人の {name} が、すべてのコンテナに渡されます。',
    },
    secret: {
      en: 'The secret in {name} is given to every container, and stands here in plain text.',
      ja: '{name} のシークレットが平文で書かれ、すべてのコンテナに渡されます。',
    },
    engine: {
      en: 'The secret in {name} stands here in plain text.',
      ja: '{name} のシークレットが平文で書かれています。',
    },
  },
  why: {
    en: 'Tokens and passwords in it can be read by every process of every container, and with podman inspect.',
    ja: 'そこに含まれるトークンやパスワードを、どのコンテナのどのプロセスからも、podman inspect からも読み取れます。',
  },
  remedy: {
    en: 'Remove it, and give secrets to the one container that needs them: podman run --secret.',
    ja: 'この設定を削除し、シークレットは podman run --secret で必要なコンテナにだけ渡してください。',
  },
  *check(file) {
    if (file.isTemplate) return;
    const containers = tableAt(file.root, 'containers');
    const all = entryOf(containers, 'env_host');
    if (all && isTrue(all)) yield { at: all.value.span, message: 'host', fixes: removal(file, all, false) };
    for (const { span, name, value } of variables(containers)) {
      if (value === undefined) {
        if (secretName(name)) yield { at: span, message: 'copied', params: { name } };
      } else if (isSecret(name, value)) yield { at: span, message: 'secret', params: { name }, severity: 'error' };
    }
    // Podman's own; those of a proxy go to the containers as well.
    for (const { span, name, value } of variables(tableAt(file.root, 'engine')))
      if (value !== undefined && isSecret(name, value))
        yield { at: span, message: 'engine', params: { name }, severity: 'error' };
  },
  examples: {
    bad: [
      { text: '[containers]\nenv_host = «true»\ninit = true\n', fixed: '[containers]\ninit = true\n' },
      { text: '[containers]\nenv = ["TZ=UTC", «"DB_PASSWORD=Tr0ub4dor-and-3"»]\n' },
      { text: '[containers]\nenv = [\n  «"GITHUB_TOKEN"», # from the host\n  "LANG",\n]\n' },
      { text: '[engine]\nenv = [«"https_proxy=http://me:Tr0ub4dor-and-3@proxy.example:3128"»]\n' },
    ],
    good: [
      { text: '[containers]\nenv_host = false\nenv = ["PATH=/usr/bin", {append = true}]\n' },
      { text: '[containers]\nenv = ["DB_PASSWORD_FILE=/run/secrets/db", "API_TOKEN=", "DB_PASSWORD=changeme"]\n' },
      { text: '[engine]\nenv = ["http_proxy=http://proxy.example:3128"]\n' },
      { text: '[containers]\nenv = ["TOKEN={{ token }}"]\n' },
    ],
  },
});

const isSecret = (name: string, value: string): boolean =>
  secretValue(value) !== undefined || (secretName(name) && plausibleSecret(value));

const variables = (table: TomlTable | undefined) =>
  stringsIn(entryOf(table, 'env')).map(({ span, value: text }) => {
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    return { span, name, value };
  });
