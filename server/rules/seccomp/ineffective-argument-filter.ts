import type { Report } from '../../core/rule.ts';
import type { Arg } from '../../parse/json/seccompProfile.ts';
import { argumentsOf, intArguments, pointerArguments } from '../../podman/syscallArguments.ts';
import { fix } from './_edits.ts';
import { open } from './_examples.ts';
import { actionOf, letsPass, usualFilter } from './_filter.ts';
import { isFromPodman } from './_podman.ts';
import { seccompRule } from './_rule.ts';

type Key = 'pointer' | 'count' | 'never' | 'always' | 'mask' | 'value-two' | 'upper-bits';

const most = (1n << 64n) - 1n;
const low = 0xffff_ffffn;
const deny = (name: string, arg: string): string =>
  open(`{"names": ["${name}"], "action": "SCMP_ACT_ERRNO", "args": [{${arg}}]}`);

export default seccompRule({
  id: 'seccomp/ineffective-argument-filter',
  title: { en: 'Condition that protects nothing', ja: '効果のない引数の条件' },
  severity: 'warning',
  impliedBy: ['seccomp/invalid-profile', 'seccomp/ignored-condition'],
  references: [
    { title: 'Podman book 8.3.2' },
    { title: 'seccomp(2)', url: 'https://man7.org/linux/man-pages/man2/seccomp.2.html' },
  ],
  messages: {
    pointer: {
      en: 'Argument {index} of {name} is an address: seccomp compares the address, not what stands there.',
      ja: '{name} の引数 {index} はアドレスです。seccomp が比較するのはアドレスの値で、その先の内容ではありません。',
    },
    count: {
      en: '{name} has {count} arguments; what stands in argument {index} is whatever was left in a register.',
      ja: '{name} の引数は {count} 個です。引数 {index} にはレジスターに残った値が入っているだけです。',
    },
    never: {
      en: 'No value satisfies this condition: the rule never holds.',
      ja: 'この条件を満たす値はなく、ルールは使われません。',
    },
    always: { en: 'Every value satisfies this condition.', ja: 'すべての値がこの条件を満たします。' },
    mask: {
      en: 'valueTwo has bits outside of the mask in value, which are ignored. Perhaps the two are in the wrong order: value is the mask.',
      ja: 'valueTwo に value のマスク外のビットがあり、無視されます。順序が逆かもしれません。value がマスクです。',
    },
    'value-two': {
      en: '{op} does not look at valueTwo; only SCMP_CMP_MASKED_EQ does.',
      ja: '{op} は valueTwo を見ません。見るのは SCMP_CMP_MASKED_EQ だけです。',
    },
    'upper-bits': {
      en: 'The kernel looks at the lower 32 bits of this argument of {name}, seccomp at all 64: with a bit set above, the call passes by this rule.',
      ja: 'カーネルは {name} のこの引数の下位 32 ビットだけを見ますが、seccomp は 64 ビットすべてを比較します。上位ビットを立てればこのルールを回避できます。',
    },
  },
  why: {
    en: 'A rule that looks strict and is not is worse than none: nobody looks again.',
    ja: '厳しく見えて効果のないルールは、誰も見直さないため、ないよりも危険です。',
  },
  remedy: {
    en: 'Deny the whole call, or compare what seccomp can see: numbers and flags, the lower 32 bits by SCMP_CMP_MASKED_EQ.',
    ja: '呼び出し全体を拒否するか、seccomp から見える数値やフラグを比較してください。下位 32 ビットは SCMP_CMP_MASKED_EQ で比較できます。',
  },
  examples: {
    bad: [
      { text: deny('execve', '"index": «0», "value": 4096, "op": "SCMP_CMP_EQ"') },
      { text: deny('clone3', '"index": «0», "value": 268435456, "valueTwo": 268435456, "op": "SCMP_CMP_MASKED_EQ"') },
      { text: deny('personality', '"index": «1», "value": 8, "op": "SCMP_CMP_EQ"') },
      { text: deny('mkdir', '"index": 1, "value": 0, "op": «"SCMP_CMP_LT"»') },
      { text: deny('mkdir', '"index": 1, "value": 0, "op": «"SCMP_CMP_GE"»') },
      { text: deny('mkdir', '"index": 1, "value": 448, "valueTwo": «511», "op": "SCMP_CMP_MASKED_EQ"') },
      { text: deny('mkdir', '"index": 1, "value": 448, "valueTwo": «448», "op": "SCMP_CMP_EQ"') },
      {
        text: deny('ioctl', '"index": 1, "value": «21522», "op": "SCMP_CMP_EQ"'),
        fixed: deny('ioctl', '"index": 1, "value": 4294967295, "valueTwo": 21522, "op": "SCMP_CMP_MASKED_EQ"'),
      },
    ],
    good: [
      { text: deny('mkdir', '"index": 1, "value": 448, "op": "SCMP_CMP_EQ"') },
      { text: deny('execve', '"index": 1, "value": 0, "op": "SCMP_CMP_EQ"') },
      { text: deny('clone', '"index": 0, "value": 268435456, "valueTwo": 268435456, "op": "SCMP_CMP_MASKED_EQ"') },
      { text: deny('ioctl', '"index": 1, "value": 4294967295, "valueTwo": 21522, "op": "SCMP_CMP_MASKED_EQ"') },
      { text: deny('frobnicate', '"index": 5, "value": 1, "op": "SCMP_CMP_EQ"') },
    ],
  },
  *check(profile): Iterable<Report<Key>> {
    const isAllowing = letsPass(usualFilter(profile).defaultAction);
    const derived = isFromPodman(profile);
    for (const { args, names, action, errno } of profile.rules) {
      const isDenial = isAllowing && !letsPass(actionOf(action?.value, errno));
      for (const arg of args) {
        yield* byValue(arg);
        for (const { value: name } of names) {
          const found = byCall(arg, name, isDenial, derived);
          if (!found) continue;
          yield found;
          break;
        }
      }
    }
  },
});

