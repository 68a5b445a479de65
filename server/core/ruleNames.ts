import type { RuleInfo } from './rule.ts';

/**
 * Finds rules by their own name or by one that another tool has for them. Case does not matter, nor do the forms
 * in which Trivy writes its ids (`DS002`, `DS-0002`, `AVD-DS-0002`).
 */
export class RuleNames<Rule extends Pick<RuleInfo, 'id' | 'aliases'> = RuleInfo> {
  readonly #byName = new Map<string, Rule[]>();

  constructor(rules: Iterable<Rule>) {
    for (const rule of rules) {
      for (const name of [rule.id, ...(rule.aliases ?? [])]) {
        const key = normalize(name);
        this.#byName.set(key, [...(this.#byName.get(key) ?? []), rule]);
      }
    }
  }

  /** Several, where another tool's rule became several of ours; none for an unknown name. */
  find(name: string): readonly Rule[] {
    return this.#byName.get(normalize(name)) ?? [];
  }
}

const normalize = (name: string): string =>
  name.includes('/')
    ? name.toLowerCase()
    : name
        .toUpperCase()
        .replace(/^AVD-/, '')
        .replace(/[-_]/g, '')
        .replace(/(\D)0+(?=\d)/g, '$1');
