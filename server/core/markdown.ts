/** Text from outside as it stands: nothing in it becomes a link, an image, HTML or a heading. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|~<>&$:@]/g, '\\$&').replace(/\r\n|\r|\n/g, '  \n');

/** Text from outside as code in a line: nothing in it means anything, backticks neither. */
export function inCode(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim() || ' ';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const blank = /^`|`$/.test(line) ? ' ' : '';
  return fence + blank + line + blank + fence;
}

/** Markdown as it reads where nobody renders it. Only what stands in our own texts: code, links, emphasis. */
export const withoutMarkdown = (markdown: string): string =>
  markdown
    .replace(/^```\w*\n?/gm, '')
    .replace(/\[([^\]`]*)\]\(<?([^)>]*)>?\)/g, '$1: $2')
    .replace(/\*\*/g, '')
    .replace(/(`+) ?([^`]|[^`][\s\S]*?[^`]) ?\1(?!`)/g, '$2')
    .trimEnd();
