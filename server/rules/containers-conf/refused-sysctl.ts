import { entryOf, stringsIn, tableAt } from '../../parse/toml/tree.ts';
import { isNamespacedSysctl } from '../../podman/kubeSecurity.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/refused-sysctl',
  title: { en: 'Sysctl that Podman refuses', ja: 'Podman が拒否する sysctl' },
  severity: 'error',
  references: [
    ...references,
    { title: 'podman-run(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-run.1.html#sysctl-name-value' },
  ],
  messages: {
    host: {
      en: '{name} belongs to the whole host: Podman creates no container with it.',
      ja: '{name} はホスト全体の設定のため、Podman はコンテナを作成できません。',
    },
    form: {
      en: '"{name}" is no name=value: Podman creates no container with it.',
      ja: '「{name}」は「名前=値」の形になっていないため、Podman はコンテナを作成できません。',
    },
  },
  why: {
    en: 'podman info and podman pull say nothing about it, and every podman run and podman create fails.',
    ja: 'podman info や podman pull では何も表示されず、podman run と podman create がすべて失敗します。',
  },
  remedy: {
    en: 'Keep net.*, fs.mqueue.* and the System V settings of kernel.*; what the host needs is set in /etc/sysctl.d.',
    ja: '使えるのは net.*、fs.mqueue.* と、kernel.* のうち System V IPC の設定だけです。ホストの設定は /etc/sysctl.d に書いてください。',
  },
  *check({ root, isTemplate }) {
    if (isTemplate) return;
    for (const { span, value } of stringsIn(entryOf(tableAt(root, 'containers'), 'default_sysctls'))) {
      const [name = ''] = value.split('=', 1);
      if (!value.includes('=')) yield { at: span, message: 'form', params: { name } };
      else if (!isNamespacedSysctl(name)) yield { at: span, message: 'host', params: { name } };
    }
  },
  examples: {
    bad: [
      { text: '[containers]\ndefault_sysctls = [«"kernel.yama.ptrace_scope=0"», "net.ipv4.ip_forward=1"]\n' },
      { text: '[Containers]\nDefault_Sysctls = [\n  «"vm.swappiness=1"», # ours\n  {append = true},\n]\n' },
      { text: '[containers]\ndefault_sysctls = [«\'kernel.hostname=x\'», «"net.ipv4.ip_forward"»]\n' },
    ],
    good: [
      { text: '[containers]\ndefault_sysctls = ["net.ipv4.ping_group_range=0 0"]\n' },
      { text: '[containers]\ndefault_sysctls = ["kernel.shmmax=1073741824", "fs.mqueue.msg_max=20"]\n' },
      { text: '[containers]\ndefault_sysctls = []\n' },
      { text: '[containers]\n# default_sysctls = ["vm.swappiness=1"]\n' },
    ],
  },
});
