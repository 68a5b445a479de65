import { documentationOf } from '../core/documentation.ts';
import type { RuleInfo } from '../core/rule.ts';
import { type Locale, withoutParameters } from '../core/text.ts';
import { inOneLine } from './inOneLine.ts';

const words = {
  en: { remedy: 'What to do', references: 'References' },
  ja: { remedy: '対処', references: '参考資料' },
};

/** A rule as a reportingDescriptor. Parameters that only a finding knows are left as an ellipsis. */
export function sarifRule(rule: RuleInfo, locale: Locale) {
  const [title = '', why = '', remedy = ''] = [rule.title, rule.why, rule.remedy].map(text =>
    withoutParameters(text[locale]),
  );
  const references = rule.references.map(({ title, url }) => (url ? `[${title}](${url})` : title));
  return {
    id: rule.id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    helpUri: documentationOf(rule.id),
    help: {
      text: inOneLine([why, remedy], locale),
      markdown: `${why}\n\n**${words[locale].remedy}**: ${remedy}\n\n**${words[locale].references}**: ${references.join(', ')}\n`,
    },
    properties: { tags: ['security', ...(rule.aliases ?? [])] },
  };
}
