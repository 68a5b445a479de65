import { lookUp } from '../../core/lookUp.ts';
import { insertLastMember } from '../../parse/json/edits.ts';
import { memberOf } from '../../parse/json/goValues.ts';
import type { SeccompProfile, SyscallRule } from '../../parse/json/seccompProfile.ts';
import { operators } from '../../podman/seccompWords.ts';
import { isSyscall } from '../../podman/syscallTable.ts';
import { fix, write } from './_edits.ts';
import { actionOf, sameAction } from './_filter.ts';
import { isEmpty } from './_types.ts';
import type { Refusal } from './_verdict.ts';

/** The runtimes look at conditions only while they add the rule for a call that they know; crun has read them all before. */
export function* conditionRefusals(profile: SeccompProfile, rule: SyscallRule): Iterable<Refusal> {
  const isAdded = addsToFilter(profile, rule);
  for (const { fields, index } of rule.args) {
    if (index < 1n << 32n || !fields.index) continue;
    const at = fields.index.member.value.span;
    if (isAdded) yield { at, message: 'index', params: { index: String(index) } };
    else yield { at, message: 'wide', params: { number: String(index) } };
  }
  if (!isAdded) return;
  for (const { fields, index, op, node } of rule.args.slice(0, 6)) {
    if (index > 5n && index < 1n << 32n && fields.index)
      yield { at: fields.index.member.value.span, message: 'index', params: { index: String(index) } };
    if (!fields.op || op === '') {
      const set = memberOf([node], 'op');
      if (set && set.value.type !== 'string' && !isEmpty(set.value)) continue;
      const edit = set
        ? { span: set.value.span, text: '"SCMP_CMP_EQ"' }
        : insertLastMember(profile.file.text, node, 'op', '"SCMP_CMP_EQ"');
      const title = { en: 'Compare for equality (SCMP_CMP_EQ)', ja: '等しいかどうかを比較する (SCMP_CMP_EQ)' };
      yield {
        at: set?.value.span ?? { start: node.span.start, end: node.span.start + 1 },
        message: 'missing-operator',
        fixes: [fix(title, [edit])],
      };
    } else if (!operators.includes(op)) {
      const { span } = fields.op.member.value;
      yield { at: span, message: 'operator', params: { op }, fixes: operatorMeant(op).map(to => write(span, to)) };
    }
  }
}

/** It names a call that there is, and does not do what the default does anyway. */
export function addsToFilter({ defaultAction, defaultErrno }: SeccompProfile, rule: SyscallRule): boolean {
  const isSkipped = sameAction(actionOf(rule.action?.value, rule.errno), actionOf(defaultAction?.value, defaultErrno));
  return !isSkipped && rule.names.some(({ value }) => isSyscall(value));
}

const signs: Readonly<Record<string, string>> = {
  '==': 'EQ',
  '=': 'EQ',
  '!=': 'NE',
  '<': 'LT',
  '<=': 'LE',
  '>': 'GT',
  '>=': 'GE',
  '&': 'MASKED_EQ',
};

function operatorMeant(op: string): string[] {
  const bare = op
    .trim()
    .toUpperCase()
    .replace(/^(SCMP_)?(CMP_)?/, '');
  const to = `SCMP_CMP_${lookUp(signs, bare) ?? bare}`;
  return operators.includes(to) ? [to] : [];
}
