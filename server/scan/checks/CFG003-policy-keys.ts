import { writableByOthers } from '../facts/files.ts';
import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { policyJson } from './_references.ts';

const file = '/etc/containers/policy.json';
const key = '/etc/pki/containers/key.pub';
const facts = (modes: string) => ({
  host: hostOf(1000),
  [file]: { default: [{ type: 'reject' }], transports: { docker: { x: [{ type: 'sigstoreSigned', keyPath: key }] } } },
  modes,
});

export default check({
  id: 'CFG003',
  title: { en: 'Keys that signatures are checked with are safe', ja: '署名検証用の鍵が保護されている' },
  severity: { strict: 'medium' },
  references: [policyJson],
  messages: {
    missing: { en: '{path} is not there: pulls fail.', ja: '{path} がないため、取得に失敗します。' },
    writable: { en: 'Others than root can change {path}.', ja: 'root 以外が {path} を変更できます。' },
    none: { en: 'The policy names no key.', ja: 'ポリシーに鍵の指定がありません。' },
    denied: { en: 'Nobody but root can look at {path}.', ja: '{path} は root でなければ確認できません。' },
  },
  why: {
    en: 'Who can change a key can sign images that this host accepts.',
    ja: '鍵を変更できる者は、このホストが受け入れるイメージに署名できます。',
  },
  remedy: {
    en: 'Install the key as root, with the mode 0644.',
    ja: 'root の所有、モード 0644 で鍵を配置してください。',
  },
  commands: ['install -o root -g root -m 0644 key.pub {name}'],
  needs: ['policy', 'modes'],
  examples: {
    pass: [{ facts: facts(`-rw-r--r-- 1 0 0 92 Feb  5  2023 ${key}\n`) }],
    fail: [
      { facts: facts('') },
      { facts: facts(`-rw-rw-rw- 1 0 0 92 Feb  5  2023 ${key}\n`) },
      {
        facts: {
          ...facts(`-rw-r--r-- 1 0 0 92 Feb  5  2023 ${key}\n`),
          [file]: {
            default: [{ type: 'sigstoreSigned', fulcio: { caPath: '/etc/pki/ca.pem' }, rekorPublicKeyPath: key }],
          },
        },
        on: ['/etc/pki/ca.pem'],
      },
      { facts: facts(`-rw-r--r-- 1 1001 0 92 Feb  5  2023 ${key}\n`) },
    ],
    needsRoot: [{ facts: facts(`denied ${key}\n`) }],
    notApplicable: [{ facts: { ...facts(''), [file]: { default: [{ type: 'reject' }] } } }],
    error: [{ facts: { host: hostOf(0), [file]: '{' } }],
  },
  *judge({ policy: { text }, modes }) {
    const named = text.matchAll(
      /"(?:key|rekorPublicKey|ca|caRoots|caIntermediates)Paths?"\s*:\s*(?:"([^"]*)"|\[([^\]]*)\])/g,
    );
    const paths = [...named].flatMap(([, one, many]) =>
      one === undefined ? [...(many ?? '').matchAll(/"([^"]*)"/g)].map(([, path = '']) => path) : [one],
    );
    if (paths.length === 0) yield { state: 'notApplicable', say: 'none' };
    for (const path of new Set(paths)) {
      const on = { type: 'file', name: path } as const;
      const rights = modes.files.find(each => each.path === path);
      if (modes.denied.includes(path)) yield { state: 'needsRoot', say: 'denied', params: { path }, on };
      else if (!rights) yield { state: 'fail', say: 'missing', params: { path }, on };
      else if (writableByOthers(rights) || rights.uid !== 0)
        yield { state: 'fail', say: 'writable', params: { path }, on };
      else yield { state: 'pass', on };
    }
  },
});
