import type { Text } from '../core/text.ts';

/** What an instruction is for, to be read by people. */
interface InstructionText {
  /** How it is usually written. */
  readonly forms: readonly string[];
  /** The same with places to fill in, in the syntax of LSP. */
  readonly snippet: string;
  readonly text: Text;
  /** What Podman does otherwise, or what is easily overlooked. */
  readonly note?: Text;
}

/** Written after Containerfile(5) and the sources of Buildah; what the notes say is held by tests in test/podman. */
export const instructionTexts: Readonly<Record<string, InstructionText>> = {
  ADD: {
    forms: ['ADD [--chown=USER:GROUP] [--chmod=MODE] [--checksum=sha256:…] SOURCE... DESTINATION'],
    snippet: 'ADD ${1:source} ${2:destination}',
    text: {
      en: 'Copies files into the image, downloads URLs, and unpacks local archives.',
      ja: 'ファイルをイメージにコピーします。URL のダウンロードと、ローカルのアーカイブの展開も行います。',
    },
    note: {
      en: 'For plain files `COPY` does the same without surprises. A download can be checked with `--checksum`.',
      ja: '通常のファイルには、余計な動作のない `COPY` で足ります。ダウンロードは `--checksum` で検証できます。',
    },
  },
  ARG: {
    forms: ['ARG NAME[=DEFAULT]...'],
    snippet: 'ARG ${1:NAME}=${2:default}',
    text: {
      en: 'Declares a variable that `podman build --build-arg` can set, for the rest of the stage. Before the first `FROM` it counts for `FROM` lines only, until a stage declares it again.',
      ja: '`podman build --build-arg` で設定できる変数を宣言します。有効なのはそのステージの残りの部分です。最初の `FROM` より前にあるものは `FROM` 行だけで有効で、ステージ内で使うには再度宣言します。',
    },
    note: {
      en: 'Its value stays in the history of the image: not for secrets. Containers do not see it.',
      ja: '値はイメージの履歴に残るため、シークレットには使えません。コンテナからは参照できません。',
    },
  },
  CMD: {
    forms: ['CMD ["PROGRAM", "ARGUMENT", ...]', 'CMD COMMAND'],
    snippet: 'CMD ["${1:program}"]',
    text: {
      en: 'What a container runs if `podman run` names nothing else; with an `ENTRYPOINT`, its arguments. The last one counts.',
      ja: '`podman run` で何も指定しないときにコンテナが実行するものです。`ENTRYPOINT` があれば、その引数になります。最後のものが有効です。',
    },
    note: {
      en: 'The form without brackets runs `/bin/sh -c`, which then receives the signals instead of the program.',
      ja: '角括弧のない形式では `/bin/sh -c` が起動され、シグナルはプログラムではなくシェルに届きます。',
    },
  },
  COPY: {
    forms: ['COPY [--from=STAGE] [--chown=USER:GROUP] [--chmod=MODE] SOURCE... DESTINATION'],
    snippet: 'COPY ${1:source} ${2:destination}',
    text: {
      en: 'Copies files from the build context, or with `--from` from another stage or image.',
      ja: 'ビルドコンテキストからファイルをコピーします。`--from` を付けると、別のステージやイメージからコピーします。',
    },
    note: {
      en: 'Files belong to root unless `--chown` says otherwise, whatever `USER` is.',
      ja: '`USER` に関係なく、`--chown` がなければファイルの所有者は root になります。',
    },
  },
  ENTRYPOINT: {
    forms: ['ENTRYPOINT ["PROGRAM", "ARGUMENT", ...]', 'ENTRYPOINT COMMAND'],
    snippet: 'ENTRYPOINT ["${1:program}"]',
    text: {
      en: 'The program that containers run; what `podman run` names behind the image, or else `CMD`, are its arguments.',
      ja: 'コンテナが実行するプログラムです。`podman run` でイメージの後ろに書いたもの、なければ `CMD` が引数になります。',
    },
    note: {
      en: 'The form without brackets runs `/bin/sh -c` and takes no arguments.',
      ja: '角括弧のない形式では `/bin/sh -c` が起動され、引数は渡されません。',
    },
  },
  ENV: {
    forms: ['ENV NAME=VALUE...'],
    snippet: 'ENV ${1:NAME}=${2:value}',
    text: {
      en: 'Sets environment variables for the instructions that follow and for every container of the image.',
      ja: '以降の命令と、このイメージのすべてのコンテナに対して環境変数を設定します。',
    },
    note: {
      en: 'Everybody who has the image can read them: not for secrets. An `ENV` holds against every `ARG` of its name.',
      ja: 'イメージを持つ人は誰でも読めるため、シークレットには使えません。同じ名前の `ARG` より優先されます。',
    },
  },
  EXPOSE: {
    forms: ['EXPOSE PORT[/tcp|/udp]...'],
    snippet: 'EXPOSE ${1:8080}',
    text: {
      en: 'Says on which ports the program listens. It opens none: `podman run --publish` does, or `--publish-all` for these.',
      ja: 'プログラムが待ち受けるポートを示します。ポートは公開されません。公開するには `podman run --publish`、ここに書いたものすべてなら `--publish-all` を使います。',
    },
    note: {
      en: 'Without root, programs listen on ports from 1024 on.',
      ja: 'root 以外のプログラムが待ち受けるポートは、通常 1024 以上です。',
    },
  },
  FROM: {
    forms: ['FROM [--platform=PLATFORM] IMAGE[:TAG|@DIGEST] [AS NAME]'],
    snippet: 'FROM ${1:image}',
    text: {
      en: 'Starts a stage on an image, on an earlier stage, or on nothing (`scratch`). The last stage becomes the image.',
      ja: 'イメージ、前のステージ、または空（`scratch`）を土台にステージを始めます。最後のステージがイメージになります。',
    },
    note: {
      en: 'Podman compares names of stages by case, and looks up short names of images in its own list of aliases.',
      ja: 'Podman はステージ名の大文字と小文字を区別します。イメージの短い名前は Podman の別名一覧で解決されます。',
    },
  },
  HEALTHCHECK: {
    forms: ['HEALTHCHECK [--interval=30s] [--timeout=30s] [--retries=3] CMD COMMAND', 'HEALTHCHECK NONE'],
    snippet: 'HEALTHCHECK --interval=${1:30s} --timeout=${2:5s} CMD ${3:command}',
    text: {
      en: 'The command by which Podman tells whether a container is healthy.',
      ja: 'コンテナが正常かどうかを Podman が判断するためのコマンドです。',
    },
    note: {
      en: 'Images in the OCI format, which Podman builds, cannot keep it: `podman build --format docker` can, and `podman run --health-cmd` needs none.',
      ja: 'Podman が標準で作る OCI 形式のイメージには保存されません。`podman build --format docker` なら保存されます。`podman run --health-cmd` で指定することもできます。',
    },
  },
  LABEL: {
    forms: ['LABEL NAME=VALUE...'],
    snippet: 'LABEL ${1:org.opencontainers.image.title}="${2:value}"',
    text: {
      en: 'Gives the image labels that tools read: `org.opencontainers.image.*` says what it is and where it comes from.',
      ja: 'ツールが読むラベルをイメージに付けます。`org.opencontainers.image.*` は内容と出所を示します。',
    },
    note: {
      en: '`io.containers.capabilities` names the capabilities that the program needs: Podman gives it no others.',
      ja: '`io.containers.capabilities` にはプログラムに必要なケーパビリティーを書きます。Podman はそれ以外を与えません。',
    },
  },
  MAINTAINER: {
    forms: ['MAINTAINER NAME'],
    snippet: 'MAINTAINER ${1:name}',
    text: {
      en: 'Names the author. Deprecated: `LABEL org.opencontainers.image.authors=` does the same.',
      ja: '作者を示します。非推奨です。代わりに `LABEL org.opencontainers.image.authors=` を使います。',
    },
  },
  ONBUILD: {
    forms: ['ONBUILD INSTRUCTION'],
    snippet: 'ONBUILD ${1:instruction}',
    text: {
      en: 'Keeps an instruction for builds that start from this image: it runs right behind their `FROM`.',
      ja: 'このイメージを土台にするビルドのために命令を残します。そのビルドの `FROM` の直後に実行されます。',
    },
    note: {
      en: 'Images in the OCI format, which Podman builds, cannot keep it: `podman build --format docker` can.',
      ja: 'Podman が標準で作る OCI 形式のイメージには保存されません。`podman build --format docker` なら保存されます。',
    },
  },
  RUN: {
    forms: ['RUN [--mount=...] [--network=...] COMMAND', 'RUN ["PROGRAM", "ARGUMENT", ...]'],
    snippet: 'RUN ${1:command}',
    text: {
      en: 'Runs a command while the image is built, as the user of the last `USER`, and keeps what it changes.',
      ja: 'イメージのビルド中に、直前の `USER` のユーザーでコマンドを実行し、変更を保存します。',
    },
    note: {
      en: 'Secrets come in by `--mount=type=secret`, which leaves nothing behind.',
      ja: 'シークレットは `--mount=type=secret` で渡します。イメージには何も残りません。',
    },
  },
  SHELL: {
    forms: ['SHELL ["PROGRAM", "OPTION", ...]'],
    snippet: 'SHELL ["${1:/bin/bash}", "${2:-o}", "${3:pipefail}", "${4:-c}"]',
    text: {
      en: 'The shell for the instructions that follow, where they are not written in brackets.',
      ja: '以降の命令のうち、角括弧のない形式のものを実行するシェルです。',
    },
    note: {
      en: 'Images in the OCI format, which Podman builds, cannot keep it: it counts for this build only.',
      ja: 'Podman が標準で作る OCI 形式のイメージには保存されず、このビルドの間だけ有効です。',
    },
  },
  STOPSIGNAL: {
    forms: ['STOPSIGNAL SIGNAL'],
    snippet: 'STOPSIGNAL ${1:SIGTERM}',
    text: {
      en: 'The signal by which `podman stop` ends a container; without, `SIGTERM`.',
      ja: '`podman stop` がコンテナを終了させるときのシグナルです。指定がなければ `SIGTERM` です。',
    },
  },
  USER: {
    forms: ['USER USER[:GROUP]'],
    snippet: 'USER ${1:1001}',
    text: {
      en: 'The user for the instructions that follow and for every container of the image: a name or a number.',
      ja: '以降の命令と、このイメージのすべてのコンテナのユーザーです。名前または番号で指定します。',
    },
    note: {
      en: 'A number can be checked without a look into the image: Kubernetes’ `runAsNonRoot` takes no name.',
      ja: '番号ならイメージの中を見なくても確認できます。Kubernetes の `runAsNonRoot` は名前を受け付けません。',
    },
  },
  VOLUME: {
    forms: ['VOLUME ["PATH", ...]', 'VOLUME PATH...'],
    snippet: 'VOLUME ["${1:/data}"]',
    text: {
      en: 'Gives every container a volume of its own at a path, unless `podman run --volume` puts another there.',
      ja: '`podman run --volume` で別のものを指定しない限り、各コンテナのそのパスに専用のボリュームが作られます。',
    },
  },
  WORKDIR: {
    forms: ['WORKDIR PATH'],
    snippet: 'WORKDIR ${1:/app}',
    text: {
      en: 'The folder for the instructions that follow and for containers. It is made if it is missing.',
      ja: '以降の命令とコンテナの作業フォルダーです。なければ作成されます。',
    },
  },
};
