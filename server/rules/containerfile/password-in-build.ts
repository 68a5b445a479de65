import type { Report } from '../../core/rule.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { optionsOf } from '../../parse/shell/options.ts';
import { builds } from './_concerns.ts';
import { deleteOption } from './_edits.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';
import { isShipped } from './_stages.ts';
import { writers, writtenBy } from './_writtenFiles.ts';

type Key = 'password' | 'empty';

const tools = ['chpasswd', 'newusers', 'passwd', 'useradd', 'adduser', 'usermod', 'net', ...writers];

export default containerfileRule({
  id: 'containerfile/password-in-build',
  title: { en: 'Password set in the build', ja: 'ビルド中のパスワード設定' },
  severity: 'warning',
  aliases: ['CKV2_DOCKER_17', 'DKL-LI-0001'],
  references: [
    { title: 'NIST SP 800-190 4.1.4' },
    { title: 'chpasswd(8)', url: 'https://man7.org/linux/man-pages/man8/chpasswd.8.html' },
    { title: 'CWE-798', url: 'https://cwe.mitre.org/data/definitions/798.html' },
  ],
  why: {
    en: 'Everybody who gets the image has the same account and its hash, and mostly the password itself from the history of the build.',
    ja: 'イメージを入手した誰もが、同じアカウントとそのハッシュを手にします。多くの場合、ビルド履歴からパスワードそのものも読み取れます。',
  },
  remedy: {
    en: 'Leave the account without a password (locked): the processes of a container need none to run as a user.',
    ja: 'アカウントにパスワードを設定せず、ロックされたままにしてください。コンテナのプロセスがあるユーザーで動くのに、パスワードは要りません。',
  },
  messages: {
    password: {
      en: '{tool} gives an account of the image a password.',
      ja: '{tool} がイメージのアカウントにパスワードを設定します。',
    },
    empty: {
      en: '{tool} lets everybody into an account of the image without a password.',
      ja: '{tool} により、イメージのアカウントにパスワードなしで入れるようになります。',
    },
  },
  examples: {
    bad: [
      { text: "FROM a\nRUN echo 'root:root' | «chpasswd»\n" },
      {
        text: 'FROM a\nRUN set -eux; \\\n    # why\n    printf "%s:%s" app "$PASSWORD" | «chpasswd» && \\\n    «chpasswd» -c SHA512 <<< "app:b"\n',
      },
      { text: 'FROM a\nRUN «chpasswd» < passwords.txt; «newusers» accounts.txt\n' },
      { text: 'FROM a\r\nRUN <<EOF\r\n«chpasswd» <<END\r\nroot:b\r\nEND\r\nEOF\r\n' },
      { text: 'FROM a\nRUN ["sh", "-c", "echo root:b | «chpasswd»"]\n' },
      { text: "FROM a\nRUN echo 'root:$6$b$c' | «chpasswd» -e\nRUN bash -c '(echo b; echo b) | «passwd» app'\n" },
      {
        text: "FROM a\nRUN useradd -m «-p '$1$b$c'» -s /bin/sh app\nRUN usermod «--password=$HASH» app\n",
        fixed: 'FROM a\nRUN useradd -m -s /bin/sh app\nRUN usermod app\n',
      },
      {
        text: 'FROM a\nRUN useradd «-p "$(openssl passwd -1 b)"» app\nonbuild run useradd -r «-p ""» app\n',
        fixed: 'FROM a\nRUN useradd app\nonbuild run useradd -r app\n',
      },
      {
        text: 'FROM a\nRUN passwd «-d» root && passwd «--delete» app\nRUN ["passwd", «"-d"», "b"]\n',
        fixed: 'FROM a\nRUN passwd -l root && passwd --lock app\nRUN ["passwd", "-l", "b"]\n',
      },
      { text: 'FROM a\nRUN echo b | «passwd» --stdin root; echo b | «adduser» -h /b app\n' },
      { text: "FROM a\nRUN printf 'b\\nb\\n' | «adduser» app\n" },
      {
        text: "FROM a\nRUN sed -i «'s/^root:[^:]*:/root::/'» /etc/shadow && echo '«app:$6$b$c:::::::»' | tee -a /etc/shadow\n",
      },
    ],
    good: [
      {
        text: "FROM a\nRUN passwd -l root && usermod -L app && useradd -p '!' b && useradd -p '*' c && passwd -S root\n",
      },
      { text: "FROM a\nRUN echo 'root:*' | chpasswd -e && printf 'app:!\\n' | chpasswd --encrypted\n" },
      { text: 'FROM a\nRUN --mount=type=secret,id=p chpasswd < /run/secrets/p\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=p echo "app:$(cat /run/secrets/p)" | chpasswd\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=p,dst=/p chpasswd < /p && net user app $(cat /p) /add\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=p,target=/p P=$(cat /p) && echo "app:$P" | chpasswd\n' },
      { text: 'FROM a\nRUN echo "app:$(openssl rand -base64 32)" | chpasswd\n' },
      { text: 'FROM a\nRUN adduser --disabled-password --gecos "" app && adduser -D b && usermod -d /p c\n' },
      { text: "FROM a\nRUN echo 'run chpasswd' && apk add shadow && chgrp root /etc/passwd && passwd --expire app\n" },
      { text: 'FROM a\nCMD ["sh", "-c", "echo root:$P | chpasswd"]\n' },
      {
        text: 'FROM a\nRUN chpasswd --help; chpasswd -h; passwd -d --help; echo | adduser --version; useradd -p b --help\n',
      },
      { text: 'FROM a\nRUN chpasswd; chpasswd -e\n' },
      {
        text: "FROM a\nRUN echo 'app:!::0:::::' >> /etc/shadow && sed -i 's/^root:/admin:/' /etc/passwd && echo 'a::b' > /c\n",
      },
      { text: 'FROM a\nRUN yes | passwd -l root; echo y | passwd --expire app; passwd -S app </dev/null\n' },
    ],
  },
  concerns: builds,
  check: (file, { settings }) => judgeRuns(file, atBuild, tools, judge, outer => isShipped(file, settings, outer)),
});

