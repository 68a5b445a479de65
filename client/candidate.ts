/** What has to be known of a document to say whether Podseal could have something to say about it. */
export interface Glance {
  readonly languageId: string;
  readonly path: string;
  readonly text: string;
}

/** VS Code's languages in which files of our kinds are written. */
export const languageIds: readonly string[] = ['dockerfile', 'yaml', 'json', 'jsonc'];

const names = /(?:^|\/)(?:\.podseal\.ya?ml|policy\.json|[^/]*seccomp[^/]*\.json)$/i;
const words = /apiVersion|defaultAction|syscalls|SCMP_ACT|transports|insecureAcceptAnything|podseal|SecurityPolicy/;

/**
 * Whether a document is worth starting the language server for. Cheap and generous: the server, which looks closely,
 * must never see a file of our kinds that this would have let pass.
 */
export const isCandidate = ({ languageId, path, text }: Glance): boolean =>
  languageIds.includes(languageId) && (languageId === 'dockerfile' || names.test(path) || words.test(text));
