import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Word } from '../../parse/containerfile/model.ts';
import { normalizePath } from '../../podman/sockets.ts';
import { copies } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { isShipped } from './_stages.ts';

export default containerfileRule({
  id: 'containerfile/copy-root-filesystem',
  title: { en: 'Whole file system of another image', ja: '別のイメージのファイルシステム全体のコピー' },
  severity: { podman: 'info', strict: 'warning', kubernetes: 'info' },
  aliases: ['DL3067'],
  references: [
    { title: 'hadolint DL3067', url: 'https://github.com/hadolint/hadolint/wiki/DL3067' },
    { title: 'NIST SP 800-190 4.1.1', url: 'https://doi.org/10.6028/NIST.SP.800-190' },
  ],
  why: {
    en: 'Everything comes along that was left there: tools of the build, keys, shell histories, and accounts that replace those of this image.',
    ja: 'ビルド用のツール、鍵、シェルの履歴など、残っているものがすべてコピーされ、このイメージのアカウントも置き換わります。',
  },
  remedy: {
    en: 'Copy what the image needs, each by its own path.',
    ja: 'イメージに必要なものだけを、それぞれのパスでコピーしてください。',
  },
  messages: {
    root: { en: 'The whole file system is copied over this one.', ja: 'ファイルシステム全体が上書きコピーされます。' },
    etc: {
      en: 'All of /etc is copied: accounts, keys and settings replace those of this image.',
      ja: '/etc 全体がコピーされ、アカウント、鍵、設定がこのイメージのものと置き換わります。',
    },
    home: {
      en: 'The home of root is copied, with what programs keep there: keys, tokens and histories.',
      ja: 'root のホームがコピーされます。プログラムが保存した鍵、トークン、履歴も含まれます。',
    },
    secrets: {
      en: '{path} is where secrets are mounted: a copy stays in the image.',
      ja: '{path} はシークレットのマウント先です。コピーするとイメージに残ります。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a AS b\nFROM c\nCOPY --from=b «/» /\n' },
      { text: 'FROM a\ncopy --chown=1:1 --from=quay.io/b/c:1 \\\n  # all\n  «"/./"» "/"\n' },
      { text: 'FROM a AS b\nFROM c\nCOPY --from=b [«"/etc/"», "/etc"]\nONBUILD COPY --from=b «/root» /root/\n' },
      { text: 'FROM a\nARG D=/run/secrets\nCOPY --from=0 «$D/token» /token\nCOPY --from=0 «/*» /\n' },
      {
        text: 'FROM a AS b\nFROM scratch\nCOPY --from=b «/» /\n',
        settings: { profile: 'strict', rules: { 'containerfile/missing-user': 'off' } },
      },
    ],
    good: [
      { text: 'FROM a AS b\nFROM c\nCOPY --from=b /app /\nCOPY --from=b / /app\n' },
      { text: 'FROM a\nADD rootfs.tar.xz /\n' },
      { text: 'FROM a AS b\nFROM c\nCOPY --from=b /etc/passwd /etc/ssl /etc/\n' },
      { text: 'FROM a AS b\nFROM c\nCOPY --from=b /root/.local /root/.local\n' },
      { text: 'FROM a AS b\nFROM c\nCOPY --from=b ${DIR}/ /\n' },
    ],
  },
  concerns: copies,
  *check(file, { settings }) {
    for (const instruction of file.of('COPY')) {
      if (!instruction.flag('from')?.value) continue;
      const target = instruction.words.at(-1);
      const to = target && pathOf(file, instruction, target);
      for (const source of instruction.words.slice(0, -1)) {
        if (!wholes.has(to ?? '') && !/secrets|\$/.test(source.text)) continue;
        const path = pathOf(file, instruction, source);
        const found = path === undefined ? undefined : judge(path, to);
        if (!found) continue;
        const isHarmless = isFlattened(file, instruction, found) || !isShipped(file, settings, instruction);
        yield { at: source.span, ...found, severity: isHarmless ? 'hint' : undefined };
      }
    }
  },
});

const wholes: ReadonlySet<string> = new Set(['/', '/etc', '/root']);

function judge(
  path: string,
  to: string | undefined,
): Pick<Report<'root' | 'etc' | 'home' | 'secrets'>, 'message' | 'params'> | undefined {
  if (/^\/run\/secrets(?:\/|$)/.test(path)) return { message: 'secrets', params: { path } };
  if (path !== to) return undefined;
  if (path === '/') return { message: 'root' };
  if (path === '/etc') return { message: 'etc' };
  return path === '/root' ? { message: 'home' } : undefined;
}

/** Sources of another image count from its root; a destination that does not start there, from who knows where. */
function pathOf(file: Containerfile, instruction: Instruction, word: Word): string | undefined {
  const path = file.resolve(word, instruction);
  if (path === undefined || path === '') return undefined;
  const isTarget = word === instruction.words.at(-1);
  if (isTarget && !path.startsWith('/')) return undefined;
  return normalizePath(`/${path}`.replace(/^\/+/, '/')).replace(/\/\*$/, '') || '/';
}

/** Nothing is there that could be replaced: the layers of another image become one. */
const isFlattened = (file: Containerfile, instruction: Instruction, { message }: { message: string }): boolean =>
  message === 'root' && file.stageOf(instruction)?.base?.value === 'scratch';
