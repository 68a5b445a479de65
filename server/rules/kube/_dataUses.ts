import type { Fix } from '../../core/fix.ts';
import { inRange } from '../../core/podmanVersion.ts';
import type { Settings } from '../../core/settings.ts';
import type { DataUse } from '../../parse/kube/dataUses.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import type { Value } from '../../parse/yaml/view.ts';
import { secretKeyRefSince } from '../../podman/kubeSupport.ts';
import { fixScalar } from './_fixes.ts';

/** Podman 4.3 and older read no Secret, whatever its name and keys are. */
export const isRead = ({ kind }: DataUse, { profile, podman }: Settings): boolean =>
  kind === 'ConfigMap' || profile === 'kubernetes' || inRange(podman, secretKeyRefSince);

/** For a name that is probably misspelt. */
export const fixSpelling = (document: KubeDocument, value: Value, near: string): Fix[] =>
  value.outside ? [] : fixScalar(document, value, near, { en: 'Write {near}', ja: '{near} と書く' }, { near });
