/** What has to be known of a document to say whether Podseal could have something to say about it. */
interface Glance {
  readonly languageId: string;
  readonly path: string;
  readonly text: string;
}

/** VS Code's languages in which files of our kinds are written, whatever their names. */
export const languageIds: readonly string[] = ['dockerfile', 'yaml', 'json', 'jsonc'];

/** Files of `/etc/containers` and its like, in whatever language; the server looks closely. */
export const confFiles =
  '**/{*registries.conf,*containers.conf,*storage.conf,*mounts.conf,*short*names*.conf,*.conf.d/**/*.conf,containers.conf.modules/**/*.conf}';

const conf =
  /(?:(?:registries|containers|storage|mounts|short-?names[^/]*)\.conf|\.conf\.d\/.+\.conf|\/containers\.conf\.modules\/.+\.conf)$/i;

const names =
  /(?:^|\/)(?:\.podseal\.ya?ml|policy\.json|[^/]*seccomp[^/]*\.json|\.?auth\.json|\.(?:docker|containers)\/[^/]+\.json|[^/]*registries\.d\/.+)$/i;
const words =
  /apiVersion|defaultAction|syscalls|SCMP_ACT|transports|insecureAcceptAnything|podseal|SecurityPolicy|[Aa]uths["'”]|cred(?:Helpers|sStore)"|lookaside|default-docker/;

/**
 * Whether a document is worth starting the language server for. Cheap and generous: the server, which looks closely,
 * must never see a file of our kinds that this would have let pass.
 */
export const isCandidate = ({ languageId, path, text }: Glance): boolean =>
  conf.test(path) ||
  (languageIds.includes(languageId) && (languageId === 'dockerfile' || names.test(path) || words.test(text)));
