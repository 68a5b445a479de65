import { placeOf, registryTables } from '../../parse/registriesConf.ts';
import { isTrue } from '../../parse/toml/tree.ts';
import { manual, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/remapped',
  title: { en: 'Images that come from elsewhere', ja: '別の場所から取得されるイメージ' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'off' },
  references: [
    manual,
    {
      title: 'containers-policy.json(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
    },
  ],
  messages: {
    elsewhere: {
      en: 'Images named {prefix} come from {location}, and policy.json still judges them as {prefix}.',
      ja: '{prefix} という名前のイメージは {location} から取得されますが、policy.json では {prefix} として判定されます。',
    },
  },
  why: {
    en: 'A rule of policy.json for the place they really come from does not hold for them.',
    ja: '実際の取得元に対する policy.json の設定は、これらのイメージには適用されません。',
  },
  remedy: {
    en: 'Write the requirements of policy.json for the prefix.',
    ja: 'policy.json の要件は prefix の名前に対して書いてください。',
  },
  *check(file) {
    if (file.isTemplate) return;
    for (const { prefix: entry, location: to, blocked } of registryTables(file)) {
      const [prefix, location] = [placeOf(entry), placeOf(to)];
      if (!to || !prefix || !location || prefix.startsWith('*.') || isTrue(blocked)) continue;
      if (hostOf(prefix) !== hostOf(location))
        yield { at: to.value.span, message: 'elsewhere', params: { prefix, location } };
    }
  },
  examples: {
    bad: [
      {
        text: '[[registry]]\nprefix = "docker.io"\nlocation = «"mirror.example/hub"»\n',
        settings: { profile: 'strict' },
      },
      { text: 'registry = [{prefix = "a.example/x", location = «"b.example/x"»}]\n', settings: { profile: 'strict' } },
      {
        text: '[[registry]]\nlocation = «"b.example:5000"» # c\nprefix = "b.example"\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: '[[registry]]\nprefix = "a.example/x"\nlocation = "a.example/y"\n', settings: { profile: 'strict' } },
      { text: '[[registry]]\nlocation = "a.example"\n', settings: { profile: 'strict' } },
      { text: '[[registry]]\nprefix = "*.example"\nlocation = "a.example"\n', settings: { profile: 'strict' } },
      { text: '[[registry]]\nprefix = "docker.io"\nlocation = "mirror.example/hub"\n' },
    ],
  },
});

const hostOf = (place: string): string => place.split('/')[0] ?? '';
