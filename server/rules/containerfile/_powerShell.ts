import { baseName } from '../../core/path.ts';
import { type Span, shift } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { eachInstruction } from './_eachInstruction.ts';
import { shellInUse } from './_shellInUse.ts';

/** A download that a script in PowerShell, which is no shell's language, runs. */
export interface PowerShellDownload {
  readonly fetcher: string;
  /** What runs it. */
  readonly interpreter: string;
  readonly at: Span;
}

const fetch = String.raw`\b(?:iwr|irm|curl|wget|Invoke-(?:WebRequest|RestMethod)|(?<=\.)DownloadString)\b`;
const run = String.raw`\b(?<run>iex|Invoke-Expression)\b`;
const direct = [
  // `iwr URL | iex`
  new RegExp(String.raw`(?<fetch>${fetch})[^|;]{0,500}\|\s{0,20}${run}`, 'di'),
  // `iex (iwr URL)`, `iex "& { $(iwr URL) }"`
  new RegExp(String.raw`${run}[\s"(&$\{]{0,20}\([^;|]{0,500}?(?<fetch>${fetch})`, 'di'),
];
const set = new RegExp(String.raw`\$(?<name>\w{1,100})\s{0,20}=[^;|\n]{0,300}?(?<fetch>${fetch})`, 'gi');
/** `iex $s`, `$s | iex` */
const used = [
  new RegExp(String.raw`${run}[\s("]{1,20}\$(?<name>\w{1,100})`, 'dgi'),
  new RegExp(String.raw`\$(?<name>\w{1,100})[.\w]{0,50}\s{0,20}\|\s{0,20}${run}`, 'dgi'),
];

/** Without it nothing is run. */
const runs = /\biex\b|\bInvoke-Expression\b/i;
const isChecked = /\b(?:Get-FileHash|ComputeHash|Get-AuthenticodeSignature)\b/i;

/** What a script downloads and runs. Its spans count in the script. */
export function powerShellDownload(script: string): PowerShellDownload | undefined {
  if (!runs.test(script) || isChecked.test(script)) return undefined;
  for (const form of direct) {
    const found = form.exec(script);
    if (found) return downloadBy(found, found.groups?.['fetch']);
  }
  const fetched = new Map(
    Array.from(script.matchAll(set), ({ index, groups }) => [groups?.['name'], { index, groups }]),
  );
  for (const use of used.flatMap(form => [...script.matchAll(form)])) {
    const setBy = fetched.get(use.groups?.['name']);
    if (setBy && setBy.index < use.index) return downloadBy(use, setBy.groups?.['fetch']);
  }
  return undefined;
}

function downloadBy({ groups, indices }: RegExpExecArray, fetcher = ''): PowerShellDownload {
  const [start = 0, end = 0] = indices?.groups?.['run'] ?? [];
  return { fetcher, interpreter: groups?.['run'] ?? '', at: { start, end } };
}

/** What instructions download and run whose shell is PowerShell. */
export const powerShellDownloads = (file: Containerfile): PowerShellDownload[] =>
  eachInstruction(file, readInstruction, ['RUN', 'CMD', 'ENTRYPOINT'])
    .filter(({ outer }) => isPowerShell(shellInUse(file, outer)))
    .map(({ fact, outer }) => ({ ...fact, at: shift(fact.at, outer.start) }));

const isPowerShell = (shell: Instruction | undefined): boolean =>
  shell?.words.some(({ value }) => /^(?:pwsh|powershell)(?:\.exe)?$/i.test(baseName(value.replaceAll('\\', '/')))) ??
  false;

function* readInstruction({ shellText }: Instruction): Generator<PowerShellDownload> {
  if (!shellText || !runs.test(shellText.text)) return;
  const found = powerShellDownload(withoutTexts(shellText.text));
  if (found) yield { ...found, at: shift(found.at, shellText.start) };
}

/** The same length, without what PowerShell only prints or passes on; but `"$(iwr URL)"` is evaluated. */
const withoutTexts = (script: string): string =>
  script.replace(
    /'[^']{0,2000}'|(?<!-c(?:ommand)?\s{1,5})"[^"$]{0,2000}"/gi,
    text => `'${'_'.repeat(text.length - 2)}'`,
  );
