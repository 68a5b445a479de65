import type { CheckExample, ExampleAnswer, ExampleFailure } from '../../server/scan/model/check.ts';

/** A facts file as the collector would have written it. Names that start with a slash are files. */
export function factsFile(facts: CheckExample['facts'], time = '2026-11-20T12:00:00Z'): string {
  const header = { 'podseal-facts': 1, time: Date.parse(time) / 1000, encoding: 'base64', deep: 'setuid' in facts };
  const lines = Object.entries(facts).map(([name, answer]) => line(name, answer));
  return [header, ...lines, { end: lines.length }].map(each => `${JSON.stringify(each)}\n`).join('');
}

function line(name: string, given: ExampleAnswer) {
  const { rc, out = '', err = '' } = answerOf(given);
  const id = name.startsWith('/') ? { id: 'file', of: base64(name) } : { id: name };
  return { ...id, out: base64(out), rc, err: base64(err) };
}

const answerOf = (given: ExampleAnswer): ExampleFailure => {
  if (typeof given === 'string') return { rc: 0, out: given };
  return isFailure(given) ? given : { rc: 0, out: JSON.stringify(given) };
};

const isFailure = (given: Exclude<ExampleAnswer, string>): given is ExampleFailure => 'rc' in given;

const base64 = (text: string): string => Buffer.from(text).toString('base64');
