/** Exit codes. A script may rely on them. */
export const exit = { clean: 0, findings: 1, usage: 2, unreadable: 3 } as const;

export type Exit = (typeof exit)[keyof typeof exit];

/** Wrong arguments or a wrong config: the message is all that a person needs. */
export class UsageError extends Error {}
