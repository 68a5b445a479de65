import { lookUp } from '../../core/lookUp.ts';
import type { Arg } from '../../parse/json/seccompProfile.ts';
import type { Architecture } from '../../podman/seccompWords.ts';
import type { Entry } from './_filter.ts';

/** Two rules for the same arguments with different actions: libseccomp refuses the second (EEXIST, "File exists"). */
export interface Clash {
  readonly entry: Entry;
  readonly earlier: Entry;
  /** The call that carries both on 32-bit architectures, where that is why. */
  readonly through: 'socketcall' | 'ipc' | undefined;
  /** They differ in the upper halves of their values alone, which 32-bit architectures do not have. */
  readonly isNarrow: boolean;
}

/** The numbers of the calls behind socketcall and ipc (linux/net.h, linux/ipc.h). */
const sockets =
  'socket bind connect listen accept getsockname getpeername socketpair send recv sendto recvfrom shutdown setsockopt getsockopt sendmsg recvmsg accept4 recvmmsg sendmmsg';
const behindSocketcall: ReadonlyMap<string, number> = new Map(sockets.split(' ').map((name, i) => [name, i + 1]));
const behindIpc: ReadonlyMap<string, number> = new Map(
  Object.entries({
    semop: 1,
    semget: 2,
    semctl: 3,
    semtimedop: 4,
    msgsnd: 11,
    msgrcv: 12,
    msgget: 13,
    msgctl: 14,
    shmat: 21,
    shmdt: 22,
    shmget: 23,
    shmctl: 24,
  }),
);

/** A rule's conditions in the order of their arguments, each as a text that says what is compared. */
interface Chain {
  readonly steps: readonly string[];
  readonly entry: Entry;
}

/** What libseccomp keeps for a call. */
interface Call {
  /** A rule holds for all arguments, on every architecture: nothing else is looked at. */
  always: boolean;
  wide: readonly Chain[];
  /** On 32-bit architectures. */
  narrow: readonly Chain[];
}

export class Tree {
  readonly clashes: Clash[] = [];
  readonly #narrow: boolean;
  readonly #multiplexes: boolean;
  readonly #calls = new Map<string, Call>();

  constructor(architectures: readonly Architecture[]) {
    this.#narrow = architectures.some(({ isNarrow }) => isNarrow);
    this.#multiplexes = architectures.some(({ multiplexes }) => multiplexes);
  }

  add(entry: Entry) {
    const { value: name } = entry.name;
    const conditions = entry.conditions.filter(({ op, value }) => op !== 'SCMP_CMP_MASKED_EQ' || value !== 0n);
    if (conditions.length === 0) this.#hold(name);
    else {
      if (this.#insert(name, 'wide', { steps: stepsOf(conditions, false), entry })) return;
      if (this.#narrow && this.#insert(name, 'narrow', { steps: stepsOf(conditions, true), entry })) return;
    }
    if (!this.#multiplexes) return;
    const through = behindSocketcall.has(name) ? 'socketcall' : behindIpc.has(name) ? 'ipc' : undefined;
    if (through) {
      // The first argument becomes the number of the call; libseccomp leaves the others as they are.
      const number = behindSocketcall.get(name) ?? behindIpc.get(name) ?? 0;
      const others = conditions.filter(({ index }) => index !== 0n);
      this.#insert(through, 'wide', { steps: stepsOf(others, true, `0 EQ ${number} +`), entry }, through);
    }
  }

  #call(name: string): Call {
    let call = this.#calls.get(name);
    if (!call) {
      call = { always: false, wide: [], narrow: [] };
      this.#calls.set(name, call);
    }
    return call;
  }

  #hold(name: string): void {
    const call = this.#call(name);
    call.always = true;
    call.wide = call.narrow = [];
  }

  /** Returns whether libseccomp refuses it. */
  #insert(name: string, width: 'wide' | 'narrow', chain: Chain, through?: Clash['through']): boolean {
    const call = this.#call(name);
    const { steps, entry } = chain;
    const chains = call[width];
    if (call.always || chains.some(other => other.steps.length < steps.length && begins(steps, other.steps)))
      return false;
    const longer = chains.filter(other => begins(other.steps, steps));
    const earlier = longer.find(other => !sameAction(other.entry, entry));
    if (earlier) {
      this.clashes.push({ entry, earlier: earlier.entry, through, isNarrow: width === 'narrow' });
      return true;
    }
    call[width] = [...chains.filter(other => !longer.includes(other)), chain];
    return false;
  }
}

function stepsOf(conditions: readonly Arg[], isNarrow: boolean, ...steps: string[]): string[] {
  for (const condition of conditions) steps.push(step(condition, isNarrow));
  return steps.sort();
}

const begins = (steps: readonly string[], beginning: readonly string[]): boolean =>
  beginning.length <= steps.length && beginning.every((step, i) => step === steps[i]);

const sameAction = (a: Entry, b: Entry): boolean =>
  a.action.name === b.action.name && a.action.errno === b.action.errno;

const sides: Readonly<Record<string, string>> = {
  SCMP_CMP_EQ: 'EQ',
  SCMP_CMP_NE: 'EQ',
  SCMP_CMP_GE: 'GE',
  SCMP_CMP_LT: 'GE',
  SCMP_CMP_GT: 'GT',
  SCMP_CMP_LE: 'GT',
};
const isOtherSide = new Set(['SCMP_CMP_NE', 'SCMP_CMP_LT', 'SCMP_CMP_LE']);

/** Opposites (EQ and NE) are two sides of one comparison and do not clash. */
function step({ index, op, value, valueTwo }: Arg, isNarrow: boolean): string {
  const bits = isNarrow ? 0xffff_ffffn : 0xffff_ffff_ffff_ffffn;
  if (op === 'SCMP_CMP_MASKED_EQ') return `${index} MASKED ${value & bits} ${value & valueTwo & bits} +`;
  return `${index} ${lookUp(sides, op) ?? op} ${value & bits} ${isOtherSide.has(op) ? '-' : '+'}`;
}
