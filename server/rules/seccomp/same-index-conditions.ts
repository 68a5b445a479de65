import type { Report } from '../../core/rule.ts';
import { open } from './_examples.ts';
import { seccompRule } from './_rule.ts';

const args = (text: string): string => open(`{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO", "args": [${text}]}`);

export default seccompRule({
  id: 'seccomp/same-index-conditions',
  title: { en: 'Two conditions on one argument', ja: '同じ引数に対する複数の条件' },
  severity: 'warning',
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'seccomp_rule_add(3)', url: 'https://man7.org/linux/man-pages/man3/seccomp_rule_add.3.html' },
  ],
  messages: {
    or: {
      en: 'Two conditions on argument {index}: either one is enough, and so is every other condition of this rule.',
      ja: '引数 {index} に複数の条件があります。どれか 1 つを満たせばよく、このルールの他の条件もそれぞれ単独で有効になります。',
    },
    range: {
      en: 'These two conditions on argument {index} make no range: either one is enough, so that every value matches.',
      ja: '引数 {index} の 2 つの条件は範囲になりません。どちらか一方を満たせばよいため、すべての値が一致します。',
    },
  },
  why: {
    en: 'The runtimes split such a rule into one for each condition; conditions on different arguments must all hold.',
    ja: 'ランタイムはこのようなルールを条件ごとに分割します。異なる引数の条件なら、すべてを満たす必要があります。',
  },
  remedy: {
    en: 'Write a rule for each value, or one comparison that says it all (SCMP_CMP_MASKED_EQ).',
    ja: '値ごとにルールを分けるか、1 つの比較 (SCMP_CMP_MASKED_EQ) で表してください。',
  },
  examples: {
    bad: [
      {
        text: args('{"index": 1, "value": 10, "op": "SCMP_CMP_GE"}, {"index": «1», "value": 20, "op": "SCMP_CMP_LE"}'),
      },
      {
        text: args('{"index": 0, "value": 38, "op": "SCMP_CMP_NE"}, {"index": «0», "value": 40, "op": "SCMP_CMP_NE"}'),
      },
      {
        text: args(
          '{"value": 38, "op": "SCMP_CMP_EQ"}, «{»"value": 40, "op": "SCMP_CMP_EQ"}, {"index": 2, "value": 1, "op": "SCMP_CMP_EQ"}',
        ),
      },
    ],
    good: [
      { text: args('{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}, {"index": 1, "value": 1, "op": "SCMP_CMP_EQ"}') },
      { text: args('{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}') },
      { text: args('') },
      { text: args('{{ conditions }}') },
    ],
  },
  *check({ rules }): Iterable<Report<'or' | 'range'>> {
    for (const { args, names } of rules) {
      if (names.length === 0) continue;
      for (const [i, { index, op, fields, node }] of args.entries()) {
        const earlier = args.slice(0, i).find(arg => arg.index === index);
        if (!earlier) continue;
        const at = fields.index?.member.value.span ?? { start: node.span.start, end: node.span.start + 1 };
        const both = `${earlier.op} ${op}`;
        const isRange = /(G[ET] .*L[ET]|L[ET] .*G[ET]|NE .*NE)$/.test(both);
        yield { at, message: isRange ? 'range' : 'or', params: { index: String(index) } };
      }
    }
  },
});
