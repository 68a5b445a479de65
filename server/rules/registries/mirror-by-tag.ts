import { placeOf, registryTables } from '../../parse/registriesConf.ts';
import { isTrue, stringOf } from '../../parse/toml/tree.ts';
import { isLoopback } from './_hosts.ts';
import { references, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/mirror-by-tag',
  title: { en: 'Mirror that decides what a tag means', ja: 'タグの指す内容を決められるミラー' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'off' },
  references,
  messages: {
    tags: {
      en: 'The mirror {mirror} decides which image a tag of {place} means.',
      ja: '{place} のタグがどのイメージを指すかを、ミラー {mirror} が決められます。',
    },
  },
  why: {
    en: 'A mirror that is taken over or out of date hands out another image under the same name; a digest it cannot change.',
    ja: '乗っ取られたり古くなったりしたミラーは、同じ名前で別のイメージを渡せます。ダイジェスト指定ならすり替えられません。',
  },
  remedy: {
    en: 'Set pull-from-mirror = "digest-only" on the mirror, or mirror-by-digest-only = true on the registry.',
    ja: 'ミラーに pull-from-mirror = "digest-only" を、またはレジストリに mirror-by-digest-only = true を指定してください。',
  },
  *check(file) {
    if (file.isTemplate) return;
    for (const registry of registryTables(file)) {
      if (isTrue(registry.byDigestOnly) || isTrue(registry.blocked)) continue;
      for (const { location, pullFromMirror } of registry.mirrors) {
        const mirror = placeOf(location);
        if (!location || !mirror || isLoopback(mirror) || stringOf(pullFromMirror) === 'digest-only') continue;
        const place = placeOf(registry.prefix) || placeOf(registry.location);
        yield { at: location.value.span, message: 'tags', params: { mirror, place } };
      }
    }
  },
  examples: {
    bad: [
      {
        text: '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = «"mirror.example"»\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'registry = [{location = "a.example", mirror = [{location = «"m.example/a"», pull-from-mirror = "all"}]}]\n',
        settings: { profile: 'strict' },
      },
      {
        text: '[[registry]]\nprefix = "*.example"\n[[registry.mirror]]\nlocation = «"m.example"» # c\npull-from-mirror = "tag-only"\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      {
        text: '[[registry]]\nlocation = "docker.io"\nmirror-by-digest-only = true\n[[registry.mirror]]\nlocation = "mirror.example"\n',
        settings: { profile: 'strict' },
      },
      {
        text: '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "mirror.example"\npull-from-mirror = "digest-only"\n',
        settings: { profile: 'strict' },
      },
      {
        text: '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "localhost:5000"\n',
        settings: { profile: 'strict' },
      },
      { text: '[[registry]]\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "mirror.example"\n' },
    ],
  },
});