function* byValue({ op, value, valueTwo, fields, node }: Arg): Iterable<Report<Key>> {
  const at = (fields.op ?? fields.value)?.member.value.span ?? node.span;
  const second = fields.valueTwo?.member.value.span ?? at;
  const isMasked = op === 'SCMP_CMP_MASKED_EQ';
  if ((op === 'SCMP_CMP_LT' && value === 0n) || (op === 'SCMP_CMP_GT' && value === most))
    yield { at, message: 'never' };
  if ((op === 'SCMP_CMP_GE' && value === 0n) || (op === 'SCMP_CMP_LE' && value === most) || (isMasked && value === 0n))
    yield { at, message: 'always' };
  else if (isMasked && (valueTwo & ~value & most) !== 0n) yield { at: second, message: 'mask' };
  if (!isMasked && valueTwo !== 0n && op !== '')
    yield { at: second, message: 'value-two', params: { op }, severity: 'info' };
}

function byCall(arg: Arg, name: string, isDenial: boolean, derived: boolean): Report<Key> | undefined {
  const { index, op, value, fields, node } = arg;
  const number = Number(index);
  const at = fields.index?.member.value.span ?? { start: node.span.start, end: node.span.start + 1 };
  const count = argumentsOf(name);
  if (count !== undefined && number >= count && number < 6)
    return { at, message: 'count', params: { name, index: number, count } };
  if (pointerArguments(name).includes(number)) {
    const isNull = value === 0n && /_(EQ|NE)$/.test(op) && op !== 'SCMP_CMP_MASKED_EQ';
    return isNull ? undefined : { at, message: 'pointer', params: { name, index: number } };
  }
  const isEvaded = isDenial && op === 'SCMP_CMP_EQ' && !derived && intArguments(name).includes(number) && value <= low;
  if (!isEvaded || !fields.value || !fields.op) return undefined;
  const title = { en: 'Compare the lower 32 bits', ja: '下位 32 ビットを比較する' };
  const edits = fields.valueTwo ? [{ span: fields.valueTwo.member.value.span, text: String(value) }] : [];
  const own = fields.value.member.value.span;
  const text = fields.valueTwo ? String(low) : `${low}, "valueTwo": ${value}`;
  const fixes = [
    fix(title, [{ span: own, text }, ...edits, { span: fields.op.member.value.span, text: '"SCMP_CMP_MASKED_EQ"' }]),
  ];
  return { at: own, message: 'upper-bits', params: { name }, fixes };
}
