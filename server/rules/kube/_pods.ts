import { lookUp } from '../../core/lookUp.ts';
import { baseName } from '../../core/path.ts';
import { Memory, rememberForBoth } from '../../core/remember.ts';
import type { Group, Report } from '../../core/rule.ts';
import type { Settings } from '../../core/settings.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Container, Workload } from '../../parse/kube/workload.ts';
import { dig, get, isUnknown, type Value } from '../../parse/yaml/view.ts';

/** A container together with all that decides what a rule says about it. */
export interface ContainerCase {
  readonly container: Container;
  readonly workload: Workload;
  /** Its pod's name and its own, for messages. */
  readonly params: { readonly container: string; readonly pod: string };
  /** False in a patch that something (kustomize) lays over a whole manifest: what misses here may stand there. */
  readonly isWhole: boolean;
  /** For Report.group: what all containers of a pod lack is said once, at the pod's name, with the message `pod`. */
  readonly pod: Group<'pod'>;
}

const known = new Memory<Settings, Memory<KubeDocument, readonly ContainerCase[]>>();

/** All containers that can be judged. Podman never reads ephemeral ones, so only the `kubernetes` profile sees them. */
export const containersIn = (document: KubeDocument, settings: Settings): readonly ContainerCase[] =>
  rememberForBoth(known, settings, document, () => findContainers(document, settings));

function findContainers(document: KubeDocument, settings: Settings): ContainerCase[] {
  return document.workloads.flatMap(workload => {
    const containers = workload.containers.filter(
      ({ role, value }) =>
        (role !== 'ephemeral' || settings.profile === 'kubernetes') &&
        !isUnknown(dig(value, 'securityContext')) &&
        get(value, '$patch') === undefined,
    );
    const pod = { subject: workload.path, size: containers.length, at: workload.nameAt, message: 'pod' } as const;
    return containers.map(container => ({
      container,
      workload,
      pod,
      isWhole: settings.profile === 'kubernetes' || isWhole(workload, container),
      params: { container: containerName(container), pod: podName(workload) },
    }));
  });
}

/** What Kubernetes demands of an object beside its pods, and a patch leaves out. */
const demanded: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'selector'],
  DaemonSet: ['spec', 'selector'],
  StatefulSet: ['spec', 'selector'],
  ReplicaSet: ['spec', 'selector'],
  CronJob: ['spec', 'schedule'],
  Job: ['spec', 'template', 'spec', 'restartPolicy'],
};

function isWhole({ object }: Workload, { value }: Container): boolean {
  const steps = lookUp(demanded, object.kind);
  return !steps || get(value, 'image') !== undefined || dig(object.value, ...steps) !== undefined;
}

/** For messages: as it is written, also where a template or `generateName` makes the name. */
export const podName = ({ object: { kind, metadata } }: Workload): string =>
  written(dig(metadata, 'name')) ?? written(dig(metadata, 'generateName')) ?? kind;

/** By its place, where it has neither name nor image. */
const containerName = ({ value, path }: Container): string =>
  written(dig(value, 'name')) ?? written(dig(value, 'image')) ?? `#${Number(baseName(path)) + 1}`;

const written = (value: Value | undefined): string | undefined =>
  value?.node.type === 'scalar' ? value.node.text : undefined;

/** What several containers inherit from one place of their pod is reported there once. */
export function oncePerPlace<Key extends string>(reports: readonly Report<Key>[]): Report<Key>[] {
  const places = new Map(reports.map(report => [`${report.at.start} ${report.at.end}`, report] as const).reverse());
  return reports.filter(report => places.get(`${report.at.start} ${report.at.end}`) === report);
}
