import type { Report } from '../../core/rule.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { secretSubject } from '../../podman/secrets.ts';
import { builds } from './_concerns.ts';
import { type Credential, credentialsOf } from './_credentials.ts';
import { containerfileRule } from './_rule.ts';
import { anyTool, atBuild, eachRun, type Run } from './_shell.ts';
import { isShipped } from './_stages.ts';

export default containerfileRule<Credential['message']>({
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
      yield { ...said, at: placed.place(at), severity };
    }
  },
});

function* judge({ text, instruction, commands }: Run): Generator<Credential & Pick<Report, 'subject'>> {
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
function isRemoved(text: string, { message, at, isLiteral }: Credential, commands: readonly ShellCommand[]): boolean {
  if (message !== 'file' || isLiteral) return false;
  const file = text.slice(at.start, at.end).replace(/^["']|["']$/g, '');
  return commands.some(
    ({ tool, args, span }) => tool === 'rm' && span.start > at.end && args.some(({ text }) => text === file),
  );
}
