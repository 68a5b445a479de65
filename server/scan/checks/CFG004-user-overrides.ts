import { readPolicy } from '../../parse/containersPolicy.ts';
import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { trustOf } from './_policy.ts';
import { policyJson } from './_references.ts';

const system = '/etc/containers/policy.json';
const own = '/home/app/.config/containers/policy.json';
const accepting = { default: [{ type: 'insecureAcceptAnything' }] };
const rejecting = { default: [{ type: 'reject' }] };

export default check({
  id: 'CFG004',
  title: { en: "No file of the user weakens the system's policy", ja: 'ユーザーの設定でポリシーを弱めていない' },
  severity: { strict: 'medium' },
  references: [policyJson],
  messages: {
    weaker: {
      en: '{path} accepts anything, and takes the place of {system}.',
      ja: '{path} がすべてを受け入れ、{system} の代わりに使われます。',
    },
    denied: { en: '{path} may not be read.', ja: '{path} を読み取れません。' },
    unreadable: { en: '{path} cannot be understood.', ja: '{path} を読み取れません。' },
  },
  why: {
    en: "A user's policy.json replaces the one of the system; what the administrator asks for is not asked.",
    ja: 'ユーザーの policy.json がシステムのものを置き換え、管理者の要求が無効になります。',
  },
  remedy: {
    en: 'Remove it. A policy cannot be forced on a user who runs the engine: keep that in mind.',
    ja: '削除してください。ただし、エンジンを実行するユーザーにポリシーを強制することはできません。',
  },
  commands: ['rm {name}'],
  needs: ['host'],
  examples: {
    pass: [
      { facts: { host: hostOf(1000), [own]: { rc: 66 }, [system]: accepting } },
      { facts: { host: hostOf(1000), [own]: rejecting, [system]: rejecting } },
      { facts: { host: hostOf(1000), [own]: accepting, [system]: accepting } },
    ],
    fail: [{ facts: { host: hostOf(1000), [own]: accepting, [system]: rejecting } }],
    needsRoot: [{ facts: { host: hostOf(1000), [own]: accepting, [system]: { rc: 77 } } }],
    error: [{ facts: {} }, { facts: { host: hostOf(1000), [own]: '{', [system]: rejecting } }],
  },
  *judge({ host }, { facts: { raw } }) {
    const path = `${host.config ?? ''}/containers/policy.json`;
    const mine = raw.files.get(path);
    const theirs = raw.files.get(system);
    const on = { type: 'file', name: path } as const;
    if (mine?.rc === 0 && theirs?.rc === 77) {
      yield { state: 'needsRoot', say: 'denied', params: { path: system } };
      return;
    }
    if (mine?.rc !== 0 || theirs?.rc !== 0) {
      yield { state: 'pass' };
      return;
    }
    const [own, global] = [readPolicy(mine.out), readPolicy(theirs.out)];
    if (!own) yield { state: 'error', say: 'unreadable', params: { path }, on };
    else if (global && trustOf(own.default) === 'accept' && trustOf(global.default) !== 'accept')
      yield { state: 'fail', say: 'weaker', params: { path, system }, on, at: { path } };
    else yield { state: 'pass' };
  },
});
