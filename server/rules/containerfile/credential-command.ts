import { lookUp } from '../../core/lookUp.ts';
import { baseName } from '../../core/path.ts';
import type { Report } from '../../core/rule.ts';
import { type Span, shift } from '../../core/span.ts';
import type { ShellCommand, ShellWord } from '../../parse/shell/model.ts';
import { optionsOf } from '../../parse/shell/options.ts';
import {
  type CredentialCommand,
  credentialCommands,
  credentialHeader,
  credentialStore,
  headerOptions,
} from '../../podman/credentialCommands.ts';
import { plausibleSecret, secretName, secretPlaceholder, secretSubject } from '../../podman/secrets.ts';
import { builds } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { anyTool, atBuild, eachRun, type Run } from './_shell.ts';
import { isShipped } from './_stages.ts';

type Key = 'option' | 'command' | 'url' | 'header' | 'variable' | 'file';

export default containerfileRule<Key>({
  id: 'containerfile/credential-command',
  title: { en: 'Credential in a build command', ja: 'ビルドのコマンドに渡される認証情報' },
  severity: 'error',
  aliases: ['DS-0031', 'DS031'],
  references: [
    { title: 'podman-build(1): --secret', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'CWE-522', url: 'https://cwe.mitre.org/data/definitions/522.html' },
  ],
  why: {
    en: 'The command and the build arguments it uses are kept in the history of the image, and what it stores in its layer: whoever can pull the image reads them.',
    ja: 'コマンドとその引数はイメージの履歴に、保存された内容はレイヤーに残り、イメージを取得できる人が読み取れます。',
  },
  remedy: {
    en: 'Mount the credential for this RUN only: RUN --mount=type=secret,id=token,required=true and let the command read /run/secrets/token.',
    ja: 'この RUN にだけ RUN --mount=type=secret,id=token,required=true でマウントし、コマンドには /run/secrets/token を読ませてください。',
  },
  messages: {
    option: { en: '{tool} gets a credential with {option}.', ja: '{tool} に {option} で認証情報が渡されています。' },
    command: {
      en: '{tool} stores a credential in the layer.',
      ja: '{tool} が認証情報をレイヤーに保存します。',
    },
    url: { en: '{tool} gets a URL with a credential in it.', ja: '{tool} に認証情報を含む URL が渡されています。' },
    header: {
      en: '{tool} sends a header with a credential that stands in the command.',
      ja: '{tool} がコマンドに書かれた認証情報をヘッダーで送ります。',
    },
    variable: { en: '{name} is set to a secret in plain text.', ja: '{name} にシークレットが平文で設定されています。' },
    file: {
      en: 'A credential is written to {file}, in the layer.',
      ja: '認証情報が {file} に書かれ、レイヤーに残ります。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN htpasswd -Bbn admin «hunter2» > /h && htpasswd -bC 10 /h admin «"$PASSWORD"»\n' },
      {
        text: 'FROM a\nARG KEY_PASSWORD\nRUN curl «-u "me:$(printf %s $KEY_PASSWORD | base64)"» https://b && drush -y upwd admin «hunter2»\nRUN drush user:create me «"--password=$KEY_PASSWORD"» && curl «-u $USERPWD» https://b\nRUN mysqladmin -u root password «"$B"»\n',
      },
      {
        text: 'FROM a\nRUN git clone «https://mytoken1234@b.org/c» && echo «abc» | gh auth login --with-token\nRUN rhc connect -u a «-p b»\nRUN git clone «https://0123abcd0123abcd0123abcd@b.org/c»\nRUN skopeo login «--password=hunter2» -u me b.org\n',
      },
      { text: 'FROM a\nARG PASS\nRUN echo hi && \\\n  # log in\n  podman login -u me «-p $PASS» quay.io\n' },
      { text: 'FROM a\nRUN ["docker", "login", «"--password=hunter2"», "-u", "me"]\n' },
      {
        text: 'FROM a\nONBUILD run sh -c "«aws configure set aws_secret_access_key» $KEY"\n'.replace(
          '«aws configure set aws_secret_access_key» $KEY',
          '«aws configure set aws_secret_access_key $KEY»',
        ),
      },
      { text: 'FROM a\nRUN if true; then «gcloud auth activate-service-account --key-file=$F»; fi\n' },
      { text: 'FROM a\nRUN az login --service-principal -u x «-p s3cr3t» --tenant t\n' },
      { text: 'FROM a\nRUN git clone «https://$GITHUB_TOKEN@github.com/a/b» /b\n' },
      { text: 'FROM a\nRUN <<EOF\npip install -i «https://me:hunter2@pypi.example/simple» b\nEOF\n' },
      {
        text: 'FROM a\nRUN curl «-u me:hunter2» -o x https://b && curl «-H "Authorization: Bearer $TOKEN"» https://b\n',
      },
      { text: 'FROM a\nRUN «npm config set //registry.npmjs.org/:_authToken=$NPM_TOKEN»\n' },
      { text: 'FROM a\nRUN mysql -u root «-phunter2» -e "select 1"\n' },
      { text: 'FROM a\nRUN export A=b «API_TOKEN=hunter2» && make && «DB_PASSWORD=hunter2» ./run\n' },
      { text: 'FROM a\nRUN echo "//r/:_authToken=$NPM_TOKEN" > «~/.npmrc»\n' },
      {
        text: 'FROM a\nRUN poetry config http-basic.b me «hunter2» && mc alias set b https://b KEY «$SECRET» && cargo login «abc123»\n',
      },
      { text: 'FROM a\nRUN sshpass «-p hunter2» scp a b:\n' },
      {
        text: 'FROM a\nRUN keytool -genkeypair «-storepass» hunter2 -alias b «-keypass» "$KEY_PASS" && x11vnc «-storepasswd» 1234 ~/.vnc/passwd\n',
      },
      { text: 'FROM a\nRUN cat <<EOF > «~/.netrc»\nmachine b login c password hunter2\nEOF\n' },
      { text: 'FROM a\nRUN tee «/root/.npmrc» <<-EOF >/dev/null && npm ci\n\t//r/:_authToken=${NPM_TOKEN}\n\tEOF\n' },
      { text: 'FROM a\nRUN echo «hunter2» | podman login -u me --password-stdin quay.io\n' },
      {
        text: 'FROM a\nRUN gh auth login --with-token <<< «"$TOKEN"» && podman login -u me --password-stdin b <<EOF\n«hunter2»\nEOF\n',
      },
      { text: 'FROM a\nRUN echo «abc1» | cargo login && glab auth login --stdin <<<«abc2»\n' },
      { text: 'FROM a\nARG PASS\nRUN printf %s «"$PASS"» | helm registry login -u me --password-stdin b\n' },
    ],
    good: [
      {
        text: 'FROM a\nARG T\nRUN echo "//b/:_authToken=$NPM_TOKEN" > "$HOME/.npmrc" && \\\n  # private\n  npm ci && rm -f $HOME/.npmrc\n',
      },
      { text: 'FROM a\nRUN SECRET_KEY=build-only ./manage.py collectstatic\n' },
      {
        text: 'FROM a\nRUN htpasswd -nb admin; htpasswd -bc /h admin; mysqldump --password b; curl -u $ME https://b; drush upwd me; x11vnc -storepasswd; keytool -importcert -storepass changeit -alias b\nRUN wget --password="$(tr -d "[:space:]" < $PASSWORD_FILE)" https://b\n',
      },
      { text: 'FROM a\nRUN htpasswd -n admin && htpasswd -B /h admin && git clone https://build-2024-robot@b.org/c\n' },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=k aws configure set aws_secret_access_key $(cat /run/secrets/k) && git clone https://$TOKEN@a/b\n',
      },
      { text: 'FROM a\nRUN podman login -u me --password-stdin quay.io < /pw && docker login quay.io\n' },
      { text: 'FROM a\nRUN echo "docker login -p hunter2" && curl -fsSL -H "Accept: text/html" https://b\n' },
      {
        text: 'FROM a\nRUN bundle config mirror.https://a https://b && aws configure set region eu-west-1 && gcloud auth list && npm config set fund false\n',
      },
      { text: 'FROM a\nRUN git clone https://github.com/a/b@v1 && git clone git@github.com:a/b ssh://git@a/b\n' },
      {
        text: 'FROM a\nRUN SECRET_KEY_BASE=dummy TOKEN=$(cat x) PASSWORD= rails assets:precompile && mysql -u root -p b\n',
      },
      { text: 'FROM a\nRUN mkdir -p /p && cp -p a b && ssh -p 22 b && curl -u "$(cat /pw)" https://b\n' },
      { text: 'FROM a\nRUN echo "registry=https://r" > ~/.npmrc && export TOKEN_URL=https://b API_KEY_FILE=/run/k\n' },
      { text: 'FROM a\nCMD docker login -p $PASS\n' },
      { text: 'FROM a\nRUN gh auth login --with-token <<< "$(cat /t)" && cargo test login <<< a && cat <<< abc\n' },
      {
        text: "FROM a\nRUN key='BCA4 3417 C3B4 85DD 128E  C6D4 B7B3 B788 A8D3 785C'; KEY=0xBA5473A2B0587B07 gpg --recv-keys $key\n",
      },
      {
        text: 'FROM a\nRUN cat <<EOF > ~/.npmrc && cat /pw | podman login --password-stdin b && echo $(cat c) | podman login --password-stdin b\nregistry=https://r\nEOF\n',
      },
    ],
  },
  concerns: builds,
  *check(file, { settings }) {
    for (const { fact, placed } of eachRun(file, atBuild, anyTool, judge)) {
      const { at, isLiteral, ...said } = fact;
      const [grave, mild] = isLiteral ? (['error', 'warning'] as const) : (['warning', 'info'] as const);
      const severity = isShipped(file, settings, placed.outer) ? grave : mild;
      yield { ...said, at: shift(at, placed.start), severity };
    }
  },
});

