import type { Fix } from '../../core/fix.ts';
import type { KubeDocument, KubeObject } from '../../parse/kube/document.ts';
import type { Workload } from '../../parse/kube/workload.ts';
import { dig, type Field, textOf } from '../../parse/yaml/view.ts';
import { type AnnotationLevel, usernsAnnotation } from '../../podman/kubeAnnotations.ts';
import { fixFields, fixKey, fixRemoving } from './_fixes.ts';

/** Moves an annotation to where Podman reads it. */
export function fixMoving(document: KubeDocument, { object }: Workload, field: Field, to: AnnotationLevel): Fix[] {
  const text = textOf(field.value);
  if (text === undefined || field.merged || field.value.outside) return [];
  const title = { en: 'Move it to where Podman reads it', ja: 'Podman が読む位置に移す' };
  const metadata = { annotations: { [field.key]: text } };
  const holder = to === 'object' ? object.value : dig(object.value, 'spec', 'template');
  const [added] = holder ? fixFields(document, [{ value: holder, fields: { metadata }, after: 'first' }], title) : [];
  const [removed] = fixRemoving(document, [field.entry], title);
  return added && removed ? [{ ...added, edits: [...added.edits, ...removed.edits] }] : [];
}

/** `podman kube generate` writes the container's name behind it. */
export function fixTarget(document: KubeDocument, { metadata }: KubeObject, field: Field): Fix[] {
  const annotations = dig(metadata, 'annotations');
  const title = { en: 'Choose it for the pod', ja: 'ポッドに対する指定にする' };
  return annotations ? fixKey(document, annotations, field, usernsAnnotation, title) : [];
}
