/**
 * Where `podman kube play` reads an annotation: on the object itself (of a Deployment: not on the template), or on the
 * pod's own metadata (of a Deployment: the template's). Podman 5.8.6, asked in test/podman/kubeAnnotations.test.ts.
 */
export type AnnotationLevel = 'object' | 'template';

const ofTemplate =
  /^(?:container\.seccomp\.security\.alpha\.kubernetes\.io\/|seccomp\.security\.alpha\.kubernetes\.io\/pod$|io\.podman\.annotations\.infra\.name$)/;
const ofObject =
  /^(?:io\.podman\.annotations\.(?:userns|label|pids-limit|cpuset|memory-nodes|volumes-from|init|autoremove|cid-file|publish-all|ulimit|kube\.image\.(?:automount|volumes\.mount))(?:\/|$)|run\.oci\.|org\.criu\.|bind-mount-options$|io\.containers\.(?:autoupdate|sdnotify)(?:\/|$))/;

/** Undefined for an annotation that means nothing to Podman. */
export function annotationLevel(key: string): AnnotationLevel | undefined {
  if (ofTemplate.test(key)) return 'template';
  return ofObject.test(key) ? 'object' : undefined;
}

/** They are what `podman inspect` shows, and nothing else reads them. */
export const isInspectOnly = (key: string): boolean =>
  /^io\.podman\.annotations\.(?:seccomp|apparmor|privileged)(?:\/.*)?$/.test(key);

/** Of crun's annotations, those that take nothing away from the container's isolation: crun(1). */
const harmlessOfRuntime = new Set([
  'run.oci.handler',
  'run.oci.timens_offset',
  'run.oci.seccomp_fail_unknown_syscall',
  'run.oci.systemd.force_cgroup_v1',
  'run.oci.systemd.subgroup',
]);

/** Whether Podman hands it to the OCI runtime, which does as it says. */
export const isRuntimeAnnotation = (key: string): boolean =>
  (key.startsWith('run.oci.') && !harmlessOfRuntime.has(key)) || key === 'org.criu.config';
