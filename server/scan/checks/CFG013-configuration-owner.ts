import { octal } from '../facts/files.ts';
import { check } from '../model/check.ts';
import { cis } from './_references.ts';

export default check({
  id: 'CFG013',
  title: { en: 'Only root can change /etc/containers', ja: '/etc/containers を変更できるのが root だけ' },
  severity: 'high',
  references: [cis('3.5', '3.6', '3.17', '3.18')],
  messages: {
    open: {
      en: '{path} belongs to {uid} and has the mode {mode}.',
      ja: '{path} の所有者が {uid}、モードが {mode} です。',
    },
    denied: { en: '{path} may not be looked into.', ja: '{path} の中を確認できません。' },
  },
  why: {
    en: 'Who can write there decides which images are trusted and how every container is confined.',
    ja: '書き込める者が、信頼するイメージやコンテナの隔離方法を決められます。',
  },
  remedy: {
    en: 'Give it to root, and take writing away from others.',
    ja: '所有者を root にし、他者の書き込み権を外してください。',
  },
  commands: ['chown root:root {name}', 'chmod go-w {name}'],
  needs: ['writable'],
  examples: {
    pass: [{ facts: { writable: '' } }],
    fail: [
      { facts: { writable: '-rw-rw-r-- 1 0 1000 92 Feb  5  2023 /etc/containers/policy.json\n' } },
      { facts: { writable: 'drwxr-xr-x 2 1000 1000 92 Feb  5  2023 /etc/containers/certs.d\n' } },
    ],
    needsRoot: [{ facts: { writable: 'denied /etc/containers\n' } }],
    notApplicable: [{ facts: { writable: { rc: 66 } } }],
    error: [{ facts: {} }, { facts: { writable: { rc: 124 } } }],
  },
  *judge({ writable: { files, denied } }) {
    for (const { path, uid, mode } of files)
      yield { state: 'fail', say: 'open', params: { path, uid, mode: octal(mode) }, on: { type: 'file', name: path } };
    for (const path of denied) yield { state: 'needsRoot', say: 'denied', params: { path } };
    if (files.length + denied.length === 0) yield { state: 'pass' };
  },
});
