import { type Report, ruleFor } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { JsonFaultCode, JsonFile } from '../../parse/json/tree.ts';
import { syntaxMessages, syntaxReports } from '../_jsonSyntax.ts';
import { bad, good } from './_examples.ts';
import { type PolicyKey, policyMessages } from './_messages.ts';
import { policyReports } from './_policy.ts';

export default ruleFor<JsonFile>()({
  id: 'policy/invalid-policy',
  title: { en: 'Signature policy that cannot be read', ja: '読み込めない署名ポリシー' },
  severity: 'error',
  references: [
    {
      title: 'containers-policy.json(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
    },
    { title: 'Podman book 8.4.2' },
  ],
  messages: { ...syntaxMessages, ...policyMessages },
  why: {
    en: 'One mistake makes the whole file useless: Podman, Buildah and Skopeo then refuse every pull.',
    ja: '1 つの誤りでファイル全体が無効になり、Podman、Buildah、Skopeo はすべての pull を拒否します。',
  },
  remedy: {
    en: 'Write it as containers-policy.json(5) says: strict JSON, keys in their exact spelling, each of them once.',
    ja: 'containers-policy.json(5) のとおり、厳密な JSON で、キーは正確な綴りで 1 回ずつ書いてください。',
  },
  examples: { bad, good },
  *check(file, { settings }): Iterable<Report<PolicyKey | JsonFaultCode>> {
    yield* syntaxReports(file);
    if (!file.isWhole) return;
    for (const report of policyReports(file, settings.podman)) if (!isBroken(file, report.at)) yield report;
  },
});

/** What is not even JSON is not judged for what it says. */
const isBroken = ({ faults }: JsonFile, { start, end }: Span): boolean =>
  faults.some(({ span }) => (start <= span.start && span.end <= end) || (span.start <= start && end <= span.end));
