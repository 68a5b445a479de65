/** Who collected the facts, and where. */
export interface HostFacts {
  readonly name: string | undefined;
  readonly kernel: string | undefined;
  readonly system: string | undefined;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly user: string | undefined;
  readonly home: string | undefined;
  readonly runtime: string | undefined;
  readonly config: string | undefined;
  readonly inContainer: boolean;
}

/** Lines of `NAME=VALUE`: the first of a name counts. */
export function readPairs(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    const name = line.slice(0, equals);
    if (equals > 0 && !pairs.has(name)) pairs.set(name, line.slice(equals + 1));
  }
  return pairs;
}

export function readHost(text: string): HostFacts {
  const pairs = readPairs(text);
  const number = (name: string) => (/^\d+$/.test(pairs.get(name) ?? '') ? Number(pairs.get(name)) : undefined);
  return {
    name: pairs.get('name'),
    kernel: pairs.get('kernel'),
    system: pairs.get('system'),
    uid: number('uid'),
    gid: number('gid'),
    user: pairs.get('user'),
    home: pairs.get('home'),
    runtime: pairs.get('runtime'),
    config: pairs.get('config'),
    inContainer: pairs.has('container'),
  };
}