function* judge(run: Run, isInImage: boolean): Generator<Report<Key>> {
  for (const command of run.commands) {
    const report = judgeCommand(run, command);
    for (const each of [...(report ? [report] : []), ...accountsIn(command, run.text)])
      yield { ...each, severity: isInImage ? undefined : 'info' };
  }
}

function judgeCommand(run: Run, command: ShellCommand): Report<Key> | undefined {
  if (isQuestion(command)) return undefined;
  switch (command.tool) {
    case 'chpasswd':
    case 'newusers':
      return command.name &&
        (isGivenInput(command) || isGivenFile(command)) &&
        !isSecret(run, command) &&
        !isLocked(command)
        ? { at: command.name.span, message: 'password', params: { tool: command.tool } }
        : undefined;
    case 'passwd':
      return judgePasswd(run, command);
    case 'useradd':
    case 'usermod':
      return judgeOption(run, command);
    case 'adduser':
      return judgeOption(run, command) ?? judgeAnswers(command);
    case 'net':
      return isSecret(run, command) ? undefined : judgeNet(command);
    default:
      return undefined;
  }
}

/** Without, a build reads nothing. */
const isGivenInput = ({ pipedFrom, redirections }: ShellCommand): boolean =>
  pipedFrom.length > 0 || redirections.some(({ operator }) => operator.startsWith('<'));

const isGivenFile = ({ tool, args }: ShellCommand): boolean =>
  tool === 'newusers' && args.some(({ text }) => !text.startsWith('-'));

/** `echo 'root::...' >> /etc/shadow`, `sed -i 's/^root:x:/root::/' /etc/passwd` */
function* accountsIn(command: ShellCommand, source: string): Generator<Report<Key>> {
  for (const { paths, parts } of writtenBy(command, source)) {
    if (!paths.some(path => /^\/etc\/(?:shadow|passwd)$/.test(path))) continue;
    for (const { text, at } of parts) {
      const message = /^[^:\s]{1,100}::/m.test(text) ? 'empty' : /^[^:\s]{1,100}:\$\w+\$/m.test(text) && 'password';
      if (!message) continue;
      yield { at, message, params: { tool: command.tool } };
      break;
    }
  }
}

/** It says how it is called, and changes nothing. `adduser -h` is BusyBox's home directory. */
const isQuestion = ({ tool, args }: ShellCommand): boolean =>
  args.some(({ text }) => text === '--help' || text === '--version' || (text === '-h' && tool !== 'adduser'));

/** Locks, unlocks, expires or shows: no password is read. */
const readsNothing = /^(?:-[leuSnxwi]|--(?:lock|unlock|expire|status|mindays|maxdays|warndays|inactive))$/;

