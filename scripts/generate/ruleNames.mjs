/** What the rules of the config file must know of all the others, without importing them. */
export function ruleNames(rules) {
  const rows = [...rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, aliases = [] }) => `  ${[id, ...aliases].map(name => JSON.stringify(name)).join(', ')}`)
    .map(names => `  [${names.trim()}],\n`)
    .join('');
  return `// Made by "npm run generate" from the rules.

/** Each rule's name, then the names that other tools have for it. */
export const ruleNames: readonly (readonly [string, ...string[]])[] = [
${rows}];
`;
}
