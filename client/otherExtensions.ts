import { type Disposable, extensions } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Container Tools, its predecessor, and Docker DX. */
const others = ['ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker', 'docker.docker'];

/** Whether an extension with code of its own is enabled that reports mistakes in the language of Containerfiles. */
export const syntaxIsReportedElsewhere = (): boolean =>
  others.some(id => extensions.getExtension(id)?.packageJSON.main !== undefined);

/** The server asks for the settings again once such an extension has come or gone. */
export function watchOtherExtensions(client: BaseLanguageClient): Disposable {
  let before = syntaxIsReportedElsewhere();
  return extensions.onDidChange(() => {
    const now = syntaxIsReportedElsewhere();
    if (now === before) return;
    before = now;
    if (client.isRunning()) void client.sendNotification('workspace/didChangeConfiguration', { settings: null });
  });
}
