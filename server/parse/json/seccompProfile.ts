import {
  type GoField,
  type GoList,
  type GoStruct,
  listOf,
  type Shape,
  structItem,
  structOf,
  type TypeFault,
  textItem,
  textOf,
  typeFaults,
  uintOf,
} from './goValues.ts';
import { parseJson } from './parse.ts';
import type { JsonArray, JsonFile, JsonObject, JsonValue } from './tree.ts';

/** A seccomp profile with its fields as Podman decodes them (container-libs, common/pkg/seccomp). */
export interface SeccompProfile {
  readonly file: JsonFile;
  readonly root: GoStruct;
  readonly typeFaults: readonly TypeFault[];
  readonly defaultAction: GoField<string> | undefined;
  readonly defaultErrno: Errno;
  readonly architectures: GoList | undefined;
  readonly archMap: readonly ArchEntry[];
  readonly flags: GoList | undefined;
  readonly listenerPath: GoField<string> | undefined;
  readonly syscalls: GoList | undefined;
  readonly rules: readonly SyscallRule[];
}

/** An errno, by its name or decimal number in a text (which wins), or as a number. */
export interface Errno {
  readonly name: GoField<string> | undefined;
  readonly number: GoField<bigint> | undefined;
}

interface ArchEntry {
  readonly node: JsonObject;
  readonly architecture: GoField<string> | undefined;
  readonly subArchitectures: GoList | undefined;
}

/** One entry of `syscalls`. */
export interface SyscallRule {
  readonly node: JsonObject;
  readonly struct: GoStruct;
  readonly list: JsonArray;
  /** Its place in `list`. */
  readonly index: number;
  /** The old form: one name. Empty ones are none. */
  readonly name: GoField<string> | undefined;
  readonly namesList: GoList | undefined;
  /** What it is about, from the one or the other. */
  readonly names: readonly SyscallName[];
  readonly action: GoField<string> | undefined;
  readonly args: readonly Arg[];
  /** A condition that is null: Podman crashes on it. */
  readonly nullArg: JsonValue | undefined;
  readonly includes: Filter;
  readonly excludes: Filter;
  readonly errno: Errno;
}

export interface SyscallName {
  readonly value: string;
  readonly node: JsonValue;
  /** The `names` that it stands in; a rule of the old form has one `name`. */
  readonly list: JsonArray | undefined;
  readonly index: number;
}

export interface Arg {
  readonly node: JsonObject;
  readonly index: bigint;
  readonly value: bigint;
  readonly valueTwo: bigint;
  readonly op: string;
  readonly fields: {
    readonly index: GoField<bigint> | undefined;
    readonly value: GoField<bigint> | undefined;
    readonly valueTwo: GoField<bigint> | undefined;
    readonly op: GoField<string> | undefined;
  };
}

interface Filter {
  readonly nodes: GoStruct;
  readonly caps: readonly FilterItem[];
  readonly arches: readonly FilterItem[];
}

export interface FilterItem {
  readonly value: string;
  readonly node: JsonValue;
}

const texts: Shape = { list: 'text' };
const filter: Shape = { fields: { caps: texts, arches: texts } };
const arg: Shape = { fields: { index: 'uint', value: 'uint', valuetwo: 'uint', op: 'text' } };
const rule: Shape = {
  fields: {
    name: 'text',
    names: texts,
    action: 'text',
    args: { list: arg },
    comment: 'text',
    includes: filter,
    excludes: filter,
    errnoret: 'uint',
    errno: 'text',
  },
};
/** The fields of Podman's Seccomp struct; keys in lower case. */
const shape: Shape = {
  fields: {
    defaultaction: 'text',
    defaulterrnoret: 'uint',
    defaulterrno: 'text',
    architectures: texts,
    archmap: { list: { fields: { architecture: 'text', subarchitectures: texts } } },
    syscalls: { list: rule },
    flags: texts,
    listenerpath: 'text',
    listenermetadata: 'text',
  },
};

export function parseSeccompProfile(text: string): SeccompProfile {
  const file = parseJson(text);
  const root: GoStruct = file.root?.type === 'object' ? [file.root] : [];
  const syscalls = listOf(root, 'syscalls');
  return {
    file,
    root,
    typeFaults: file.root && file.isWhole ? typeFaults(file.root, shape) : [],
    defaultAction: filled(textOf(root, 'defaultAction')),
    defaultErrno: errnoOf(root, 'defaultErrno'),
    architectures: listOf(root, 'architectures'),
    archMap: (listOf(root, 'archMap')?.items ?? []).flatMap(archEntry),
    flags: listOf(root, 'flags'),
    listenerPath: filled(textOf(root, 'listenerPath')),
    syscalls,
    rules: syscalls ? syscalls.items.flatMap((item, index) => ruleOf(item, index, syscalls)) : [],
  };
}

const filled = (field: GoField<string> | undefined): GoField<string> | undefined =>
  field?.value === '' ? undefined : field;

const errnoOf = (struct: GoStruct, field: string): Errno => ({
  name: filled(textOf(struct, field)),
  number: uintOf(struct, `${field}Ret`, true),
});

function archEntry(item: readonly JsonValue[]): ArchEntry[] {
  const struct = structItem(item);
  const node = struct?.at(-1);
  if (!struct || !node) return [];
  const architecture = textOf(struct, 'architecture');
  return [{ node, architecture, subArchitectures: listOf(struct, 'subArchitectures') }];
}

function ruleOf(item: readonly JsonValue[], index: number, { array }: GoList): SyscallRule[] {
  const struct = structItem(item);
  const node = struct?.at(-1);
  if (!struct || !node) return [];
  const name = filled(textOf(struct, 'name'));
  const namesList = listOf(struct, 'names');
  const args = listOf(struct, 'args')?.items ?? [];
  return [
    {
      node,
      struct,
      list: array,
      index,
      name,
      namesList,
      names: name ? [{ value: name.value, node: name.member.value, list: undefined, index: 0 }] : namesOf(namesList),
      action: textOf(struct, 'action'),
      args: args.flatMap(argOf),
      nullArg: args.find(item => !structItem(item))?.at(-1),
      includes: filterOf(structOf(struct, 'includes')),
      excludes: filterOf(structOf(struct, 'excludes')),
      errno: errnoOf(struct, 'errno'),
    },
  ];
}

function namesOf(list: GoList | undefined): SyscallName[] {
  const names: SyscallName[] = [];
  list?.items.forEach((item, index) => {
    const node = item.at(-1);
    if (node) names.push({ value: textItem(item), node, list: list.array, index });
  });
  return names;
}

function argOf(item: readonly JsonValue[]): Arg[] {
  const struct = structItem(item);
  const node = struct?.at(-1);
  if (!struct || !node) return [];
  const index = uintOf(struct, 'index');
  const value = uintOf(struct, 'value');
  const valueTwo = uintOf(struct, 'valueTwo');
  const op = textOf(struct, 'op');
  return [
    {
      node,
      index: index?.value ?? 0n,
      value: value?.value ?? 0n,
      valueTwo: valueTwo?.value ?? 0n,
      op: op?.value ?? '',
      fields: { index, value, valueTwo, op },
    },
  ];
}

const filterOf = (nodes: GoStruct): Filter => ({
  nodes,
  caps: itemsOf(listOf(nodes, 'caps')),
  arches: itemsOf(listOf(nodes, 'arches')),
});

const itemsOf = (list: GoList | undefined): FilterItem[] =>
  (list?.items ?? []).flatMap(item => {
    const node = item.at(-1);
    return node ? [{ value: textItem(item), node }] : [];
  });
