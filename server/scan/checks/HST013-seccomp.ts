import { readJson, textAt } from '../facts/json.ts';
import { check } from '../model/check.ts';
import { hostOf, info } from './_examples.ts';
import { book, cis } from './_references.ts';
import { isUsualProfile } from './_seccomp.ts';

const usual = '/usr/share/containers/seccomp.json';
const engine = (seccompProfilePath: string, seccompEnabled = true) => ({
  info: info({ security: { rootless: true, seccompEnabled, seccompProfilePath } }),
});
const deny = { defaultAction: 'SCMP_ACT_ERRNO' };

export default check({
  id: 'HST013',
  title: { en: 'System calls are filtered by default', ja: '既定でシステムコールが制限される' },
  severity: 'critical',
  references: [book('14.1.1'), cis('2.17', '5.22')],
  messages: {
    off: { en: 'Podman cannot filter system calls here.', ja: 'この Podman はシステムコールを制限できません。' },
    missing: { en: 'The default profile {path} is not there.', ja: '既定のプロファイル {path} がありません。' },
    garbage: { en: 'The default profile {path} is none.', ja: '既定のプロファイル {path} を読み取れません。' },
    open: {
      en: 'The default profile {path} allows what it does not name.',
      ja: '既定のプロファイル {path} は、記載のない呼び出しをすべて許可します。',
    },
    custom: {
      en: 'The default profile is {path}; look at it.',
      ja: '既定のプロファイルが {path} です。内容を確認してください。',
    },
    unsaid: {
      en: 'Podman does not say whether it can filter system calls.',
      ja: 'Podman が seccomp の対応状況を示していません。',
    },
    unseen: {
      en: 'The default profile {path} was not seen.',
      ja: '既定のプロファイル {path} を確認できませんでした。',
    },
    denied: { en: '{path} may not be read.', ja: '{path} を読み取れません。' },
  },
  why: {
    en: 'Every system call of the kernel is open to containers, those too that no container needs and that had holes before.',
    ja: 'コンテナに不要で過去に脆弱性のあったものも含め、すべてのシステムコールを呼び出せます。',
  },
  remedy: {
    en: 'Take seccomp_profile out of containers.conf, and install the package containers-common.',
    ja: 'containers.conf の seccomp_profile を外し、containers-common パッケージを導入してください。',
  },
  needs: ['info'],
  examples: {
    pass: [{ facts: { ...engine(usual), [usual]: deny } }, { facts: engine('') }],
    fail: [
      { facts: engine(usual, false) },
      { facts: { ...engine(usual), [usual]: { rc: 66 } } },
      { facts: { ...engine(usual), [usual]: { defaultAction: 'SCMP_ACT_ALLOW' } } },
      { facts: { ...engine(usual), [usual]: 'x' } },
      { facts: engine('unconfined') },
    ],
    review: [{ facts: { ...engine('/srv/own.json'), '/srv/own.json': deny } }],
    needsRoot: [{ facts: { ...engine('/root/own.json'), '/root/own.json': { rc: 77 } } }],
    unknown: [
      { facts: { info: { host: { security: { rootless: true } } } } },
      { facts: { ...engine(usual), [usual]: { rc: 124 } } },
      // Here is a file of that name, and the engine is on another host.
      {
        facts: {
          host: hostOf(1000),
          info: info({ serviceIsRemote: true, hostname: 'core', security: { seccompProfilePath: usual } }),
          [usual]: deny,
        },
      },
    ],
    error: [{ facts: {} }],
  },
  *judge({ info }, { facts }) {
    const path = info.seccompProfile ?? '';
    const params = { path };
    const at = { path };
    const profile = facts.find('seccompProfile');
    if (info.seccompEnabled === false || path === 'unconfined') yield { state: 'fail', say: 'off' };
    else if (info.seccompEnabled === undefined) yield { state: 'unknown', say: 'unsaid' };
    // Podman 5 says nothing of the one that is built in.
    else if (path === '') yield { state: 'pass' };
    else if ('missing' in profile) {
      const isDenied = profile.missing.state === 'needsRoot';
      yield isDenied ? { state: 'needsRoot', say: 'denied', params } : { state: 'unknown', say: 'unseen', params };
    } else if (profile.value === undefined) yield { state: 'fail', say: 'missing', params };
    else {
      const action = textAt(readJson(profile.value), 'defaultAction');
      if (action === undefined) yield { state: 'fail', say: 'garbage', params, at };
      else if (/^SCMP_ACT_(?:ALLOW|LOG)$/.test(action)) yield { state: 'fail', say: 'open', params, at };
      else yield isUsualProfile(path) ? { state: 'pass' } : { state: 'review', say: 'custom', params, at };
    }
  },
});
