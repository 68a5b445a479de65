import { lookUp } from '../../core/lookUp.ts';
import { inRange } from '../../core/podmanVersion.ts';
import type { Text } from '../../core/text.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { securityFields } from '../../parse/kube/workload.ts';
import { annotationTextOf, annotationTexts, claimAnnotationTexts } from '../../podman/annotationTexts.ts';
import { capabilityNames } from '../../podman/capabilities.ts';
import { capabilityText } from '../../podman/capabilityTexts.ts';
import { annotationLevel, annotationSince } from '../../podman/kubeAnnotations.ts';
import { restrictedCapability } from '../../podman/podSecurity.ts';
import {
  innerKeys,
  podFieldTexts,
  profileTypes,
  type SecurityFieldText,
  securityContextTexts,
} from '../../podman/securityFieldTexts.ts';
import type { FeatureContext, Proposal, Proposals } from '../features/model.ts';
import { newerPodman } from '../features/sincePodman.ts';
import { type Cursor, cursorAt } from '../yaml/cursor.ts';
import { seccompProfiles } from './seccompFiles.ts';

/** What could stand at a place of a pod: fields that confine it, their values, and annotations that Podman reads. */
export function complete(document: KubeDocument, offset: number, context: FeatureContext): Proposals | undefined {
  const cursor = cursorAt(document.text, offset);
  if (!cursor) return undefined;
  const items = [...proposals(cursor, document, context)].filter(({ label }) => !cursor.siblings.includes(label));
  return items.length === 0 ? undefined : { span: cursor.span, items };
}

const containerList = /^(?:initContainers|containers|ephemeralContainers)$/;

function proposals(cursor: Cursor, document: KubeDocument, context: FeatureContext): readonly Proposal[] {
  const { path, expects } = cursor;
  const at = path.indexOf('securityContext');
  if (at >= 0) return inSecurityContext(cursor, path.slice(at + 1), isContainer(path.slice(0, at)), context);
  const [parent, last] = path.slice(-2);
  if (path.includes('annotations')) return annotations(cursor, document, context);
  if (expects === 'key' && (isContainer(path) || isPodSpec(path, document))) {
    const fields = isContainer(path) ? {} : podFieldTexts;
    return [
      securityContext(cursor),
      ...Object.entries(fields).map(([key, field]) => fieldOf(cursor, key, field, context)),
    ];
  }
  return expects === 'value' && parent === 'spec' ? values(lookUp(podFieldTexts, last ?? '')?.values) : [];
}

const isContainer = (path: readonly string[]): boolean => path.at(-1) === '*' && containerList.test(path.at(-2) ?? '');

