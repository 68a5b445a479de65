import type { Span } from '../core/span.ts';

/** A `[[registry]]` of registries.conf. */
export interface ConfiguredRegistry {
  /** What images it is for: its prefix, or else its location. */
  readonly prefix: string;
  /** Where they are pulled from instead. */
  readonly location?: string | undefined;
  /** Of `blocked = true`. */
  readonly blocked?: Span | undefined;
  readonly hasMirrors: boolean;
}

type Building = { -readonly [Key in keyof ConfiguredRegistry]?: ConfiguredRegistry[Key] };

const header = /^\s*(\[\[?)\s*([^\]]*?)\s*\]\]?\s*(?:#.*)?$/;
const setting = /^\s*(?:"(\w+)"|'(\w+)'|(\w+))\s*=\s*(?:"([^"\\]*)"|'([^']*)'|(true|false))\s*(?:#.*)?$/;

/** Reads the registries of a registries.conf (TOML, version 2). What it does not know it leaves out. */
export function readRegistries(text: string): ConfiguredRegistry[] {
  const registries: Building[] = [];
  let current: Building | undefined;
  let start = 0;
  for (const written of text.split('\n')) {
    const line = written.replace(/\r$/, '');
    const [, brackets, name] = header.exec(line) ?? [];
    if (brackets !== undefined) {
      const last = registries.at(-1);
      if (name === 'registry.mirror' && last) last.hasMirrors = true;
      current = brackets === '[[' && name === 'registry' ? {} : undefined;
      if (current) registries.push(current);
    } else if (current) read(current, line, start);
    start += written.length + 1;
  }
  const whole = registries.map(({ prefix, hasMirrors = false, ...rest }) => {
    const images = prefix || rest.location || '';
    return { ...rest, prefix: images, hasMirrors };
  });
  // Podman refuses the file.
  return whole.some(({ prefix, location }) => !location && !prefix.startsWith('*.')) ? [] : whole;
}

function read(registry: Building, line: string, start: number): void {
  const [, double, single, bare, quoted, literal, truth] = setting.exec(line) ?? [];
  const key = double ?? single ?? bare;
  const value = quoted ?? literal;
  if ((key === 'prefix' || key === 'location') && value !== undefined) registry[key] = value;
  else if (key === 'blocked' && truth === 'true') {
    const end = start + line.lastIndexOf('true', line.indexOf('#') < 0 ? undefined : line.indexOf('#')) + 4;
    registry.blocked = { start: start + line.search(/\S/), end };
  } else if (key === 'mirror') registry.hasMirrors = true;
}
