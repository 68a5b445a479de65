import { containersConfGrammar } from '../../podman/containersConfGrammar.ts';
import { typeMessages, typeReports } from '../_tomlKeys.ts';
import { containersConfRule, references } from './_rule.ts';

export default containersConfRule({
  id: 'containers-conf/wrong-type',
  title: { en: 'Value of the wrong type in containers.conf', ja: 'containers.conf の値の型の誤り' },
  severity: 'error',
  references,
  messages: typeMessages,
  why: {
    en: 'Podman refuses the whole file, and every command fails.',
    ja: 'Podman はファイル全体を拒否し、すべてのコマンドが失敗します。',
  },
  remedy: { en: 'Write a value of the type that the key has.', ja: 'キーに合った型の値を書いてください。' },
  check: (file, { settings }) => typeReports(file, containersConfGrammar, settings),
  examples: {
    bad: [
      { text: '[containers]\nread_only = «"true"»\n', fixed: '[containers]\nread_only = true\n' },
      { text: '[Containers]\nPids_Limit = «"2048"»\n', fixed: '[Containers]\nPids_Limit = 2048\n' },
      { text: '[engine]\nhooks_dir = «"/etc/hooks"»\n', fixed: '[engine]\nhooks_dir = ["/etc/hooks"]\n' },
      { text: '[engine.runtimes]\ncrun = «"/usr/bin/crun"»\n', fixed: '[engine.runtimes]\ncrun = ["/usr/bin/crun"]\n' },
      { text: '[[«containers»]]\ninit = true\n' },
      { text: '[containers]\nlog_size_max = «1.5»\n' },
    ],
    good: [
      { text: '[containers]\nenv = ["A=b", {append = true}]\n' },
      { text: '[engine]\nevents_logfile_max_size = 5\n' },
      { text: '[engine.service_destinations.build]\nuri = "ssh://core@build.example/run/podman/podman.sock"\n' },
      { text: '[network]\ndefault_subnet_pools = [{base = "10.89.0.0/16", size = 24}]\n' },
    ],
  },
});
