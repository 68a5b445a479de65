import type { Text } from '../core/text.ts';

/** What a flag of an instruction, or an option of one, is for. Written after Containerfile(5). */
export interface FlagText {
  /** What stands behind the `=`; none for a switch. */
  readonly value?: string;
  readonly text: Text;
}

const chown: FlagText = {
  value: 'USER:GROUP',
  text: {
    en: 'Who owns what is copied; without, root does.',
    ja: 'コピーしたものの所有者です。指定がなければ root になります。',
  },
};
const chmod: FlagText = {
  value: 'MODE',
  text: {
    en: 'The permissions of what is copied, in octal digits: `0644`.',
    ja: 'コピーしたもののパーミッションを 8 進数で指定します（例: `0644`）。',
  },
};
const link: FlagText = {
  text: {
    en: 'Copies into a layer of its own, which stays the same whatever stands before it.',
    ja: '独立したレイヤーにコピーします。前の命令が変わっても、このレイヤーは変わりません。',
  },
};
const exclude: FlagText = {
  value: 'PATTERN',
  text: { en: 'Leaves out what matches the pattern.', ja: 'パターンに一致するものを除きます。' },
};
const seconds = (en: string, ja: string): FlagText => ({ value: 'DURATION', text: { en, ja } });

/** By instruction and name. */
export const flagTexts: Readonly<Record<string, Readonly<Record<string, FlagText>>>> = {
  FROM: {
    platform: {
      value: 'PLATFORM',
      text: {
        en: 'The platform of the image: `linux/arm64`, `$BUILDPLATFORM`.',
        ja: 'イメージのプラットフォームです（例: `linux/arm64`、`$BUILDPLATFORM`）。',
      },
    },
    after: {
      value: 'STAGE',
      text: {
        en: 'Builds this stage only once the other one is built.',
        ja: '指定したステージのビルドが終わってから、このステージをビルドします。',
      },
    },
  },
  RUN: {
    mount: {
      value: 'type=TYPE,...',
      text: {
        en: 'Gives the command files that do not become part of the image: a secret, a cache, files of another stage.',
        ja: 'イメージに残らないファイルをコマンドに渡します（シークレット、キャッシュ、別のステージのファイルなど）。',
      },
    },
    network: {
      value: 'default|none|host',
      text: {
        en: 'The network of the command; `none` keeps it offline.',
        ja: 'コマンドのネットワークです。`none` ならオフラインで実行されます。',
      },
    },
  },
  COPY: {
    from: {
      value: 'STAGE|IMAGE',
      text: {
        en: 'Copies from an earlier stage, by its name or number, or from an image.',
        ja: '前のステージ（名前または番号）、またはイメージからコピーします。',
      },
    },
    parents: {
      text: {
        en: 'Keeps the folders in which the sources lie.',
        ja: 'コピー元のフォルダー構成を保ちます。',
      },
    },
    ...{ chown, chmod, link, exclude },
  },
  ADD: {
    checksum: {
      value: 'sha256:DIGEST',
      text: {
        en: 'Refuses a download with other contents.',
        ja: 'ダウンロードした内容がチェックサムと異なれば、ビルドを中止します。',
      },
    },
    ...{ chown, chmod, link, exclude },
  },
  HEALTHCHECK: {
    interval: seconds('How long to wait between two checks; 30s.', '確認の間隔です。既定は 30s です。'),
    timeout: seconds('After how long a check has failed; 30s.', '確認を失敗とみなすまでの時間です。既定は 30s です。'),
    'start-period': seconds(
      'How long failures do not count after the start; 0s.',
      '起動後、失敗を数えない時間です。既定は 0s です。',
    ),
    'start-interval': seconds(
      'How long to wait between two checks while the container starts.',
      '起動中の確認の間隔です。',
    ),
    retries: {
      value: 'NUMBER',
      text: {
        en: 'After how many failures the container counts as unhealthy; 3.',
        ja: '異常とみなすまでの連続失敗回数です。既定は 3 です。',
      },
    },
  },
};

