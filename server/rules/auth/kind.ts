import type { Kind, Model, TextFile } from '../../core/kind.ts';
import { parseJson } from '../../parse/json/parse.ts';
import { pointerAt } from '../../parse/json/pointer.ts';
import type { JsonFile } from '../../parse/json/tree.ts';
import { rules } from './rules.generated.ts';

/** Where Podman and Docker look for it. */
const ownPlace = /(?:^|\/)(?:\.?containers\/auth\.json|\.docker\/config\.json|\.dockercfg|\.dockerconfigjson)$/i;
const hasAuths = /["'“]auths["'”]\s*:/i;
const anyJson = /(?:\.json|\.dockerconfigjson|\.dockercfg)$/i;
/** Manifests, schemas and lock files have such a word too. */
const foreign = /["'](?:apiVersion|\$schema|properties|http-basic|swagger|openapi)["']\s*:/;

function claims({ path, text }: TextFile): boolean {
  if (foreign.test(text)) return false;
  return ownPlace.test(path) || (anyJson.test(path) && hasAuths.test(text));
}

function parse(text: string, previous?: Model<JsonFile>): Model<JsonFile> {
  if (previous?.units[0]?.content.text === text) return previous;
  const content = parseJson(text);
  const pointer = (offset: number) => withoutSecret(pointerAt(content.root, offset));
  return { units: [{ start: 0, content, comments: [], pointerAt: pointer }] };
}

/** Pointers are written into reports and settings: `https://user:password@host` as a key ends them. */
const withoutSecret = (pointer: string): string => pointer.replace(/\/[^/]*@.*$/s, '');

/** The passwords for registries, as `podman login` writes them. */
export const auth: Kind<JsonFile> = {
  id: 'auth',
  name: 'auth.json',
  exampleFile: 'containers/auth.json',
  claims,
  parse,
  rules,
};
