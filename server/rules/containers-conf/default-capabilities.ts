import { lookUp } from '../../core/lookUp.ts';
import { nearest } from '../../core/nearest.ts';
import { entryOf, stringsIn, tableAt } from '../../parse/toml/tree.ts';
import {
  capabilityName,
  capabilityNames,
  dangerousCapabilities,
  defaultCapabilities,
} from '../../podman/capabilities.ts';
import { replacement } from '../_toml.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/default-capabilities',
  title: { en: 'Capabilities for all containers', ja: '全コンテナに与えるケーパビリティ' },
  severity: 'warning',
  references: [
    ...references,
    { title: 'capabilities(7)', url: 'https://man7.org/linux/man-pages/man7/capabilities.7.html' },
  ],
  messages: {
    unknown: {
      en: 'There is no capability {name}: no container can be created.',
      ja: '{name} というケーパビリティはないため、コンテナを作成できません。',
    },
    dangerous: {
      en: 'Every container gets {name}, which leads out of a container.',
      ja: 'コンテナから脱出できる {name} が、すべてのコンテナに与えられます。',
    },
    spare: {
      en: 'Every container gets {name}, which Podman does not give by itself.',
      ja: 'Podman が既定では与えない {name} が、すべてのコンテナに与えられます。',
    },
  },
  why: {
    en: 'It holds for every container on the machine, also for those that never need it.',
    ja: '必要のないものも含め、このマシンのすべてのコンテナに適用されます。',
  },
  remedy: {
    en: 'Leave the list as short as it can be, and add capabilities to the container that needs them.',
    ja: 'リストは最小限にし、必要なコンテナにだけケーパビリティを追加してください。',
  },
  *check({ root, isTemplate }) {
    if (isTemplate) return;
    for (const { span, value } of stringsIn(entryOf(tableAt(root, 'containers'), 'default_capabilities'))) {
      const name = capabilityName(value);
      // Podman takes no ALL here.
      if (!capabilityNames.includes(name)) {
        const meant = nearest(name, capabilityNames);
        const fixes = meant ? [replacement(span, `"${meant}"`, false)] : [];
        yield { at: span, message: 'unknown', params: { name: value }, severity: 'error', fixes };
      } else if (!given.has(name)) {
        const escapes = lookUp(dangerousCapabilities, name)?.escapes === true;
        yield escapes
          ? { at: span, message: 'dangerous', params: { name }, severity: 'error' }
          : { at: span, message: 'spare', params: { name } };
      }
    }
  },
  examples: {
    bad: [
      { text: '[containers]\ndefault_capabilities = ["CHOWN", «"SYS_ADMIN"»]\n' },
      { text: '[containers]\ndefault_capabilities = [\n  «"CAP_NET_RAW"», # ping\n  «"mknod"»,\n]\n' },
      {
        text: '[containers]\ndefault_capabilities = [«"CAP_CHWON"»]\n',
        fixed: '[containers]\ndefault_capabilities = ["CHOWN"]\n',
      },
      { text: '[containers]\ndefault_capabilities = [«"ALL"»]\n' },
    ],
    good: [
      { text: '[containers]\ndefault_capabilities = ["CHOWN", "cap_kill", "NET_BIND_SERVICE", "SETUID"]\n' },
      { text: '[containers]\ndefault_capabilities = []\n' },
      { text: '[containers]\n# default_capabilities = ["SYS_ADMIN"]\n' },
      { text: '[containers]\ndefault_capabilities = ["CHOWN", {append = true}]\n' },
    ],
  },
});

const given = new Set(defaultCapabilities);
