import type { ExtensionContext } from 'vscode';
import { LanguageClient, type NodeModule, TransportKind } from 'vscode-languageclient/node';
import { type Api, activateWith } from './activate.ts';
import { registerScan } from './scan/scan.ts';
import { registerTrivy } from './trivy/trivy.ts';

/** VS Code's door where there is Node.js: the server is a process of its own. */
export function activate(context: ExtensionContext): Api {
  context.subscriptions.push(registerScan(context), registerTrivy(context));
  const run: NodeModule = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const debug: NodeModule = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return activateWith(context, options => new LanguageClient('podseal', 'Podseal', { run, debug }, options));
}
