import { CodeActionKind } from 'vscode-languageserver';

export const quickFix = CodeActionKind.QuickFix;
export const refactorHarden = `${CodeActionKind.RefactorRewrite}.podseal.harden`;
export const sourceFixAll = `${CodeActionKind.SourceFixAll}.podseal`;

/** Whether a client that asks `only` for some kinds wants this one: `source` covers `source.fixAll.podseal`. */
export const isWanted = (kind: string, only: readonly string[] | undefined): boolean =>
  only === undefined || only.some(wanted => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
