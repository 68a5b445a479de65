import { Uri, type WorkspaceConfiguration, workspace } from 'vscode';
import type { ConfigurationMiddleware } from 'vscode-languageclient';
import { syntaxIsReportedElsewhere } from './otherExtensions.ts';

const keys = ['profile', 'fips', 'podmanVersion', 'rules'];

/**
 * The settings that somebody has given for a file. A default is no word against the project's `.podseal.yaml`. What
 * that cannot say is always answered.
 */
function givenSettings(uri: string | undefined): Record<string, unknown> {
  const settings = workspace.getConfiguration('podseal', uri === undefined ? null : Uri.parse(uri));
  const given = keys.filter(key => {
    const at = settings.inspect(key);
    return [at?.globalValue, at?.workspaceValue, at?.workspaceFolderValue].some(value => value !== undefined);
  });
  // Objects come from VS Code as proxies, which cannot be posted to a worker.
  return JSON.parse(
    JSON.stringify({
      ...Object.fromEntries(given.map(key => [key, settings.get(key)])),
      syntaxDiagnostics: syntaxDiagnostics(settings),
      inlayHints: settings.get('inlayHints'),
      codeLens: settings.get('codeLens'),
    }),
  );
}

function syntaxDiagnostics(settings: WorkspaceConfiguration): unknown {
  const chosen = settings.get('syntaxDiagnostics');
  if (chosen !== 'auto') return chosen;
  return syntaxIsReportedElsewhere() ? 'off' : 'on';
}

/** Answers the server's question for `podseal` with what was given, and leaves every other question to the client. */
export const configuration: NonNullable<ConfigurationMiddleware['configuration']> = async (params, token, next) => {
  const answers = await next(params, token);
  if (!Array.isArray(answers)) return answers;
  return params.items.map(({ section, scopeUri }, i) => (section === 'podseal' ? givenSettings(scopeUri) : answers[i]));
};
