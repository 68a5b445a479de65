import type { Report } from '../../core/rule.ts';
import { type TomlScalar, tableAt } from '../../parse/toml/tree.ts';
import { type WrittenReference, writtenReference } from '../../podman/policyReference.ts';
import { replacement } from '../_toml.ts';
import { references, registriesRule } from './_rule.ts';

export default registriesRule({
  id: 'registries/invalid-alias',
  title: { en: 'Alias that Podman refuses', ja: 'Podman に拒否されるエイリアス' },
  severity: 'error',
  references,
  messages: {
    'name-registry': {
      en: 'A short name has no registry, and "{name}" begins with one: Podman refuses the file.',
      ja: '短い名前にレジストリは付けませんが、「{name}」には付いています。このままでは Podman がファイルを拒否します。',
    },
    'name-tag': {
      en: 'A short name has neither a tag nor a digest: Podman refuses the file.',
      ja: '短い名前にタグやダイジェストは付けません。このままでは Podman がファイルを拒否します。',
    },
    'name-case': {
      en: 'Names of images are lower case: Podman refuses the file.',
      ja: 'イメージ名は小文字で書きます。このままでは Podman がファイルを拒否します。',
    },
    'no-name': {
      en: '"{name}" is no name of an image: Podman refuses the file.',
      ja: '「{name}」はイメージ名として正しくありません。このままでは Podman がファイルを拒否します。',
    },
    'image-registry': {
      en: 'An alias stands for a full name with its registry: Podman refuses "{image}" and the file with it.',
      ja: 'エイリアスにはレジストリを含む完全な名前を書きます。「{image}」では Podman がファイルを拒否します。',
    },
    'image-tag': {
      en: 'An alias has neither a tag nor a digest: Podman refuses the file.',
      ja: 'エイリアスの値にタグやダイジェストは付けません。このままでは Podman がファイルを拒否します。',
    },
  },
  why: {
    en: 'Every command that looks for an image fails as long as it stands there.',
    ja: 'この記述がある限り、イメージを探すすべてのコマンドが失敗します。',
  },
  remedy: {
    en: 'Write "name" = "registry.example/team/name".',
    ja: '"name" = "registry.example/team/name" の形で書いてください。',
  },
  *check({ root, isTemplate }) {
    for (const { key, keySpan, value } of isTemplate ? [] : (tableAt(root, 'aliases')?.entries ?? [])) {
      const name = writtenReference(key);
      const params = { name: key };
      if (!name) yield { at: keySpan, message: /[A-Z]/.test(key) ? 'name-case' : 'no-name', params };
      else if (name.hasTagOrDigest) yield { at: keySpan, message: 'name-tag' };
      else if (isRegistry(name)) yield { at: keySpan, message: 'name-registry', params };
      // An empty one takes an alias away that another file has.
      if (value.type === 'string' && value.value !== '') yield* imageFaults(value);
    }
  },
  examples: {
    bad: [
      {
        text: '[aliases]\n"ubi9" = «"registry.access.redhat.com/ubi9:latest"»\n',
        fixed: '[aliases]\n"ubi9" = "registry.access.redhat.com/ubi9"\n',
      },
      { text: '[aliases]\nubi9 = «"ubi9/ubi"»\n«"quay.io/app"» = "quay.io/app"\n' },
      { text: '[aliases]\n«"app:1"» = "quay.io/team/app"\n«App» = "quay.io/team/app"\n' },
      { text: 'aliases = {«"localhost/app"» = "quay.io/team/app"}\n' },
      { text: '[aliases]\napp = «"docker://quay.io/team/app"»\nweb = «"quay.io/team/"»\ndb = «"quay.io/Team/db"»\n' },
      { text: '[aliases]\n«""» = "quay.io/a"\n«"team/*"» = "quay.io/a"\nx = «"my_registry.io/a"»\n' },
    ],
    good: [
      { text: '[aliases]\n"ubi9/ubi" = "registry.access.redhat.com/ubi9/ubi"\n' },
      { text: '[aliases]\nalpine = "docker.io/alpine"\napp = "localhost/app"\n' },
      { text: '[aliases]\nubi9 = "" # not on this machine\n' },
      { text: '[aliases]\napp = "registry.example:5000/app"\n' },
      { text: '[aliases]\n"Team/app" = "quay.io/team/app"\n"my_team.x/app" = "Quay.io/team/app"\n' },
    ],
  },
});

function* imageFaults({
  value: image,
  span,
}: TomlScalar): Iterable<Report<'no-name' | 'image-tag' | 'image-registry'>> {
  const reference = writtenReference(image);
  if (reference?.hasTagOrDigest) {
    yield { at: span, message: 'image-tag', fixes: [replacement(span, `"${image.replace(tag, '')}"`, false)] };
  } else if (!reference) yield { at: span, message: 'no-name', params: { name: image } };
  else if (!isRegistry(reference)) yield { at: span, message: 'image-registry', params: { image } };
}

/** `:tag` behind the last slash, or a digest. */
const tag = /(?::[^/@]+(?:@[^/]+)?|@[^/]+)$/;

const isRegistry = ({ host }: WrittenReference): boolean =>
  host !== undefined && (host === 'localhost' || /[.:]/.test(host));
