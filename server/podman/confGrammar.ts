/** What may stand behind a key of a configuration file in TOML, as Podman's decoder (BurntSushi/toml) takes it. */
export type Shape =
  | 'string'
  | 'boolean'
  | 'integer'
  /** A string that says `true` or `false`. */
  | 'string boolean'
  | 'strings'
  /** Strings, among which `{append = true}` may stand since Podman 5.0, in storage.conf since 5.8. */
  | 'appendable strings'
  /** Decoded from a string or a number. */
  | 'text'
  /** Decoded by a program of its own. */
  | 'anything'
  | { readonly table: Grammar }
  | { readonly tables: Grammar }
  /** Names that the user chooses. The decoder passes over what is no table. */
  | { readonly map: Shape };

/** The keys of a table. */
export type Grammar = Readonly<Record<string, Shape>>;

/** Many keys of the same shape. */
export const keys = (shape: Shape, names: string): Grammar =>
  Object.fromEntries(names.split(/\s+/).map(name => [name, shape]));
