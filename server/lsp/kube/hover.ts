import { lookUp } from '../../core/lookUp.ts';
import { inCode } from '../../core/markdown.ts';
import { inRange } from '../../core/podmanVersion.ts';
import { contains } from '../../core/span.ts';
import { say, type Text } from '../../core/text.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { type Container, securityField, securityFields, type Workload } from '../../parse/kube/workload.ts';
import { dig, fieldsOf, isUnknown, itemsOf, textOf, type Value } from '../../parse/yaml/view.ts';
import { annotationTextOf } from '../../podman/annotationTexts.ts';
import { capabilityName } from '../../podman/capabilities.ts';
import { capabilityText } from '../../podman/capabilityTexts.ts';
import { annotationLevel, annotationSince } from '../../podman/kubeAnnotations.ts';
import { baselineCapabilities, restrictedCapability } from '../../podman/podSecurity.ts';
import { podFieldTexts, type SecurityFieldText, securityContextTexts } from '../../podman/securityFieldTexts.ts';
import { podmanKubePlay, podSecurityStandards } from '../../rules/kube/_references.ts';
import type { Explanation, FeatureContext } from '../features/model.ts';
import { sincePodman } from '../features/sincePodman.ts';
import { entryAt, type PathAt } from '../yaml/entryAt.ts';

const texts = {
  standard: { en: 'Pod Security Standards, {level}: {allows}.', ja: 'Pod Security Standards の {level}：{allows}。' },
  ignored: { en: 'Podman {podman} ignores it.', ja: 'Podman {podman} は無視します。' },
  podOnly: {
    en: 'A field of pods: in a container nobody reads it.',
    ja: 'ポッドのフィールドです。コンテナに書いても読み取られません。',
  },
  containerOnly: {
    en: 'A field of containers: in the pod nobody reads it.',
    ja: 'コンテナのフィールドです。ポッドに書いても読み取られません。',
  },
  effective: { en: '{container}: {value}, {whose}', ja: '{container}：{value}（{whose}）' },
  own: { en: 'its own', ja: 'コンテナの指定' },
  pods: { en: "the pod's", ja: 'ポッドの指定' },
  unset: { en: 'nobody says anything', ja: '指定なし' },
  unknown: { en: 'not known from this file', ja: 'このファイルからは不明' },
  several: { en: '(several values)', ja: '（複数の値）' },
  none: { en: 'what the image says', ja: 'イメージの設定' },
  allows: { en: 'With it a process can {what}.', ja: 'これを持つプロセスは{what}。' },
  inRestricted: {
    en: 'The one capability that the restricted Pod Security Standard allows to add.',
    ja: 'Pod Security Standards の restricted で追加できる唯一のケーパビリティです。',
  },
  inBaseline: {
    en: 'The baseline Pod Security Standard allows to add it, the restricted one does not.',
    ja: 'Pod Security Standards の baseline では追加できますが、restricted では追加できません。',
  },
  inNone: { en: 'The Pod Security Standards forbid to add it.', ja: 'Pod Security Standards では追加できません。' },
  object: {
    en: 'Podman reads it in the metadata of the object itself.',
    ja: 'Podman はオブジェクト自体の metadata から読み取ります。',
  },
  template: {
    en: "Podman reads it in the pod's own metadata.",
    ja: 'Podman はポッド自身の metadata から読み取ります。',
  },
} satisfies Record<string, Text>;

/** What there is to know about a field that confines a pod, a capability or an annotation. */
export function hover(document: KubeDocument, offset: number, context: FeatureContext): Explanation | undefined {
  const found = entryAt(document.yaml.root, offset);
  const workload = found && document.workloads.find(({ object }) => contains(object.value.at, offset));
  if (!found || !workload) return undefined;
  const paragraphs = aboutPlace(found, workload, offset, context);
  return paragraphs && { span: found.span, paragraphs };
}

function aboutPlace(found: PathAt, workload: Workload, offset: number, context: FeatureContext): string[] | undefined {
  const { path, part } = found;
  const last = path.at(-1) ?? '';
  const at = path.lastIndexOf('securityContext');
  if (path.at(-2) === 'annotations') return aboutAnnotation(last, context);
  if (at < 0) {
    const text = part.type === 'entry' && part.parent === workload.spec.node ? lookUp(podFieldTexts, last) : undefined;
    return text && aboutField(last, text, context, []);
  }
  const [field = '', list] = path.slice(at + 1);
  if (field === 'capabilities' && last === '*' && part.value.type === 'scalar')
    return aboutCapability(part.value.text, list, context);
  const text = lookUp(securityContextTexts, field);
  if (!text) return undefined;
  const container = workload.containers.find(({ value }) => isInside(value, offset));
  const said = container
    ? inContainer(field, text, workload, container, context)
    : inPod(field, text, workload, context);
  return aboutField(field, text, context, said);
}

