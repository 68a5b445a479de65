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

/** What libseccomp keeps for each call: `true` in front of everything else, once a rule holds for all arguments. */
interface Calls {
  always: boolean;
  chains: Chain[];
}

export class Tree {
  readonly clashes: Clash[] = [];
  readonly #narrow: boolean;
  readonly #multiplexes: boolean;
  readonly #calls = new Map<string, Calls>();

  constructor(architectures: readonly Architecture[]) {
    this.#narrow = architectures.some(({ isNarrow }) => isNarrow);
    this.#multiplexes = architectures.some(({ multiplexes }) => multiplexes);
  }

  add(entry: Entry) {
    const { value: name } = entry.name;
    const conditions = entry.conditions.filter(({ op, value }) => op !== 'SCMP_CMP_MASKED_EQ' || value !== 0n);
    const wide = conditions.map(condition => step(condition, false));
    const clash = this.#insert(name, wide, entry, undefined, false);
    if (clash) return;
    if (this.#narrow && wide.length > 0) {
      const narrow = conditions.map(condition => step(condition, true));
      if (this.#insert(`${name}/32`, narrow, entry, undefined, true)) return;
    }
    if (!this.#multiplexes) return;
    const through = behindSocketcall.has(name) ? 'socketcall' : behindIpc.has(name) ? 'ipc' : undefined;
    if (through) {
      // The first argument becomes the number of the call; libseccomp leaves the others as they are.
      const number = behindSocketcall.get(name) ?? behindIpc.get(name) ?? 0;
      const others = conditions.filter(({ index }) => index !== 0n).map(condition => step(condition, true));
      this.#insert(through, [`0 EQ ${number} +`, ...others], entry, through, false);
    }
  }

  #insert(
    call: string,
    unordered: readonly string[],
    entry: Entry,
    through: Clash['through'],
    isNarrow: boolean,
  ): boolean {
    const calls = this.#calls.get(call) ?? { always: false, chains: [] };
    this.#calls.set(call, calls);
    if (calls.always) return false;
    const steps = [...unordered].sort();
    if (steps.length === 0) {
      calls.always = true;
      calls.chains = [];
      // A rule for all arguments holds on every architecture.
      this.#calls.set(`${call}/32`, calls);
      return false;
    }
    if (calls.chains.some(chain => chain.steps.length < steps.length && begins(steps, chain.steps))) return false;
    const longer = calls.chains.filter(chain => begins(chain.steps, steps));
    const earlier = longer.find(chain => !sameAction(chain.entry, entry));
    if (earlier) {
      this.clashes.push({ entry, earlier: earlier.entry, through, isNarrow });
      return true;
    }
    calls.chains = [...calls.chains.filter(chain => !longer.includes(chain)), { steps, entry }];
    return false;
  }
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
