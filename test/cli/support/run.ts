import { Readable, Writable } from 'node:stream';
import { main } from '../../../server/cli/main.ts';

interface Ran {
  readonly code: number;
  readonly out: string;
  /** What `out` is made of. */
  readonly bytes: Buffer;
  readonly err: string;
}

interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Buffer;
  readonly isTTY?: boolean;
}

/** The command line within this process, on a fixed day. */
export async function podseal(args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const { cwd = '.', env = {}, stdin = '', isTTY = false } = surroundings;
  const [stdout, stderr] = [new Collected(isTTY), new Collected(isTTY)];
  const code = await main(args, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    env,
    cwd,
    now: new Date(2026, 5, 1),
  });
  const bytes = await stdout.finished();
  return { code, out: bytes.toString(), bytes, err: (await stderr.finished()).toString() };
}

/** Takes little at a time, so that a writer that does not wait for it is noticed. */
class Collected extends Writable {
  readonly isTTY: boolean;
  readonly #chunks: Buffer[] = [];

  constructor(isTTY: boolean) {
    super({ highWaterMark: 16 });
    this.isTTY = isTTY;
  }

  async finished(): Promise<Buffer> {
    await new Promise<void>(resolve => this.end(resolve));
    return Buffer.concat(this.#chunks);
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    setImmediate(() => {
      this.#chunks.push(chunk);
      done();
    });
  }
}
