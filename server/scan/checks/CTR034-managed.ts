import { containerCheck, pass } from './_containers.ts';
import { container, rootless } from './_examples.ts';
import { manual } from './_references.ts';

export default containerCheck({
  id: 'CTR034',
  title: { en: 'A file says how it is made', ja: '定義ファイルで管理されている' },
  severity: { strict: 'info' },
  references: [
    manual('podman-systemd.unit(5)', 'https://docs.podman.io/en/latest/markdown/podman-systemd.unit.5.html'),
  ],
  messages: {
    hand: { en: 'Somebody made it by hand.', ja: '手作業で作られています。' },
    pod: { en: 'Its pod decides.', ja: 'Pod が管理しています。' },
  },
  why: {
    en: 'What no file says, nobody can review, repeat or repair.',
    ja: 'ファイルに残っていない設定は、レビューも再現も修正もできません。',
  },
  remedy: {
    en: 'Write a .container file for Quadlet, and let systemd start it.',
    ja: 'Quadlet の .container ファイルを書き、systemd で起動してください。',
  },
  examples: {
    pass: [
      rootless([container({ unit: 'web.service' })]),
      rootless([container({ composeProject: 'shop', composeService: 'web' })]),
    ],
    fail: [rootless([container()])],
    notApplicable: [rootless([container({ pod: 'p' })])],
  },
  judge({ declaredBy, pod }) {
    if (declaredBy?.unit !== undefined || declaredBy?.composeProject !== undefined) return pass;
    return pod === undefined ? { state: 'fail', say: 'hand' } : { state: 'notApplicable', say: 'pod' };
  },
});
