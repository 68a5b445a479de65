import { l10n, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ExplainPolicyParams, type ExplainPolicyResult, explainPolicyMethod } from '../server/lsp/protocol.ts';

/** Says what the policy in the active editor makes of an image, which is asked for unless it is given. */
export async function explainPolicy(client: BaseLanguageClient, given?: unknown): Promise<void> {
  const uri = window.activeTextEditor?.document.uri;
  if (!uri || !client.isRunning()) return;
  const options = { prompt: l10n.t('The image to look up'), placeHolder: 'docker.io/library/nginx:1.27' };
  const image = typeof given === 'string' ? given : await window.showInputBox(options);
  if (!image) return;
  const params: ExplainPolicyParams = { uri: client.code2ProtocolConverter.asUri(uri), image };
  const answer = await client.sendRequest<ExplainPolicyResult>(explainPolicyMethod, params);
  const noAnswer = l10n.t('This is no policy.json, or no image is called so.');
  const [first = noAnswer, ...rest] = answer?.text.split('\n\n') ?? [];
  await window.showInformationMessage(first, { modal: true, detail: rest.join('\n\n') });
}
