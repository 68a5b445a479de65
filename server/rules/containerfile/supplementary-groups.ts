import { builds } from './_concerns.ts';
import { createdUsers, joinedGroups } from './_createdUser.ts';
import { containerfileRule } from './_rule.ts';
import { builtStages } from './_stages.ts';
import { effectiveUser } from './_users.ts';

export default containerfileRule({
  id: 'containerfile/supplementary-groups',
  title: { en: 'USER with a group drops the other groups', ja: 'USER のグループ指定により失われる補助グループ' },
  severity: 'info',
  references: [
    {
      title: 'podman-run(1): --user',
      url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html#user-u-user-group',
    },
    { title: 'usermod(8): --groups', url: 'https://man7.org/linux/man-pages/man8/usermod.8.html' },
  ],
  why: {
    en: 'With USER name:group Podman gives the processes that one group and none of those that /etc/group puts the user into.',
    ja: 'USER に「名前:グループ」を指定すると、Podman はプロセスにそのグループだけを与え、/etc/group でユーザーが属するほかのグループは与えません。',
  },
  remedy: {
    en: 'Leave the group out of USER where the other groups are needed, and out of usermod where they are not.',
    ja: 'ほかのグループが必要なら USER からグループの指定を外し、不要なら usermod でグループに加えるのをやめてください。',
  },
  messages: {
    dropped: {
      en: 'With a group in USER, "{user}" is not in {groups}.',
      ja: 'USER にグループを指定しているため、「{user}」は {groups} に属しません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nRUN useradd app && \\\n    # why\n    usermod -aG docker,audio app\nUSER app«:app»\n',
        fixed: 'FROM a\nRUN useradd app && \\\n    # why\n    usermod -aG docker,audio app\nUSER app\n',
      },
      {
        text: 'FROM a AS base\r\nRUN adduser -D app; addgroup app video\r\nFROM base\r\nuser app«:app»\r\n',
        fixed: 'FROM a AS base\r\nRUN adduser -D app; addgroup app video\r\nFROM base\r\nuser app\r\n',
      },
      {
        text: 'FROM a\nRUN ["useradd", "--uid", "1500", "--groups", "audio", "app"]\nUSER 1500«:1500»\n',
        fixed: 'FROM a\nRUN ["useradd", "--uid", "1500", "--groups", "audio", "app"]\nUSER 1500\n',
      },
      {
        text: 'FROM a\nRUN <<EOF\nadduser app audio\ngpasswd -a app video\nEOF\nUSER app«:audio»\n',
        fixed: 'FROM a\nRUN <<EOF\nadduser app audio\ngpasswd -a app video\nEOF\nUSER app\n',
      },
    ],
    good: [
      { text: 'FROM a\nRUN usermod -aG docker app\nUSER app\n' },
      { text: 'FROM a\nRUN useradd -G docker app\nUSER app:docker\n' },
      { text: 'FROM a\nRUN useradd -g docker app && adduser -S -G web web\nUSER app:app\n' },
      { text: 'FROM a\nRUN usermod -aG docker other\nUSER app:app\n' },
      { text: 'FROM a\nRUN usermod -aG docker app\nUSER app:app\nRUN make\nUSER app\n' },
      { text: "FROM a\nRUN echo 'usermod -aG docker app'\nUSER app:app\n" },
    ],
  },
  concerns: [...builds, 'USER'],
  *check(file, { settings }) {
    for (const stage of builtStages(file, settings)) {
      const found = effectiveUser(file, stage, settings);
      if (found.by !== 'instruction' || !found.user?.includes(':')) continue;
      const { span, text } = found.word;
      const [user = '', group] = found.user.split(':');
      const name = [...createdUsers(file, stage)].find(({ uid }) => uid === user)?.name ?? user;
      const lost = [...new Set(joinedGroups(file, stage, name))].filter(each => each !== group);
      if (lost.length === 0) continue;
      const colon = text.lastIndexOf(':');
      const isWritten = span.end - span.start === text.length && text.endsWith(`:${group}`);
      const at = isWritten ? { start: span.start + colon, end: span.end } : span;
      const title = { text: { en: 'Leave the group out', ja: 'グループの指定を外す' } };
      const fixes = isWritten ? [{ title, edits: [{ span: at, text: '' }], safe: false }] : [];
      yield { at, message: 'dropped', params: { user, groups: lost.join(', ') }, fixes };
    }
  },
});
