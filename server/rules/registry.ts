import type { AnyKind } from '../core/kind.ts';
import { auth } from './auth/kind.ts';
import { config } from './config/kind.ts';
import { containerfile } from './containerfile/kind.ts';
import { containersConf } from './containers-conf/kind.ts';
import { kube } from './kube/kind.ts';
import { mountsConf } from './mounts-conf/kind.ts';
import { policy } from './policy/kind.ts';
import { registries } from './registries/kind.ts';
import { registriesD } from './registries-d/kind.ts';
import { seccomp } from './seccomp/kind.ts';
import { securitypolicy } from './securitypolicy/kind.ts';
import { storageConf } from './storage-conf/kind.ts';

/** Every kind of file that Podseal judges. A file belongs to the first that claims it. */
export const kinds: readonly AnyKind[] = [
  config,
  containerfile,
  seccomp,
  policy,
  registriesD,
  kube,
  securitypolicy,
  registries,
  auth,
  containersConf,
  storageConf,
  mountsConf,
];
