import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A language server as a process: the same few lines drive every server that is compared. */
export class LspProcess {
  #process;
  #answers = new Map();
  #waiting = [];
  #received = Buffer.alloc(0);
  #lastId = 0;
  #settings;

  /** @param {string[]} command @param {object} settings what the server is told when it asks */
  constructor([program, ...args], settings = {}) {
    this.#settings = settings;
    this.#process = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#process.stdout.on('data', data => this.#receive(data));
  }

  get pid() {
    return this.#process.pid;
  }

  request(method, params) {
    const id = ++this.#lastId;
    const answer = new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    this.#send({ jsonrpc: '2.0', id, method, params });
    return answer;
  }

  notify(method, params) {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  /** The next notification of this name. */
  next(method) {
    return new Promise(resolve => this.#waiting.push({ method, resolve }));
  }

  async stop() {
    const exited = once(this.#process, 'exit');
    await this.request('shutdown');
    this.notify('exit');
    await exited;
  }

  #send(message) {
    const body = JSON.stringify(message);
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #receive(data) {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const head = this.#received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.toString('latin1', 0, head))[1]);
      const end = head + 4 + length;
      if (this.#received.length < end) return;
      const message = JSON.parse(this.#received.toString('utf8', head + 4, end));
      this.#received = this.#received.subarray(end);
      this.#handle(message);
    }
  }

  #handle({ id, method, params, result, error }) {
    if (method === undefined) {
      const { resolve, reject } = this.#answers.get(id);
      this.#answers.delete(id);
      if (error) reject(new Error(error.message));
      else resolve(result);
    } else if (id !== undefined) {
      const answer =
        method === 'workspace/configuration'
          ? params.items.map(({ section }) => this.#settings[section] ?? null)
          : null;
      this.#send({ jsonrpc: '2.0', id, result: answer });
    } else {
      const taken = this.#waiting.filter(waiting => waiting.method === method);
      this.#waiting = this.#waiting.filter(waiting => waiting.method !== method);
      for (const { resolve } of taken) resolve(params);
    }
  }
}
