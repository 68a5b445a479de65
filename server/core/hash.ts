/** FNV-1a, 64 bits. */
export function hash(text: string): string {
  let result = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    result = ((result ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return result.toString(16).padStart(16, '0');
}
