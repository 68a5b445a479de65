import { type Message, type Params, say, type Text } from '../core/text.ts';

/** Exit codes. A script may rely on them. */
export const exit = { clean: 0, findings: 1, usage: 2, unreadable: 3, incomplete: 4, cancelled: 130 } as const;

export type Exit = (typeof exit)[keyof typeof exit];

/** Wrong arguments or a wrong config: what is said is all that a person needs. */
export class UsageError extends Error {
  readonly said: Message;

  constructor(text: Text, params?: Params) {
    super(say({ text, params }, 'en'));
    this.said = { text, params };
  }
}
