import type { Fix } from '../../core/fix.ts';
import type { Report, Rule } from '../../core/rule.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { ruleForWhole } from '../_jsonSyntax.ts';
import { keepsStarting } from './_starts.ts';

const ruleForProfile = ruleForWhole<SeccompProfile>(({ file }) => file);

/** A report whose repairs may be worked out only when somebody asks for them. */
export type SeccompReport<Key extends string = string> = Omit<Report<Key>, 'fixes'> & {
  readonly fixes?: readonly Fix[] | (() => readonly Fix[]) | undefined;
};

type SeccompRule<Key extends string> = Omit<Rule<SeccompProfile, Key>, 'check'> & {
  check(...args: Parameters<Rule<SeccompProfile>['check']>): Iterable<SeccompReport<Key>>;
};

/** A rule whose repairs end no container's start. */
export const seccompRule = <Key extends string>(rule: SeccompRule<Key>): Rule<SeccompProfile> =>
  ruleForProfile<Key>({
    ...rule,
    *check(profile, context) {
      for (const report of rule.check(profile, context)) yield new Guarded(profile, report);
    },
  });

/** All of a report's fields, also those that it may lack: none is forgotten. */
type Whole<Key extends string> = { readonly [Field in keyof Required<Report<Key>>]: Report<Key>[Field] };

/** A report with those of its repairs that work, which is tried out once somebody asks for them. */
class Guarded<Key extends string> implements Whole<Key> {
  readonly at: Report<Key>['at'];
  readonly message: Key;
  readonly params: Report<Key>['params'];
  readonly related: Report<Key>['related'];
  readonly subject: Report<Key>['subject'];
  readonly supersedes: Report<Key>['supersedes'];
  readonly severity: Report<Key>['severity'];
  readonly isSyntax: Report<Key>['isSyntax'];
  readonly tag: Report<Key>['tag'];
  readonly group: Report<Key>['group'];
  readonly #profile: SeccompProfile;
  readonly #fixes: SeccompReport['fixes'];
  #working: readonly Fix[] | undefined;

  constructor(profile: SeccompProfile, report: SeccompReport<Key>) {
    this.#profile = profile;
    this.#fixes = report.fixes;
    this.at = report.at;
    this.message = report.message;
    this.params = report.params;
    this.related = report.related;
    this.subject = report.subject;
    this.supersedes = report.supersedes;
    this.severity = report.severity;
    this.isSyntax = report.isSyntax;
    this.tag = report.tag;
    this.group = report.group;
  }

  get fixes(): readonly Fix[] {
    this.#working ??= this.#offered().filter(fix => keepsStarting(this.#profile, fix));
    return this.#working;
  }

  #offered(): readonly Fix[] {
    return typeof this.#fixes === 'function' ? this.#fixes() : (this.#fixes ?? []);
  }
}