const isInside = ({ node }: Value, offset: number): boolean => contains(node.span, offset);

function aboutField(
  name: string,
  field: SecurityFieldText,
  context: FeatureContext,
  said: readonly string[],
): string[] {
  const { locale, settings } = context;
  const { standard, ignored, podman } = field;
  const isIgnored = ignored !== undefined && inRange(settings.podman, ignored);
  const allows = standard && { level: standard.level, allows: standard.allows[locale] };
  const onPodman = isIgnored
    ? say({ text: texts.ignored, params: { podman: settings.podman } }, locale)
    : podman?.[locale];
  return [
    `**${name}** ${field.text[locale]}`,
    ...said,
    ...(allows ? [say({ text: texts.standard, params: allows }, locale)] : []),
    ...(onPodman === undefined ? [] : [onPodman]),
    [...(standard ? [podSecurityStandards] : []), podmanKubePlay]
      .map(({ title, url }) => `[${title}](<${url}>)`)
      .join(' · '),
  ];
}

function inContainer(
  name: string,
  text: SecurityFieldText,
  workload: Workload,
  container: Container,
  context: FeatureContext,
) {
  if (securityFields[name] === 'pod') return [texts.podOnly[context.locale]];
  return [effective(name, text, workload, container, context)];
}

/** A pod's word is what each container makes of it. */
function inPod(name: string, text: SecurityFieldText, workload: Workload, context: FeatureContext): string[] {
  if (securityFields[name] === 'container') return [texts.containerOnly[context.locale]];
  if (securityFields[name] === 'pod') return [];
  const lines = workload.containers
    .slice(0, mostNamed)
    .map(each => `- ${effective(name, text, workload, each, context)}`);
  const more = workload.containers.length > mostNamed ? ['- …'] : [];
  return [[...lines, ...more].join('\n')];
}

const mostNamed = 8;

/** What holds for a container in the end, and who says it. */
function effective(
  name: string,
  text: SecurityFieldText,
  workload: Workload,
  container: Container,
  { locale }: FeatureContext,
): string {
  const field = securityField(workload, container, name);
  const isOpen = !field && isUnknown(dig(workload.spec, 'securityContext'));
  const whose = isOpen ? texts.unknown : field ? (field.level === 'pod' ? texts.pods : texts.own) : texts.unset;
  const value = field ? valueIn(field.value, locale) : unsetIn(name, text, locale);
  const params = { container: inCode(container.name ?? '-'), value, whose: whose[locale] };
  return say({ text: texts.effective, params }, locale);
}

function unsetIn(name: string, { unset }: SecurityFieldText, locale: FeatureContext['locale']): string {
  if (unset !== undefined) return inCode(unset);
  return name.startsWith('runAs') ? texts.none[locale] : '–';
}

/** Of a profile its type, of other maps and lists what is in them, if that is short. */
function valueIn(value: Value, locale: FeatureContext['locale']): string {
  if (isUnknown(value)) return texts.unknown[locale];
  const text = textOf(value) ?? textOf(dig(value, 'type')) ?? inFlow(value);
  return text.length > longest ? texts.several[locale] : inCode(text);
}

const longest = 120;

/** As YAML in one line; not too deep, since an alias can lead to itself. */
function inFlow(value: Value, depth = 3): string {
  if (isUnknown(value) || depth === 0) return '…';
  const inside = (each: Value) => inFlow(each, depth - 1);
  switch (value.node.type) {
    case 'map':
      return `{${fieldsOf(value)
        .map(({ key, value }) => `${key}: ${inside(value)}`)
        .join(', ')}}`;
    case 'seq':
      return `[${itemsOf(value).map(inside).join(', ')}]`;
    default:
      return textOf(value) ?? 'null';
  }
}

function aboutCapability(written: string, list: string | undefined, { locale }: FeatureContext): string[] | undefined {
  const text = capabilityText(written);
  if (!text) return undefined;
  const name = capabilityName(written);
  const level =
    name === restrictedCapability
      ? texts.inRestricted
      : baselineCapabilities.has(name)
        ? texts.inBaseline
        : texts.inNone;
  const what = say({ text: texts.allows, params: { what: text[locale] } }, locale);
  return [`**${name}** ${what}`, ...(list === 'add' ? [level[locale]] : []), capabilitiesLink];
}

const capabilitiesLink = '[capabilities(7)](<https://man7.org/linux/man-pages/man7/capabilities.7.html>)';

function aboutAnnotation(key: string, context: FeatureContext): string[] | undefined {
  const about = annotationTextOf(key);
  if (!about) return undefined;
  const { locale } = context;
  const since = annotationSince(key);
  const level = annotationLevel(key);
  return [
    about.text[locale],
    ...(level ? [texts[level][locale]] : []),
    ...(since === undefined ? [] : [sincePodman(since, context)]),
    ...(about.values.length > 0 ? [about.values.map(inCode).join(', ')] : []),
  ];
}
