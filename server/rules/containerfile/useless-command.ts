import type { Report } from '../../core/rule.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { builds } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';

const strict = { profile: 'strict' } as const;

export default containerfileRule({
  id: 'containerfile/useless-command',
  title: { en: 'Command that does nothing in a build', ja: 'ビルドでは意味のないコマンド' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'off' },
  aliases: ['DL3001'],
  references: [{ title: 'podman-build(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' }],
  why: {
    en: 'Each RUN is a container of its own that is gone at its end: only files stay, no processes, mounts or sessions.',
    ja: 'RUN はそれぞれ独立したコンテナで実行され、終わると消えます。残るのはファイルだけで、プロセスやマウント、セッションは残りません。',
  },
  remedy: {
    en: 'Leave it out of the build; what has to run with the container belongs in CMD or ENTRYPOINT.',
    ja: 'ビルドから取り除いてください。コンテナとともに動かすものは CMD や ENTRYPOINT に書きます。',
  },
  messages: {
    interactive: {
      en: '{tool} waits for somebody at a terminal, and a build has none.',
      ja: '{tool} は端末での操作を待ちますが、ビルドに端末はありません。',
    },
    system: {
      en: '{tool} acts on a running system, and a build has none.',
      ja: '{tool} は稼働中のシステムに対するコマンドですが、ビルド中にそのようなシステムはありません。',
    },
    service: {
      en: 'What {tool} starts ends with this RUN.',
      ja: '{tool} が起動するものは、この RUN の終わりとともに終了します。',
    },
    look: {
      en: '{tool} shows the state of the build container, which nobody has later.',
      ja: '{tool} が表示するのはビルド用コンテナの状態で、後に残るものではありません。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\nRUN «top»\nRUN [«"vim"», "/etc/motd"]\nUSER 1001\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN true && «service» nginx start\nUSER 1001\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN «systemctl» restart nginx && echo done\nUSER 1001\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\r\nonbuild run sh -c "set -e; \\\r\n # out\r\n sudo «/sbin/shutdown» -h now"\r\nUSER 1001\r\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\n«free» -m\n«ps» aux | grep a\n«mount» -t tmpfs none /a\n«ssh» me@b uptime\n«kill» 12\n«ifconfig»\nEOF\nUSER 1001\n',
        settings: strict,
      },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nRUN apt-get install -y ssh vim procps mount && command -v top\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\nRUN echo "top" && mkdir free && cp a /usr/bin/vim && ssh-keygen -A\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN mysqld & sleep 5; mysql < a.sql; kill $! && wait\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\nRUN service postgresql start && psql -f a.sql && service postgresql stop\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN --mount=type=ssh ssh -T git@example.com || true\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\nRUN systemctl enable nginx && vim +PlugInstall +qall && vim -es -c q\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nCMD ["top", "-b"]\n', settings: strict },
    ],
  },
  concerns: builds,
  check: file => judgeRuns(file, atBuild, tools, judge),
});

type Why = 'interactive' | 'system' | 'service' | 'look';

const table: Readonly<Record<Why, readonly string[]>> = {
  interactive: ['vim', 'vi', 'nvim', 'nano', 'emacs', 'top', 'htop', 'ssh', 'tmux', 'screen'],
  system: ['shutdown', 'reboot', 'poweroff', 'halt', 'mount', 'umount', 'kill', 'ifconfig', 'systemctl'],
  service: ['service'],
  look: ['ps', 'free'],
};

const why = new Map(Object.entries(table).flatMap(([key, tools]) => tools.map(tool => [tool, key as Why] as const)));
const tools = [...why.keys()];

function* judge({ commands, instruction }: Run): Generator<Report<Why>> {
  const hasAgent = instruction.flags.some(({ name, value }) => name === 'mount' && /type=ssh/.test(value ?? ''));
  for (const command of commands) {
    const { tool, name } = command;
    const message = why.get(tool);
    if (!message || !name || hasMeaning(command, commands) || (tool === 'ssh' && hasAgent)) continue;
    yield { at: name.span, message, params: { tool } };
  }
}

/** What it is called with makes sense in a build. */
function hasMeaning({ tool, args, span }: ShellCommand, commands: readonly ShellCommand[]): boolean {
  const texts = args.map(({ text }) => text);
  const [first = ''] = texts;
  if (/^(?:-V|--version|--help)$/.test(first)) return true;
  switch (tool) {
    case 'vim':
    case 'vi':
    case 'nvim':
    case 'emacs':
      return texts.some(text => /^(?:\+|--cmd|--batch|--script|--headless|--eval|-[a-zA-Z]*[ces]s?$)/.test(text));
    case 'kill':
      // What this RUN has started: `kill $!`.
      return args.some(({ text, dynamic }) => dynamic || /^(?:%|-0$|-l$)/.test(text));
    case 'systemctl':
      return !texts.some(text => /^(?:(?:re)?start|stop|reload|kill|daemon-reload|status|is-active)$/.test(text));
    case 'service':
      // While this RUN goes on, it is there.
      return commands.some(other => other.span.start > span.start && other.tool !== 'service') || texts[1] === 'stop';
    default:
      return false;
  }
}
