// Made by "npm run generate" from the files of this folder.
import allowPrivilegeEscalation from './allow-privilege-escalation.ts';
import capDangerous from './cap-dangerous.ts';
import capDropAll from './cap-drop-all.ts';
import hostAliases from './host-aliases.ts';
import hostIpc from './host-ipc.ts';
import hostNetwork from './host-network.ts';
import hostPath from './host-path.ts';
import hostPathWritable from './host-path-writable.ts';
import hostPid from './host-pid.ts';
import hostPort from './host-port.ts';
import hostPortAllInterfaces from './host-port-all-interfaces.ts';
import imageLatest from './image-latest.ts';
import mountPropagation from './mount-propagation.ts';
import privileged from './privileged.ts';
import probeHost from './probe-host.ts';
import readonlyRootfs from './readonly-rootfs.ts';
import runAsNonRoot from './run-as-non-root.ts';
import runAsNonRootNotEnforced from './run-as-non-root-not-enforced.ts';
import runtimeSocket from './runtime-socket.ts';
import secretEnvLiteral from './secret-env-literal.ts';
import sensitiveHostPath from './sensitive-host-path.ts';
import sshPort from './ssh-port.ts';
import volumeType from './volume-type.ts';

export const rules = [allowPrivilegeEscalation, capDangerous, capDropAll, hostAliases, hostIpc, hostNetwork, hostPath, hostPathWritable, hostPid, hostPort, hostPortAllInterfaces, imageLatest, mountPropagation, privileged, probeHost, readonlyRootfs, runAsNonRoot, runAsNonRootNotEnforced, runtimeSocket, secretEnvLiteral, sensitiveHostPath, sshPort, volumeType];
