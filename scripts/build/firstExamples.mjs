import { loadFacts } from '../generate/facts.mjs';

/** An example may be made of a million blanks to make a point. */
const longest = 2000;

/** What `podseal explain` shows of each rule: its first bad example, and what becomes of it. By the rule's id. */
export async function firstExamples() {
  const { rules } = await loadFacts();
  return Object.fromEntries(
    rules.flatMap(({ id, examples }) => {
      const [bad] = examples.bad;
      const text = bad.text.replace(/[«»]/g, '');
      return text.length > longest ? [] : [[id, { text, fixed: bad.fixed }]];
    }),
  );
}
