import { containerCheck, hasOption, pass } from './_containers.ts';
import { configured, container, process, rootful } from './_examples.ts';
import { book, cis } from './_references.ts';
import { isUsualProfile } from './_seccomp.ts';

export default containerCheck({
  id: 'CTR013',
  title: { en: 'System calls are filtered', ja: 'システムコールが制限されている' },
  severity: 'critical',
  impliedBy: ['CTR001'],
  references: [book('8.5.2'), cis('5.22')],
  messages: {
    off: { en: 'It runs without a seccomp profile.', ja: 'seccomp プロファイルなしで実行されます。' },
    custom: {
      en: 'It has the seccomp profile {path}; podseal lint judges that file.',
      ja: '独自の seccomp プロファイル {path} を使っています。podseal lint で内容を検査できます。',
    },
  },
  why: {
    en: 'Every system call of the kernel is open to it, those too that no container needs and that had holes before.',
    ja: 'コンテナに不要で過去に脆弱性のあったものも含め、すべてのシステムコールを呼び出せます。',
  },
  remedy: {
    en: 'Create it anew without seccomp=unconfined.',
    ja: 'seccomp=unconfined を外して作り直してください。',
  },
  examples: {
    pass: [
      rootful([container()]),
      rootful([configured({ SecurityOpt: ['seccomp=/usr/share/containers/seccomp.json'] })]),
      rootful([container()], { processes: process({ Seccomp: '2' }) }),
    ],
    fail: [
      rootful([configured({ SecurityOpt: ['seccomp=unconfined'] })]),
      rootful([container()], { processes: process({ Seccomp: '0' }) }),
      rootful([configured({ Privileged: true })]),
    ],
    review: [rootful([configured({ SecurityOpt: ['seccomp=/etc/app-seccomp.json'] })])],
  },
  judge(container) {
    const { process, host } = container;
    const isOff = hasOption(container, 'seccomp=unconfined') || host.privileged;
    if (process?.seccomp === 0 || (isOff && process?.seccomp === undefined)) return { state: 'fail', say: 'off' };
    const path = host.securityOpt.find(option => /^seccomp[=:](?!unconfined$)/.test(option))?.slice('seccomp='.length);
    return path === undefined || isUsualProfile(path) ? pass : { state: 'review', say: 'custom', params: { path } };
  },
});
