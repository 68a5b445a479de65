// Made by "npm run generate" from the files of this folder.
import allowPrivilegeEscalation from './allow-privilege-escalation.ts';
import capDangerous from './cap-dangerous.ts';
import capDropAll from './cap-drop-all.ts';
import hostIpc from './host-ipc.ts';
import hostNetwork from './host-network.ts';
import hostPid from './host-pid.ts';
import imageLatest from './image-latest.ts';
import privileged from './privileged.ts';
import readonlyRootfs from './readonly-rootfs.ts';
import runAsNonRoot from './run-as-non-root.ts';
import runAsNonRootNotEnforced from './run-as-non-root-not-enforced.ts';
import runtimeSocket from './runtime-socket.ts';
import secretEnvLiteral from './secret-env-literal.ts';

export const rules = [allowPrivilegeEscalation, capDangerous, capDropAll, hostIpc, hostNetwork, hostPid, imageLatest, privileged, readonlyRootfs, runAsNonRoot, runAsNonRootNotEnforced, runtimeSocket, secretEnvLiteral];
