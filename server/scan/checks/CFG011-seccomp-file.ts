import { check } from '../model/check.ts';
import { manual } from './_references.ts';

export default check({
  id: 'CFG011',
  title: {
    en: 'The usual seccomp profile is as it was installed',
    ja: '既定の seccomp プロファイルが変更されていない',
  },
  severity: { strict: 'medium' },
  references: [manual('seccomp.json(5)', 'https://github.com/containers/container-libs/tree/main/common/pkg/seccomp')],
  messages: {
    changed: {
      en: '{path} is not what the package {package} brought.',
      ja: '{path} がパッケージ {package} のものから変更されています。',
    },
    unpackaged: { en: 'No package brought the profile.', ja: 'プロファイルを含むパッケージが見つかりません。' },
  },
  why: {
    en: 'Every container that says nothing has this profile: a call more in it is a call more for all.',
    ja: '指定のないすべてのコンテナに適用されます。1 つ緩めると、すべてのコンテナで緩みます。',
  },
  remedy: {
    en: 'Install the package anew, and give a container that needs more a profile of its own.',
    ja: 'パッケージを入れ直し、例外が必要なコンテナには個別のプロファイルを指定してください。',
  },
  commands: ['dnf reinstall containers-common', 'apt-get install --reinstall golang-github-containers-common'],
  needs: ['packages'],
  examples: {
    pass: [
      { facts: { packages: 'rpm containers-common\n' } },
      { facts: { packages: 'dpkg golang-github-containers-common\n??5?????? c /etc/containers/registries.conf\n' } },
    ],
    review: [
      { facts: { packages: 'rpm containers-common\nS.5....T.    /usr/share/containers/seccomp.json\n' } },
      { facts: { packages: 'dpkg golang-github-containers-common\n??5??????   /usr/share/containers/seccomp.json\n' } },
    ],
    unknown: [{ facts: { packages: { rc: 127 } } }, { facts: { packages: '' } }],
    error: [{ facts: {} }],
  },
  *judge({ packages }) {
    const name = /^(?:rpm|dpkg) (\S+)$/.exec(packages[0] ?? '')?.[1];
    const changed = packages.find(line => /\s\/\S*\/seccomp\.json$/.test(line));
    const path = changed?.slice(changed.indexOf('/'));
    if (name === undefined) yield { state: 'unknown', say: 'unpackaged' };
    else if (path === undefined) yield { state: 'pass' };
    else yield { state: 'review', say: 'changed', params: { path, package: name }, on: { type: 'file', name: path } };
  },
});
