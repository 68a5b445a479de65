import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { strengthOf } from '../../parse/policy/strength.ts';
import { localTransports } from '../../podman/policyTransports.ts';
import { book, manual } from './_references.ts';
import { entriesThatCount, policyRule } from './_rule.ts';

const policyOf = (transport: string, type = 'insecureAcceptAnything', fallback = 'reject'): string =>
  `{"default": [{"type": "${fallback}"}], "transports": {${transport}: [{"type": "${type}"}]}}}`;

const strict = { profile: 'strict' } as const;

export default policyRule({
  id: 'policy/local-transport-accept',
  title: { en: 'Local images accepted without signatures', ja: 'ローカルのイメージの署名なしの受け入れ' },
  severity: 'info',
  impliedBy: ['policy/default-accept'],
  references: [manual, book],
  messages: {
    daemon: {
      en: 'Images of the local Docker daemon are accepted without a signature.',
      ja: 'ローカルの Docker デーモンのイメージが、署名なしで受け入れられます。',
    },
    files: {
      en: 'Every image that comes as a file, with podman load or from a folder, is accepted without a signature.',
      ja: 'podman load やフォルダーからファイルとして取り込むイメージが、署名なしですべて受け入れられます。',
    },
  },
  why: {
    en: 'An image that no registry may deliver gets in on this way: whoever may use the daemon, or bring a file, needs no signature.',
    ja: 'レジストリからは取得できないイメージも、この経路なら入り込めます。デーモンを使える人やファイルを持ち込める人には署名が不要です。',
  },
  remedy: {
    en: 'Remove the transport if nobody imports images on this way, or name the folders that are meant.',
    ja: 'この経路で取り込まないならトランスポートを削除するか、対象のフォルダーだけを書いてください。',
  },
  examples: {
    bad: [
      {
        text: policyOf('"docker-daemon": {«""»'),
        fixed: policyOf('"docker-daemon": {""', 'reject'),
      },
      {
        text: policyOf('"docker-daemon": {«"docker.io/library/busybox"»'),
        fixed: policyOf('"docker-daemon": {"docker.io/library/busybox"', 'reject'),
      },
      {
        text: policyOf('"docker-archive": {«""»'),
        fixed: policyOf('"docker-archive": {""', 'reject'),
        settings: strict,
      },
      { text: policyOf('"dir": {«""»'), fixed: policyOf('"dir": {""', 'reject'), settings: strict },
    ],
    good: [
      // What Debian and Fedora install: the default says it already.
      { text: policyOf('"docker-daemon": {""', 'insecureAcceptAnything', 'insecureAcceptAnything') },
      { text: policyOf('"docker-daemon": {""', 'reject') },
      { text: policyOf('"containers-storage": {""') },
      { text: policyOf('"dir": {""') },
      { text: policyOf('"oci": {"/srv/images"'), settings: strict },
      { text: policyOf('"docker-daemon": {"{{ image }}"') },
    ],
  },
  *check(file, { settings }): Iterable<Report<'daemon' | 'files'>> {
    const policy = policyIn(file);
    for (const entry of entriesThatCount(policy)) {
      const { transport, scope, member, requirements } = entry;
      if (transport === undefined || !localTransports.has(transport) || strengthOf(entry) !== 'accept') continue;
      const isDaemon = transport === 'docker-daemon';
      if (!isDaemon && (scope !== '' || settings.profile === 'podman')) continue;
      const edits = requirements?.slice(0, 1).map(({ at }) => ({ span: at, text: '"reject"' })) ?? [];
      const title = { text: { en: 'Reject them', ja: '拒否する' } };
      const fixes: Fix[] = [{ title, edits, safe: false }];
      yield { at: member.key.span, message: isDaemon ? 'daemon' : 'files', fixes, subject: 'default' };
    }
  },
});
