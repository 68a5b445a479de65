import type { Kind } from '../../core/kind.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { kube } from '../../rules/kube/kind.ts';

/**
 * What *Harden* repairs: what the Pod Security Standards ask, as far as it can be told what to write, a read-only root
 * file system, and fields that mean something else than they say. Volumes, ports and host paths are for a person,
 * and so is a name that nobody knows (`unknown-security-field`): what is meant is a guess.
 */
export const hardeningSlugs: readonly string[] = [
  ...['wrong-type', 'misplaced-security-field'],
  ...['privileged', 'allow-privilege-escalation', 'run-as-non-root', 'run-as-user-root', 'readonly-rootfs'],
  ...['cap-drop-all', 'cap-add-restricted', 'cap-add-baseline', 'cap-dangerous', 'capability-name-style'],
  ...['seccomp-missing', 'seccomp-unconfined', 'apparmor-unconfined', 'selinux-options', 'proc-mount'],
  ...['host-network', 'host-pid', 'host-ipc', 'probe-host', 'sysctl-unsafe', 'windows-host-process'],
];

/** To Podman runAsNonRoot is no more than a wish, and annotations still count: these ask for a number and read both. */
const enforcedSlugs: readonly string[] = ['run-as-non-root', 'run-as-non-root-not-enforced', 'seccomp-unconfined'];

const withRules = (slugs: readonly string[]): Kind<KubeDocument> => {
  const ids = new Set(slugs.map(slug => `kube/${slug}`));
  return { ...kube, rules: kube.rules.filter(({ id }) => ids.has(id)) };
};

/** Judged as the profile `kubernetes` does. */
export const standard = withRules(hardeningSlugs);
/** Judged as the profile `strict` does. */
export const enforced = withRules(enforcedSlugs);
