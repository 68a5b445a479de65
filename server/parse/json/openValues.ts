import type { Span } from '../../core/span.ts';
import type { JsonArray, JsonMember, JsonObject, JsonString, JsonValue } from './tree.ts';

type Building<T extends { span: Span }> = Omit<T, 'span'> & { span: { start: number; end: number } };

/** An object or array that is not closed yet, and what may come next in it. */
export interface OpenValue {
  readonly node: Building<JsonObject> | Building<JsonArray>;
  state: 'first' | 'next' | 'colon' | 'value' | 'after';
  key: JsonString | undefined;
  /** The last one, while nothing stands behind it. */
  comma: Span | undefined;
}

/** The tree while it grows: the value of the text, and the objects and arrays around the place that is read. */
export class OpenValues {
  root: JsonValue | undefined;
  readonly #open: OpenValue[] = [];
  /** How many of the open ones are objects, and how many arrays. */
  readonly #count = { object: 0, array: 0 };

  get depth(): number {
    return this.#open.length;
  }

  get innermost(): OpenValue | undefined {
    return this.#open.at(-1);
  }

  /** The one that the innermost lies in. */
  get holder(): OpenValue | undefined {
    return this.#open.at(-2);
  }

  has(type: 'object' | 'array'): boolean {
    return this.#count[type] > 0;
  }

  /** What would close all of them, the innermost first. */
  get closers(): string {
    return this.#open.map(closerOf).reverse().join('');
  }

  /** Whether closing brackets of this type and then of the innermost's fit the two around the innermost. */
  isOneTooMany(type: 'object' | 'array'): boolean {
    const [third, second, inner] = this.#open.slice(-3);
    return second?.node.type === type && third?.node.type === inner?.node.type;
  }

  open({ start, end }: Span, type: 'object' | 'array'): JsonValue {
    const span = { start, end };
    const node: OpenValue['node'] = type === 'object' ? { type, span, members: [] } : { type, span, items: [] };
    this.#open.push({ node, state: 'first', key: undefined, comma: undefined });
    this.#count[type]++;
    return node;
  }

  /** Gives a value to what is being read: the text itself, an array, or the key that waits for it. */
  add(value: JsonValue): void {
    // A container that was just opened lies in the one before it.
    const open = this.innermost?.node === value ? this.holder : this.innermost;
    if (!open) {
      this.root ??= value;
      return;
    }
    if (open.node.type === 'array') (open.node.items as JsonValue[]).push(value);
    else if (open.key) {
      const span = { start: open.key.span.start, end: Math.max(value.span.end, open.key.span.end) };
      (open.node.members as JsonMember[]).push({ span, key: open.key, value });
    }
    open.key = undefined;
    open.comma = undefined;
    open.state = 'after';
  }

  /** Closes the innermost, whose text ends there. */
  close(end: number): void {
    const closed = this.#open.pop();
    if (!closed) return;
    closed.node.span.end = end;
    this.#count[closed.node.type]--;
    const holder = this.innermost?.node;
    const member = holder?.type === 'object' ? holder.members.at(-1) : undefined;
    if (member?.value === closed.node) (member.span as { end: number }).end = end;
  }
}

export const closerOf = ({ node }: OpenValue): '}' | ']' => (node.type === 'object' ? '}' : ']');
