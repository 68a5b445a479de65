// Made by "npm run generate" from the rules.

/** Each rule's name, then the names that other tools have for it. */
export const ruleNames: readonly (readonly [string, ...string[]])[] = [
  ["config/bad-value"],
  ["config/expired-ignore"],
  ["config/ignore-without-reason"],
  ["config/invalid-yaml"],
  ["config/unknown-key"],
  ["config/unknown-rule"],
  ["podseal/expired-suppression"],
  ["podseal/suppression-without-reason"],
  ["podseal/too-large"],
  ["podseal/unknown-suppression"],
  ["podseal/unused-suppression"],
];
