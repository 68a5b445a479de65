import { foldKey } from './json/keys.ts';
import { asGoBreaks, readAsGo } from './yaml/goSyntax.ts';
import { parseDocument, type YamlDocument } from './yaml/parse.ts';
import { booleanOf, type Field, fieldsOf, get, textOf, type Value, view } from './yaml/view.ts';

/** A file of registries.d: where the signatures of images are. Keys are those that are written exactly so. */
export interface RegistriesD extends SignatureStores {
  readonly text: string;
  readonly yaml: YamlDocument;
  readonly root: Value | undefined;
  /** From where on Podman reads nothing, and says nothing about it. */
  readonly unread: number | undefined;
}

export interface SignatureStores {
  /** `docker` itself, or what is taken for it. */
  readonly sections: readonly Field[];
  /** For images that no scope below `docker` covers. */
  readonly defaultDocker: SignatureStore | undefined;
  /** By scope, as in policy.json. The most specific one that says something holds; one that is empty leaves it to those above. */
  readonly docker: ReadonlyMap<string, SignatureStore>;
  /** Those of all scopes, and the default. */
  readonly all: readonly SignatureStore[];
}

/** What holds for the images of a scope. */
export interface SignatureStore {
  /** `default-docker`, or the scope below `docker`. */
  readonly field: Field;
  /** `lookaside`, or where that is empty its old name `sigstore`. */
  readonly lookaside: StoreUrl | undefined;
  /** Where signatures are written: `lookaside-staging`, or its old name. */
  readonly staging: StoreUrl | undefined;
  /** Whether signatures beside the image, as cosign makes them, are looked for; undefined: not said, which is no. */
  readonly attachments: boolean | undefined;
}

export interface StoreUrl {
  readonly url: string;
  readonly field: Field;
}

/** Never throws. Podman reads the first document of the file. */
export function parseRegistriesD(text: string): RegistriesD {
  const { end } = readAsGo(text, 3);
  const yaml = parseDocument(asGoBreaks(text.slice(0, end)));
  const root = yaml.root && view(yaml.root);
  return { text, yaml, root, unread: end, ...storesOf(root, false) };
}

/** Before 4.4, Podman takes keys in any case. */
export function storesOf(root: Value | undefined, inAnyCase: boolean): SignatureStores {
  const sections = fieldsNamed(root, 'docker', inAnyCase);
  const defaults = fieldsNamed(root, 'default-docker', inAnyCase).map(field => storeOf(field, inAnyCase));
  const scopes = sections.flatMap(({ value }) => fieldsOf(value));
  const docker = new Map(scopes.map(field => [field.key, storeOf(field, inAnyCase)]));
  return { sections, defaultDocker: defaults.at(-1), docker, all: [...defaults, ...docker.values()] };
}

/** In the order in which Podman reads them, which is that of Go's JSON: the last one counts. */
function fieldsNamed(value: Value | undefined, key: string, inAnyCase: boolean): Field[] {
  if (!inAnyCase) {
    const field = get(value, key);
    return field ? [field] : [];
  }
  return fieldsOf(value)
    .filter(field => foldKey(field.key) === key)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function storeOf(field: Field, inAnyCase: boolean): SignatureStore {
  const last = (key: string) => fieldsNamed(field.value, key, inAnyCase).at(-1);
  const urlOf = (...keys: readonly string[]) => keys.flatMap(key => storeUrl(last(key)) ?? [])[0];
  return {
    field,
    lookaside: urlOf('lookaside', 'sigstore'),
    staging: urlOf('lookaside-staging', 'sigstore-staging'),
    attachments: booleanOf(last('use-sigstore-attachments')?.value),
  };
}

function storeUrl(field: Field | undefined): StoreUrl | undefined {
  const url = textOf(field?.value);
  return field && url ? { url, field } : undefined;
}
