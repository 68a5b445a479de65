import { rootGrants } from '../facts/sudoers.ts';
import { check } from '../model/check.ts';
import { hostOf } from './_examples.ts';
import { book } from './_references.ts';

const facts = (sudoers: string, more: object = {}) => ({
  host: hostOf(0),
  '/etc/sudoers': sudoers,
  'sudo-folder': '',
  ...more,
});

export default check({
  id: 'HST026',
  title: { en: 'sudo does not give root through Podman', ja: 'sudo 経由の Podman で root になれない' },
  severity: 'critical',
  references: [book('compliance-check.sh')],
  messages: {
    root: {
      en: '{path} lets {who} run {command} as root.',
      ja: '{path} により {who} が {command} を root として実行できます。',
    },
  },
  why: {
    en: '`sudo podman run -v /:/host` is a shell of root, and `*` in a rule stands for any option.',
    ja: 'sudo podman run -v /:/host は root シェルと同じです。ルールの * には任意のオプションが当てはまります。',
  },
  remedy: {
    en: 'Delete the rule: a rootless engine needs none. Where one command is needed, name a script that takes no arguments.',
    ja: 'ルールを削除してください。rootless なら不要です。必要な場合は、引数を取らないスクリプトだけを許可してください。',
  },
  commands: ['visudo -f /etc/sudoers.d/podman'],
  needs: ['sudoers'],
  examples: {
    pass: [
      {
        facts: facts(
          'root ALL=(ALL:ALL) ALL\n%wheel ALL=(ALL) ALL\n# dev ALL=(root) NOPASSWD: /usr/bin/podman run *\n',
        ),
      },
      { facts: facts('dev ALL=(root) NOPASSWD: /usr/bin/podman ps, /usr/bin/podman logs web\n') },
      { facts: facts('dev ALL=(app) NOPASSWD: /usr/bin/podman\n') },
      {
        facts: facts(
          'dev ALL=(app : ALL) /usr/bin/podman\nRunas_Alias APPS = app, web\ndev ALL=(APPS) /usr/bin/podman\n',
        ),
      },
      { facts: facts('dev ALL=(root) /bin/ls, (app) /usr/bin/podman\n') },
      // sudo does not read what has a dot in its name.
      { facts: facts('', { '/etc/sudoers.d/podman.bak': 'dev ALL=(root) /usr/bin/podman\n' }) },
    ],
    fail: [
      { facts: facts('dev ALL=(root) NOPASSWD: /usr/bin/podman run *\n') },
      { facts: facts('%ops ALL=(ALL) NOPASSWD: /usr/bin/podman\n') },
      {
        facts: facts('', {
          '/etc/sudoers.d/roles':
            'Cmnd_Alias POD = /usr/bin/podman ps, \\\n  /usr/bin/podman exec *\ndev ALL = NOPASSWD: POD\n',
        }),
      },
      { facts: facts('dev ALL=(ALL) NOPASSWD: /usr/bin/podman *\n') },
      { facts: facts('alice, bob ALL=(app) /bin/ls, (root) NOPASSWD: SETENV: /usr/bin/podman\n') },
      {
        facts: facts(
          'dev ALL=(ADMINS) RUN\nRunas_Alias ADMINS = root, app\nCmnd_Alias RUN = POD : POD = /usr/bin/podman run *\n',
        ),
      },
      {
        facts: facts('Cmnd_Alias POD = /usr/bin/podman\n', { '/etc/sudoers.d/dev': '%dev ALL=(ALL) POD\n' }),
        on: ['/etc/sudoers.d/dev'],
      },
    ],
    needsRoot: [{ facts: { host: hostOf(1000), '/etc/sudoers': { rc: 77 }, 'sudo-folder': { rc: 77 } } }],
    error: [{ facts: {} }],
  },
  *judge({ sudoers }) {
    const found = rootGrants(sudoers).filter(({ command }) => givesRoot(command));
    for (const { path, line, who, command } of found)
      yield {
        state: 'fail',
        say: 'root',
        params: { path, who, command },
        detail: `${who}:${command}`,
        on: { type: 'file', name: path },
        at: { path, line },
      };
    if (found.length === 0) yield { state: 'pass' };
  },
});

/** Commands that only look. All others, and options before the command, are as good as root. */
const harmless =
  /^(?:ps|logs|images|info|version|stats|top|port|diff|events|history|inspect|stop|start|restart|(?:container|image|pod|volume|network) (?:ls|list|inspect|exists)|pod (?:ps|stop|start|restart))(?: (?![-*])\S+)*$/;

function givesRoot(command: string): boolean {
  const podman = /^\S*\/podman\*?(?:\s+(.*))?$/s.exec(command);
  return podman !== null && !harmless.test(podman[1] ?? '');
}
