import type { Text } from '../../core/text.ts';
import type { Container } from '../facts/containers.ts';
import type { EngineInfo } from '../facts/info.ts';
import { type AnyCheck, type Check, check, type ScanContext, type Verdict } from '../model/check.ts';
import { engineTrouble } from './_examples.ts';

/** What a container's check knows beside the container. */
interface ContainerContext extends ScanContext {
  readonly info: EngineInfo;
  readonly containers: readonly Container[];
}

interface ContainerCheck<Key extends string> extends Omit<Check<Key, 'containers' | 'info'>, 'needs' | 'judge'> {
  /** Of those that only hold a pod's namespaces open, too. */
  readonly withInfra?: true;
  /** Undefined: there is nothing to say about this one. */
  judge(container: Container, context: ContainerContext): Verdict<Key> | readonly Verdict<Key>[] | undefined;
}

const noContainers: Text = { en: 'There is no container.', ja: 'コンテナがありません。' };

/** A check of every container: running, paused and stopped ones. */
export function containerCheck<Key extends string>(own: ContainerCheck<Key>): AnyCheck {
  return check<Key | 'noContainers', 'containers' | 'info'>({
    ...own,
    messages: { ...own.messages, noContainers } as Readonly<Record<Key | 'noContainers', Text>>,
    needs: ['containers', 'info'],
    examples: {
      ...own.examples,
      error: [...engineTrouble('containers')],
      notApplicable: [
        { facts: { info: { host: { security: { rootless: true } } }, containers: '' } },
        ...(own.examples.notApplicable ?? []),
      ],
    },
    *judge({ containers, info }, context) {
      const judged = containers.filter(({ isInfra }) => own.withInfra || !isInfra);
      if (judged.length === 0) yield { state: 'notApplicable', say: 'noContainers' };
      const around = { ...context, info, containers };
      for (const container of judged) {
        const verdicts = own.judge(container, around) ?? [];
        for (const verdict of Array.isArray(verdicts) ? verdicts : [verdicts]) {
          yield { on: container.resource, ...verdict };
        }
      }
    },
  });
}

export const pass = { state: 'pass' } as const;

/** Whether an option of `--security-opt` is set: `label=disable`, `seccomp=unconfined`. */
export const hasOption = ({ host }: Container, ...options: readonly string[]): boolean =>
  host.securityOpt.some(option => options.includes(option.replace(':', '=')));
