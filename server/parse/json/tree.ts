import type { Edit } from '../../core/fix.ts';
import type { Span } from '../../core/span.ts';

/** A JSON text as its author wrote it: a tree as good as it can be made, and everything that makes it no JSON. */
export interface JsonFile {
  readonly text: string;
  /** Missing only where the text holds no value at all. */
  readonly root: JsonValue | undefined;
  /** In the order of their places, and not more than a person would read. A template has none. */
  readonly faults: readonly JsonFault[];
  /** Something (Helm, Ansible) makes the file from this text, and more of it than single strings: nothing is known. */
  readonly isTemplate: boolean;
  /** JSON, but for what can be repaired in one way only: what its values say may be judged. */
  readonly isWhole: boolean;
}

export type JsonValue = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral | JsonUnknown;

export interface JsonObject {
  readonly type: 'object';
  readonly span: Span;
  /** All of them, also those whose key occurs twice. */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  /** From the key to the end of the value. */
  readonly span: Span;
  readonly key: JsonString;
  readonly value: JsonValue;
}

export interface JsonArray {
  readonly type: 'array';
  readonly span: Span;
  readonly items: readonly JsonValue[];
}

export interface JsonString {
  readonly type: 'string';
  /** With the quotes. */
  readonly span: Span;
  /** Without quotes and escapes. */
  readonly value: string;
}

interface JsonNumber {
  readonly type: 'number';
  readonly span: Span;
  /** As written, but decimal: a number of 64 bits does not fit into JavaScript's. */
  readonly text: string;
}

interface JsonLiteral {
  readonly type: 'literal';
  readonly span: Span;
  readonly value: true | false | null;
}

/** Stands where a value is missing, cannot be understood, or is filled in by something else. */
interface JsonUnknown {
  readonly type: 'unknown';
  readonly span: Span;
}

export type JsonFaultCode =
  | 'byte-order-mark'
  | 'comment'
  | 'unterminated-comment'
  | 'trailing-comma'
  | 'extra-comma'
  | 'missing-comma'
  | 'missing-colon'
  | 'missing-value'
  | 'unclosed'
  | 'stray-key'
  | 'stray-quote'
  | 'unexpected'
  | 'wrong-mark'
  | 'second-value'
  | 'empty'
  | 'too-deep'
  | 'other-quotes'
  | 'unquoted'
  | 'bad-number'
  | 'unterminated-string'
  | 'line-break'
  | 'bad-escape'
  | 'control-character'
  | 'invisible-character';

/** Something that a strict JSON parser refuses. */
export interface JsonFault {
  readonly code: JsonFaultCode;
  readonly span: Span;
  readonly repair?: { readonly edits: readonly Edit[]; readonly safe: boolean } | undefined;
}
