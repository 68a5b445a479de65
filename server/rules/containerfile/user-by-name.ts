import type { Fix } from '../../core/fix.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { uidIn } from '../../podman/images.ts';
import { builds } from './_concerns.ts';
import { createdUsers } from './_createdUser.ts';
import { containerfileRule } from './_rule.ts';
import { builtStages } from './_stages.ts';
import { baseOf, effectiveUser, isRoot, type SetUser } from './_users.ts';

export default containerfileRule({
  id: 'containerfile/user-by-name',
  title: { en: 'USER is a name, not a number', ja: 'USER が番号でなく名前' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'warning' },
  aliases: ['DL3066'],
  references: [
    {
      title: 'Kubernetes: Pod Security Standards, Running as Non-root',
      url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    },
    { title: 'Containerfile(5): USER', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: {
    en: 'Whether a name is root is only known inside the image: with runAsNonRoot, Kubernetes refuses to start a container whose user is a name.',
    ja: '名前が root かどうかは、イメージの中を見なければ分かりません。runAsNonRoot を指定した Kubernetes は、ユーザーが名前のコンテナの起動を拒否します。',
  },
  remedy: {
    en: 'Write the user’s number, and give it when the user is created: useradd --uid.',
    ja: 'ユーザーの番号を書き、ユーザーの作成時に useradd --uid で番号を指定してください。',
  },
  messages: {
    name: {
      en: '"{user}" is a name: nobody can tell from outside whether it is root.',
      ja: '「{user}」は名前なので、root かどうかを外から判断できません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nRUN useradd --no-create-home \\\n    # why\n    -u 1500 app\nUSER «app»\n',
        fixed: 'FROM a\nRUN useradd --no-create-home \\\n    # why\n    -u 1500 app\nUSER 1500\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a AS base\r\nRUN addgroup -S app && adduser -S -D -u 1001 -G app app\r\nFROM base\r\nuser «app»:app\r\n',
        fixed:
          'FROM a AS base\r\nRUN addgroup -S app && adduser -S -D -u 1001 -G app app\r\nFROM base\r\nuser 1001:app\r\n',
        settings: { profile: 'kubernetes' },
      },
      {
        text: 'FROM a\nARG UID=1500 NAME=app\nRUN useradd --uid=$UID "$NAME"\nUSER «$NAME»\n',
        fixed: 'FROM a\nARG UID=1500 NAME=app\nRUN useradd --uid=$UID "$NAME"\nUSER 1500\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nUSER «www-data»\n', settings: { profile: 'strict' } },
      {
        text: 'FROM docker.io/library/node:22\nUSER «node»\n',
        fixed: 'FROM docker.io/library/node:22\nUSER 1000\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nRUN <<EOF\nuseradd app\nEOF\nUSER «app»\n', settings: { profile: 'strict' } },
      {
        text: 'FROM a\nCOPY <<EOF /x.sh\nuseradd -u 1500 app\nEOF\nRUN /x.sh\nUSER «app»\n',
        fixed: 'FROM a\nCOPY <<EOF /x.sh\nuseradd -u 1500 app\nEOF\nRUN /x.sh\nUSER 1500\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: 'FROM a\nUSER app\n' },
      { text: 'FROM a\nRUN useradd -u 1500 app\nUSER 1500:app\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nUSER app\nRUN make\nUSER 1001\n', settings: { profile: 'strict' } },
      { text: 'FROM a AS build\nUSER app\nFROM a\nUSER 1001\n', settings: { profile: 'strict' } },
      { text: 'FROM mcr.microsoft.com/dotnet/aspnet:9.0\nUSER $APP_UID\n', settings: { profile: 'strict' } },
      { text: 'FROM a\nARG U=1001\nUSER ${U}:${U}\n', settings: { profile: 'strict' } },
    ],
  },
  concerns: [...builds, 'USER'],
  *check(file, { settings }) {
    const reported = new Set<number>();
    for (const stage of builtStages(file, settings)) {
      const found = effectiveUser(file, stage, settings);
      if (found.by !== 'instruction' || found.user === undefined || isRoot(found.user)) continue;
      const [user = ''] = found.user.split(':');
      if (/^\+?\d*$/.test(user) || reported.has(found.word.span.start)) continue;
      reported.add(found.word.span.start);
      const isWritten = found.word.text.startsWith(user);
      const { start, end } = found.word.span;
      const at = { start, end: isWritten ? start + user.length : end };
      yield { at, message: 'name', params: { user }, fixes: numbered(file, stage, found, user, isWritten) };
    }
  },
});

function numbered(file: Containerfile, stage: Stage, found: SetUser, user: string, isWritten: boolean): Fix[] {
  const created = [...createdUsers(file, found.stage)].find(({ name }) => name === user);
  const uid = created?.uid ?? uidIn(parseImageReference(baseOf(file, stage).image)?.name ?? '', user);
  if (!uid || !/^\d+$/.test(uid)) return [];
  const { start, end } = found.word.span;
  const group = isWritten ? '' : (/:.*$/.exec(found.user ?? '')?.[0] ?? '');
  const title = { text: { en: 'Use the number {uid}', ja: '番号 {uid} を使う' }, params: { uid } };
  return [
    { title, edits: [{ span: { start, end: isWritten ? start + user.length : end }, text: uid + group }], safe: false },
  ];
}
