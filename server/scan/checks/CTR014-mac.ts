import { containerCheck, pass } from './_containers.ts';
import { configured, container, rootful, rootless } from './_examples.ts';
import { macOf } from './_mac.ts';
import { book, cis } from './_references.ts';

const selinux = { kernel: '/sys/fs/selinux/enforce:1\n' };
const apparmor = { kernel: '/sys/module/apparmor/parameters/enabled:Y\n' };

export default containerCheck({
  id: 'CTR014',
  title: { en: 'SELinux or AppArmor confines the container', ja: 'SELinux か AppArmor で隔離されている' },
  severity: 'high',
  impliedBy: ['CTR001'],
  references: [book('8.5.2'), cis('5.2', '5.3')],
  messages: {
    off: { en: 'It has turned {system} off for itself ({option}).', ja: '{system} を無効にしています（{option}）。' },
    bare: { en: '{system} is on, and does not confine it.', ja: '{system} は有効ですが、このコンテナは対象外です。' },
    none: {
      en: 'This host has neither SELinux nor AppArmor on.',
      ja: 'ホストで SELinux も AppArmor も有効ではありません。',
    },
    rootless: {
      en: 'Podman cannot confine containers with AppArmor without root.',
      ja: 'rootless の Podman は AppArmor でコンテナを隔離できません。',
    },
  },
  why: {
    en: 'It is the last wall: whoever breaks out of the container meets nothing that keeps it from the files of the host.',
    ja: '最後の防壁がない状態です。コンテナを抜け出した攻撃者がホストのファイルに直接アクセスできます。',
  },
  remedy: {
    en: 'Create it anew without label=disable, type:spc_t or apparmor=unconfined; relabel volumes with :Z instead.',
    ja: 'label=disable、type:spc_t、apparmor=unconfined を外して作り直し、ボリュームは :Z で再ラベルしてください。',
  },
  examples: {
    pass: [
      rootful([container()], selinux),
      rootful([container({ processLabel: '', apparmor: 'containers-default-0.50.1' })], apparmor),
    ],
    fail: [
      rootful([configured({ SecurityOpt: ['label=disable'] })], selinux),
      rootful([container({ processLabel: '' })], selinux),
      rootful([container({ processLabel: 'system_u:system_r:spc_t:s0' })], selinux),
      rootful([container({ apparmor: 'unconfined' })], apparmor),
      rootful([configured({ SecurityOpt: ['apparmor=unconfined'] })], apparmor),
      rootful([configured({ SecurityOpt: ['label=disable'] })], { kernel: '' }),
    ],
    notApplicable: [rootful([container()], { kernel: '' }), rootless([container({ processLabel: '' })], apparmor)],
  },
  judge(container, { facts, info }) {
    const system = macOf(facts);
    const { processLabel, apparmor, host } = container;
    // Who asks for it gets it as soon as the host has one of them on.
    const option = host.securityOpt.find(option =>
      /^(?:label[=:](?:disable|type:spc_t)|apparmor[=:]unconfined)$/.test(option),
    );
    if (option) {
      const asked = option.startsWith('label') ? 'SELinux' : 'AppArmor';
      return { state: 'fail', say: 'off', params: { system: asked, option } };
    }
    if (system === 'SELinux') {
      const isBare = processLabel === '' || /:(?:spc_t|unconfined_t):/.test(processLabel);
      return isBare ? { state: 'fail', say: 'bare', params: { system } } : pass;
    }
    if (system !== 'AppArmor') return { state: 'notApplicable', say: 'none' };
    if (info.rootless) return { state: 'notApplicable', say: 'rootless' };
    return apparmor === '' || apparmor === 'unconfined' ? { state: 'fail', say: 'bare', params: { system } } : pass;
  },
});
