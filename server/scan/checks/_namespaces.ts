import type { Text } from '../../core/text.ts';
import type { Container } from '../facts/containers.ts';
import { given } from '../facts/known.ts';
import type { AnyCheck, CheckInfo } from '../model/check.ts';
import { containerCheck, pass } from './_containers.ts';
import { configured, container, process, rootful } from './_examples.ts';

interface NamespaceCheck extends CheckInfo {
  /** As the kernel calls it, and as `podman inspect` does. */
  readonly kind: 'pid' | 'ipc' | 'net' | 'uts';
  readonly field: 'PidMode' | 'IpcMode' | 'NetworkMode' | 'UTSMode';
  readonly host: Text;
  /** The option of the command line that asks for it. */
  readonly option: string;
}

const modes = { pid: 'pid', ipc: 'ipc', net: 'network', uts: 'uts' } as const;

const other: Text = {
  en: 'It shares the namespace of another container ({mode}).',
  ja: '別のコンテナの名前空間を共有しています（{mode}）。',
};

/** A check whether a container shares a namespace with the host. */
export function namespaceCheck({ kind, field, host, option, ...own }: NamespaceCheck): AnyCheck {
  const sharing = (mode: string) => configured({ [field]: mode }, { asked: [option, 'host', null] });
  const shared = process({ [kind]: `${kind}:[1]` }, { [kind]: `${kind}:[1]` });
  const anothers = rootful([configured({ [field]: 'container:0123456789ab' })]);
  const apart = process({ [kind]: `${kind}:[2]` }, { [kind]: `${kind}:[1]` });
  return containerCheck({
    ...own,
    withInfra: true,
    messages: { host, other },
    examples: {
      pass: [
        rootful([container()]),
        rootful([container()], { processes: apart }),
        ...(kind === 'pid' ? [] : [anothers]),
      ],
      fail: [
        rootful([sharing('host')]),
        // Podman before 4.4 says "shareable" of a container with --ipc=host.
        rootful([container()], { processes: shared }),
        rootful([{ ...sharing(kind === 'ipc' ? 'shareable' : 'host'), state: 'exited', pid: 0 }]),
      ],
      ...(kind === 'pid' ? { review: [anothers] as const } : {}),
    },
    judge(container, { facts }) {
      const collector = given(facts.find('processes'))?.get('self');
      const own = container.process?.namespaces.get(kind);
      const theirs = collector?.namespaces.get(kind);
      const mode = container.host[modes[kind]];
      // Members of a pod share what the pod has: it is said once, of the container that holds it open.
      if (container.pod !== undefined && !container.isInfra && mode !== 'host') return pass;
      if (own !== undefined && theirs !== undefined && own === theirs) return { state: 'fail', say: 'host' };
      if (mode === 'host' || asksFor(container, option)) return { state: 'fail', say: 'host' };
      // Who sees another's processes can trace them; a network or memory is shared among friends on purpose.
      const isOthers = kind === 'pid' && mode.startsWith('container:');
      return isOthers ? { state: 'review', say: 'other', params: { mode: short(mode) } } : pass;
    },
  });
}

/** In what is left of the command line that created it. */
function asksFor({ asked }: Container, option: string): boolean {
  if (asked.includes(`${option}=host`)) return true;
  const at = asked.indexOf(option);
  return at >= 0 && asked[at + 1] === 'host';
}

const short = (mode: string): string => mode.slice(0, 'container:'.length + 12);
