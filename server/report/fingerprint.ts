import { explain, type Finding } from '../core/finding.ts';

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

/** FNV-1a, 64 bits. */
export function hash(text: string): string {
  let result = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    result = ((result ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return result.toString(16).padStart(16, '0');
}
