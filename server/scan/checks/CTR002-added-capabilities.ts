import { lookUp } from '../../core/lookUp.ts';
import { dangerousCapabilities } from '../../podman/capabilities.ts';
import { boundingOf, unasked } from './_capabilities.ts';
import { containerCheck, pass } from './_containers.ts';
import { container, process, rootful } from './_examples.ts';
import { book, cis } from './_references.ts';

export default containerCheck({
  id: 'CTR002',
  title: { en: 'No capability beyond the usual ones', ja: '既定以外のケーパビリティがない' },
  severity: 'high',
  impliedBy: ['CTR001'],
  references: [book('8.6.2'), cis('5.4')],
  messages: {
    more: {
      en: 'It can have {names}, which Podman does not give by itself.',
      ja: 'Podman が既定では与えない {names} を持てます。',
    },
    unsaid: { en: 'Podman does not say which capabilities it can have.', ja: '持てるケーパビリティが分かりません。' },
  },
  why: {
    en: 'Such capabilities reach beyond the container: some of them, SYS_ADMIN first, are enough to break out of it.',
    ja: 'これらのケーパビリティはコンテナの外に影響します。SYS_ADMIN をはじめ、それだけでコンテナを抜け出せるものもあります。',
  },
  remedy: {
    en: 'Create it anew without --cap-add, or with --cap-drop=all and those alone that it cannot do without.',
    ja: '--cap-add を外すか、--cap-drop=all と不可欠なものだけの --cap-add で作り直してください。',
  },
  examples: {
    pass: [
      rootful([container({ bounding: ['CAP_CHOWN', 'CAP_NET_RAW', 'CAP_MKNOD', 'CAP_AUDIT_WRITE'] })]),
      // What the kernel says counts.
      rootful([container({ bounding: ['CAP_SYS_ADMIN'] })], { processes: process({ CapBnd: '0000000000000000' }) }),
    ],
    fail: [
      rootful([container({ bounding: ['CAP_CHOWN', 'CAP_SYS_ADMIN'] })]),
      rootful([container({ bounding: ['CAP_CHOWN', 'CAP_IPC_LOCK'], state: 'exited', pid: 0 })]),
      rootful([container({ bounding: [] })], { processes: process({ CapBnd: '00000000a80435fb' }) }),
    ],
    unknown: [rootful([container({ bounding: undefined, state: 'created', pid: 0 })])],
  },
  judge(container) {
    const bounding = boundingOf(container);
    if (!bounding) return { state: 'unknown', say: 'unsaid' };
    const more = bounding.filter(name => !unasked.has(name));
    if (more.length === 0) return pass;
    const names = more.length > 8 ? `${more.slice(0, 8).join(', ')} … (${more.length})` : more.join(', ');
    const isGrave = more.some(name => lookUp(dangerousCapabilities, name)?.escapes);
    return { state: 'fail', say: 'more', params: { names }, ...(isGrave ? { severity: 'critical' } : {}) };
  },
});
