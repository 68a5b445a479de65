import type { Kind, TextFile } from '../../core/kind.ts';
import { baseName } from '../../core/path.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { parseContainerfile } from '../../parse/containerfile/parse.ts';
import { rules } from './rules.generated.ts';

const named = /^(?:container|docker)file(?:\..+)?$|\.(?:container|docker)file(?:\.in)?$/i;
/** `Dockerfile-alpine`, but not a folder's or a program's `dockerfile-lint`. */
const namedWithDash = /^(?:Container|Docker)file[-_][\w-]+$/;
/** Ignore files, templates, which are no Containerfile yet, and sources and documents that are about one. */
const others =
  /(?:ignore|\.(?:j2|tmpl|tpl|template|jinja\w*|erb|m4|mustache|hbs|handlebars|ejs|gotmpl|liquid|njk|twig|md|rst|adoc|html?|txt|[cm]?[jt]sx?|go|py|rs|rb|java|kt|php|cs|ya?ml|json|toml|snap|diff|patch|orig|rej|bak|swp|log|lock|sh|bash|ps1|xml|svg|png|pdf|asc|sig|sha256))$/i;

export const containerfile: Kind<Containerfile> = {
  id: 'containerfile',
  name: 'Containerfile',
  exampleFile: 'Containerfile',
  claims,
  parse: parseContainerfile,
  rules,
};

function claims({ path, languageId }: TextFile): boolean {
  const name = baseName(path);
  return !others.test(name) && (languageId === 'dockerfile' || named.test(name) || namedWithDash.test(name));
}
