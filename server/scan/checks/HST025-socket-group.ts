import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { cis } from './_references.ts';

const socket = (gid: number) => `srw-rw---- 1 0 ${gid} 0 Feb  5  2023 /run/docker.sock\n`;

export default check({
  id: 'HST025',
  title: { en: 'No group is root through a socket', ja: 'ソケット経由で root になれるグループがない' },
  severity: 'critical',
  references: [cis('1.1.2')],
  messages: {
    members: {
      en: '{users} are in the group {group}: through its socket they are root.',
      ja: '{users} がグループ {group} に属し、ソケット経由で root になれます。',
    },
    unknown: { en: 'Who is in its group could not be read.', ja: 'グループのメンバーを読み取れませんでした。' },
  },
  why: {
    en: 'Who can write to the socket of a rootful engine can mount the whole host and change it.',
    ja: 'rootful エンジンのソケットに書き込める者は、ホスト全体をマウントして変更できます。',
  },
  remedy: {
    en: 'Take them out of the group; each can have a rootless engine.',
    ja: 'グループから外し、各自で rootless のエンジンを使ってください。',
  },
  commands: ['gpasswd --delete USER docker'],
  needs: ['modes'],
  examples: {
    pass: [
      { facts: { modes: '', groups: '' } },
      { facts: { modes: socket(998), groups: 'docker:x:998:\n' } },
      // Without the socket the group is a name alone.
      { facts: { modes: '', groups: 'docker:x:998:app\n' } },
      { facts: { modes: socket(0), groups: 'docker:x:998:app\n' } },
    ],
    fail: [
      { facts: { modes: socket(998), groups: 'docker:x:998:app,dev\n' } },
      { facts: { modes: socket(998), groups: 'docker:x:998:\n', users: 'dev:1001:998:/home/dev\n' } },
    ],
    unknown: [
      { facts: { modes: socket(998), groups: { rc: 127 } } },
      { facts: { modes: socket(1200), groups: 'docker:x:998:\n' } },
    ],
    error: [{ facts: {} }],
  },
  *judge({ modes }, { facts }) {
    const groups = given(facts.find('groups'));
    const users = given(facts.find('users')) ?? [];
    const open = modes.files.filter(
      ({ type, path, gid, mode }) =>
        type === 's' && gid !== 0 && (mode & 0o020) !== 0 && !path.startsWith('/run/user/'),
    );
    let isClean = true;
    for (const { path, gid } of open) {
      const line = groups?.find(line => line.split(':')[2] === String(gid));
      const [group = '', , , members = ''] = line?.split(':') ?? [];
      // Whose own group it is does not stand among its members.
      const own = users.filter(user => user.split(':')[2] === String(gid)).map(user => user.split(':')[0]);
      const names = [...new Set([...members.split(','), ...own])].filter(Boolean).join(', ');
      if (line && names === '') continue;
      isClean = false;
      const on = { type: 'file', name: path } as const;
      yield line
        ? { state: 'fail', say: 'members', params: { users: names, group }, on }
        : { state: 'unknown', say: 'unknown', on };
    }
    if (isClean) yield { state: 'pass' };
  },
});