/** `spec` of a Pod, `template.spec` of what makes pods. */
const isPodSpec = (path: readonly string[], { text }: KubeDocument): boolean =>
  path.at(-1) === 'spec' && (path.at(-2) === 'template' || /^kind: *["']?Pod["']?[ \r]*$/m.test(text));

const securityContext = ({ isFlow }: Cursor): Proposal => ({
  label: 'securityContext',
  kind: 'option',
  text: isFlow ? 'securityContext: ' : 'securityContext:',
});

/** `path` is what leads from the security context to the cursor. */
function inSecurityContext(
  cursor: Cursor,
  path: readonly string[],
  isContainer: boolean,
  context: FeatureContext,
): readonly Proposal[] {
  const [field, inner] = path;
  if (field === undefined) {
    if (cursor.expects !== 'key') return [];
    return Object.entries(securityContextTexts)
      .filter(([key]) => securityFields[key] !== (isContainer ? 'pod' : 'container'))
      .map(([key, text]) => fieldOf(cursor, key, text, context));
  }
  if (field === 'capabilities' && (inner === 'add' || inner === 'drop')) return capabilities(cursor, inner, context);
  const keys = lookUp(innerKeys, field);
  if (keys && inner === undefined && cursor.expects === 'key')
    return keys.map(label => ({ label, kind: 'option', text: `${label}:${isList(cursor, label) ? '' : ' '}` }));
  if (cursor.expects !== 'value') return [];
  if (inner === 'type' && field.endsWith('Profile')) return values(profileTypes);
  if (inner === 'localhostProfile' && field === 'seccompProfile') return values(seccompProfiles(context.workspace));
  return inner === undefined ? values(lookUp(securityContextTexts, field)?.values) : [];
}

const isList = ({ isFlow }: Cursor, key: string): boolean => !isFlow && (key === 'add' || key === 'drop');

const values = (labels: readonly string[] = []): Proposal[] => labels.map(label => ({ label, kind: 'value' }));

function fieldOf(
  cursor: Cursor,
  label: string,
  field: SecurityFieldText,
  { locale, settings }: FeatureContext,
): Proposal {
  const isNested = field.type === 'map' || field.type === 'list';
  const isIgnored = field.ignored !== undefined && inRange(settings.podman, field.ignored);
  return {
    label,
    kind: 'option',
    detail: isIgnored ? { en: 'ignored by Podman', ja: 'Podman は無視' }[locale] : undefined,
    documentation: [field.text[locale], ...(field.podman && !isIgnored ? [field.podman[locale]] : [])].join('\n\n'),
    text: isNested && !cursor.isFlow ? `${label}:` : `${label}: ${field.values?.[0] ?? ''}`,
  };
}

/** The harmless ones first: ALL to drop, the one that the restricted standard allows to add. */
function capabilities(cursor: Cursor, list: 'add' | 'drop', { locale }: FeatureContext): Proposal[] {
  const first = list === 'drop' ? 'ALL' : restrictedCapability;
  if (cursor.expects === 'value' && cursor.half !== '') return [];
  if (cursor.expects === 'key') return [];
  return [first, ...capabilityNames.filter(name => name !== first), ...(list === 'add' ? ['ALL'] : [])].map(label => ({
    label,
    kind: 'value',
    documentation: capabilityText(label)?.[locale],
    text: cursor.expects === 'value' ? `[${label}]` : label,
  }));
}

function annotations(cursor: Cursor, { workloads, objects }: KubeDocument, context: FeatureContext): Proposal[] {
  const { path, expects } = cursor;
  if (expects === 'value' && path.at(-2) === 'annotations') return annotationValues(path.at(-1) ?? '', context);
  if (expects !== 'key' || path.at(-1) !== 'annotations') return [];
  if (objects.some(({ kind }) => kind === 'PersistentVolumeClaim'))
    return claimAnnotationTexts.map(({ key, text }) => annotation(key, text, context));
  const level = path.at(-3) === 'template' ? 'template' : 'object';
  const isPod = workloads.some(({ object }) => object.kind === 'Pod');
  const names = [...new Set(workloads.flatMap(({ containers }) => containers.flatMap(({ name }) => name ?? [])))];
  return annotationTexts.flatMap(({ key, text }) => {
    const keys = key.endsWith('/') ? names.map(name => key + name) : [key];
    return keys
      .filter(label => isPod || annotationLevel(label) === level)
      .map(label => annotation(label, text, context));
  });
}

function annotation(label: string, text: Text, context: FeatureContext): Proposal {
  const since = annotationSince(label);
  const detail = since === undefined ? undefined : newerPodman(since, context);
  return { label, kind: 'option', detail, documentation: text[context.locale], text: `${label}: ` };
}

/** Of a seccomp profile also the files that there are; Podman reads none below another folder here. */
function annotationValues(key: string, { workspace }: FeatureContext): Proposal[] {
  const known = annotationTextOf(key)?.values ?? [];
  if (!key.includes('seccomp')) return values(known);
  const files = seccompProfiles(workspace).filter(file => !file.includes('/'));
  return values([
    ...known.filter(value => !(files.length > 0 && value.startsWith('localhost/'))),
    ...files.map(file => `localhost/${file}`),
  ]);
}
