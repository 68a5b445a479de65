import type { Finding } from '../../core/finding.ts';
import type { AnyKind } from '../../core/kind.ts';
import type { Linter } from '../../core/lint.ts';
import type { Settings } from '../../core/settings.ts';
import { atLeast } from '../../core/severity.ts';
import { type Locale, say, type Text } from '../../core/text.ts';
import type { Workspace } from '../../core/workspace.ts';
import type { FileReport } from '../../report/report.ts';
import { resolveSettings } from '../../settings/resolve.ts';
import type { KnownFiles } from '../../workspace/knownFiles.ts';
import { messageOf, slashed } from '../files.ts';
import type { ConfigFor } from './configs.ts';
import { type Fixed, fixAll } from './fixing.ts';
import type { LintOptions } from './options.ts';
import { otherFilesOf, writeOtherFile } from './otherFiles.ts';
import { withPathsBeside } from './policy.ts';
import { replaceFile } from './replaceFile.ts';
import { readSource, type Source } from './source.ts';
import { pathForPeople, type Target } from './targets.ts';
import { workspaceRoot } from './workspaceRoot.ts';

/** Everything that judging one file takes. */
export interface Examination {
  readonly cwd: string;
  readonly options: LintOptions;
  readonly linter: Linter;
  readonly configFor: ConfigFor;
  readonly knownFiles: KnownFiles;
  readonly today: string;
  readonly locale: Locale;
}

/** What came of one file. */
export interface Examined {
  /** Undefined: not judged. */
  readonly report?: FileReport;
  readonly fixed: number;
  /** The text after the fixes, if it has not been written. */
  readonly repaired?: string | Uint8Array;
  /** What a person should know. */
  readonly notes: readonly string[];
  /** The file could not be read, or not be written. */
  readonly isFailed: boolean;
}

const words = {
  noKind: { en: 'no kind of file that Podseal knows', ja: 'Podseal が扱う種類のファイルではありません' },
  binary: { en: 'binary, not judged', ja: 'バイナリーのため検査していません' },
  excluded: { en: 'excluded by {config}, not judged', ja: '{config} で除外されているため検査していません' },
  encoding: {
    en: 'not UTF-8: judged as if it were, and not repaired',
    ja: 'UTF-8 ではありません。UTF-8 とみなして検査し、修正はしません',
  },
} satisfies Record<string, Text>;

/** Reads, judges and, if wanted, repairs one file. Never rejects. */
export async function examine(target: Target, context: Examination): Promise<Examined> {
  try {
    let stamp = '';
    const read = async () => {
      const source = await readSource(target.file);
      stamp = source.stamp;
      return source;
    };
    const { repaired, ...examined } = await judge(target, slashed(target.file), read, context);
    if (repaired !== undefined) await replaceFile(target.file, repaired, stamp);
    return examined;
  } catch (error) {
    return { fixed: 0, notes: [`${target.path}: ${messageOf(error)}`], isFailed: true };
  }
}

/**
 * @param name the absolute path, with `/`, that decides on kind and config
 * @param read not called for what is excluded
 */
export async function judge(
  target: Target,
  name: string,
  read: () => Promise<Omit<Source, 'stamp'>>,
  context: Examination,
): Promise<Examined & { readonly repaired?: string }> {
  const { linter, locale, options } = context;
  const note = (text: Text, params = {}) => `${target.path}: ${say({ text, params }, locale)}`;
  const nothing = (...notes: string[]) => ({ fixed: 0, notes, isFailed: false });
  const config = await context.configFor(name);
  if (config?.exclude(name)) {
    return target.isNamed
      ? nothing(note(words.excluded, { config: pathForPeople(config.path, context.cwd) }))
      : nothing();
  }
  const source = await read();
  const isBinary = source.nature === 'binary';
  const kind = linter.detect({ path: name, text: isBinary ? '' : source.text });
  if (!kind) return target.isNamed ? nothing(note(isBinary ? words.binary : words.noKind)) : nothing();
  if (isBinary) return nothing(note(words.binary));
  const settings = resolveSettings(config, options.overrides, name, context.today);
  const workspace = context.knownFiles.around(
    name,
    await workspaceRoot(name, slashed(context.cwd)),
    options.overrides.policy,
  );
  const judged: Judged = { kind, source, settings, workspace };
  const others = options.fix === 'suggested' && target.file !== '-' ? await fixOthers(name, judged, context) : 0;
  const { fixed, ...after } = await context.knownFiles.judge(() => fixIn(judged, context));
  const { policy } = options.overrides;
  const findings = policy === undefined ? after.findings : withPathsBeside(after.findings, name, slashed(context.cwd));
  return {
    report: { path: target.path, text: after.text, findings },
    fixed: fixed + others,
    notes: source.isUtf8 ? [] : [note(words.encoding)],
    isFailed: false,
    ...(fixed > 0 ? { repaired: (source.hasBom ? '\ufeff' : '') + after.text } : {}),
  };
}

/** A text, and what it is judged by. */
interface Judged {
  readonly kind: AnyKind;
  readonly source: Omit<Source, 'stamp'>;
  readonly settings: Settings;
  readonly workspace: Workspace;
}

/** What is to be reported of a text. */
function lint(text: string, { kind, settings, workspace }: Judged, { linter, options }: Examination): Finding[] {
  const findings = linter.lint(kind, kind.parse(text), text, settings, workspace);
  return findings.filter(({ severity }) => atLeast(severity, options.minSeverity));
}

function fixIn(judged: Judged, context: Examination): Fixed {
  const { text, nature, isUtf8 } = judged.source;
  const { fix } = context.options;
  if (nature === 'too-large') return { text, findings: context.linter.lintTooLarge(judged.settings), fixed: 0 };
  const reported = (text: string) => lint(text, judged, context);
  if (fix === 'none' || !isUtf8) return { text, findings: reported(text), fixed: 0 };
  return fixAll(text, reported, ({ safe }) => safe || fix === 'suggested');
}

/** Makes and changes the files beside the judged one that fixes are about. How many were written. */
async function fixOthers(name: string, judged: Judged, context: Examination): Promise<number> {
  const { knownFiles } = context;
  if (judged.source.nature === 'too-large') return 0;
  const findings = await knownFiles.judge(() => lint(judged.source.text, judged, context));
  let count = 0;
  for (const other of otherFilesOf(findings)) {
    const written = await writeOtherFile(name, other);
    if (written === undefined) continue;
    knownFiles.forget(written, true);
    count++;
  }
  return count;
}