interface Found {
  readonly at: Span;
  readonly message: Key;
  readonly params?: Record<string, string>;
  /** It stands there as it is, and not in a variable. */
  readonly isLiteral: boolean;
}

function* judge({ text, instruction, commands }: Run): Generator<Found & Pick<Report, 'subject'>> {
  if (instruction.flags.some(({ options }) => options.some(({ name, value }) => name === 'type' && value === 'secret')))
    return;
  for (const command of commands) {
    const found = [...credentialsOf(command)];
    if (found.length === 0) continue;
    const subject = secretSubject(text.slice(command.span.start, command.span.end));
    for (const each of found) if (!isRemoved(text, each, commands)) yield { ...each, subject };
  }
}

/** A file that the same RUN deletes is in no layer; what the command itself says stays in the history. */
function isRemoved(text: string, { message, at, isLiteral }: Found, commands: readonly ShellCommand[]): boolean {
  if (message !== 'file' || isLiteral) return false;
  const file = text.slice(at.start, at.end).replace(/^["']|["']$/g, '');
  return commands.some(
    ({ tool, args, span }) => tool === 'rm' && span.start > at.end && args.some(({ text }) => text === file),
  );
}

function* credentialsOf(command: ShellCommand): Generator<Found> {
  const { tool, args } = command;
  yield* variables(command);
  yield* stored(command);
  yield* piped(command);
  yield* readIn(command);
  if (tool === '' || tool === 'echo' || tool === 'printf' || args.length === 0) return;
  let isSaid = false;
  for (const form of lookUp(credentialCommands, tool) ?? []) {
    for (const found of byForm(command, form)) {
      isSaid = true;
      yield found;
    }
  }
  yield* attachedPassword(command);
  yield* headers(command);
  if (!isSaid) yield* urls(command);
}

const variable = /\$|`/;
const substitution = /\$\(|`/;

/** What can be a credential: a literal that is no placeholder, or a variable. Undefined: neither. */
function credential(value: string): { readonly isLiteral: boolean } | undefined {
  if (value === '' || value === '-') return undefined;
  if (substitution.test(value)) return printsSecret(value) ? { isLiteral: false } : undefined;
  if (variable.test(value)) return { isLiteral: false };
  return secretPlaceholder(value) ? undefined : { isLiteral: true };
}

/** `$(echo $PASSWORD | base64)`, but not what comes out of a file. */
const printsSecret = (value: string): boolean =>
  !value.includes('/run/secrets/') && [...value.matchAll(/\$\{?(\w+)/g)].some(([, name = '']) => secretName(name));

function* byForm(command: ShellCommand, form: CredentialCommand): Generator<Found> {
  const { tool, args } = command;
  const valuedLong = form.attached ? [] : (form.options?.filter(name => name.startsWith('--')) ?? []);
  const operands = args.filter(({ text }) => !text.startsWith('-'));
  const line = operands.map(({ text }) => text).join(' ');
  if (form.operands && !form.operands.test(line)) return;
  if (form.operand !== undefined) {
    const { flags = '', valued = '' } = form;
    const options = optionsOf(args, { valued });
    const isSwitchedOn = [...flags].every(letter => options.some(({ name }) => name === `-${letter}`));
    const used = new Set(options.flatMap(({ words }) => words));
    const word = isSwitchedOn ? operands.filter(each => !used.has(each)).at(form.operand) : undefined;
    const given = word && credential(word.text);
    const option = flags ? `-${flags}` : (operands[0]?.text ?? '');
    if (word && given) yield { at: word.span, message: 'option', params: { tool, option }, ...given };
    return;
  }
  if (!form.options) {
    const isLiteral = !args.some(({ dynamic }) => dynamic);
    const last = args.at(-1);
    if (last && !substitution.test(last.text)) {
      yield {
        at: { start: (command.name ?? last).span.start, end: last.span.end },
        message: 'command',
        params: { tool },
        isLiteral,
      };
    }
    return;
  }
  for (const option of optionsOf(args, {
    valued: form.valued ?? '',
    valuedLong,
    singleDash: form.singleDash === true,
  })) {
    if (!form.options.includes(option.name)) continue;
    const value =
      option.value ?? (form.singleDash ? args[args.indexOf(option.words[0] as ShellWord) + 1]?.text : undefined);
    if (tool === 'curl' && option.name !== '--oauth2-bearer' && !isLogin(value ?? '')) continue;
    const given = value === undefined ? undefined : credential(value.replace(/^[^:$]*:(?=.)/, ''));
    if (given) yield { at: option.at, message: 'option', params: { tool, option: option.name }, ...given };
  }
}

/** `user:password`, or a variable that says it has it; a name alone makes the program ask for the rest. */
function isLogin(value: string): boolean {
  const name = /^\$\{?(\w+)\}?$/.exec(value)?.[1];
  return name === undefined ? /^[^:]*:.|^\$\(/.test(value) : secretName(name) || /auth|cred|login|pass|pwd/i.test(name);
}

/** `-phunter2` of MySQL's programs, whose `-p` alone asks. */
function* attachedPassword({ tool, args }: ShellCommand): Generator<Found> {
  if (!/^(?:mysql|mariadb)/.test(tool)) return;
  for (const { text, span } of args) {
    const given = /^-p./.test(text) ? credential(text.slice(2)) : undefined;
    if (given) yield { at: span, message: 'option', params: { tool, option: '-p' }, ...given };
  }
}

function* headers({ tool, args }: ShellCommand): Generator<Found> {
  if (tool !== 'curl' && tool !== 'wget') return;
  const valued = credentialCommands['curl']?.[0]?.valued ?? '';
  for (const { name, value, at } of optionsOf(args, {
    valued: tool === 'curl' ? valued : '',
    valuedLong: headerOptions,
  })) {
    const secret = headerOptions.includes(name) ? credentialHeader.exec(value ?? '')?.groups?.['secret'] : undefined;
    const given = secret === undefined ? undefined : credential(secret);
    if (given) yield { at, message: 'header', params: { tool }, ...given };
  }
}

const userInfo =
  /\b[a-z][a-z0-9+.-]{0,20}:\/\/(?:(?<user>[^\s/:@'"]{1,200})(?::(?<secret>[^\s/@'"]{1,200}))?)@[^\s/@]/i;

/** No name of anybody: letters and digits without a break, or a number behind a word such as `token`. */
const isToken = (user: string): boolean =>
  /^(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{20,}$/i.test(user) || (/\d{3}/.test(user) && secretName(user));

/** A password in a URL, or a token in the user's place. */
function* urls({ tool, args }: ShellCommand): Generator<Found> {
  for (const { text, span } of args) {
    if (!text.includes('@')) continue;
    const { user = '', secret } = userInfo.exec(text)?.groups ?? {};
    const name = /^\$\{?(\w+)/.exec(secret ?? user)?.[1];
    const isSecret = secret !== undefined || (name === undefined ? isToken(user) : secretName(name));
    const given = isSecret ? credential(secret ?? user) : undefined;
    if (given) yield { at: span, message: 'url', params: { tool }, ...given };
  }
}

/** `TOKEN=abc cmd` and `export TOKEN=abc`. */
function* variables({ assignments }: ShellCommand): Generator<Found> {
  for (const { name, value, span } of assignments) {
    if (value.dynamic || !secretName(name) || !plausibleSecret(value.text)) continue;
    yield { at: span, message: 'variable', params: { name }, isLiteral: true };
  }
}

const secretText = /(?:_auth(?:token)?|password|passwd|token|secret)\b["']?\s*[=: ]\s*["']?(?<value>[^\s"']+)/i;

/** `echo token > ~/.npmrc`, and a here-document that goes there. */
function* stored({ tool, args, redirections, pipesTo }: ShellCommand): Generator<Found> {
  const body = redirections.find(redirection => redirection.body)?.body?.text;
  const isSaying = tool === 'echo' || tool === 'printf';
  if (!isSaying && (body === undefined || (tool !== 'cat' && tool !== 'tee'))) return;
  const targets = [
    ...redirections.flatMap(({ operator, target }) => (/^>/.test(operator) && target ? [target] : [])),
    ...(tool === 'tee' ? args : (pipesTo.find(next => next.tool === 'tee')?.args ?? [])),
  ];
  const target = targets.find(({ text }) => credentialStore.test(text));
  if (!target) return;
  const said = isSaying ? args.map(({ text }) => text).join(' ') : (body ?? '');
  const named = [...said.matchAll(/\$\{?(\w+)/g)].some(([, name = '']) => secretName(name));
  const value = secretText.exec(said)?.groups?.['value'] ?? userInfo.exec(said)?.groups?.['secret'];
  const given = value === undefined ? undefined : credential(value);
  if (!named && !given) return;
  const file = baseName(target.text);
  yield { at: target.span, message: 'file', params: { file }, isLiteral: !named && given?.isLiteral === true };
}

/** The option, or the subcommand, that makes a program read a credential from its standard input. */
function readsCredential({ tool, args }: ShellCommand): string | undefined {
  const option = args.find(({ text }) => text === '--password-stdin' || text === '--with-token')?.text;
  if (option) return option;
  if (tool === 'glab') return args.find(({ text }) => text === '--stdin')?.text;
  return tool === 'cargo' && args.length === 1 && args[0]?.text === 'login' ? 'login' : undefined;
}

/** `podman login --password-stdin <<< hunter2`, and the same in a here-document. */
function* readIn(command: ShellCommand): Generator<Found> {
  const { tool, redirections } = command;
  const input = redirections.findLast(({ operator }) => operator.startsWith('<'));
  const written = input?.operator === '<<<' ? input.target : input?.body;
  const option = written && readsCredential(command);
  const given = option ? credential(written.text.trim()) : undefined;
  if (!written || !option || !given) return;
  const end = written.span.end - (written.text.length - written.text.trimEnd().length);
  yield { at: { start: written.span.start, end }, message: 'option', params: { tool, option }, ...given };
}

/** `echo hunter2 | podman login --password-stdin`: the history has it all the same. */
function* piped({ tool, args, pipesTo }: ShellCommand): Generator<Found> {
  const word = args.at(-1);
  if (!word || (tool !== 'echo' && tool !== 'printf')) return;
  for (const reader of pipesTo) {
    const option = readsCredential(reader);
    const given = option && credential(word.text);
    if (given) yield { at: word.span, message: 'option', params: { tool: reader.tool, option }, ...given };
  }
}
