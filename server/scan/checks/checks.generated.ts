// Made by "npm run generate" from the files of this folder.
import type { AnyCheck } from '../model/check.ts';
import CTR001 from './CTR001-privileged.ts';
import CTR002 from './CTR002-added-capabilities.ts';
import CTR003 from './CTR003-dropped-capabilities.ts';
import CTR004 from './CTR004-read-only-root.ts';
import CTR005 from './CTR005-no-new-privileges.ts';
import CTR006 from './CTR006-not-root.ts';
import CTR007 from './CTR007-host-pid.ts';
import CTR008 from './CTR008-host-ipc.ts';
import CTR009 from './CTR009-host-network.ts';
import CTR010 from './CTR010-host-uts.ts';
import CTR011 from './CTR011-user-namespace.ts';
import CTR012 from './CTR012-cgroup-namespace.ts';
import CTR013 from './CTR013-seccomp.ts';
import CTR014 from './CTR014-mac.ts';
import CTR015 from './CTR015-masked-paths.ts';
import HST001 from './HST001-rootless-engine.ts';
import HST018 from './HST018-lockdown.ts';

export const checks: readonly AnyCheck[] = [CTR001, CTR002, CTR003, CTR004, CTR005, CTR006, CTR007, CTR008, CTR009, CTR010, CTR011, CTR012, CTR013, CTR014, CTR015, HST001, HST018];
