import type { Fix } from '../core/fix.ts';
import type { Span } from '../core/span.ts';
import type { Text } from '../core/text.ts';
import { declaredVersion } from '../parse/yaml/declaredVersion.ts';

export const versionMessage: Text = {
  en: 'Podman reads YAML 1.1, and refuses a file that declares {version}.',
  ja: 'Podman が読むのは YAML 1.1 で、{version} を宣言したファイルは拒否されます。',
};

interface RefusedVersion {
  readonly at: Span;
  readonly params: { readonly version: string };
  readonly fixes: readonly Fix[];
}

/** A version of YAML that go-yaml, and with it Podman, does not take. */
export function refusedVersion(text: string): RefusedVersion | undefined {
  const { span, version } = declaredVersion(text) ?? {};
  if (!span || version === undefined || version === '1.1') return undefined;
  const title = { text: { en: 'Write %YAML 1.1', ja: '%YAML 1.1 と書く' } };
  return { at: span, params: { version }, fixes: [{ title, edits: [{ span, text: '%YAML 1.1' }], safe: true }] };
}
