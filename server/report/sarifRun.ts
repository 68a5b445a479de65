import { version } from '../core/version.generated.ts';
import { jsonList } from './jsonList.ts';
import { jsonLine } from './visible.ts';

/** SARIF 2.1.0 with one run. The rules come behind the results, when it is known which of them spoke. */
export class SarifRun<Rule> {
  readonly #rules = new Map<Rule, number>();
  readonly results = jsonList();

  start(): string {
    return '{\n"$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n"version": "2.1.0",\n"runs": [{\n"columnKind": "utf16CodeUnits",\n"results": [';
  }

  indexOf(rule: Rule): number {
    const index = this.#rules.get(rule) ?? this.#rules.size;
    this.#rules.set(rule, index);
    return index;
  }

  end(invocation: object, names: object, toRule: (rule: Rule) => object): string {
    const driver = { ...names, version, rules: [...this.#rules.keys()].map(toRule) };
    return `\n],\n"invocations": ${jsonLine([invocation])},\n"tool": ${jsonLine({ driver })}\n}]\n}\n`;
  }
}
