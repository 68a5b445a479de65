/** What one program or file answered. */
export interface Answer {
  readonly rc: number;
  /** Decoded when somebody asks. */
  readonly out: string;
  readonly err: string;
}

/** A facts file, as it was collected: nothing in it is understood yet. */
export interface RawFacts {
  /** When it was collected, in milliseconds since 1970. */
  readonly time: number | undefined;
  /** Setuid files in images were looked for. */
  readonly deep: boolean;
  /** Undefined: it is no facts file at all. False: the end is missing. */
  readonly isWhole: boolean | undefined;
  readonly probes: ReadonlyMap<string, Answer>;
  readonly files: ReadonlyMap<string, Answer>;
}

/**
 * Reads what `collect.sh` printed. Never throws: lines that are none of it (greetings of an ssh server, errors of a
 * shell) are passed over, and what is missing is missing.
 */
export function parseFacts(text: string): RawFacts {
  const probes = new Map<string, Answer>();
  const files = new Map<string, Answer>();
  let header: Line | undefined;
  let isWhole = false;
  for (const written of text.split('\n')) {
    const line = written.startsWith('{') ? readLine(written) : undefined;
    if (!line) continue;
    if (line['podseal-facts'] === 1) header ??= line;
    else if (header && typeof line['end'] === 'number') isWhole = true;
    else if (header) readAnswer(line, header['encoding'] === 'hex' ? fromHex : fromBase64, probes, files);
  }
  const time = header?.['time'];
  return {
    time: typeof time === 'number' && Number.isFinite(time) ? time * 1000 : undefined,
    deep: header?.['deep'] === true,
    isWhole: header ? isWhole : undefined,
    probes,
    files,
  };
}

type Line = Readonly<Record<string, unknown>>;
type Decode = (text: string) => string;

function readLine(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Line) : undefined;
  } catch {
    return undefined;
  }
}

/** The first answer of a name counts. */
function readAnswer(line: Line, decode: Decode, probes: Map<string, Answer>, files: Map<string, Answer>): void {
  const { id, of, out, rc, err } = line;
  if (typeof id !== 'string' || typeof rc !== 'number') return;
  const answer = new EncodedAnswer(rc, textOf(out), textOf(err), decode);
  const [answers, name] = id === 'file' ? [files, decode(textOf(of))] : [probes, id];
  if (!answers.has(name)) answers.set(name, answer);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Thousands of hosts are read one after another, and most answers are asked for once or never. */
class EncodedAnswer implements Answer {
  readonly rc: number;
  readonly #out: string;
  readonly #err: string;
  readonly #decode: Decode;

  constructor(rc: number, out: string, err: string, decode: Decode) {
    this.rc = rc;
    this.#out = out;
    this.#err = err;
    this.#decode = decode;
  }

  get out(): string {
    return this.#decode(this.#out);
  }

  get err(): string {
    return this.#decode(this.#err);
  }
}

const utf8 = new TextDecoder();

function fromBase64(text: string): string {
  try {
    const binary = atob(text);
    if (!beyondAscii.test(binary)) return binary;
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return utf8.decode(bytes);
  } catch {
    return '';
  }
}

const beyondAscii = /[\x80-\xff]/;

function fromHex(text: string): string {
  const pairs = text.match(/[0-9a-f]{2}/gi) ?? [];
  return utf8.decode(Uint8Array.from(pairs, pair => Number.parseInt(pair, 16)));
}
