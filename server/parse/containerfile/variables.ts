import { countBefore } from '../../core/sorted.ts';
import { expand, type Value } from './expand.ts';
import type { Instruction } from './instruction.ts';
import type { Pair } from './model.ts';
import type { Stage } from './stages.ts';

/** The platform of the image and of the machine: FROM sees them, and what declares them with ARG. */
export const platformArguments: ReadonlySet<string> = new Set(
  ['PLATFORM', 'OS', 'ARCH', 'VARIANT'].flatMap(part => [`TARGET${part}`, `BUILD${part}`]),
);

/** What the build takes from the machine, without an ARG. */
export const hostArgument = /^(?:https?|ftp|no|all)_proxy$|^(?:HTTPS?|FTP|NO|ALL)_PROXY$/;

/** What is known of a variable from the file alone. */
export type Standing =
  /** ENV, or ARG with a value. */
  | 'set'
  /** ARG without a value: the command line says it, or nobody. */
  | 'declared'
  /** Podman sets it. */
  | 'automatic'
  /** Nothing in the file sets it; the base image may. */
  | 'missing';

/** What a variable was set to, by which of the stage's instructions. */
export interface Assignment {
  readonly instruction: Instruction;
  readonly pair: Pair;
  readonly index: number;
  readonly value: Value;
  readonly isEnv: boolean;
  /** ARG without a value, and none from above. */
  readonly isBare: boolean;
}

/** ENV holds against every ARG. */
const stronger = (near: Assignment | undefined, far: Assignment | undefined): Assignment | undefined =>
  far?.isEnv ? far : (near ?? far);

/** The variables of a stage, or (without a stage) those before the first FROM, which only FROM sees. */
export class Scope {
  readonly #assignments = new Map<string, Assignment[]>();
  readonly #globals: Scope | undefined;
  /** The nearest stage below that sets anything. */
  readonly #parent: Scope | undefined;
  /** What is set here or in a stage that has to do with this one: most names that are asked for are nowhere. */
  readonly #anywhere: Set<string>;
  /** What counts behind the last instruction: stages may be built on each other in long chains. */
  readonly #atEnd = new Map<string, Assignment | undefined>();
  /** Nothing else can set a variable: without a base image, whose variables nobody knows. */
  readonly #isClosed: boolean;

  constructor(instructions: readonly Instruction[], stage?: Stage, globals?: Scope, parent?: Scope) {
    this.#globals = globals;
    this.#parent = parent && parent.#assignments.size === 0 ? parent.#parent : parent;
    this.#anywhere = parent ? parent.#anywhere : new Set();
    this.#isClosed = stage === undefined || (parent ? parent.#isClosed : stage.base?.value === 'scratch');
    instructions.forEach((instruction, index) => {
      if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') return;
      // Later pairs of an instruction do not see earlier ones.
      for (const pair of instruction.pairs) {
        const isEnv = instruction.keyword === 'ENV';
        const above = pair.value === undefined ? this.#above(pair.name) : undefined;
        const value = pair.value === undefined ? above?.value : this.expand(pair.raw, index);
        this.#assign(pair.name, {
          instruction,
          pair,
          index,
          value,
          isEnv,
          isBare: pair.value === undefined && (above?.isBare ?? true),
        });
      }
    });
  }

  /** The text as the instruction at `before` of the stage sees it. */
  expand(text: string, before = Number.POSITIVE_INFINITY): string | undefined {
    return expand(text, name => this.#value(name, before));
  }

  /** The text if the command line sets nothing, nor the base image: what has no value in the file is empty. */
  expandByDefault(text: string, before: number): string | undefined {
    return expand(text, name => {
      const standing = this.standing(name, before);
      return standing === 'missing' || standing === 'declared' ? null : this.#value(name, before);
    });
  }

  /** ENV holds against every ARG: what an ARG says behind it does not count. */
  #assign(name: string, assignment: Assignment): void {
    this.#anywhere.add(name);
    const known = this.#assignments.get(name);
    if (!known) this.#assignments.set(name, [assignment]);
    else if (assignment.isEnv || !known.at(-1)?.isEnv) known.push(assignment);
  }

  /** What counts before that instruction: the nearest ENV, else the nearest ARG. */
  lookup(name: string, before = Number.POSITIVE_INFINITY): Assignment | undefined {
    if (!this.#anywhere.has(name)) return undefined;
    const all = this.#assignments.get(name);
    const own = all?.[countBefore(all, before, ({ index }) => index) - 1];
    if (own?.isEnv || !this.#parent) return own;
    return stronger(own, this.#parent.#last(name));
  }

  #last(name: string): Assignment | undefined {
    let found: Assignment | undefined;
    for (let scope: Scope | undefined = this; scope && !found?.isEnv; scope = scope.#parent) {
      const isKnown = scope.#atEnd.has(name);
      found = stronger(found, isKnown ? scope.#atEnd.get(name) : scope.#assignments.get(name)?.at(-1));
      if (isKnown) break;
    }
    this.#atEnd.set(name, found);
    return found;
  }

  #value(name: string, before: number): Value {
    const assignment = this.lookup(name, before);
    if (assignment) return assignment.value;
    return platformArguments.has(name) || hostArgument.test(name) || !this.#isClosed ? undefined : null;
  }

  standing(name: string, before: number): Standing {
    const assignment = this.lookup(name, before);
    const isOfPlatform = platformArguments.has(name) && (assignment !== undefined || this.#globals === undefined);
    if (isOfPlatform || hostArgument.test(name)) return 'automatic';
    if (!assignment) return this.#globals && name === 'PATH' ? 'automatic' : 'missing';
    return assignment.isBare ? 'declared' : 'set';
  }

  /** The names that something has set or declared before that instruction. */
  *names(before: number): Generator<string> {
    let limit = before;
    for (let scope: Scope | undefined = this; scope; scope = scope.#parent) {
      for (const [name, [first]] of scope.#assignments) if (first && first.index < limit) yield name;
      limit = Number.POSITIVE_INFINITY;
    }
  }

  /** `ARG NAME`: what was declared before the first FROM, else what held so far; the command line may say otherwise. */
  #above(name: string): Assignment | undefined {
    return this.#globals?.lookup(name) ?? this.lookup(name);
  }
}
