import { check } from '../model/check.ts';
import { book } from './_references.ts';

export default check({
  id: 'HST027',
  title: { en: 'No polkit rule pretends to guard Podman', ja: '効果のない Podman 用 polkit ルールがない' },
  severity: { strict: 'info' },
  references: [book('compliance-check.sh')],
  messages: {
    found: {
      en: '{path} speaks of org.containers.podman actions: there are none.',
      ja: '{path} が org.containers.podman のアクションを扱っていますが、存在しません。',
    },
    denied: { en: '{path} may not be looked into.', ja: '{path} の中を確認できません。' },
  },
  why: {
    en: 'Podman asks polkit nothing: who trusts in the rule is protected by nothing.',
    ja: 'Podman は polkit に問い合わせません。このルールは何も保護していません。',
  },
  remedy: {
    en: 'Remove it, and give each role a Unix user with a rootless engine of its own.',
    ja: '削除し、役割ごとに Unix ユーザーと rootless のエンジンを用意してください。',
  },
  commands: ['rm {name}'],
  needs: ['polkit'],
  examples: {
    pass: [{ facts: { polkit: '' } }],
    fail: [{ facts: { polkit: '/etc/polkit-1/rules.d/50-podman.rules\n' } }],
    needsRoot: [{ facts: { polkit: 'denied /etc/polkit-1/rules.d\n' } }],
    error: [{ facts: {} }],
  },
  *judge({ polkit }) {
    for (const line of polkit) {
      const denied = /^denied (.*)$/.exec(line)?.[1];
      if (denied !== undefined) yield { state: 'needsRoot', say: 'denied', params: { path: denied } };
      else yield { state: 'fail', say: 'found', params: { path: line }, on: { type: 'file', name: line } };
    }
    if (polkit.length === 0) yield { state: 'pass' };
  },
});
