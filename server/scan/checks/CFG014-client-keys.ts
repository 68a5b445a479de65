import { octal } from '../facts/files.ts';
import { check } from '../model/check.ts';
import { cis } from './_references.ts';

const line = (mode: string) => `-${mode} 1 0 0 1704 Feb  5  2023 /etc/containers/certs.d/registry.example/client.key\n`;

export default check({
  id: 'CFG014',
  title: { en: 'Keys for registries are private', ja: 'レジストリ用の秘密鍵が保護されている' },
  severity: { strict: 'medium' },
  references: [cis('3.7', '3.8')],
  messages: {
    open: {
      en: 'Others can read or change {path} ({mode}).',
      ja: '他のユーザーが {path} を読み書きできます（{mode}）。',
    },
    none: { en: 'There is no such key.', ja: '該当する鍵はありません。' },
    denied: { en: '{path} may not be looked into.', ja: '{path} の中を確認できません。' },
  },
  why: {
    en: 'With the key anybody is this host for the registry.',
    ja: '鍵があれば、誰でもこのホストとしてレジストリを利用できます。',
  },
  remedy: { en: 'Give it the mode 0400.', ja: 'モードを 0400 にしてください。' },
  commands: ['chmod 400 {name}'],
  needs: ['keys'],
  examples: {
    pass: [{ facts: { keys: line('r--------') } }, { facts: { keys: line('rw-------') } }],
    fail: [{ facts: { keys: line('rw-r--r--') } }, { facts: { keys: line('rw-r-----') } }],
    needsRoot: [{ facts: { keys: 'denied /etc/containers/certs.d\n' } }],
    notApplicable: [{ facts: { keys: '' } }],
    error: [{ facts: {} }],
  },
  *judge({ keys: { files, denied } }) {
    for (const { path, mode } of files) {
      const on = { type: 'file', name: path } as const;
      if ((mode & 0o077) === 0) yield { state: 'pass', on };
      else yield { state: 'fail', say: 'open', params: { path, mode: octal(mode) }, on };
    }
    for (const path of denied) yield { state: 'needsRoot', say: 'denied', params: { path } };
    if (files.length + denied.length === 0) yield { state: 'notApplicable', say: 'none' };
  },
});
