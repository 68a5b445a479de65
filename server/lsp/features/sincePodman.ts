import { inRange } from '../../core/podmanVersion.ts';
import { say, type Text } from '../../core/text.ts';
import type { FeatureContext } from './model.ts';

const texts = {
  since: { en: 'Podman {since} or newer.', ja: 'Podman {since} 以降で使えます。' },
  needs: {
    en: 'Needs Podman {since} or newer; these files are for {podman}.',
    ja: 'Podman {since} 以降が必要です。このファイルの対象は {podman} です。',
  },
} satisfies Record<string, Text>;

/** Whether the Podman that the files are for has what came with the version `since`. */
export const isKnown = (since: string, { settings }: FeatureContext): boolean => inRange(settings.podman, `>=${since}`);

/** That something came with the version `since`, in a sentence. */
export function sincePodman(since: string, context: FeatureContext): string {
  const { locale, settings } = context;
  const text = isKnown(since, context) ? texts.since : texts.needs;
  return say({ text, params: { since, podman: settings.podman } }, locale);
}

/** The few words behind a proposal that the Podman of the files does not know yet. */
export const newerPodman = (since: string, context: FeatureContext): string | undefined =>
  isKnown(since, context) ? undefined : `Podman ≥ ${since}`;
