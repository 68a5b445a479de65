import { readPairs } from './host.ts';

/** Properties of units, by unit: `systemctl show` leaves an empty line between two. */
export function readUnits(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const units = text.split(/\n\s*\n/).map(readProperties);
  return new Map(units.flatMap(unit => (unit.has('Id') ? [[unit.get('Id') ?? '', unit]] : [])));
}

/** A property may be there several times (`Listen`): all are kept, a line each. */
function readProperties(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const line of text.split('\n')) {
    for (const [name, value] of readPairs(line)) {
      const before = properties.get(name);
      properties.set(name, before === undefined ? value : `${before}\n${value}`);
    }
  }
  return properties;
}