function judgePasswd(run: Run, command: ShellCommand): Report<Key> | undefined {
  const params = { tool: 'passwd' };
  const options = optionsOf(command.args, { valued: 'inwxRPr' });
  const deletion = options.find(({ name }) => name === '-d' || name === '--delete');
  const isLockedToo = options.some(({ name }) => name === '-l' || name === '--lock');
  if (deletion && !isLockedToo) {
    const title = { text: { en: 'Lock the account instead', ja: '代わりにアカウントをロックする' } };
    const written = run.text.slice(deletion.at.start, deletion.at.end);
    const edits = [
      { span: deletion.at, text: written.replace(/--delete|d/, found => (found === 'd' ? 'l' : '--lock')) },
    ];
    return { at: deletion.at, message: 'empty', params, fixes: [{ title, edits, safe: false }] };
  }
  return isGivenInput(command) &&
    command.name &&
    !options.some(({ name }) => readsNothing.test(name)) &&
    !isSecret(run, command)
    ? { at: command.name.span, message: 'password', params }
    : undefined;
}

function judgeOption(run: Run, command: ShellCommand): Report<Key> | undefined {
  const { tool } = command;
  const options = optionsOf(command.args, {
    valued: tool === 'usermod' ? 'cdefgGlpRPsuvwVWZ' : 'bcdefgGkKpRPsuZ',
    valuedLong: ['--password', '--comment', '--home', '--home-dir', '--gid', '--groups', '--shell', '--uid'],
  });
  const option = options.findLast(({ name }) => name === '-p' || name === '--password');
  if (option?.value === undefined || isSecret(run, command)) return undefined;
  const { value } = option;
  // What is no hash matches no password; these say so.
  if (/^(?:[!*](?!\$)|x$)/.test(value)) return undefined;
  const edit = deleteOption(run.text, run.instruction, option);
  const title = { text: { en: 'Leave the account without a password', ja: 'アカウントにパスワードを設定しない' } };
  return {
    at: option.at,
    message: value === '' ? 'empty' : 'password',
    params: { tool },
    fixes: edit ? [{ title, edits: [edit], safe: false }] : [],
  };
}

/** `printf 'b\nb\n' | adduser app` answers the question for the password. */
function judgeAnswers({ name, args, pipedFrom }: ShellCommand): Report<Key> | undefined {
  const isAsked = !args.some(({ text }) => /^(?:-[a-zA-Z]*D|--disabled-\w+|--system|-S)/.test(text));
  const isAnswered = pipedFrom.some(({ tool }) => tool === 'echo' || tool === 'printf');
  return name && isAsked && isAnswered
    ? { at: name.span, message: 'password', params: { tool: 'adduser' } }
    : undefined;
}

/** `net user NAME PASSWORD /add` */
function judgeNet({ args }: ShellCommand): Report<Key> | undefined {
  const [user, , password] = args;
  if (!password || user?.text.toLowerCase() !== 'user' || /^[/*]/.test(password.text)) return undefined;
  return { at: password.span, message: 'password', params: { tool: 'net user' } };
}

const fromElsewhere = /\/run\/secrets\/|\/dev\/u?random|\b(?:openssl rand|pwgen|mkpasswd -R|uuidgen)\b/;

/** It comes from a secret that the build is given, or from chance. */
function isSecret({ instruction }: Run, command: ShellCommand): boolean {
  const inputs = [command, ...command.pipedFrom];
  const words = inputs.flatMap(({ args, redirections }) => [
    ...args,
    ...redirections.flatMap(({ target }) => target ?? []),
  ]);
  if (words.some(({ text }) => fromElsewhere.test(text))) return true;
  const mounts = instruction.flags.filter(({ name, value }) => name === 'mount' && /\btype=secret\b/.test(value ?? ''));
  const targets = mounts.flatMap(({ options }) =>
    options.flatMap(({ name, value }) => (/^(?:target|dst|destination)$/.test(name) && value ? [value] : [])),
  );
  return words.some(({ text, dynamic }) => (dynamic && mounts.length > 0) || targets.some(path => text.includes(path)));
}

/** `echo 'root:*' | chpasswd -e`: nothing is the password. */
function isLocked({ args, pipedFrom }: ShellCommand): boolean {
  const isHash = args.some(({ text }) => text === '--encrypted' || /^-[a-z]*e/.test(text));
  const words = pipedFrom.flatMap(({ args }) => args).filter(({ text }) => text.includes(':'));
  return (
    isHash && words.length > 0 && words.every(({ text, dynamic }) => !dynamic && /^[^:]+:[!*]+(?:\\n|\s)*$/.test(text))
  );
}
