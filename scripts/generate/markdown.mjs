/** Text as it stands, where nothing of it is to become markup. */
export const escapeMarkdown = text => text.replace(/[\\`*_[\]<>|#~]/g, '\\$&').replace(/\s+/g, ' ');

/** A text of a rule, whose parameters nobody has. */
export const sentence = text => escapeMarkdown(text.replace(/\{\w+\}/g, '…'));

/** A block of code, behind a fence that is longer than any in it. */
export function codeBlock(language, text) {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map(fence => fence.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n?$/, '\n')}${fence}\n`;
}

/** A short piece of code within a sentence. */
export function inlineCode(text) {
  const fence = text.includes('`') ? '``' : '`';
  return text.includes('`') ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}