export const mountTypeTexts: Readonly<Record<string, Text>> = {
  bind: {
    en: 'Files of the build context, of a stage or of an image, to read. The default.',
    ja: 'ビルドコンテキスト、ステージ、イメージのファイルを読み取り用に渡します。既定の種類です。',
  },
  cache: {
    en: 'A folder that stays from one build to the next: packages that were downloaded.',
    ja: '次のビルドまで残るフォルダーです。ダウンロードしたパッケージなどに使います。',
  },
  secret: {
    en: 'A secret that `podman build --secret` gives, as a file; nothing of it stays in the image.',
    ja: '`podman build --secret` で渡すシークレットをファイルとして参照します。イメージには残りません。',
  },
  ssh: {
    en: 'The SSH agent that `podman build --ssh` gives.',
    ja: '`podman build --ssh` で渡す SSH エージェントを使います。',
  },
  tmpfs: { en: 'A folder in memory.', ja: 'メモリー上のフォルダーです。' },
};

const target: FlagText = { value: 'PATH', text: { en: 'Where it is mounted.', ja: 'マウント先です。' } };
const source: FlagText = {
  value: 'PATH',
  text: { en: 'What is mounted: a path in what `from` names.', ja: 'マウントするもの（`from` の中のパス）です。' },
};
const readOnly: FlagText = { text: { en: 'Cannot be written to.', ja: '書き込みできません。' } };
const readWrite: FlagText = {
  text: { en: 'Can be written to; what is written is dropped.', ja: '書き込めます。書き込んだ内容は破棄されます。' },
};
const selinux = (who: Text): FlagText => ({
  text: {
    en: `Gives the files an SELinux label for ${who.en}.`,
    ja: `ファイルに SELinux のラベル（${who.ja}）を付けます。`,
  },
});

/** Options of `RUN --mount`; others are written without much to say about them. */
export const mountOptionTexts: Readonly<Record<string, FlagText>> = {
  target,
  dst: target,
  destination: target,
  source,
  src: source,
  from: {
    value: 'STAGE|IMAGE',
    text: {
      en: 'The stage or image it comes from; without, the build context.',
      ja: '元になるステージまたはイメージです。指定がなければビルドコンテキストです。',
    },
  },
  id: {
    value: 'NAME',
    text: {
      en: 'Its name: for a secret, the one that `podman build --secret id=` gives.',
      ja: '識別名です。シークレットでは `podman build --secret id=` の名前です。',
    },
  },
  required: {
    text: {
      en: 'Ends the build if nobody gives it; without, the command runs on without it.',
      ja: '渡されなければビルドを中止します。指定がないと、渡されないままコマンドが実行されます。',
    },
  },
  env: {
    value: 'NAME',
    text: { en: 'Gives the secret as an environment variable.', ja: 'シークレットを環境変数として渡します。' },
  },
  mode: {
    value: 'MODE',
    text: {
      en: 'Its permissions in octal digits; `0400` for a secret.',
      ja: 'パーミッションを 8 進数で指定します。シークレットの既定は `0400` です。',
    },
  },
  uid: { value: 'UID', text: { en: 'The number of its owner; 0.', ja: '所有者のユーザー番号です。既定は 0 です。' } },
  gid: { value: 'GID', text: { en: 'The number of its group; 0.', ja: 'グループ番号です。既定は 0 です。' } },
  sharing: {
    value: 'shared|locked',
    text: {
      en: 'Whether builds may use the cache at the same time (`shared`) or one after the other (`locked`).',
      ja: '複数のビルドがキャッシュを同時に使う（`shared`）か、順番に使う（`locked`）かです。',
    },
  },
  ro: readOnly,
  readonly: readOnly,
  rw: readWrite,
  readwrite: readWrite,
  'tmpfs-size': { value: 'SIZE', text: { en: 'How large it may become.', ja: '最大サイズです。' } },
  'tmpfs-mode': {
    value: 'MODE',
    text: { en: 'Its permissions in octal digits.', ja: 'パーミッション（8 進数）です。' },
  },
  relabel: {
    value: 'shared|private',
    text: {
      en: 'Gives the files an SELinux label for all containers (`shared`) or for this one alone (`private`).',
      ja: 'ファイルに SELinux のラベルを付けます（`shared`: すべてのコンテナ用、`private`: このコンテナ専用）。',
    },
  },
  z: selinux({ en: 'all containers', ja: 'すべてのコンテナ用' }),
  Z: selinux({ en: 'this one alone', ja: 'このコンテナ専用' }),
  U: {
    text: {
      en: 'Makes the user of the command the owner of the files.',
      ja: 'ファイルの所有者をコマンドのユーザーに変えます。',
    },
  },
  'bind-propagation': {
    value: 'PROPAGATION',
    text: {
      en: 'Which mounts below it come along: `rprivate`, `rslave`, ...',
      ja: '下位のマウントの伝播方法です（`rprivate`、`rslave` など）。',
    },
  },
};
