// What the tests need of node:assert, for the browser's extension host, which has none.

export function ok(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Compares by what JSON shows of the values. */
export function equal<T>(actual: T, expected: T, message = 'not what it should be'): void {
  const [is, should] = [actual, expected].map(value => JSON.stringify(value, null, 2));
  ok(is === should, `${message}\n  actual:   ${is}\n  expected: ${should}`);
}

export const matches = (text: string, pattern: RegExp): void =>
  ok(pattern.test(text), `${pattern} does not match\n${text}`);
