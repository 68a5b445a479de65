import { explain, type Finding } from '../core/finding.ts';
import { hash } from '../core/hash.ts';

/**
 * Names findings of one file so that they are recognised when lines move: by rule, message and which one of its like
 * it is. Never by the text it stands on, which may be a secret.
 */
export function fingerprinter(): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return finding => {
    const name = `${finding.rule.id}\n${explain(finding, 'en').what}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${hash(name)}:${count}`;
  };
}
