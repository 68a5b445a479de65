import type { Finding } from '../../core/finding.ts';
import { applyEdits, type Fix } from '../../core/fix.ts';
import { fixRounds } from '../../core/fixRounds.ts';
import { Linter } from '../../core/lint.ts';
import type { Settings } from '../../core/settings.ts';
import { touches } from '../../core/span.ts';
import { isSuppressed, suppressionsOf } from '../../core/suppressions.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { parseKube } from '../../parse/kube/stream.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import type { Hardenable, Hardening, HardeningRequest } from '../features/model.ts';
import { PatchedText } from '../patchedText.ts';
import { enforced, standard } from './hardeningRules.ts';
import { speakForItself } from './ownSecurity.ts';

/** All pods, each followed by its containers. */
export const podsOf = ({ workloads }: KubeDocument): Hardenable[][] =>
  workloads.map(({ path, object, containers }) => [
    { what: 'pod', path, span: object.value.at },
    ...containers.map(({ path, value }): Hardenable => ({ what: 'container', path, span: value.at })),
  ]);

type Request = HardeningRequest<KubeDocument>;

const linter = new Linter([standard]);

/** So many fixes may wait for each other: one for each field of a security context, and each capability. */
const mostRounds = 60;

/**
 * Brings a pod or a container to the restricted Pod Security Standard, as far as that can be done without a person: it
 * makes the fixes of the rules until none is left. What is switched off or ignored stays as it is.
 */
export function harden(request: Request): Hardening {
  const { unit, path } = request;
  const { text } = unit.content;
  const patched = new PatchedText(text.length);
  const anchors = new Set<string>();
  const note = ({ title: { params } }: Fix) => {
    if (params?.['anchor'] !== undefined) anchors.add(String(params['anchor']));
  };
  const lint = judge(request);
  const found = new Set(lint(text, 'pod').map(({ rule }) => rule.id));
  const [own] = speakForItself(unit.content, path, request.settings, found);
  if (own) note(own);
  patched.apply(own?.edits ?? []);
  const start = applyEdits(text, own?.edits ?? []);
  const wanted = (fix: Fix): boolean => {
    if (fix.others?.length) return false;
    note(fix);
    return true;
  };
  const inTarget = (text: string) => lint(text, 'target');
  for (const { edits } of fixRounds(start, inTarget(start), inTarget, wanted, mostRounds)) patched.apply(edits);
  return { edits: patched.edits(), anchors: [...anchors] };
}

/** What is to be repaired in a text of the unit: in the target, or in all of its pod. */
function judge(request: Request): (text: string, where: 'pod' | 'target') => Finding[] {
  const { path, settings, workspace } = request;
  const isIgnored = ignoredForAll(request);
  const asStandard: Settings = { ...settings, profile: 'kubernetes', syntaxElsewhere: false };
  const asPodman: Settings = { ...asStandard, profile: 'strict' };
  return (text, where) => {
    const { units } = parseKube(text);
    const pod = units
      .flatMap(({ content }) => podsOf(content))
      .find(targets => targets.some(target => target.path === path));
    const span = (where === 'pod' ? pod?.[0] : pod?.find(target => target.path === path))?.span;
    if (!span) return [];
    return [
      ...(settings.profile === 'kubernetes' ? [] : linter.lint(enforced, { units }, text, asPodman, workspace)),
      ...linter.lint(standard, { units }, text, asStandard, workspace),
    ].filter(finding => touches(span, finding.span.start) && !isIgnored(finding));
  };
}

/** Whether a rule is ignored in the whole file, or at the pod's name for all of the pod. */
function ignoredForAll({ text, units, unit, path, settings }: Request): (finding: Finding) => boolean {
  const suppressions = units.flatMap(({ comments, start }) => suppressionsOf(comments, start, text, linter.names));
  const at = unit.start + (workloadOf(unit.content, path)?.nameAt.start ?? 0);
  return ({ rule }) => isSuppressed(rule, at, suppressions, settings.today);
}

const workloadOf = ({ workloads }: KubeDocument, path: string): Workload | undefined =>
  workloads.find(workload => path === workload.path || path.startsWith(`${workload.path}/`));
