import { lookUp } from '../core/lookUp.ts';
import type { Text } from '../core/text.ts';
import { capabilityName, dangerousCapabilities } from './capabilities.ts';

const allows = (en: string, ja: string): Text => ({ en, ja });

/** Those that are not among the dangerous ones, from capabilities(7). Completes "with it a process can ...". */
const others: Readonly<Record<string, Text>> = {
  AUDIT_CONTROL: allows("change the kernel's audit", 'カーネルの監査設定を変更できます'),
  AUDIT_READ: allows("read the kernel's audit log", 'カーネルの監査ログを読み取れます'),
  AUDIT_WRITE: allows("write to the kernel's audit log", 'カーネルの監査ログに書き込めます'),
  BLOCK_SUSPEND: allows('keep the host from sleeping', 'ホストのスリープを妨げられます'),
  CHECKPOINT_RESTORE: allows('save and restore processes', 'プロセスの保存と復元ができます'),
  CHOWN: allows('give files to other users', 'ファイルの所有者を変更できます'),
  DAC_OVERRIDE: allows(
    'read and write files whatever their mode says',
    'パーミッションに関わらずファイルを読み書きできます',
  ),
  FOWNER: allows(
    "change modes and attributes of other users' files",
    '他のユーザーのファイルのモードや属性を変更できます',
  ),
  FSETID: allows(
    'keep setuid and setgid bits when a file changes',
    'ファイル変更時に setuid・setgid ビットを保持できます',
  ),
  IPC_LOCK: allows('lock memory', 'メモリーをロックできます'),
  IPC_OWNER: allows("use other users' shared memory", '他のユーザーの共有メモリーを使えます'),
  KILL: allows("send signals to other users' processes", '他のユーザーのプロセスにシグナルを送れます'),
  LEASE: allows('take leases on files', 'ファイルにリースを設定できます'),
  LINUX_IMMUTABLE: allows('make files immutable', 'ファイルを変更不可にできます'),
  MKNOD: allows('make device files', 'デバイスファイルを作成できます'),
  NET_BIND_SERVICE: allows('listen on ports below 1024', '1024 未満のポートで待ち受けできます'),
  NET_BROADCAST: allows('broadcast and listen to multicasts', 'ブロードキャストやマルチキャストの受信ができます'),
  SETFCAP: allows('give capabilities to files', 'ファイルにケーパビリティを設定できます'),
  SETGID: allows('become any group', '任意のグループになれます'),
  SETPCAP: allows('change its own capabilities', '自身のケーパビリティを変更できます'),
  SETUID: allows('become any user', '任意のユーザーになれます'),
  SYS_CHROOT: allows('use chroot', 'chroot を使えます'),
  SYS_NICE: allows('raise priorities of processes', 'プロセスの優先度を上げられます'),
  SYS_PACCT: allows("switch the kernel's process accounting", 'プロセス課金の記録を切り替えられます'),
  SYS_RESOURCE: allows('go beyond limits of resources', 'リソースの上限を超えられます'),
  SYS_TTY_CONFIG: allows('configure terminals', '端末を設定できます'),
  WAKE_ALARM: allows('wake the host up', 'ホストを復帰させられます'),
};

/** What a capability allows, however it is written; undefined for a name that is none. */
export function capabilityText(written: string): Text | undefined {
  const name = capabilityName(written);
  return lookUp(dangerousCapabilities, name)?.allows ?? lookUp(others, name);
}
