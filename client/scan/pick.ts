import { l10n, type QuickPickItem, window } from 'vscode';

/** What to scan, and by what to judge it. */
export interface ScanRequest {
  readonly target: string;
  readonly profile: string;
}

/** Asks for target and profile; undefined: somebody thought better of it. */
export async function pickScan(): Promise<ScanRequest | undefined> {
  const target = await pickTarget();
  if (target === undefined) return undefined;
  const profile = await window.showQuickPick<QuickPickItem & { readonly profile: string }>(
    [
      { profile: 'baseline', label: 'baseline', description: l10n.t('What weakens any host') },
      { profile: 'strict', label: 'strict', description: l10n.t('That, and all hardening') },
      { profile: 'stig', label: 'stig', description: l10n.t('That, and what the RHEL STIG asks for') },
      { profile: 'fips', label: 'fips', description: l10n.t('That, and what FIPS 140-3 asks for') },
    ],
    { placeHolder: l10n.t('What the host is judged by') },
  );
  return profile && { target, profile: profile.profile };
}

async function pickTarget(): Promise<string | undefined> {
  const chosen = await window.showQuickPick<QuickPickItem & { target(): Promise<string | undefined> }>(
    [
      { label: l10n.t('This host'), target: async () => 'local' },
      { label: l10n.t('Another host, by ssh'), target: () => named('ssh', l10n.t('The host, as ssh knows it')) },
      { label: l10n.t('A Podman machine'), target: () => named('machine', l10n.t('The name of the machine')) },
      { label: l10n.t('Facts that were collected'), target: factsFile },
    ],
    { placeHolder: l10n.t('What to scan. Nothing is started, changed or sent.') },
  );
  return chosen?.target();
}

async function named(kind: 'ssh' | 'machine', prompt: string): Promise<string | undefined> {
  const name = await window.showInputBox({
    prompt,
    validateInput: value =>
      /^[^\s-]\S*$/.test(value) ? undefined : l10n.t('A name is one word, and does not begin with a dash.'),
  });
  return name && `${kind}:${name}`;
}

async function factsFile(): Promise<string | undefined> {
  const [file] = (await window.showOpenDialog({ canSelectFiles: true, canSelectFolders: true })) ?? [];
  return file && `facts:${file.fsPath}`;
}
