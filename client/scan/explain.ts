import { l10n, type TextDocumentContentProvider, Uri } from 'vscode';
import type { Placed } from './report.ts';

export const explainScheme = 'podseal-check';

/** A page for a check of the last report, made when it is opened. */
export class CheckPages implements TextDocumentContentProvider {
  results: readonly Placed[] = [];

  provideTextDocumentContent(uri: Uri): string {
    const check = uri.path.slice(1, 7);
    const own = this.results.filter(({ result }) => result.check === check);
    const [first] = own;
    if (!first) return '';
    const { title, why = '', remedy = '', commands = [], references = [], severity } = first.result;
    const found = own
      .filter(({ result }) => result.state !== 'pass' && result.state !== 'notApplicable')
      .map(
        ({ result }) => `- **${asMarkdown(result.resource.name)}**: ${asMarkdown(result.message ?? result.state)}\n`,
      );
    return [
      `# ${check} ${asMarkdown(title)}\n`,
      `${severity}\n`,
      asMarkdown(why),
      `${asMarkdown(remedy)}\n`,
      ...(commands.length > 0 ? [`\`\`\`\`sh\n${commands.join('\n')}\n\`\`\`\`\n`] : []),
      `## ${l10n.t('Found')}\n`,
      found.join(''),
      `## ${l10n.t('References')}\n`,
      references.map(({ title, url }) => `- ${url ? `[${asMarkdown(title)}](${url})` : asMarkdown(title)}\n`).join(''),
    ].join('\n');
  }
}

export const pageOf = (check: string): Uri => Uri.from({ scheme: explainScheme, path: `/${check}.md` });

/** Nothing in it is more than text to Markdown. */
const asMarkdown = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').replace(/[\\`*_{}[\]()#+!|~<>&]/g, character => `\\${character}`);
