import type { Arg } from '../../parse/json/seccompProfile.ts';
import { mustReallyWork, type Party, parties } from '../../podman/seccompBaseline.ts';
import { type Action, type EffectiveFilter, letsPass, outcomeOf, sameAction } from './_filter.ts';

/** For which arguments a caller gets on: all but those of some rules, or those alone. */
export interface Passage {
  readonly isOpen: boolean;
  readonly exceptions: readonly (readonly Arg[])[];
}

export const enosys: Action = { name: 'SCMP_ACT_ERRNO', errno: 38 };

/** What a caller hears: without a tracer or an agent, that there is no such call. */
export const heard = (action: Action | undefined): Action | undefined =>
  action?.name === 'SCMP_ACT_TRACE' || action?.name === 'SCMP_ACT_NOTIFY' ? enosys : action;

/** Of one who calls; without, of whoever may. */
export function passageOf(filter: EffectiveFilter, name: string, party?: Party): Passage {
  const { action, conditional } = outcomeOf(filter, name);
  const passes = (action: Action | undefined) => getsOn(filter, name, action, party);
  const isOpen = passes(action);
  const others = conditional.filter(entry => passes(entry.action) !== isOpen);
  return { isOpen, exceptions: others.map(({ conditions }) => conditions) };
}

/** Also where an agent may allow it, where the caller takes another way, or where the call seems to have worked. */
const getsOn = ({ hasListener }: EffectiveFilter, name: string, action: Action | undefined, party?: Party): boolean =>
  letsPass(action) ||
  (action?.name === 'SCMP_ACT_NOTIFY' && hasListener) ||
  (sameAction(heard(action), enosys) && (name === 'clone3' || (name === 'mprotect' && party === 'musl'))) ||
  (isPretended(action) && !(party ? [party] : parties).some(one => mustReallyWork[one].includes(name)));

export const isPretended = (action: Action | undefined): boolean =>
  action?.name === 'SCMP_ACT_ERRNO' && action.errno === 0;

export const isClosed = ({ isOpen, exceptions }: Passage): boolean => !isOpen && exceptions.length === 0;

/** Whether some arguments that passed do so no longer. */
export function isNarrowed(before: Passage, after: Passage): boolean {
  if (isClosed(before) || (after.isOpen && after.exceptions.length === 0)) return false;
  const [old, now] = [before.exceptions.map(keyOf), after.exceptions.map(keyOf)];
  if (before.isOpen !== after.isOpen) {
    const rest = before.isOpen ? conditionsOf(before) : undefined;
    return !rest || !now.includes(keyOf(rest));
  }
  return before.isOpen ? now.some(key => !old.includes(key)) : old.some(key => !now.includes(key));
}

/** A condition, wherever it comes from. */
export type Condition = Pick<Arg, 'index' | 'op' | 'value' | 'valueTwo'>;

const keyOf = (conditions: readonly Condition[]): string =>
  conditions.map(({ index, op, value, valueTwo }) => `${index} ${op} ${value} ${isMask(op) ? valueTwo : ''}`).join();

export const isMask = (op: string): boolean => op === 'SCMP_CMP_MASKED_EQ';

const opposites = new Map(
  ['EQ NE', 'LT GE', 'GT LE'].flatMap(pair => {
    const [one = '', other = ''] = pair.split(' ').map(op => `SCMP_CMP_${op}`);
    return [
      [one, other],
      [other, one],
    ] as const;
  }),
);

/** What holds for all arguments that pass, where one rule can say it: one condition an argument. */
export function conditionsOf({ exceptions }: Passage): readonly Condition[] | undefined {
  const rest: Condition[] = [];
  for (const [condition, ...more] of exceptions) {
    const op = opposites.get(condition?.op ?? '');
    if (!condition || !op || more.length > 0 || rest.some(({ index }) => index === condition.index)) return undefined;
    rest.push({ ...condition, op });
  }
  return rest;
}
