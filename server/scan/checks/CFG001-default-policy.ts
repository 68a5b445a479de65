import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { trustOf } from './_policy.ts';
import { book, cis, nist, policyJson } from './_references.ts';

const file = '/etc/containers/policy.json';
const own = '/home/app/.config/containers/policy.json';
const accepting = { default: [{ type: 'insecureAcceptAnything' }] };
const rejecting = { default: [{ type: 'reject' }] };

export default check({
  id: 'CFG001',
  title: { en: 'Images without a signature are not accepted by default', ja: '署名のないイメージを既定で受け入れない' },
  // It is what distributions ship.
  severity: { baseline: 'medium', stig: 'medium', fips: 'medium', strict: 'high' },
  references: [book('8.4.2'), cis('4.12'), nist('4.1.5'), policyJson],
  messages: {
    accept: {
      en: '{path} accepts any image that no other line names.',
      ja: '{path} の既定では、どのイメージも受け入れます。',
    },
  },
  why: {
    en: 'Whoever can write to a registry, or stands in between, decides what runs here.',
    ja: 'レジストリに書き込める者や通信経路上の攻撃者が、ここで動くものを決められます。',
  },
  remedy: {
    en: 'Make the default reject, and name each registry with sigstoreSigned or signedBy.',
    ja: '既定を reject にし、レジストリごとに sigstoreSigned か signedBy を指定してください。',
  },
  commands: ['podman image trust set --type reject default'],
  needs: ['policy'],
  examples: {
    pass: [
      { facts: { host: hostOf(1000), [file]: rejecting } },
      { facts: { host: hostOf(1000), [file]: { default: [{ type: 'sigstoreSigned', keyPath: '/k' }] } } },
      { facts: { host: hostOf(1000), [own]: rejecting, [file]: accepting } },
    ],
    fail: [
      { facts: { host: hostOf(1000), [own]: { rc: 66 }, [file]: accepting } },
      // A user's file takes the place of the system's.
      { facts: { host: hostOf(1000), [own]: accepting, [file]: rejecting } },
    ],
    needsRoot: [{ facts: { host: hostOf(1000), [file]: { rc: 77 } } }],
    error: [
      { facts: { host: hostOf(1000), [file]: '{"default": [' } },
      { facts: { host: hostOf(1000), [file]: { rc: 66 } } },
      { facts: { host: hostOf(1000), [file]: { default: [{ type: 'no' }] } } },
    ],
  },
  *judge({ policy: { path, text, policy } }) {
    const [first] = policy.default.types;
    const line = first && text.slice(0, first.span.start).split('\n').length;
    const at = { path, line };
    if (trustOf(policy.default) === 'accept') yield { state: 'fail', say: 'accept', params: { path }, at };
    else yield { state: 'pass', at };
  },
});
