import { containersConfGrammar } from '../../podman/containersConfGrammar.ts';
import { unknownKeyMessages, unknownKeyReports } from '../_tomlKeys.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/unknown-key',
  title: { en: 'Unknown key in containers.conf', ja: 'containers.conf の未知のキー' },
  severity: 'warning',
  references,
  messages: unknownKeyMessages,
  why: {
    en: 'Podman goes on without it, so that a restriction which seems to be there is not.',
    ja: 'Podman はこのキーがないものとして動くため、設定したつもりの制限が働きません。',
  },
  remedy: {
    en: 'Write the key as containers.conf has it, under the table that it belongs to.',
    ja: 'containers.conf にあるとおりのキーを、正しいテーブルの下に書いてください。',
  },
  check: (file, { settings }) => unknownKeyReports(file, containersConfGrammar, settings),
  examples: {
    bad: [
      { text: '[containers]\n«readonly» = true\n', fixed: '[containers]\nread_only = true\n' },
      { text: '[containers]\n«no_new_privileges» = true\n' },
      { text: '[containers]\n«cgroup_manager» = "systemd"\n' },
      { text: '«seccomp_profile» = "/etc/containers/seccomp.json"\n' },
      { text: '[containers]\nseccomp_profile = "/etc/a.json"\n[«Containers»]\nseccomp_profile = "unconfined"\n' },
      { text: '[engine]\n«pull_polcy» = "newer"\n', fixed: '[engine]\npull_policy = "newer"\n' },
    ],
    good: [
      { text: '[Containers]\nRead_Only = true\n' },
      { text: '[engine.runtimes]\nanything = ["/usr/bin/crun"]\n' },
      { text: '[secrets.opts]\nroot = "/run/secrets"\n' },
      { text: '[machine]\ncpus = 2\n[podmansh]\nshell = "/bin/sh"\n[farms]\ndefault = "f"\n' },
    ],
  },
});
