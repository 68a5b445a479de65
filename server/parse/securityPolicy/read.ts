import { type Span, span } from '../../core/span.ts';
import { capabilityName, capabilityNames } from '../../podman/capabilities.ts';
import type { YamlItem } from '../yaml/node.ts';
import {
  booleanOf,
  dig,
  type Field,
  fieldsOf,
  get,
  isNull,
  isUnknown,
  numberOf,
  textOf,
  type Value,
  view,
} from '../yaml/view.ts';
import { fieldAt, keysBelow, policyFields } from './fields.ts';
import {
  type Demand,
  type DemandList,
  demandLists,
  type Expected,
  type PolicyFault,
  type RequiredLabel,
  type SecurityPolicy,
  type Term,
} from './policy.ts';

/** Reads a document of the kind SecurityPolicy. Never throws: what cannot be understood is a fault. */
export function readPolicy(root: Value): SecurityPolicy {
  const reader = new Reader();
  reader.checkKeys(root, ['apiVersion', 'kind', 'metadata', 'spec']);
  const version = get(root, 'apiVersion');
  if (version && textOf(version.value) !== 'v1' && !isUnknown(version.value)) reader.bad(version.value, 'version');
  const spec = get(root, 'spec');
  if (spec) reader.readSpec(spec);
  const name = get(dig(root, 'metadata'), 'name');
  return {
    name: textOf(name?.value),
    nameAt: name?.value.at ?? get(root, 'kind')?.value.at ?? root.at,
    ...{ labels: reader.labels, demands: reader.demands, faults: reader.faults },
  };
}

const listKeys = ['requiredLabels', ...demandLists];

class Reader {
  readonly labels: RequiredLabel[] = [];
  readonly demands: Demand[] = [];
  readonly faults: PolicyFault[] = [];

  /** Unknown keys of a map are faults; another value than a map is one, too. */
  checkKeys(map: Value, keys: readonly string[]): void {
    if (map.node.type !== 'map') return;
    for (const { key, keyAt, entry, merged } of fieldsOf(map)) {
      if (!keys.includes(key) && !merged) this.faults.push({ fault: 'unknown-key', at: keyAt, key, keys, entry });
    }
  }

  bad(value: Value, expected: Expected, choices?: readonly string[]): void {
    if (isUnknown(value)) return;
    const written = value.node.type === 'scalar' ? value.node.text : undefined;
    this.faults.push({ fault: 'bad-value', at: value.at, expected, written, ...(choices ? { choices } : {}) });
  }

  readSpec({ value }: Field): void {
    if (value.node.type !== 'map') {
      this.bad(value, 'map');
      return;
    }
    this.checkKeys(value, listKeys);
    for (const item of this.#itemsOf(get(value, 'requiredLabels'))) this.#readLabel(item);
    for (const list of demandLists) {
      for (const item of this.#itemsOf(get(value, list))) this.#readEntry(list, item, '');
    }
  }

  #itemsOf(list: Field | undefined): ListItem[] {
    if (!list) return [];
    if (list.value.node.type !== 'seq') {
      this.bad(list.value, 'list');
      return [];
    }
    if (list.value.node.items.length === 0) this.faults.push({ fault: 'empty', at: list.keyAt, part: list.entry });
    return partsOf(list.value);
  }

  #readLabel({ value, part }: ListItem): void {
    if (value.node.type !== 'map') {
      this.bad(value, 'map');
      return;
    }
    this.checkKeys(value, ['key', 'value']);
    const [key, wanted] = [get(value, 'key')?.value, get(value, 'value')?.value];
    if (isUnknown(key) || isUnknown(wanted)) return;
    const name = textOf(key);
    if (!key || name === undefined || !labelKey.test(name)) {
      this.bad(key ?? value, 'labelKey');
      return;
    }
    const text = textOf(wanted);
    if (wanted && (text === undefined || !labelValue.test(text))) {
      this.bad(wanted, 'labelValue');
      return;
    }
    this.labels.push({ key: name, value: text, at: key.at, part });
  }

