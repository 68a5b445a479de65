import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';
import { booleanOf, dig } from '../../parse/yaml/view.ts';
import { capabilityNames } from '../../podman/capabilities.ts';
import { capabilitiesOf, type ListedCapability } from './_capabilities.ts';
import { fixRemoving, fixScalar } from './_fixes.ts';
import { appPod, webPod } from './_podExamples.ts';
import { type ContainerCase, containersIn } from './_pods.ts';
import { capabilitiesManual, podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

export default kubeRule({
  id: 'kube/cap-invalid',
  title: { en: 'Capabilities that Podman refuses', ja: 'Podman が拒否するケーパビリティ' },
  severity: 'error',
  references: [podmanKubePlay, capabilitiesManual],
  messages: {
    unknown: {
      en: '{name} is no capability: the file is refused.',
      ja: '{name} というケーパビリティはないため、このファイルは拒否されます。',
    },
    meant: {
      en: '{name} is no capability: the file is refused. Is {meant} meant?',
      ja: '{name} というケーパビリティはないため、このファイルは拒否されます。{meant} のことですか？',
    },
    both: {
      en: 'Container {container} adds {name} and drops it too: Podman refuses the file.',
      ja: 'コンテナ {container} は {name} を追加すると同時に削除しているため、Podman はこのファイルを拒否します。',
    },
    all: {
      en: 'Container {container} adds ALL and drops ALL: Podman refuses the file.',
      ja: 'コンテナ {container} は ALL を追加すると同時に削除しているため、Podman はこのファイルを拒否します。',
    },
  },
  why: {
    en: 'podman kube play stops with an error, and nothing runs.',
    ja: 'podman kube play がエラーで終了し、何も起動しません。',
  },
  remedy: {
    en: 'Correct the name, or take it out of one of the two lists. Beside a drop of ALL, add names what is to be left.',
    ja: '名前を直すか、どちらか一方のリストから削除してください。ALL を drop した場合は、残すものだけを add に書きます。',
  },
  examples: {
    bad: [
      {
        text: `${appPod}
    securityContext:
      capabilities:
        add: [«NET_BIND_SERVCE»]
        drop:
        - 'ALL'
        - «'CAP_NETRAW'» # no ping
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        add: [NET_BIND_SERVICE]
        drop:
        - 'ALL'
        - 'NET_RAW' # no ping
`,
      },
      // CAP_ is for names of capabilities, and ALL is none.
      {
        text: `${appPod}
    securityContext:
      capabilities:
        drop: [«cap_all»]
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        drop: [ALL]
`,
      },
      {
        text: `${appPod}
    securityContext:
      capabilities:
        drop: [CHOWN, KILL]
        add:
        - «cap_chown»
        - FOWNER
`,
        fixed: `${appPod}
    securityContext:
      capabilities:
        drop: [CHOWN, KILL]
        add:
        - FOWNER
`,
      },
      {
        text: `${appPod}
    securityContext:
      capabilities: {add: [«all»], drop: [ALL]}
`,
        fixed: `${appPod}
    securityContext:
      capabilities: {drop: [ALL]}
`,
      },
      {
        text: `${appPod}
    securityContext:
      capabilities: {add: [«everything», «5»], drop: [ALL]}
`,
      },
    ],
    good: [
      {
        text: `${appPod}
    securityContext:
      capabilities:
        add: [net_bind_service, CAP_CHOWN, Setuid]
        drop: [all, ALL, CHOWN]
`,
      },
      // To a drop of single ones, ALL is what they are taken from.
      {
        text: `${appPod}
    securityContext:
      capabilities: {add: [ALL, SYS_MODULE], drop: [SYS_MODULE]}
`,
      },
      // Podman does not look at them.
      {
        text: `${webPod}
  containers:
  - name: open
    image: quay.io/acme/app:1.4
    securityContext:
      privileged: true
      capabilities: {add: [NET_ADMINN, KILL], drop: [KILL]}
`,
      },
      {
        text: `${appPod}
    securityContext:
      capabilities: {add: ["{{ .Values.one }}", \${TWO}], drop: [ALL]}
  ephemeralContainers:
  - name: debug
    image: quay.io/acme/app:1.4
    securityContext:
      capabilities: {add: [PTRACE]}
`,
      },
    ],
  },
  check: (document, { settings }) =>
    containersIn(document, settings)
      .filter(({ container }) => booleanOf(dig(container.value, 'securityContext', 'privileged')) !== true)
      .flatMap(each => reports(document, each)),
});

type Key = 'unknown' | 'meant' | 'both' | 'all';

function reports(document: KubeDocument, { container, params }: ContainerCase): Report<Key>[] {
  const added = capabilitiesOf(container, 'add');
  const dropped = capabilitiesOf(container, 'drop');
  const subject = container.path;
  const unknown = [...added, ...dropped].filter(isNone).map(each => unknownReport(document, each, subject));
  const clashing = added.filter(({ name }) => isContradicted(name, added, dropped));
  const contradictions = clashing.map(({ value, text, name }): Report<Key> => {
    const { holder } = value.written;
    const title = { en: 'Do not add {name}', ja: '{name} を追加しない' };
    return {
      at: value.at,
      message: name === 'ALL' ? 'all' : 'both',
      params: { ...params, name: text },
      subject,
      fixes: holder ? fixRemoving(document, [holder], title, { name: text }) : [],
    };
  });
  return [...unknown, ...contradictions];
}

/** With ALL on either side, single names are what is left or taken away; ALL on both is a contradiction. */
function isContradicted(
  name: string,
  added: readonly ListedCapability[],
  dropped: readonly ListedCapability[],
): boolean {
  const isThere = (list: readonly ListedCapability[], wanted: string) => list.some(({ name }) => name === wanted);
  if (name === 'ALL') return isThere(dropped, 'ALL');
  return isThere(dropped, name) && !isThere(dropped, 'ALL') && !isThere(added, 'ALL');
}

const isNone = ({ text, name }: ListedCapability): boolean =>
  name === 'ALL' ? text.length > 'ALL'.length : !capabilityNames.includes(name);

function unknownReport(document: KubeDocument, { value, text, name }: ListedCapability, subject: string): Report<Key> {
  const meant = name === 'ALL' ? name : nearest(name, capabilityNames);
  if (meant === undefined) return { at: value.at, message: 'unknown', params: { name: text }, subject };
  const title = { en: 'Write {meant}', ja: '{meant} と書く' };
  return {
    at: value.at,
    message: 'meant',
    params: { name: text, meant },
    subject,
    fixes: fixScalar(document, value, meant, title, { meant }),
  };
}
