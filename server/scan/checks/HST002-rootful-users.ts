import { isRunning } from '../facts/containers.ts';
import { given } from '../facts/known.ts';
import { check } from '../model/check.ts';
import { configured, container, process, rootful, rootless } from './_examples.ts';
import { book, cis } from './_references.ts';

export default check({
  id: 'HST002',
  title: {
    en: 'No container of root shares its users with the host',
    ja: 'root のコンテナがホストとユーザーを共有していない',
  },
  severity: 'high',
  references: [book('14.1.1'), cis('2.9', '5.31')],
  messages: {
    shared: {
      en: '{count} running containers of root have the users of the host: {names}.',
      ja: '実行中の root のコンテナ {count} 個がホストのユーザーを使っています: {names}。',
    },
    unseen: {
      en: 'The containers of root cannot be seen from a rootless engine.',
      ja: 'rootless のエンジンからは root のコンテナが見えません。',
    },
  },
  why: {
    en: 'Root in such a container is root of the host, as soon as one wall falls.',
    ja: '隔離が 1 つ破られるだけで、コンテナの root がホストの root になります。',
  },
  remedy: {
    en: 'Give them user namespaces: --userns=auto, with ranges for the user "containers" in /etc/subuid and /etc/subgid.',
    ja: '/etc/subuid と /etc/subgid に containers ユーザーの範囲を用意し、--userns=auto を使ってください。',
  },
  commands: ['podman run --userns=auto IMAGE'],
  needs: ['info', 'containers'],
  examples: {
    pass: [
      rootful([]),
      rootful([container({ state: 'exited', pid: 0 })]),
      rootful([configured({ UsernsMode: 'private', IDMappings: { UidMap: ['0:100000:65536'] } })]),
      rootful([container()], { processes: process({ user: 'user:[2]' }, { user: 'user:[1]' }) }),
    ],
    fail: [
      rootful([container()]),
      rootful([container()], { processes: process({ user: 'user:[1]' }, { user: 'user:[1]' }) }),
    ],
    needsRoot: [rootless([container()])],
    error: [{ facts: {} }, rootful([], { containers: { rc: 124 } })],
  },
  *judge({ info, containers }, { facts }) {
    if (info.rootless) {
      yield { state: 'needsRoot', say: 'unseen' };
      return;
    }
    const theirs = given(facts.find('processes'))?.get('self')?.namespaces.get('user');
    const shared = containers.filter(container => {
      if (!isRunning(container)) return false;
      const own = container.process?.namespaces.get('user');
      if (own !== undefined && theirs !== undefined) return own === theirs;
      return container.host.userns === '' && !container.host.hasIdMappings;
    });
    const names = shared.slice(0, 5).map(({ name }) => name);
    const params = { count: shared.length, names: names.join(', ') + (shared.length > 5 ? ', …' : '') };
    yield shared.length > 0 ? { state: 'fail', say: 'shared', params } : { state: 'pass' };
  },
});
