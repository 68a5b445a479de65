import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootless } from './_examples.ts';
import { podman } from './_references.ts';

export default containerCheck({
  id: 'CTR032',
  title: { en: 'What it says is kept', ja: 'ログが保存される' },
  severity: 'medium',
  references: [podman('logs'), podman('run')],
  messages: { none: { en: 'Its output is thrown away.', ja: '出力が捨てられています。' } },
  why: {
    en: 'After an incident nobody can tell what happened.',
    ja: 'インシデントの後に何が起きたか調べられません。',
  },
  remedy: {
    en: 'Create it anew without --log-driver=none; journald keeps its output with that of the host.',
    ja: '--log-driver=none を外して作り直してください。journald を使えばホストのログと一緒に残ります。',
  },
  examples: {
    pass: [rootless([container()]), rootless([configured({ LogConfig: { Type: 'k8s-file' } })])],
    fail: [rootless([configured({ LogConfig: { Type: 'none' } })])],
  },
  judge: ({ host }) => (host.log === 'none' ? { state: 'fail', say: 'none' } : pass),
});
