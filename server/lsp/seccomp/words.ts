import { lookUp } from '../../core/lookUp.ts';
import { type Locale, say } from '../../core/text.ts';
import { gatedSyscall, openInDocker } from '../../podman/gatedSyscalls.ts';
import { stateOf } from '../../podman/podmanProfile.ts';
import { dangerOf } from '../../podman/syscalls.ts';
import { syscallNamed } from '../../podman/syscallTable.ts';
import { syscallText } from '../../podman/syscallTexts.ts';

/** Where a call exists, with its numbers. */
export function whereOf(name: string): string {
  const call = syscallNamed(name);
  if (!call) return '';
  const { x86_64, aarch64 } = call.numbers;
  const numbered = call.architectures.map(arch =>
    arch === 'x86_64' && x86_64 !== undefined
      ? `x86_64 ${x86_64}`
      : arch === 'aarch64' && aarch64 !== undefined
        ? `aarch64 ${aarch64}`
        : arch,
  );
  return numbered.join(', ');
}

const states = {
  allowed: { en: 'allowed by Podman', ja: 'Podman では許可' },
  denied: { en: 'denied by Podman', ja: 'Podman では拒否' },
  unlisted: { en: 'unknown to Podman: ENOSYS', ja: 'Podman では未定義: ENOSYS' },
  limited: { en: 'allowed by Podman with some arguments', ja: 'Podman では一部の引数で許可' },
  gated: { en: 'allowed by Podman with {caps}', ja: 'Podman では {caps} がある場合に許可' },
} as const;

/** What Podman's own profile says of a call. */
export function podmanSays(name: string, locale: Locale): string {
  const state = stateOf(name);
  const params = state.is === 'gated' ? { caps: state.caps.join(' / ') } : {};
  return say({ text: states[state.is], params }, locale);
}

const needs = {
  docker: { en: 'in Docker tied to {capability}', ja: 'Docker では {capability} が必要' },
  never: { en: 'denied by Docker', ja: 'Docker では拒否' },
  kernel: { en: 'the kernel asks for {capability}', ja: 'カーネルが {capability} を要求' },
} as const;

/** What Docker's profile, or the kernel itself, wants to see in who makes a call. */
export function demandOf(name: string, locale: Locale): string | undefined {
  const { capability } = dangerOf(name) ?? {};
  if (capability) return say({ text: needs.kernel, params: { capability: `\`${capability}\`` } }, locale);
  const gated = gatedSyscall(name);
  if (!gated || openInDocker.has(name)) return undefined;
  if (!gated.capability || name === 'pivot_root') return say({ text: needs.never }, locale);
  return say({ text: needs.docker, params: { capability: `\`${gated.capability}\`` } }, locale);
}

export const permits = (name: string, locale: Locale): string | undefined => {
  const text = syscallText(name);
  return text && say({ text }, locale);
};

const actionTexts: Readonly<Record<string, { en: string; ja: string }>> = {
  SCMP_ACT_ALLOW: { en: 'The call happens.', ja: '呼び出しを許可します。' },
  SCMP_ACT_ERRNO: {
    en: 'The call fails with an errno: EPERM, unless "errno" ("defaultErrno") says another. With ENOSYS, C libraries fall back to older calls.',
    ja: '呼び出しは errno で失敗します。"errno" ("defaultErrno") がなければ EPERM です。ENOSYS なら C ライブラリーは古い呼び出しに切り替えます。',
  },
  SCMP_ACT_KILL_PROCESS: { en: 'The process is killed.', ja: 'プロセスを強制終了します。' },
  SCMP_ACT_KILL_THREAD: {
    en: 'The thread is killed; the process goes on without it.',
    ja: 'スレッドだけを強制終了し、プロセスは続きます。',
  },
  SCMP_ACT_KILL: { en: 'The same as SCMP_ACT_KILL_THREAD.', ja: 'SCMP_ACT_KILL_THREAD と同じです。' },
  SCMP_ACT_TRAP: {
    en: 'The process gets SIGSYS, which it may catch.',
    ja: 'プロセスに SIGSYS を送ります。捕捉されることがあります。',
  },
  SCMP_ACT_LOG: {
    en: 'The call happens and is written to the audit log.',
    ja: '呼び出しを許可し、監査ログに記録します。',
  },
  SCMP_ACT_TRACE: {
    en: 'A tracer decides; without one the call fails with ENOSYS.',
    ja: 'トレーサーが判断します。なければ ENOSYS で失敗します。',
  },
  SCMP_ACT_NOTIFY: {
    en: 'An agent at listenerPath decides. Without listenerPath runc starts no container, and under crun the call fails with ENOSYS.',
    ja: 'listenerPath のエージェントが判断します。listenerPath がなければ、runc はコンテナを起動せず、crun では ENOSYS で失敗します。',
  },
};

export const actionText = (name: string, locale: Locale): string | undefined => lookUp(actionTexts, name)?.[locale];

const operatorTexts: Readonly<Record<string, string>> = {
  SCMP_CMP_EQ: 'arg == value',
  SCMP_CMP_NE: 'arg != value',
  SCMP_CMP_LT: 'arg < value',
  SCMP_CMP_LE: 'arg <= value',
  SCMP_CMP_GT: 'arg > value',
  SCMP_CMP_GE: 'arg >= value',
  SCMP_CMP_MASKED_EQ: '(arg & value) == (valueTwo & value)',
};

export const operatorText = (name: string): string | undefined => lookUp(operatorTexts, name);
