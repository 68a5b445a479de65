import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Runtime } from './runtime.ts';

/** Says what failed, once for each place and reason. */
export type Complain = (where: string, error: unknown) => void;

export function complainOnce(write: (message: string) => void): Complain {
  const said = new Set<string>();
  return (where, error) => {
    const key = `${where}: ${error instanceof Error ? error.message : String(error)}`;
    if (said.has(key)) return;
    said.add(key);
    write(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
}

/** Wraps request handlers: a cancelled request costs nothing, and a failure costs one answer, never the server. */
export function guardWith(runtime: Runtime, complain: Complain) {
  return <Params, Answer>(
    name: string,
    fallback: Answer,
    answer: (params: Params) => Promise<Answer>,
  ): ((params: Params, token: CancellationToken) => Promise<Answer | ResponseError<never>>) =>
    async (params, token) => {
      await runtime.nextTurn();
      if (token.isCancellationRequested) return cancelled();
      try {
        const result = await answer(params);
        return token.isCancellationRequested ? cancelled() : result;
      } catch (error) {
        if (error instanceof Refusal) return error.answer;
        complain(name, error);
        return fallback;
      }
    };
}

/** What is said to the person who asked, instead of an answer. */
export class Refusal extends Error {
  get answer(): ResponseError<never> {
    return new ResponseError<never>(LSPErrorCodes.RequestFailed, this.message);
  }
}

const cancelled = () => new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'cancelled');

export type Guard = ReturnType<typeof guardWith>;
