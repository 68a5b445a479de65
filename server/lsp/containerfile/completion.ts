import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { platformArguments } from '../../parse/containerfile/variables.ts';
import { signalNames } from '../../podman/buildFeatures.ts';
import { capabilityNames } from '../../podman/capabilities.ts';
import { capabilitiesLabel, labelNames } from '../../podman/labels.ts';
import type { FeatureContext, Proposal, ProposalKind, Proposals } from '../features/model.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { proposeComments } from './proposeComments.ts';
import { proposeFlags } from './proposeFlags.ts';
import { proposeImages } from './proposeImages.ts';
import { proposeKeywords } from './proposeKeywords.ts';
import { proposeVariables } from './proposeVariables.ts';

/** What could stand at a place; nothing in the words of a shell but the variables of the file. */
export function complete(file: Containerfile, offset: number, context: FeatureContext): Proposals | undefined {
  const cursor = cursorAt(file, offset);
  if (cursor.place === 'comment') return proposeComments(cursor, context);
  if (cursor.place !== 'heredoc') {
    const [, trigger, keyword] = /^\s*(onbuild\s+)?(\w*)$/i.exec(cursor.before) ?? [];
    if (keyword !== undefined) return proposeKeywords(cursor, keyword, trigger !== undefined, context);
  }
  return proposeVariables(cursor) ?? (cursor.place === 'instruction' ? proposeArguments(cursor, context) : undefined);
}

function proposeArguments(cursor: Cursor, context: FeatureContext): Proposals | undefined {
  const [head = '', written = ''] = /^\s*(?:onbuild\s+)?(\w+)(?=\s)/i.exec(cursor.before) ?? [];
  const keyword = written.toUpperCase();
  const behind = cursor.before.slice(head.length);
  const flags = proposeFlags(cursor, keyword, behind, context);
  const others = proposeWords(cursor, keyword, behind.replace(/^\s+(?:--\S+\s+)*/, ''));
  if (!flags || !others) return flags ?? others;
  return { span: flags.span, items: [...others.items, ...flags.items] };
}

/** `words` is what stands between the flags and the cursor. */
function proposeWords(cursor: Cursor, keyword: string, words: string): Proposals | undefined {
  if (words.startsWith('--')) return undefined;
  const [half = ''] = /\S*$/.exec(words) ?? [];
  const position = (words.match(/\S+(?=\s)/g) ?? []).length;
  switch (keyword) {
    case 'FROM':
      if (position === 0) return proposeImages(cursor, half, 'all');
      return position === 1 ? proposeNames(cursor, half, ['AS'], 'keyword') : undefined;
    case 'ARG':
      return position === 0 && /^\w*$/.test(half)
        ? proposeNames(cursor, half, declarable(cursor), 'variable')
        : undefined;
    case 'STOPSIGNAL':
      return position === 0 ? proposeNames(cursor, half, signals, 'value') : undefined;
    case 'HEALTHCHECK':
      return position === 0 ? proposeNames(cursor, half, ['CMD', 'NONE'], 'keyword') : undefined;
    case 'LABEL':
      return proposeLabel(cursor, words);
    default:
      return undefined;
  }
}

/** In a stage, what an ARG brings in by its name alone. */
function declarable({ file, instruction }: Cursor): string[] {
  if (!instruction || !file.stageOf(instruction)) return [];
  const seen = new Set(file.variablesSeenBy(instruction));
  const names = file.globalArguments.flatMap(({ pairs }) => pairs.map(({ name }) => name));
  return [...new Set([...names, ...platformArguments])].filter(name => !seen.has(name));
}

/** The usual ones first. */
const signals = [...new Set(['TERM', 'INT', 'QUIT', 'HUP', 'USR1', ...signalNames])].map(name => `SIG${name}`);

function proposeNames(
  cursor: Cursor,
  half: string,
  names: readonly string[],
  kind: ProposalKind,
): Proposals | undefined {
  const span = cursor.wordOf(half.length, /^\w*/);
  return span && { span, items: names.map((label): Proposal => ({ label, kind })) };
}

function proposeLabel(cursor: Cursor, words: string): Proposals | undefined {
  const [, capability] =
    new RegExp(`${capabilitiesLabel.replaceAll('.', '\\.')}["']?=["']?(?:\\w+,)*(\\w*)$`).exec(words) ?? [];
  if (capability !== undefined) {
    const prefix = /^cap_/i.test(capability) ? 'CAP_' : '';
    const names = capabilityNames.map(name => prefix + name);
    return proposeNames(cursor, capability, names, 'value');
  }
  const [, half] = /(?:^|\s)([\w.-]*)$/.exec(words) ?? [];
  const isInQuotes = (words.match(/"/g) ?? []).length % 2 === 1;
  const span = half === undefined || isInQuotes ? undefined : cursor.wordOf(half.length, /^[\w.-]*=?/);
  return span && { span, items: labelNames.map((label): Proposal => ({ label, kind: 'value', text: `${label}=` })) };
}
