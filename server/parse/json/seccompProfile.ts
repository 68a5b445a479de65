import { goMember } from './keys.ts';
import { parseJson } from './parse.ts';
import type { JsonArray, JsonFile, JsonMember, JsonObject, JsonString, JsonValue } from './tree.ts';

/**
 * A seccomp profile with its fields as Podman decodes them: the case of keys does not matter, and of keys that occur
 * twice the last one counts (Go's encoding/json).
 */
export interface SeccompProfile {
  readonly file: JsonFile;
  readonly defaultAction: JsonMember | undefined;
  readonly rules: readonly SyscallRule[];
}

/** One entry of `syscalls`. */
export interface SyscallRule {
  readonly node: JsonObject;
  readonly list: JsonArray;
  /** Its place in `list`. */
  readonly index: number;
  readonly names: readonly SyscallName[];
  readonly action: JsonMember | undefined;
  /** It holds for some arguments only. */
  readonly hasArgs: boolean;
  readonly includes: Filter;
  readonly excludes: Filter;
}

export interface SyscallName {
  readonly node: JsonString;
  /** The `names` that it stands in; a rule of the old form has one `name`. */
  readonly list: JsonArray | undefined;
  readonly index: number;
}

export interface Filter {
  readonly node: JsonValue | undefined;
  readonly caps: readonly string[];
  readonly arches: readonly string[];
}

/** A member's value, if it is a string. */
export const stringOf = (member: JsonMember | undefined): string | undefined =>
  member?.value.type === 'string' ? member.value.value : undefined;

export function parseSeccompProfile(text: string): SeccompProfile {
  const file = parseJson(text);
  const list = goMember(file.root, 'syscalls')?.value;
  return {
    file,
    defaultAction: goMember(file.root, 'defaultAction'),
    rules: list?.type === 'array' ? rulesOf(list) : [],
  };
}

const rulesOf = (list: JsonArray): SyscallRule[] =>
  list.items.flatMap((node, index) => (node.type === 'object' ? [ruleOf(node, list, index)] : []));

function ruleOf(node: JsonObject, list: JsonArray, index: number): SyscallRule {
  const args = goMember(node, 'args')?.value;
  return {
    node,
    list,
    index,
    names: namesOf(node),
    action: goMember(node, 'action'),
    hasArgs: args?.type === 'array' ? args.items.length > 0 : args?.type === 'unknown',
    includes: filterOf(goMember(node, 'includes')?.value),
    excludes: filterOf(goMember(node, 'excludes')?.value),
  };
}

function namesOf(node: JsonObject): SyscallName[] {
  const single = goMember(node, 'name')?.value;
  if (single?.type === 'string' && single.value !== '') return [{ node: single, list: undefined, index: 0 }];
  const list = goMember(node, 'names')?.value;
  if (list?.type !== 'array') return [];
  return list.items.flatMap((name, index) => (name.type === 'string' ? [{ node: name, list, index }] : []));
}

const filterOf = (node: JsonValue | undefined): Filter => ({
  node,
  caps: stringsOf(goMember(node, 'caps')?.value),
  arches: stringsOf(goMember(node, 'arches')?.value),
});

const stringsOf = (value: JsonValue | undefined): string[] =>
  value?.type === 'array' ? value.items.flatMap(item => (item.type === 'string' ? [item.value] : [])) : [];
