import { check } from '../model/check.ts';
import { hostOf, info } from './_examples.ts';
import { book, manual } from './_references.ts';

const users = 'root:0:0:/root\napp:1000:1000:/home/app\n';
const facts = (subuid: string, subgid = subuid, uid = 1000) => ({
  host: hostOf(uid),
  info: info({ security: { rootless: uid !== 0 } }),
  users,
  '/etc/subuid': subuid,
  '/etc/subgid': subgid,
});

interface Range {
  readonly file: string;
  readonly user: string;
  readonly first: number;
  readonly count: number;
}

export default check({
  id: 'HST010',
  title: { en: 'Ranges of subordinate ids are sane', ja: 'subuid と subgid の範囲が適切' },
  severity: 'medium',
  references: [book('8.2.2'), manual('subuid(5)', 'https://man7.org/linux/man-pages/man5/subuid.5.html')],
  messages: {
    none: {
      en: '{user} has no range in {file}: one user alone can be in its containers.',
      ja: '{file} に {user} の範囲がなく、コンテナ内で使えるユーザーが 1 つだけです。',
    },
    small: {
      en: 'The range of {user} in {file} has {count} ids; images expect 65536.',
      ja: '{file} の {user} の範囲が {count} 個しかありません。イメージは 65536 個を想定します。',
    },
    overlap: {
      en: '{user} and {other} share ids in {file}.',
      ja: '{file} で {user} と {other} の範囲が重なっています。',
    },
    real: {
      en: 'The range of {user} in {file} holds the number of the user {other}.',
      ja: '{file} の {user} の範囲に、実在するユーザー {other} の番号が含まれています。',
    },
    auto: {
      en: '--userns=auto needs a range of the user "containers" in {file}.',
      ja: '--userns=auto には、{file} に containers ユーザーの範囲が必要です。',
    },
  },
  why: {
    en: 'Users of one container own the files of another, or of a user of the host.',
    ja: '重なりがあると、コンテナ内のユーザーが別のコンテナやホストのユーザーのファイルを所有します。',
  },
  remedy: {
    en: 'Give every user a range of its own with 65536 ids.',
    ja: 'ユーザーごとに重ならない 65536 個の範囲を割り当ててください。',
  },
  commands: ['usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER', 'podman system migrate'],
  needs: ['host', 'info', 'subuid', 'subgid', 'users'],
  examples: {
    pass: [
      { facts: facts('app:100000:65536\n# x\nother:165536:65536\n') },
      { facts: facts('1000:100000:65536\napp:100000:65536\n') },
      { facts: facts('containers:2147483647:2147483648\n', undefined, 0) },
      { facts: { ...facts(''), info: info({ idMappings: { uidmap: [{ size: 1 }, { size: 65_536 }] } }) } },
    ],
    fail: [
      { facts: facts('app:100000:1000\n') },
      { facts: facts('app:100000:65536\nother:120000:65536\n') },
      { facts: facts('app:500:65536\n') },
    ],
    review: [{ facts: facts('') }, { facts: facts('other:100000:65536\n') }, { facts: facts('', '', 0) }],
    error: [{ facts: {} }, { facts: { ...facts(''), '/etc/subuid': { rc: 124 } } }],
  },
  *judge({ host, info, subuid, subgid, users }) {
    const nameOf = (user: string) => users.find(line => line.split(':')[1] === user)?.split(':')[0] ?? user;
    const ranges = [...rangesIn('/etc/subuid', subuid), ...rangesIn('/etc/subgid', subgid)].map(range => ({
      ...range,
      user: nameOf(range.user),
    }));
    const user = info.rootless ? host.user : 'containers';
    let isClean = true;
    for (const file of ['/etc/subuid', '/etc/subgid']) {
      const own = ranges.filter(
        range => range.file === file && (range.user === user || range.user === String(host.uid)),
      );
      // Ranges may come from somewhere else than the files: SSSD.
      if (own.length === 0 && info.rootless && (info.mappedIds ?? 0) > 65_536) continue;
      const count = own.reduce((sum, range) => sum + range.count, 0);
      const params = { user: user ?? '', file, count };
      if (own.length > 0 && count >= 65_536) continue;
      isClean = false;
      if (own.length > 0) yield { state: 'fail', say: 'small', params, detail: file };
      else yield { state: 'review', say: info.rootless ? 'none' : 'auto', params, detail: file };
    }
    for (const [say, params] of collisions(ranges, users)) {
      isClean = false;
      yield { state: 'fail', say, params, detail: `${params.file}:${params.user}:${params.other}` };
    }
    if (isClean) yield { state: 'pass' };
  },
});

const rangesIn = (file: string, lines: readonly string[]): Range[] =>
  lines.flatMap(line => {
    const [, user, first, count] = /^([^#:][^:]*):(\d+):(\d+)\s*$/.exec(line) ?? [];
    return user === undefined ? [] : [{ file, user, first: Number(first), count: Number(count) }];
  });

type Collision = readonly ['overlap' | 'real', { file: string; user: string; other: string }];

function* collisions(ranges: readonly Range[], users: readonly string[]): Generator<Collision> {
  const sorted = [...ranges].sort((a, b) => (a.file === b.file ? a.first - b.first : a.file < b.file ? -1 : 1));
  let widest: Range | undefined;
  for (const range of sorted) {
    const { file, user } = range;
    if (widest?.file === file && widest.user !== user && range.first < widest.first + widest.count)
      yield ['overlap', { file, user: widest.user, other: user }];
    if (widest?.file !== file || range.first + range.count > widest.first + widest.count) widest = range;
    const inside = users.find(line => {
      const uid = Number(line.split(':')[1]);
      // nobody has 65534 everywhere, and owns nothing.
      return uid >= range.first && uid < range.first + range.count && uid !== 65_534;
    });
    if (inside !== undefined && file === '/etc/subuid')
      yield ['real', { file, user, other: inside.split(':')[0] ?? '' }];
  }
}
