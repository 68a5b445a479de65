import type { Context, RelatedPlace, Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { podSecurityField, securityField, type Workload } from '../../parse/kube/workload.ts';
import { policyFields } from '../../parse/securityPolicy/fields.ts';
import { type HoldingPolicy, policiesFor } from '../../parse/securityPolicy/find.ts';
import type { Demand, DemandList } from '../../parse/securityPolicy/policy.ts';
import {
  booleanOf,
  dig,
  type Field,
  get,
  isUnknown,
  itemsOf,
  numberOf,
  textOf,
  type Value,
} from '../../parse/yaml/view.ts';
import { capabilityName } from '../../podman/capabilities.ts';
import { type ContainerCase, containersIn, oncePerPlace, podName } from './_pods.ts';

export const policyReferences = [
  {
    title: 'Podseal: Security policy',
    url: 'https://github.com/podseal/podseal/blob/main/docs/security-policy.md',
  },
  { title: 'Podman book 8.6.2' },
] as const;

/** Who is asked for a field: a container, or a pod as a whole. */
export interface Asked {
  readonly workload: Workload;
  /** Undefined for a field of the pod's spec. */
  readonly each: ContainerCase | undefined;
  /** The container's name, or the pod's. */
  readonly name: string;
  /** Where something that misses is reported. */
  readonly nameAt: Span;
  /** False where what misses may stand elsewhere. */
  readonly isWhole: boolean;
}

/** What stands in the file for a field, as the container or pod gets it. */
export interface Said extends Field {
  /** Where it is inherited from. */
  readonly level: 'spec' | 'pod' | 'container';
}

/** A demand of a policy, and somebody whom it concerns. */
export interface Question {
  readonly holding: HoldingPolicy;
  readonly demand: Demand;
  readonly asked: Asked;
}

/**
 * Asks every container, or pod, for every demand of one list in all policies that hold. What two policies demand is
 * said once, and what containers inherit from one place, too.
 */
export function askAll<Key extends string>(
  document: KubeDocument,
  context: Context,
  list: DemandList,
  ask: (question: Question) => readonly Report<Key>[],
): Report<Key>[] {
  if (document.workloads.length === 0) return [];
  const questions = policiesFor(context).flatMap(holding =>
    holding.policy.demands.filter(demand => demand.list === list).map(demand => ({ holding, demand })),
  );
  if (questions.length === 0) return [];
  const cases = containersIn(document, context.settings);
  const said = new Map<string, Report<Key>[]>();
  for (const { holding, demand } of questions) {
    const reports = askedBy(demand, document, cases).flatMap(asked => ask({ holding, demand, asked }));
    const key = [demand.field, ...demand.terms.map(({ value }) => value).sort()].join(' ');
    said.set(key, [...(said.get(key) ?? []), ...reports]);
  }
  return [...said.values()].flatMap(reports => oncePerPlace(reports));
}

function askedBy({ field }: Demand, document: KubeDocument, cases: readonly ContainerCase[]): Asked[] {
  const { level, onWindows } = policyFields[field] ?? {};
  const isMeant = ({ isWindows }: Workload) => onWindows || !isWindows;
  if (level === 'spec' || level === 'pod') {
    return document.workloads.filter(isMeant).map(workload => podAsked(workload, cases));
  }
  return cases
    .filter(({ workload }) => isMeant(workload))
    .map(each => {
      const { workload, container, params, isWhole } = each;
      return { workload, each, name: params.container, nameAt: container.nameAt, isWhole };
    });
}

/** A pod as a whole; a patch of one is as whole as its containers. */
export function podAsked(workload: Workload, cases: readonly ContainerCase[]): Asked {
  const isWhole = cases.some(each => each.workload === workload && each.isWhole);
  return { workload, each: undefined, name: podName(workload), nameAt: workload.nameAt, isWhole };
}

/** What holds for a field; `unknown` if a template decides. */
export function saidFor({ workload, each }: Asked, path: string): Said | undefined | 'unknown' {
  const [name = '', ...rest] = path.split('.');
  const { level } = policyFields[path] ?? {};
  const pod = dig(workload.spec, 'securityContext');
  const field =
    level === 'spec'
      ? withLevel(get(workload.spec, name), 'spec')
      : each
        ? securityField(workload, each.container, name)
        : podSecurityField(workload, name);
  if (isUnknown(field?.value) || (!field && level !== 'spec' && level !== 'container' && isUnknown(pod)))
    return 'unknown';
  const inner = rest.reduce<Field | undefined>((at, key) => get(at?.value, key), field);
  if (!field || !inner) return undefined;
  return isUnknown(inner.value) ? 'unknown' : { ...inner, level: field.level };
}

const withLevel = (field: Field | undefined, level: 'spec') => field && { ...field, level };

/** A value in the words of a policy. */
export function wordOf(value: Value, path: string): string | undefined {
  switch (policyFields[path]?.type) {
    case 'boolean': {
      const said = booleanOf(value);
      return said === undefined ? undefined : String(said);
    }
    case 'integer': {
      const number = numberOf(value);
      return number === undefined ? undefined : String(number);
    }
    default:
      return textOf(value);
  }
}

/** The capabilities in a list, without those that a template names. */
export const capabilitiesOf = (list: Value | undefined): { name: string; value: Value }[] =>
  itemsOf(list).flatMap(value => {
    const text = textOf(value);
    return text === undefined ? [] : [{ name: capabilityName(text), value }];
  });

/** The line of the policy that demands it. */
export const policyLine = ({ file, name, at }: HoldingPolicy, span: Span): RelatedPlace => ({
  at: at(span),
  text: { en: 'The policy {policy} says so here', ja: 'ポリシー {policy} のこの行です' },
  params: { policy: name },
  file,
});

/** The built-in rules that find the same fault in a field: the project's own decision is the one to be told. */
const builtIn: Readonly<Record<string, readonly string[]>> = {
  privileged: ['kube/privileged'],
  allowPrivilegeEscalation: ['kube/allow-privilege-escalation'],
  readOnlyRootFilesystem: ['kube/readonly-rootfs'],
  runAsNonRoot: ['kube/run-as-non-root'],
  runAsUser: ['kube/run-as-non-root'],
  'capabilities.add': ['kube/cap-dangerous'],
  'capabilities.drop': ['kube/cap-drop-all'],
  hostNetwork: ['kube/host-network'],
  hostPID: ['kube/host-pid'],
  hostIPC: ['kube/host-ipc'],
};

export const sameFaultAs = (field: string): readonly string[] => builtIn[field] ?? [];
