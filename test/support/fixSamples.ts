import type { Finding } from '../../server/core/finding.ts';
import type { Settings } from '../../server/core/settings.ts';
import { containerfile } from '../../server/rules/containerfile/kind.ts';
import { filesAround } from './filesAround.ts';
import { labelled } from './labelledCases.ts';
import { lint } from './lint.ts';
import { unmark } from './marked.ts';

/** A Containerfile whose findings are repaired to see what becomes of it. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  readonly file?: string | undefined;
  readonly settings?: Partial<Settings> | undefined;
  readonly workspace?: Readonly<Record<string, string>> | undefined;
}

/** All of the rules' own examples. */
export const examples: readonly Sample[] = containerfile.rules.flatMap(({ id, examples: { bad, good } }) =>
  [...bad, ...good].map((example, i) => ({ ...example, name: `${id} ${i + 1}`, text: unmark(example.text).text })),
);

const { cases, skip } = labelled<{ id: string; content: string }>('containerfile-dev.jsonl');
/** All labelled cases; without them, the reason in `skipLabels`. */
export const labels: readonly Sample[] = cases.map(({ id, content }) => ({ name: id, text: content }));
export const skipLabels = skip;

/** What is found in a text in the place of the sample's own. */
export const findingsIn = (text: string, { file = 'Containerfile', settings, workspace }: Sample): Finding[] =>
  lint(file, text, { profile: 'strict', ...settings }, filesAround(workspace));
