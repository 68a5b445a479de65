// Made by "npm run generate" from the files of this folder.
import allowPrivilegeEscalation from './allow-privilege-escalation.ts';
import capDropAll from './cap-drop-all.ts';
import privileged from './privileged.ts';
import readonlyRootfs from './readonly-rootfs.ts';

export const rules = [allowPrivilegeEscalation, capDropAll, privileged, readonlyRootfs];
