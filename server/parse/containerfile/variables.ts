import { expand, type Value } from './expand.ts';
import type { Instruction } from './instruction.ts';
import type { Stage } from './stages.ts';

/** Set by Podman for every build; nobody can know them from the file. */
const automatic = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)$|^(?:https?|ftp|no|all)_proxy$/i;

/** What a variable was set to, and by which of the stage's instructions. */
interface Assignment {
  readonly index: number;
  readonly value: Value;
  readonly isEnv: boolean;
}

/** The variables of a stage, or (without a stage) those before the first FROM, which only FROM sees. */
export class Scope {
  readonly #assignments = new Map<string, Assignment[]>();
  readonly #globals: Scope | undefined;
  readonly #parent: Scope | undefined;
  /** Nothing else can set a variable: without a base image, whose variables nobody knows. */
  readonly #isClosed: boolean;

  constructor(instructions: readonly Instruction[], stage?: Stage, globals?: Scope, parent?: Scope) {
    this.#globals = globals;
    this.#parent = parent;
    this.#isClosed = stage === undefined || (parent ? parent.#isClosed : stage.base?.value === 'scratch');
    instructions.forEach((instruction, index) => {
      if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') return;
      // Later pairs of an instruction do not see earlier ones.
      for (const pair of instruction.pairs) {
        const isEnv = instruction.keyword === 'ENV';
        const value = pair.value === undefined ? this.#undeclared(pair.name) : this.expand(pair.raw, index);
        this.#assign(pair.name, { index, value, isEnv });
      }
    });
  }

  /** The text as the instruction at `before` of the stage sees it. */
  expand(text: string, before = Number.POSITIVE_INFINITY): string | undefined {
    return expand(text, name => this.#value(name, before));
  }

  /** ENV holds against every ARG: what an ARG says behind it does not count. */
  #assign(name: string, assignment: Assignment): void {
    const known = this.#assignments.get(name);
    if (!known) this.#assignments.set(name, [assignment]);
    else if (assignment.isEnv || !known.at(-1)?.isEnv) known.push(assignment);
  }

  /** What counts before that instruction: the nearest ENV, else the nearest ARG. */
  lookup(name: string, before = Number.POSITIVE_INFINITY): Assignment | undefined {
    let argument: Assignment | undefined;
    let limit = before;
    for (let scope: Scope | undefined = this; scope; scope = scope.#parent) {
      const last = scope.#assignments.get(name)?.findLast(({ index }) => index < limit);
      if (last?.isEnv) return last;
      argument ??= last;
      limit = Number.POSITIVE_INFINITY;
    }
    return argument;
  }

  #value(name: string, before: number): Value {
    const assignment = this.lookup(name, before);
    if (assignment) return assignment.value;
    return automatic.test(name) || !this.#isClosed ? undefined : null;
  }

  /** `ARG NAME`: what was declared before the first FROM; otherwise the command line says it, or nobody. */
  #undeclared(name: string): Value {
    return this.#globals?.lookup(name)?.value;
  }
}
