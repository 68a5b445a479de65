import type { Report } from '../../core/rule.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { book, manual } from './_references.ts';
import { acceptances, policyRule } from './_rule.ts';

const docker = (scope: string, type = 'insecureAcceptAnything', transport = 'docker'): string =>
  `{"default": [{"type": "reject"}], "transports": {"${transport}": {${scope}: [{"type": "${type}"}]}}}`;

export default policyRule({
  id: 'policy/registry-accept',
  title: { en: 'Every registry accepted without signatures', ja: 'すべてのレジストリの署名なしの受け入れ' },
  severity: 'warning',
  references: [book, manual],
  messages: {
    every: {
      en: 'Images from every registry that no other scope names are accepted without a signature.',
      ja: '他のスコープに該当しないすべてのレジストリのイメージが、署名なしで受け入れられます。',
    },
  },
  why: {
    en: 'For images from registries it is as if the default accepted everything: a forgotten or misspelt scope lets anything in.',
    ja: 'レジストリのイメージについては、既定ですべて受け入れるのと同じです。スコープの書き忘れや書き間違いがあれば何でも入り込みます。',
  },
  remedy: {
    en: 'Reject what no scope names, and name the registries and namespaces that you trust.',
    ja: 'どのスコープにも該当しないものは拒否し、信頼するレジストリや名前空間を書いてください。',
  },
  examples: {
    bad: [
      { text: docker('«""»'), fixed: docker('""', 'reject') },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker": {"docker.io/library": [{"type": "reject"}],\n «""»: [{"type": "insecureAcceptAnything"}]}}}',
        fixed:
          '{"default": [{"type": "reject"}], "transports": {"docker": {"docker.io/library": [{"type": "reject"}],\n "": [{"type": "reject"}]}}}',
      },
      {
        text: '// local\n{"default": [{"type": "reject"}], "transports": {"docker": {«""»: [{"type": "insecureAcceptAnything"}]}}}',
        fixed: '// local\n{"default": [{"type": "reject"}], "transports": {"docker": {"": [{"type": "reject"}]}}}',
      },
    ],
    good: [
      { text: docker('""', 'reject') },
      { text: docker('"docker.io/library"') },
      { text: docker('""', 'insecureAcceptAnything', 'containers-storage') },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker": {"": [{"type": "insecureAcceptAnything"}, {"type": "reject"}]}}}',
      },
      { text: docker('"{{ registry }}"') },
    ],
  },
  *check(file): Iterable<Report<'every'>> {
    const registries = policyIn(file)?.transports.find(({ name }) => name === 'docker');
    const whole = registries?.entries.find(({ scope }) => scope === '');
    const types = whole && acceptances(whole.list);
    if (!types) return;
    const title = { text: { en: 'Reject other registries', ja: '他のレジストリを拒否する' } };
    const fixes = [{ title, edits: [{ span: types[0].span, text: '"reject"' }], safe: false }];
    yield { at: whole.member.key.span, message: 'every', fixes };
  },
});
