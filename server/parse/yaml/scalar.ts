import type { YamlScalar } from './node.ts';

/** What a scalar is to a Go program. `unknown` is for tags and templates: nobody can tell before they are filled in. */
type ScalarType = 'null' | 'boolean' | 'number' | 'string' | 'unknown';

/** Begins as no number, boolean or null does: most scalars. */
const isWord = /^[A-EG-MO-SU-Za-eg-mo-su-z/]/;

/**
 * The type that Podman's decoder (yaml.v3, then sigs.k8s.io/yaml) gives a scalar. `yes`, `on` and their like are
 * strings to it, although other YAML 1.1 programs, kubectl among them, read booleans: see legacyBoolean.
 */
export function scalarType(scalar: YamlScalar): ScalarType {
  if (isTemplated(scalar.text)) return 'unknown';
  if (scalar.tag === 'tag:yaml.org,2002:str' || scalar.tag === '!') return 'string';
  if (scalar.tag !== undefined && !scalar.tag.startsWith('tag:yaml.org,2002:')) return 'unknown';
  if (scalar.style !== 'plain') return 'string';
  if (isWord.test(scalar.text)) return 'string';
  if (/^(|~|null|Null|NULL)$/.test(scalar.text)) return 'null';
  if (/^(true|True|TRUE|false|False|FALSE)$/.test(scalar.text)) return 'boolean';
  return integerOf(scalar.text) !== undefined || isFloat(scalar.text) ? 'number' : 'string';
}

/** `{{ .Values.tag }}`, `{% if %}`, `<%= tag %>`, `${TAG}`: text that somebody will replace before Podman sees it. */
export const isTemplated = (text: string): boolean => /\{\{|\{%|<%|\$\{/.test(text);

/** `y`, `yes`, `on`, `n`, `no`, `off`, which YAML 1.1 takes for booleans. */
export function legacyBoolean(scalar: YamlScalar): boolean | undefined {
  if (scalar.style !== 'plain' || scalar.tag !== undefined) return undefined;
  if (/^(y|Y|yes|Yes|YES|on|On|ON)$/.test(scalar.text)) return true;
  return /^(n|N|no|No|NO|off|Off|OFF)$/.test(scalar.text) ? false : undefined;
}

/** An integer as Go's strconv reads it with base 0: `0x1F`, `0b1`, `0o17`, `017` (octal), `1_000`. */
export function integerOf(text: string): number | undefined {
  const match = /^([-+]?)(0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+|0|[1-9][0-9_]*)$/.exec(text);
  if (!match) return undefined;
  const digits = (match[2] ?? '').replaceAll('_', '').toLowerCase();
  const octal = /^0o?(?=[0-7])/.exec(digits);
  const value = octal ? Number.parseInt(digits.slice(octal[0].length), 8) : Number(digits);
  return match[1] === '-' ? -value : value;
}

const isFloat = (text: string): boolean =>
  /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text) ||
  /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/.test(text);
