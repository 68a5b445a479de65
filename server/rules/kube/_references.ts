import type { Reference } from '../../core/rule.ts';

/** What several rules of this kind point to. */
export const podSecurityStandards: Reference = {
  title: 'Pod Security Standards',
  url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
};

export const podmanKubePlay: Reference = {
  title: 'podman-kube-play(1)',
  url: 'https://docs.podman.io/en/latest/markdown/podman-kube-play.1.html',
};

export const capabilitiesManual: Reference = {
  title: 'capabilities(7)',
  url: 'https://man7.org/linux/man-pages/man7/capabilities.7.html',
};

export const cisKubernetes = (section: string): Reference => ({ title: `CIS Kubernetes ${section}` });
