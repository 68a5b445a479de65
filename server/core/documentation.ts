const docs = 'https://github.com/podseal/podseal/blob/main/docs/rules';

/** The page that `npm run generate` writes for a rule. */
export const documentationOf = (ruleId: string): string => `${docs}/${ruleId}.md`;
