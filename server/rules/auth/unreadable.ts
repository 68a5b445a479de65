import type { Report } from '../../core/rule.ts';
import { goMembers } from '../../parse/json/keys.ts';
import type { JsonFile, JsonValue } from '../../parse/json/tree.ts';
import { authRule, decoded, entriesOf, manual, registryName, textIn } from './_rule.ts';

const messages = {
  type: {
    en: '{key} is {wanted} to Podman, which refuses the file.',
    ja: '{key} は{wanted}である必要があり、このままでは Podman がファイルを拒否します。',
  },
  base64: {
    en: 'This is no base64: Podman fails for {registry}.',
    ja: 'これは base64 ではないため、{registry} で Podman が失敗します。',
  },
  colon: {
    en: 'What is encoded here is no "user:password": Podman is not logged in to {registry}.',
    ja: 'ここにエンコードされているのは「ユーザー:パスワード」ではないため、{registry} にログインしていない扱いになります。',
  },
} as const;

export default authRule({
  id: 'auth/unreadable',
  title: { en: 'Credentials that Podman cannot read', ja: 'Podman が読めない認証情報' },
  severity: 'error',
  references: [manual],
  messages,
  why: {
    en: 'The login that seems to be there does not work.',
    ja: 'ログイン済みのように見えても、実際には使えません。',
  },
  remedy: { en: 'Let podman login write the file.', ja: 'このファイルは podman login に書かせてください。' },
  *check(file) {
    yield* wrongTypes(file);
    for (const entry of entriesOf(file)) {
      const auth = textIn(entry, 'auth');
      if (!auth || auth.string.value.includes('$')) continue;
      const text = decoded(auth.string.value);
      const params = { registry: registryName(entry) };
      if (text === undefined) yield { at: auth.string.span, message: 'base64', params };
      else if (!text.includes(':')) yield { at: auth.string.span, message: 'colon', params, severity: 'warning' };
    }
  },
  examples: {
    bad: [
      { text: '{"auths": {"registry.example": {"auth": «"%%%%"»}}}' },
      { text: '{"auths": {"registry.example": {"auth": «"bm9jb2xvbg=="»}}}' },
      { text: '{"auths": «["registry.example"]»}' },
      { text: '{"auths": {"registry.example": {"auth": «5»}}, "credHelpers": «["x"]»}' },
      { text: '«[]»\n' },
      { text: '{"auths": «[]», "auths": {"registry.example": {"auth": «5», "Auth": ""}}}' },
      { text: '{"auths": {"registry.example": «[]», "b.example": {"identitytoken": «5»}}}' },
    ],
    good: [
      { text: '{"auths": {"registry.example": null}}' },
      { text: '{"auths": {"registry.example": {"auth": ""}}, "HttpHeaders": {}}' },
      { text: '{"auths": {"registry.example": {"auth": "$AUTH"}}}' },
      { text: '{"credHelpers": {"registry.example": "pass"}}' },
    ],
  },
});

function* wrongTypes({ root }: JsonFile): Iterable<Report<'type'>> {
  if (root) yield* misfits('auth.json', root, 'object');
  for (const { value } of goMembers(root, 'auths')) {
    yield* misfits('auths', value, 'object');
    for (const { value: entry } of value.type === 'object' ? value.members : []) {
      yield* misfits('auths', entry, 'object');
      for (const key of ['auth', 'identitytoken'])
        for (const { value: text } of goMembers(entry, key)) yield* misfits(key, text, 'string');
    }
  }
  for (const { value } of goMembers(root, 'credHelpers')) {
    yield* misfits('credHelpers', value, 'object');
    for (const { value: helper } of value.type === 'object' ? value.members : [])
      yield* misfits('credHelpers', helper, 'string');
  }
}

function* misfits(key: string, value: JsonValue, type: 'object' | 'string'): Iterable<Report<'type'>> {
  const wanted = type === 'object' ? '{...}' : '"..."';
  if (!isNullOr(type, value)) yield { at: value.span, message: 'type', params: { key, wanted } };
}

const isNullOr = (type: JsonValue['type'], value: JsonValue): boolean =>
  value.type === type || value.type === 'unknown' || (value.type === 'literal' && value.value === null);
