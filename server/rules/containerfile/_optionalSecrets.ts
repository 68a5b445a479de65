import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { type Mount, optionOf, targetOf } from './_mounts.ts';
import { runsOf } from './_shell.ts';

/** Whether the commands of a RUN say themselves what to do without a secret, or need it in some builds only. */
export function isOptional(file: Containerfile, { instruction, flag }: Mount): boolean {
  const text = oneLine(file.text.slice(flag.span.end, instruction.span.end));
  const variable = optionOf(flag, 'env')?.value;
  if (variable && /^\w+$/.test(variable) && isVariableAsked(text, variable)) return true;
  const written = targetOf(flag)?.value ?? `/run/secrets/${optionOf(flag, 'id')?.value ?? ''}`;
  const path = file.resolve(written, instruction) ?? written;
  if (isFileAsked(text, path)) return true;
  const uses = [...new Set([path, written])].flatMap(name => placesOf(text, name));
  const inBranches = branchesOf(file, instruction.start);
  return (
    uses.length > 0 &&
    uses.every(
      ({ start, end }) =>
        isHandled(text.slice(end, end + near)) ||
        isBehindTest(text.slice(Math.max(0, start - near), start)) ||
        inBranches(flag.span.end + start),
    )
  );
}

/** How far what decides about a use may stand from it, in UTF-16 units: a RUN may be long and full of uses. */
const near = 1_000;

/** The same length. */
const oneLine = (text: string): string => text.replace(/\\[ \t]*\r?\n/g, found => ' '.repeat(found.length));

/** `[ -n "$TOKEN" ]`, `${TOKEN:-none}`. */
const isVariableAsked = (text: string, name: string): boolean =>
  new RegExp(String.raw`\s-[nvz]\s+["']?(?:\$\{?)?${name}\b|\$\{${name}:?[-+?=]`).test(text);

/** `[ -f /run/secrets/b ]`, `test -d /run/secrets`, `[ -n "$(cat /run/secrets/b)" ]`. */
const isFileAsked = (text: string, path: string): boolean =>
  Array.from(text.matchAll(/\s-(?:[defrs]|[nz]\s+["']?\$\((?:cat|<))\s+["']?([^\s"';)\]]+)/g)).some(([, asked = '']) =>
    mayName(asked, path),
  );

/** A variable of the shell in it may hold anything. */
function mayName(asked: string, path: string): boolean {
  if (asked === path || path.startsWith(`${asked}/`)) return true;
  const [first = '', ...parts] = asked.split(/(?:\$(?:\{[^}]*\}|\w+))+/);
  const last = parts.pop();
  if (last === undefined || !path.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}

function placesOf(text: string, name: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  if (name === '') return places;
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
    places.push({ start, end: start + name.length });
  }
  return places;
}

/** `cat /run/secrets/b 2>/dev/null || true`: the command may fail. */
const isHandled = (behind: string): boolean => /^[^;|\n]*?(?:2>\s*\/dev\/null|\|\|)/.test(behind);

/** `[ "$PRIVATE" = 1 ] &&` in front of it. */
const isBehindTest = (before: string): boolean =>
  before
    .slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('\n')) + 1)
    .split(/&&|\|\|/)
    .slice(0, -1)
    .some(part => /(?:^|\s)(?:\[|test)\s/.test(part) && part.includes('$'));

/** Whether a place is in a branch of an `if` or a `case` of this instruction. */
function branchesOf(file: Containerfile, start: number): (at: number) => boolean {
  const placed = runsOf(file, ['RUN']).find(({ outer }) => outer.start === start);
  const inBranch = ({ nesting }: ShellCommand) => nesting.includes('if') || nesting.includes('case');
  const spans = placed?.run.commands.filter(inBranch).map(({ span }) => placed.place(span)) ?? [];
  return at => spans.some(span => span.start <= at && at < span.end);
}
