import { check } from '../model/check.ts';
import { book, cis, nist } from './_references.ts';

export default check({
  id: 'HST001',
  title: { en: 'The engine runs without root', ja: 'エンジンが root なしで動いている' },
  severity: 'high',
  references: [book('14.1.1', 'compliance-check.sh'), cis('2.1'), nist('4.5.4')],
  messages: {
    rootful: { en: 'Podman runs as root here.', ja: 'Podman が root で動いています。' },
  },
  why: {
    en: 'Who breaks out of a container of a rootless engine is an ordinary user; out of one of a rootful engine, root of the host.',
    ja: 'rootless であれば、コンテナを抜け出しても一般ユーザーの権限しか得られません。rootful ではホストの root になります。',
  },
  remedy: {
    en: 'Run the containers as an ordinary user, and move their units to ~/.config/containers/systemd.',
    ja: '一般ユーザーでコンテナを実行し、ユニットを ~/.config/containers/systemd に移してください。',
  },
  commands: ['loginctl enable-linger USER'],
  needs: ['info'],
  examples: {
    pass: [{ facts: { info: { host: { security: { rootless: true } } } } }],
    fail: [{ facts: { info: { host: { security: { rootless: false } } } } }],
    error: [
      { facts: {} },
      { facts: { info: { rc: 125, err: 'Error: vfs driver does not support overlay.mountopt options' } } },
      { facts: { info: { rc: 124 } } },
      { facts: { info: 'Segmentation fault' } },
      { facts: { info: [] } },
    ],
  },
  // The engine's own word: who asks it may be somebody else.
  *judge({ info }) {
    yield info.rootless ? { state: 'pass' } : { state: 'fail', say: 'rootful' };
  },
});
