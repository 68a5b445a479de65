import type { Fix } from '../../core/fix.ts';
import type { Text } from '../../core/text.ts';
import { IgnoreFile } from '../../parse/ignore/ignoreFile.ts';
import { type BuildContext, inFolder } from './_context.ts';

/** What no image needs: a good start for a file that is not there yet. */
const usual = `# What stays out of the build and out of the image.
**/.git
**/.env
**/.env.*
!**/.env.example
**/.npmrc
**/.netrc
**/.ssh
**/.aws
**/.kube
**/id_rsa*
**/id_ed25519*
**/*.pem
**/*.key
**/*.p12
**/*.pfx
**/*.jks
**/*.tfstate*
`;

const create: Text = { en: 'Create {file}, which leaves them out', ja: 'これらを除外する {file} を作成' };
const extend: Text = { en: 'Leave them out in {file}', ja: '{file} でこれらを除外' };

/**
 * Leaves files out of the build, by the ignore file that counts or a new one.
 * @param paths of the files
 * @param needed paths that the build copies by name: they stay
 */
export function leaveOut(
  { folder, ignore }: BuildContext,
  paths: readonly string[],
  needed: readonly string[],
): Fix | undefined {
  if (ignore === undefined) return undefined;
  const path = ignore?.path ?? inFolder(folder, '.containerignore');
  const before = ignore?.file.text ?? null;
  const names = paths.map(name => name.replace(/\/$/, ''));
  const start = before === null ? usual : withoutExceptions(before, names);
  const lines = names.filter(name => !new IgnoreFile(start).leavesOut(name));
  const added = joined(start, lines);
  const lost = needed.filter(name => new IgnoreFile(added).leavesOut(name) && !ignore?.file.leavesOut(name));
  const after = joined(
    added,
    lost.map(name => `!${name}`),
  );
  const title = { text: ignore ? extend : create, params: { file: path } };
  return { title, edits: [], safe: false, others: [{ path, before, after }] };
}

/** Without the lines that bring back just these. */
function withoutExceptions(text: string, names: readonly string[]): string {
  const unwanted = new IgnoreFile(text).lines.filter(
    ({ pattern }) => typeof pattern === 'object' && pattern.isException && names.includes(pattern.text),
  );
  return unwanted.reduceRight((rest, { span }) => rest.slice(0, span.start) + rest.slice(span.end + 1), text);
}

function joined(text: string, lines: readonly string[]): string {
  const feed = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : feed;
  return lines.length === 0 ? text : `${text}${gap}${lines.map(escaped).join(feed)}${feed}`;
}

/** A path as a pattern that matches it alone. */
const escaped = (line: string): string => line.replace(/[*?[\]\\+()|^{}]/g, '\\$&');
