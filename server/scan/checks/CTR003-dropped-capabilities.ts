import { defaultCapabilities } from '../../podman/capabilities.ts';
import { boundingOf } from './_capabilities.ts';
import { containerCheck, pass } from './_containers.ts';
import { container, rootful } from './_examples.ts';
import { book, cis } from './_references.ts';

const harmless = new Set(['NET_BIND_SERVICE', 'CHOWN']);
const all = defaultCapabilities.map(name => `CAP_${name}`);

export default containerCheck({
  id: 'CTR003',
  title: { en: 'Capabilities are dropped', ja: '不要なケーパビリティが削除されている' },
  severity: { strict: 'medium' },
  impliedBy: ['CTR001'],
  references: [book('8.6.2'), cis('5.3', '5.4')],
  messages: {
    none: { en: 'No capability is dropped.', ja: 'ケーパビリティが 1 つも削除されていません。' },
    some: { en: 'It keeps {names}.', ja: '{names} が残っています。' },
    unsaid: { en: 'Podman does not say which capabilities it can have.', ja: '持てるケーパビリティが分かりません。' },
  },
  why: {
    en: 'Most services need none of the capabilities that Podman gives by itself; what is not there cannot be abused.',
    ja: '多くのサービスは Podman が既定で与えるケーパビリティを必要としません。与えていないものは悪用されません。',
  },
  remedy: {
    en: 'Create it anew with --cap-drop=all, and add back what it needs.',
    ja: '--cap-drop=all で作り直し、必要なものだけを加えてください。',
  },
  commands: ['podman run --cap-drop=all --cap-add=NET_BIND_SERVICE IMAGE'],
  examples: {
    pass: [
      rootful([container({ bounding: [] })]),
      rootful([container({ bounding: null })]),
      rootful([container({ bounding: ['CAP_NET_BIND_SERVICE', 'CAP_CHOWN'] })]),
    ],
    fail: [rootful([container({ bounding: all })]), rootful([container({ bounding: ['CAP_SETUID'] })])],
    unknown: [rootful([container({ bounding: undefined })])],
  },
  judge(container) {
    const bounding = boundingOf(container);
    if (!bounding) return { state: 'unknown', say: 'unsaid' };
    if (defaultCapabilities.every(name => bounding.includes(name))) return { state: 'fail', say: 'none' };
    const left = bounding.filter(name => !harmless.has(name));
    if (left.length === 0) return pass;
    return { state: 'fail', say: 'some', params: { names: left.join(', ') }, severity: 'low' };
  },
});
