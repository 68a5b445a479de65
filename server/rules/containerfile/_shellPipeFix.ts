import type { Edit } from '../../core/fix.ts';
import { baseName } from '../../core/path.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { fetchers } from '../../podman/downloads.ts';
import { ofTool } from './_ofTool.ts';
import type { Run } from './_shell.ts';
import type { Download } from './_shellDownloads.ts';

/** `curl URL | sh -s -- ARGS` as download, check and run; nothing where that would not be the same otherwise. */
export function checkFirst(
  { text: source, instruction: { shellText } }: Run,
  { command, url, output }: Download,
  runner: ShellCommand,
): { edits: Edit[]; file: string } | undefined {
  const isPlain = !command.within || command.within.how === 'document';
  const [next, ...others] = command.pipesTo;
  const isOnlyPipe = next === runner && others.length === 0 && runner.pipedFrom.length === 1;
  if (!shellText || !isPlain || !isOnlyPipe || !runner.name) return undefined;
  if ([command, runner].some(each => each.redirections.length > 0 || each.nesting.includes('background')))
    return undefined;
  const before = shellText.text.slice(0, command.span.start - shellText.start);
  // Behind `||` all of it would have to stay together; behind `|` there is no place for a list.
  if (/[|!](?:\s|\\\n)*$/.test(before.slice(-500)) || runner.pipesTo.length > 0) return undefined;
  // Nor may a brace or a comment stand between the two.
  if (!/^[\s\\`]*\|[\s\\`]*$/.test(source.slice(command.span.end, runner.span.start))) return undefined;
  if (!output && !ofTool(fetchers, command.tool)[0]?.output.includes('-o')) return undefined;
  const args = scriptArguments(runner);
  if (args === undefined) return undefined;
  const file = `/tmp/${fileName(url?.text ?? '')}`;
  const check = `echo "<sha256>  ${file}" | sha256sum -c - && `;
  const into = { start: command.span.end, end: runner.span.start };
  const run: Edit = { span: { start: runner.name.span.end, end: args }, text: ` ${file}` };
  if (!output) return { edits: [{ span: into, text: ` -o ${file} && ${check}` }, run], file };
  const value = { start: output.at.end - (output.value?.length ?? 0), end: output.at.end };
  const text = output.name.startsWith('--') || output.words.length > 1 ? file : ` ${file}`;
  const edits = [{ span: value, text }, { span: into, text: ` && ${check}` }, run];
  return output.words.some(({ quoted, isHeld }) => quoted || isHeld) ? undefined : { edits, file };
}

/** Where the words end that say "read your standard input"; nothing if the first word says something else. */
function scriptArguments({ name, args }: ShellCommand): number | undefined {
  let end = name?.span.end ?? 0;
  for (const { text, span } of args) {
    if (text !== '-' && text !== '-s' && text !== '--' && text !== '/dev/stdin')
      return end > (name?.span.end ?? 0) ? end : undefined;
    end = span.end;
  }
  return end;
}

const fileName = (url: string): string => {
  const path = url
    .replace(/^\w+:\/\/[^/]*/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  const name = baseName(path);
  return /^[\w.-]+$/.test(name) ? name : 'install';
};
