import type { Report } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import { goMember, goMembers } from '../../parse/json/keys.ts';
import type { JsonFile, JsonValue } from '../../parse/json/tree.ts';
import { authRule, decoded, entriesOf, isFlat, manual, readEntries, registryName, textIn } from './_rule.ts';

const messages = {
  type: {
    en: '{key} is {wanted} to Podman, which refuses the file.',
    ja: '{key} は{wanted}である必要があり、このままでは Podman がファイルを拒否します。',
  },
  base64: {
    en: 'This is no base64: Podman fails for {registry}.',
    ja: 'これは base64 ではないため、{registry} で Podman が失敗します。',
  },
  flat: {
    en: 'Podman reads {registry} only below "auths" here, and is not logged in to it.',
    ja: 'ここでは {registry} を "auths" の下に書かないと読まれず、ログインしていない扱いになります。',
  },
  nested: {
    en: 'A .dockercfg has the registries at its top: Podman takes "auths" for the name of one.',
    ja: '.dockercfg ではレジストリを最上位に書くため、Podman は "auths" をレジストリの名前とみなします。',
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
  *check(file, { workspace }) {
    yield* isFlat(workspace) ? wrongEntries('.dockercfg', file.root) : wrongTypes(file);
    yield* unread(file, workspace);
    for (const entry of readEntries(file, workspace)) {
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
      { text: '{«"registry.example"»: {"auth": "%%%%"}}', file: '.docker/config.json' },
      { text: '{"registry.example": {"auth": «"%%%%"»}}', file: '.dockercfg' },
      { text: '{«"auths"»: {"registry.example": {"auth": "%%%%"}}}', file: '.dockercfg' },
      { text: '{"auths": «[]», "auths": {"registry.example": {"auth": «5», "Auth": ""}}}' },
      { text: '{"auths": {"registry.example": «[]», "b.example": {"identitytoken": «5»}}}' },
    ],
    good: [
      { text: '{"auths": {"registry.example": null}}' },
      { text: '{"auths": {"registry.example": {"auth": ""}}, "HttpHeaders": {}}' },
      { text: '{"auths": {"registry.example": {"auth": "$AUTH"}}}' },
      { text: '{"credHelpers": {"registry.example": "pass"}}' },
      { text: '{"registry.example": {"auth": "bWU6Y29ycmVjdC1ob3JzZQ==", "email": 5}}', file: '.dockercfg' },
    ],
  },
});

function* wrongTypes({ root }: JsonFile): Iterable<Report<'type'>> {
  if (root) yield* misfits('auth.json', root, 'object');
  for (const { value } of goMembers(root, 'auths')) yield* wrongEntries('auths', value);
  for (const { value } of goMembers(root, 'credHelpers')) {
    yield* misfits('credHelpers', value, 'object');
    for (const { value: helper } of value.type === 'object' ? value.members : [])
      yield* misfits('credHelpers', helper, 'string');
  }
}

function* wrongEntries(name: string, entries: JsonValue | undefined): Iterable<Report<'type'>> {
  if (entries) yield* misfits(name, entries, 'object');
  for (const { value: entry } of entries?.type === 'object' ? entries.members : []) {
    yield* misfits(name, entry, 'object');
    for (const key of ['auth', 'identitytoken'])
      for (const { value: text } of goMembers(entry, key)) yield* misfits(key, text, 'string');
  }
}

/** Logins where no login is looked for. */
function* unread(file: JsonFile, workspace: Workspace): Iterable<Report<'flat' | 'nested'>> {
  const auths = goMember(file.root, 'auths');
  if (isFlat(workspace)) {
    if (auths?.value.type === 'object' && auths.value.members.some(({ value }) => value.type === 'object'))
      yield { at: auths.key.span, message: 'nested', severity: 'warning' };
  } else if (!auths) {
    for (const entry of entriesOf(file))
      yield { at: entry.key.span, message: 'flat', params: { registry: registryName(entry) }, severity: 'warning' };
  }
}

function* misfits(key: string, value: JsonValue, type: 'object' | 'string'): Iterable<Report<'type'>> {
  const wanted = type === 'object' ? '{...}' : '"..."';
  if (!isNullOr(type, value)) yield { at: value.span, message: 'type', params: { key, wanted } };
}

const isNullOr = (type: JsonValue['type'], value: JsonValue): boolean =>
  value.type === type || value.type === 'unknown' || (value.type === 'literal' && value.value === null);
