import { addTo } from './grouped.ts';
import type { RuleInfo } from './rule.ts';

/**
 * Finds rules by their own name or by one that another tool has for them. Case does not matter, nor do the forms
 * in which Trivy writes its ids (`DS002`, `DS-0002`, `AVD-DS-0002`).
 */
export class RuleNames<Rule extends Pick<RuleInfo, 'id' | 'aliases'> = RuleInfo> {
  readonly #byName = new Map<string, Rule[]>();
  /** Those that BuildKit has, too. */
  readonly ofBuildKit: readonly Rule[];

  constructor(rules: Iterable<Rule>) {
    const all = [...rules];
    this.ofBuildKit = all.filter(({ aliases }) => aliases?.some(alias => buildKitName.test(alias)));
    for (const rule of all) {
      for (const name of [rule.id, ...(rule.aliases ?? [])]) addTo(this.#byName, normalize(name), rule);
    }
  }

  /** Several, where another tool's rule became several of ours; none for an unknown name. */
  find(name: string): readonly Rule[] {
    return this.#byName.get(normalize(name)) ?? [];
  }
}

/** `JSONArgsRecommended`: the names of all others have numbers or dashes in them. */
const buildKitName = /^[A-Z]+[a-z][A-Za-z]+$/;

const normalize = (name: string): string =>
  name.includes('/')
    ? name.toLowerCase()
    : name
        .toUpperCase()
        .replace(/^AVD-/, '')
        .replace(/[-_]/g, '')
        .replace(/(\D)0+(?=\d)/g, '$1');
