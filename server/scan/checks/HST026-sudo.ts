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
    ],
    needsRoot: [{ facts: { host: hostOf(1000), '/etc/sudoers': { rc: 77 }, 'sudo-folder': { rc: 77 } } }],
    error: [{ facts: {} }],
  },
  *judge({ sudoers }) {
    let isClean = true;
    for (const [path, text] of sudoers) {
      for (const { who, command, line } of grants(text)) {
        isClean = false;
        yield {
          state: 'fail',
          say: 'root',
          params: { path, who, command },
          detail: `${who}:${command}`,
          on: { type: 'file', name: path },
          at: { path, line },
        };
      }
    }
    if (isClean) yield { state: 'pass' };
  },
});

/** Commands that only look. All others, and options before the command, are as good as root. */
const harmless =
  /^(?:ps|logs|images|info|version|stats|top|port|diff|events|history|inspect|stop|start|restart|(?:container|image|pod|volume|network) (?:ls|list|inspect|exists)|pod (?:ps|stop|start|restart))(?: (?![-*])\S+)*$/;

function* grants(text: string): Generator<{ who: string; command: string; line: number }> {
  const aliases = new Map<string, string[]>();
  for (const { written, line } of logicalLines(text)) {
    const [, name, list] = /^Cmnd_Alias\s+(\w+)\s*=\s*(.*)$/.exec(written) ?? [];
    if (name !== undefined && list !== undefined) {
      aliases.set(name, commandsIn(list));
      continue;
    }
    const [, who, runAs, granted] =
      /^(?!Defaults|\w+_Alias)(\S+)\s+[^=]+=\s*(?:\(([^)]*)\))?\s*(.*)$/.exec(written) ?? [];
    if (who === undefined || granted === undefined || !meansRoot(runAs)) continue;
    for (const command of commandsIn(granted).flatMap(word => aliases.get(word) ?? [word])) {
      const rest = /^\S*\/podman(?:\s+(.*))?$/.exec(command)?.[1];
      const isPodman = /^\S*\/podman(?:\s|$)/.test(command);
      if (isPodman && !harmless.test(rest ?? '')) yield { who, command, line };
    }
  }
}

const meansRoot = (runAs: string | undefined): boolean =>
  runAs === undefined || /(?:^|[,:\s])(?:ALL|root|#0)(?:$|[,:\s])/.test(runAs);

/** Without tags such as `NOPASSWD:`. */
const commandsIn = (list: string): string[] =>
  list
    .split(/(?<!\\),/)
    .map(command => command.trim().replace(/^(?:[A-Z_]+:\s*)+/, ''))
    .filter(command => command !== '' && !command.startsWith('!'));

function logicalLines(text: string): { written: string; line: number }[] {
  const found: { written: string; line: number }[] = [];
  let start: number | undefined;
  let whole = '';
  for (const [i, part] of text.split('\n').entries()) {
    start ??= i + 1;
    whole += part.replace(/\\$/, ' ');
    if (part.endsWith('\\')) continue;
    const written = whole.replace(/(?:^|\s)#(?!\d|include).*$/, '').trim();
    if (written !== '') found.push({ written, line: start });
    start = undefined;
    whole = '';
  }
  return found;
}
