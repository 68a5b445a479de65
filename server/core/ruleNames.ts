import { addTo } from './grouped.ts';
import type { OtherTool } from './pragma.ts';
import type { RuleInfo } from './rule.ts';

/**
 * Finds rules by their own name or by one that another tool has for them. Case does not matter, nor do the forms
 * in which Trivy writes its ids (`DS002`, `DS-0002`, `AVD-DS-0002`).
 */
export class RuleNames<Rule extends Pick<RuleInfo, 'id' | 'aliases'> = RuleInfo> {
  readonly #byName = new Map<string, Rule[]>();
  readonly #all: readonly Rule[];

  constructor(rules: Iterable<Rule>) {
    this.#all = [...rules];
    for (const rule of this.#all) {
      for (const name of [rule.id, ...(rule.aliases ?? [])]) addTo(this.#byName, normalize(name), rule);
    }
  }

  /** Several, where another tool's rule became several of ours; none for an unknown name. */
  find(name: string): readonly Rule[] {
    return this.#byName.get(normalize(name)) ?? [];
  }

  /** Those that another tool has, too. */
  knownTo(tool: OtherTool): readonly Rule[] {
    return this.#all.filter(({ aliases }) => aliases?.some(alias => namesOf[tool].test(alias)));
  }
}

const namesOf: Readonly<Record<OtherTool, RegExp>> = {
  // `JSONArgsRecommended`: the names of all others have numbers or dashes in them.
  BuildKit: /^[A-Z]+[a-z][A-Za-z]+$/,
  Sonar: /^S\d+$/,
  KICS: /(?:)/,
};

const normalize = (name: string): string =>
  name.includes('/')
    ? name.toLowerCase()
    : name
        .toUpperCase()
        .replace(/^AVD-/, '')
        .replace(/[-_]/g, '')
        .replace(/(\D)0+(?=\d)/g, '$1');
