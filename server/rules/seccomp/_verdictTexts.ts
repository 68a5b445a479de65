import type { Text } from '../../core/text.ts';

/** Why a profile is refused, in other words than the tools use. */
export const verdictTexts = {
  root: {
    en: 'A profile is a JSON object ({...}); Podman refuses this.',
    ja: 'プロファイルは JSON のオブジェクト ({...}) です。Podman はこれを拒否します。',
  },
  text: {
    en: 'Podman reads a string here and refuses the file.',
    ja: 'ここには文字列が必要です。Podman はこのファイルを拒否します。',
  },
  uint: {
    en: 'Podman reads a whole number here, in decimal digits, without sign, fraction, exponent or quotes, below 2^64, and refuses the file.',
    ja: 'ここには符号・小数・指数・引用符のない、2^64 未満の 10 進整数が必要です。Podman はこのファイルを拒否します。',
  },
  list: {
    en: 'Podman reads a list ([...]) here and refuses the file.',
    ja: 'ここにはリスト ([...]) が必要です。Podman はこのファイルを拒否します。',
  },
  object: {
    en: 'Podman reads an object ({...}) here and refuses the file.',
    ja: 'ここにはオブジェクト ({...}) が必要です。Podman はこのファイルを拒否します。',
  },
  'null-entry': {
    en: 'Podman crashes on a null in this list (invalid memory address or nil pointer dereference).',
    ja: 'このリストに null があると、Podman は異常終了します (nil pointer dereference)。',
  },
  'missing-default': {
    en: 'There is no defaultAction: the runtime refuses to start the container (seccomp get action ``).',
    ja: 'defaultAction がありません。ランタイムはコンテナの起動を拒否します (seccomp get action ``)。',
  },
  'default-notify': {
    en: 'SCMP_ACT_NOTIFY cannot be the default: runc refuses it, and crun itself waits for an answer, so that without an agent no container starts.',
    ja: 'SCMP_ACT_NOTIFY は既定のアクションにできません。runc は拒否し、crun は自身が応答待ちになるため、エージェントがなければコンテナは起動しません。',
  },
  'default-notify-runc': {
    en: 'runc refuses SCMP_ACT_NOTIFY as the default; with crun, which has no listenerPath here, every call that no rule allows fails with ENOSYS.',
    ja: 'runc は既定のアクションとしての SCMP_ACT_NOTIFY を拒否します。crun では、listenerPath がないため、許可されていない呼び出しはすべて ENOSYS で失敗します。',
  },
  action: {
    en: 'There is no action "{action}": the runtime refuses to start the container. Names are exact, with SCMP_ACT_ in front.',
    ja: '「{action}」というアクションはなく、ランタイムはコンテナの起動を拒否します。SCMP_ACT_ を含む正確な名前が必要です。',
  },
  'missing-action': {
    en: 'This rule has no action: the runtime refuses to start the container.',
    ja: 'このルールには action がありません。ランタイムはコンテナの起動を拒否します。',
  },
  'name-and-names': {
    en: 'A rule has "name" or "names", not both: Podman refuses the file.',
    ja: '"name" と "names" は同時に書けません。Podman はこのファイルを拒否します。',
  },
  'two-architectures': {
    en: 'A profile has "architectures" or "archMap", not both: Podman refuses the file.',
    ja: '"architectures" と "archMap" は同時に書けません。Podman はこのファイルを拒否します。',
  },
  errno: {
    en: 'Podman knows no errno "{errno}" and refuses the file. It takes decimal numbers and 82 names, in capitals.',
    ja: 'Podman は errno「{errno}」を知らず、ファイルを拒否します。使えるのは 10 進数か、大文字の 82 個の名前です。',
  },
  'errno-range': {
    en: 'An errno lies below 4095; with {errno} the container does not start ("Invalid argument").',
    ja: 'errno は 4095 未満です。{errno} ではコンテナが起動しません (「Invalid argument」)。',
  },
  wide: {
    en: 'A number here has 32 bits: crun cannot load the container with {number}. runc can.',
    ja: 'ここの数値は 32 ビットまでです。crun は {number} を含むコンテナを読み込めません。runc は読み込めます。',
  },
  'errno-on-action': {
    en: '{action} returns no errno, and crun refuses one (errno value specified for action); runc ignores it.',
    ja: '{action} は errno を返しません。crun は errno の指定を拒否し (errno value specified for action)、runc は無視します。',
  },
  architecture: {
    en: 'The runtimes know no architecture "{arch}" and refuse to start the container.',
    ja: 'ランタイムは「{arch}」というアーキテクチャーを知らず、コンテナの起動を拒否します。',
  },
  native: {
    en: "No runtime takes SCMP_ARCH_NATIVE; the host's own architecture is always part of the filter.",
    ja: 'SCMP_ARCH_NATIVE を受け付けるランタイムはありません。ホスト自身のアーキテクチャーは常に対象になります。',
  },
  'byte-order': {
    en: '{arch} has another byte order than x86_64 and arm64 machines: there no container starts ("Numerical argument out of domain").',
    ja: '{arch} は x86_64 や arm64 とバイト順が異なり、それらのマシンではコンテナが起動しません (「Numerical argument out of domain」)。',
  },
  index: {
    en: 'A system call has arguments 0 to 5; with index {index} the container does not start.',
    ja: 'システムコールの引数は 0 から 5 までです。index {index} ではコンテナが起動しません。',
  },
  operator: {
    en: 'There is no operator "{op}": the container does not start (get_seccomp_operator).',
    ja: '「{op}」という演算子はありません。コンテナは起動しません (get_seccomp_operator)。',
  },
  'missing-operator': {
    en: 'This condition has no "op": the container does not start (get_seccomp_operator).',
    ja: 'この条件には "op" がありません。コンテナは起動しません (get_seccomp_operator)。',
  },
  flag: {
    en: 'The runtimes know no flag "{flag}" and refuse to start the container.',
    ja: 'ランタイムは「{flag}」というフラグを知らず、コンテナの起動を拒否します。',
  },
  listener: {
    en: 'crun and runc connect to "{path}" before the container starts, as a rule asks it (SCMP_ACT_NOTIFY): where nothing listens there, none starts.',
    ja: 'SCMP_ACT_NOTIFY のルールがあるため、crun と runc はコンテナの起動前に「{path}」へ接続します。待ち受けるプログラムがなければ起動しません。',
  },
  'idle-listener': {
    en: 'crun connects to "{path}" before the container starts: where nothing listens there, none starts. runc does not, as no rule asks it (SCMP_ACT_NOTIFY).',
    ja: 'crun はコンテナの起動前に「{path}」へ接続し、待ち受けるプログラムがなければ起動しません。SCMP_ACT_NOTIFY のルールがないため、runc は接続しません。',
  },
  'relative-listener': {
    en: 'crun takes an absolute path alone for the listener, and starts no container with "{path}".',
    ja: 'crun はリスナーに絶対パスしか受け付けず、「{path}」ではコンテナを起動しません。',
  },
  clash: {
    en: 'An earlier rule decides differently on "{name}" with these arguments: the container does not start ("File exists").',
    ja: '同じ引数の「{name}」について、前のルールが別の結果を定めています。コンテナは起動しません (「File exists」)。',
  },
  'clash-narrow': {
    en: 'For the 32-bit architectures of this profile an earlier rule decides differently on "{name}" with these arguments: the container does not start ("File exists").',
    ja: 'このプロファイルの 32 ビットアーキテクチャーでは、前のルールが同じ引数の「{name}」に別の結果を定めています。コンテナは起動しません (「File exists」)。',
  },
  'clash-through': {
    en: 'On 32-bit architectures of this profile "{name}" is also reached through {through}, where its arguments cannot be told apart: this rule and an earlier one collide, and the container does not start ("File exists").',
    ja: 'このプロファイルの 32 ビットアーキテクチャーでは「{name}」が {through} 経由でも呼ばれ、引数を区別できません。前のルールと衝突し、コンテナは起動しません (「File exists」)。',
  },
} as const satisfies Record<string, Text>;

export type VerdictKey = keyof typeof verdictTexts;
