import { cutDocuments } from './yaml/documents.ts';
import { parseDocument, type YamlDocument } from './yaml/parse.ts';
import { booleanOf, type Field, fieldsOf, get, textOf, type Value, view } from './yaml/view.ts';

/** A file of registries.d: where the signatures of images are. */
export interface RegistriesD {
  readonly text: string;
  readonly yaml: YamlDocument;
  readonly root: Value | undefined;
  /** For images that no scope below `docker` covers. */
  readonly defaultDocker: SignatureStore | undefined;
  /** By scope, as in policy.json. Only the most specific one holds: nothing is inherited. */
  readonly docker: ReadonlyMap<string, SignatureStore>;
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
  const [first] = cutDocuments(text);
  // Spans count from the file's start, so what stands before the document stays.
  const yaml = parseDocument(first ? text.slice(0, first.start + first.text.length) : '');
  const root = yaml.root && view(yaml.root);
  const defaultDocker = get(root, 'default-docker');
  return {
    text,
    yaml,
    root,
    defaultDocker: defaultDocker && storeOf(defaultDocker),
    docker: new Map(fieldsOf(get(root, 'docker')?.value).map(field => [field.key, storeOf(field)])),
  };
}

const storeOf = (field: Field): SignatureStore => ({
  field,
  lookaside: urlOf(field.value, 'lookaside', 'sigstore'),
  staging: urlOf(field.value, 'lookaside-staging', 'sigstore-staging'),
  attachments: booleanOf(get(field.value, 'use-sigstore-attachments')?.value),
});

function urlOf(store: Value, ...keys: readonly string[]): StoreUrl | undefined {
  for (const key of keys) {
    const field = get(store, key);
    const url = textOf(field?.value);
    if (field && url) return { url, field };
  }
  return undefined;
}
