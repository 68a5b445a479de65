import { placeOf, type RegistryTable, registryTables } from '../../parse/registriesConf.ts';
import { entryOf, isTrue, stringsIn, type TomlFile, tableAt } from '../../parse/toml/tree.ts';
import { replacement } from '../_toml.ts';
import { isLoopback } from './_hosts.ts';
import { references, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/insecure-registry',
  title: { en: 'Registry without TLS verification', ja: 'TLS を検証しないレジストリ' },
  severity: 'error',
  references: [...references, { title: 'CIS Docker 2.5' }, { title: 'NIST SP 800-190 4.2.1' }],
  messages: {
    insecure: {
      en: 'Images of {place} are pulled over plain HTTP or from whoever answers with any certificate.',
      ja: '{place} のイメージは、平文の HTTP や、不正な証明書を出す相手からも取得されます。',
    },
    wildcard: {
      en: 'Images of every registry below {place} are pulled over plain HTTP or with any certificate.',
      ja: '{place} 以下のすべてのレジストリのイメージが、平文の HTTP や不正な証明書でも取得されます。',
    },
  },
  why: {
    en: 'Whoever sits on the way can hand out another image, and reads the password that is sent.',
    ja: '通信経路上の第三者が別のイメージを渡したり、送信されるパスワードを読み取ったりできます。',
  },
  remedy: {
    en: 'Remove it, and put the certificate of the authority into /etc/containers/certs.d/HOST:PORT/ca.crt.',
    ja: 'この指定を削除し、認証局の証明書を /etc/containers/certs.d/ホスト:ポート/ca.crt に置いてください。',
  },
  *check(file) {
    for (const registry of registryTables(file)) {
      for (const one of [registry, ...registry.mirrors]) yield* insecure(one);
    }
    yield* version1(file);
  },
  examples: {
    bad: [
      {
        text: '[[registry]]\nlocation = "registry.example:5000"\ninsecure = «true» # for now\n',
        fixed: '[[registry]]\nlocation = "registry.example:5000"\ninsecure = false # for now\n',
      },
      {
        text: '[[registry]]\nprefix = "*.example"\nInsecure = «true»\n',
        fixed: '[[registry]]\nprefix = "*.example"\nInsecure = false\n',
      },
      {
        text: '[[registry]]\nlocation = "registry.example"\n[[registry.mirror]]\nlocation = "10.0.0.1:5000"\ninsecure = «true»\n',
        fixed:
          '[[registry]]\nlocation = "registry.example"\n[[registry.mirror]]\nlocation = "10.0.0.1:5000"\ninsecure = false\n',
      },
      {
        text: 'registry = [{location = "registry.example", insecure = «true»}]\n',
        fixed: 'registry = [{location = "registry.example", insecure = false}]\n',
      },
      { text: '[registries.insecure]\nregistries = [«"registry.example"», "localhost:5000"]\n' },
    ],
    good: [
      { text: '[[registry]]\nlocation = "localhost:5000"\ninsecure = true\n' },
      { text: '[[registry]]\nlocation = "127.0.0.1:5000/team"\ninsecure = true\n' },
      { text: '[[registry]]\nlocation = "registry.example"\ninsecure = false\n' },
      { text: '[[registry]]\nlocation = "registry.example"\nblocked = true\ninsecure = true\n' },
      { text: '[[registry]]\nlocation = "registry.example"\n# insecure = true\n' },
    ],
  },
});

function* insecure({ insecure, blocked, location, prefix }: RegistryTable) {
  const place = placeOf(location) || placeOf(prefix);
  if (!insecure || !isTrue(insecure) || isTrue(blocked) || isLoopback(place)) return;
  const fixes = [replacement(insecure.value.span, 'false', false)];
  const message = place.startsWith('*.') ? ('wildcard' as const) : ('insecure' as const);
  yield { at: insecure.value.span, message, params: { place }, fixes };
}

function* version1({ root }: TomlFile) {
  for (const { span, value } of stringsIn(entryOf(tableAt(root, 'registries', 'insecure'), 'registries'))) {
    if (!isLoopback(value)) yield { at: span, message: 'insecure' as const, params: { place: value } };
  }
}