  /** The fields of an entry, and of the maps in it. */
  #readEntry(list: DemandList, { value, part }: ListItem, prefix: string): void {
    if (value.node.type !== 'map') {
      this.bad(value, 'map');
      return;
    }
    const fields = fieldsOf(value);
    if (fields.length === 0) this.faults.push({ fault: 'empty', at: value.at, part });
    for (const field of fields) this.#readField(list, field, prefix);
  }

  #readField(list: DemandList, field: Field, prefix: string): void {
    const { key, keyAt, value, entry } = field;
    const path = fieldAt(prefix, key);
    if (path !== undefined) {
      this.#readDemand(list, path, field);
      return;
    }
    const keys = keysBelow(prefix);
    if (keys.includes(key)) {
      this.#readEntry(list, { value, part: undefined }, `${prefix}${key}.`);
      return;
    }
    this.faults.push({ fault: 'unknown-key', at: keyAt, key, keys, entry });
  }

  #readDemand(list: DemandList, field: string, { keyAt, value, entry }: Field): void {
    if (list === 'allowed' && field !== 'capabilities.add') {
      this.faults.push({ fault: 'not-allowable', at: keyAt, field, part: entry });
      return;
    }
    const { type } = policyFields[field] ?? { type: 'text' };
    const values = value.node.type === 'seq' ? partsOf(value) : [{ value, part: undefined }];
    if (value.node.type === 'seq' && type === 'boolean') {
      this.bad(value, 'boolean');
      return;
    }
    if (value.node.type !== 'seq' && type === 'capabilities') {
      this.bad(value, 'capabilities');
      return;
    }
    if (values.length === 0) this.faults.push({ fault: 'empty', at: keyAt, part: entry });
    // Where a template has a say, nobody knows what is demanded.
    if (values.some(each => isUnknown(each.value))) return;
    const terms = values.flatMap(each => this.#term(field, each) ?? []);
    if (terms.length > 0) this.demands.push({ list, field, terms, at: lineOf(keyAt, value), part: entry });
  }

  #term(field: string, { value, part }: ListItem): Term | undefined {
    const { type, choices } = policyFields[field] ?? { type: 'text' };
    const text = textOf(value);
    const term = (text: string): Term => ({ value: text, at: value.at, part });
    if (text === undefined) {
      this.bad(value, type === 'text' && choices ? 'choice' : type, choices);
      return undefined;
    }
    switch (type) {
      case 'boolean': {
        const said = value.node.type === 'scalar' && value.node.style === 'plain' ? booleanOf(value) : undefined;
        if (said === undefined) this.bad(value, 'boolean');
        return said === undefined ? undefined : term(String(said));
      }
      case 'integer': {
        const number = numberOf(value);
        if (number === undefined || !Number.isInteger(number) || number < 0) {
          this.bad(value, 'integer');
          return undefined;
        }
        return term(String(number));
      }
      case 'capabilities': {
        const name = capabilityName(text);
        const isKnown = name === 'ALL' || capabilityNames.includes(name);
        if (!isKnown) this.faults.push({ fault: 'unknown-capability', at: value.at, written: text });
        return isKnown ? term(name) : undefined;
      }
      case 'text':
        if (!choices || choices.includes(text)) return term(text);
        this.bad(value, 'choice', choices);
        return undefined;
    }
  }
}

interface ListItem {
  readonly value: Value;
  readonly part: YamlItem | undefined;
}

/** Items with their places in the list; those that come in through an alias cannot be edited here. */
const partsOf = (list: Value): ListItem[] =>
  list.node.type !== 'seq'
    ? []
    : list.node.items.flatMap(item => {
        const value = view(item.value, list.outside);
        return value && !isNull(value) ? [{ value, part: list.outside ? undefined : item }] : [];
      });

/** Key and value, where they stand on one line. */
function lineOf(key: Span, { at, node, outside }: Value): Span {
  const isOneLine = node.type === 'scalar' ? node.style !== 'block' : node.type === 'seq' && node.flow;
  return isOneLine && !outside && at.start > key.start ? span(key.start, at.end) : key;
}

const name = '[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?';
const labelKey = new RegExp(`^(?:[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?/)?${name}$`);
const labelValue = new RegExp(`^(?:${name})?$`);
