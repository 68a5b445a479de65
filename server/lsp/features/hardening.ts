import type { Edit } from '../../core/fix.ts';
import type { Unit } from '../../core/kind.ts';
import type { Settings } from '../../core/settings.ts';
import { shift } from '../../core/span.ts';
import type { Message, Text } from '../../core/text.ts';
import type { Workspace } from '../../core/workspace.ts';
import type { Hardenable, LanguageFeatures } from './model.ts';

const titles = {
  pod: { en: 'Harden this pod', ja: 'このポッドを堅牢化する' },
  container: { en: 'Harden this container', ja: 'このコンテナを堅牢化する' },
} satisfies Record<Hardenable['what'], Text>;

const shared = {
  pod: {
    en: 'Harden this pod (changes all that uses &{anchor})',
    ja: 'このポッドを堅牢化する（&{anchor} を使うすべての箇所が変わります）',
  },
  container: {
    en: 'Harden this container (changes all that uses &{anchor})',
    ja: 'このコンテナを堅牢化する（&{anchor} を使うすべての箇所が変わります）',
  },
} satisfies Record<Hardenable['what'], Text>;

/** A file with something in it that can be hardened. */
interface HardenableFile {
  readonly text: string;
  readonly units: readonly Unit<unknown>[];
  readonly settings: Settings;
  readonly workspace: Workspace;
  readonly features: LanguageFeatures<unknown>;
}

/** One edit of the file, in words. Undefined where nothing is left to do. */
export function hardening(
  file: HardenableFile,
  unit: Unit<unknown>,
  { what, path }: Hardenable,
): { readonly title: Message; readonly edits: readonly Edit[] } | undefined {
  const { edits = [], anchors = [] } = file.features.harden?.({ ...file, unit, path }) ?? {};
  if (edits.length === 0) return undefined;
  const title =
    anchors.length === 0 ? { text: titles[what] } : { text: shared[what], params: { anchor: anchors.join(', &') } };
  return { title, edits: edits.map(({ span, text }) => ({ span: shift(span, unit.start), text })) };
}
