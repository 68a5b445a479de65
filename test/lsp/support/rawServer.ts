import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Arrivals } from './arrivals.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** A language server as a process, spoken to byte by byte as any editor could. */
export class RawServer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly notifications = new Arrivals<Message>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  constructor(script: string, ...args: string[]) {
    this.#process = spawn(process.execPath, [script, ...args]);
    this.#process.stdout.on('data', (data: Buffer) => this.#receive(data));
  }

  request(method: string, params?: unknown): Promise<Message> {
    const id = ++this.#lastId;
    const answer = new Promise<Message>(resolve => this.#answers.set(id, resolve));
    this.#send({ jsonrpc: '2.0', id, method, params });
    return answer;
  }

  notify(method: string, params?: unknown): void {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  /** Resolves to the exit code. */
  async end(): Promise<number> {
    const [code] = await once(this.#process, 'exit');
    return code;
  }

  #send(message: object): void {
    const body = JSON.stringify(message);
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const head = this.#received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, head))?.[1]);
      const end = head + 4 + length;
      if (this.#received.length < end) return;
      const message: Message = JSON.parse(this.#received.toString('utf8', head + 4, end));
      this.#received = this.#received.subarray(end);
      if (message.id !== undefined && message.method === undefined) this.#answers.get(message.id)?.(message);
      else this.notifications.add(message);
    }
  }
}
