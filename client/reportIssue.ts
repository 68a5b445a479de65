import { commands, type Extension, env, UIKind, version, window } from 'vscode';

/** Opens VS Code's own form for an issue, filled with what we would ask first. Nothing is sent by itself. */
export function reportIssue(extension: Extension<unknown>): Thenable<unknown> {
  const document = window.activeTextEditor?.document;
  const facts = [
    `- Podseal ${extension.packageJSON.version}`,
    `- VS Code ${version}, ${env.uiKind === UIKind.Web ? 'web' : 'desktop'}, ${env.remoteName ?? 'local'}, ${env.language}`,
    ...(document ? [`- the file in the editor: ${document.languageId}, ${document.lineCount} lines`] : []),
  ];
  const issueBody = `What happened, and what did you expect?\n\n\nThe smallest file that shows it:\n\n\n\n${facts.join('\n')}\n`;
  return commands.executeCommand('workbench.action.openIssueReporter', { extensionId: extension.id, issueBody });
}
