/** JSON pointers of the leaves that are not the same in two values. */
export function differences(a: unknown, b: unknown, path = ''): string[] {
  if (a === b) return [];
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return [path];
  const [left, right] = [a, b] as Record<string, unknown>[];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap(key =>
    differences(left?.[key], right?.[key], `${path}/${key}`),
  );
}
