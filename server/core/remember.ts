/** What is known for a key, worked out the first time that somebody asks. */
export function remember<Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, workOut: () => Value): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = workOut();
  known.set(key, value);
  return value;
}
