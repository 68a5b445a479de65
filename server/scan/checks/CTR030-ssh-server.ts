import { isRunning } from '../facts/containers.ts';
import { given } from '../facts/known.ts';
import { containerCheck, pass } from './_containers.ts';
import { container, process, rootful } from './_examples.ts';
import { cis } from './_references.ts';

const spaces = process({ pid: 'pid:[2]' }, { pid: 'pid:[1]' });

export default containerCheck({
  id: 'CTR030',
  title: { en: 'No ssh server runs in it', ja: 'SSH サーバーが動いていない' },
  severity: { strict: 'low' },
  references: [cis('5.7')],
  messages: {
    sshd: { en: 'An ssh server runs in it.', ja: 'SSH サーバーが動いています。' },
    stopped: { en: 'It does not run.', ja: '動作していません。' },
    unseen: { en: 'Its processes cannot be seen from here.', ja: 'ここからはプロセスを確認できません。' },
  },
  why: {
    en: 'It is one more way in, with keys and passwords of its own that nobody keeps.',
    ja: '管理されにくい鍵やパスワードを持つ侵入口が増えます。',
  },
  remedy: {
    en: "Take it out of the image; podman exec leads into a container of one's own.",
    ja: 'イメージから取り除いてください。中に入るには podman exec を使えます。',
  },
  examples: {
    pass: [rootful([container()], { processes: spaces, sshd: 'pid:[1]\n' })],
    fail: [rootful([container()], { processes: spaces, sshd: 'pid:[2]\n' })],
    unknown: [rootful([container()], { processes: '', sshd: '' })],
    notApplicable: [rootful([container({ state: 'exited', pid: 0 })], { processes: '', sshd: '' })],
  },
  judge(container, { facts }) {
    if (!isRunning(container)) return { state: 'notApplicable', say: 'stopped' };
    const own = container.process?.namespaces.get('pid');
    const theirs = given(facts.find('processes'))?.get('self')?.namespaces.get('pid');
    const servers = given(facts.find('sshd'));
    if (own === undefined || servers === undefined) return { state: 'unknown', say: 'unseen' };
    return own !== theirs && servers.includes(own) ? { state: 'fail', say: 'sshd' } : pass;
  },
});
