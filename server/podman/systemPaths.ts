import { remembering } from '../core/remember.ts';

/** What a directory of the system is, as far as a Containerfile should keep away from it. */
type SystemPath = 'kernel' | 'system' | 'home';

/** File systems of the kernel and of the boot loader, and all that is below them. Trivy DS-0030 lists the same. */
const kernel = /^\/(?:proc|sys|dev|boot|initrd|lost\+found)(?:\/|$)/;
/** Memory that processes share: an ordinary place for data. */
const shared = /^\/dev\/(?:shm|mqueue)(?:\/|$)/;
/** The operating system itself: these directories, and files of accounts. */
const system =
  /^\/(?:|bin|sbin|lib|lib64|usr|usr\/(?:bin|sbin|lib|lib64)|etc|etc\/(?:passwd|shadow|group|gshadow|sudoers|sudoers\.d|ssh|pam\.d))$/;
/** All homes, root's, and where people and programs keep their keys. */
const home = /^\/(?:home|root|(?:root|home\/[^/]+)\/\.(?:ssh|gnupg|aws|kube|docker)(?:\/.*)?)$/;

/** Of an absolute path without `..` and trailing slashes. */
export const systemPath = remembering((path: string): SystemPath | undefined => {
  if (kernel.test(path)) return shared.test(path) ? undefined : 'kernel';
  if (system.test(path)) return 'system';
  return home.test(path) ? 'home' : undefined;
});
