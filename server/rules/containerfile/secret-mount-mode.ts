import type { Fix } from '../../core/fix.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { values } from './_concerns.ts';
import { addOption, type Mount, mountsIn, optionOf, readMode } from './_mounts.ts';
import { containerfileRule } from './_rule.ts';
import { isRoot, userAt } from './_users.ts';
import { valueByDefault } from './_variables.ts';

/** Its last digit. */
const others = 0o7;

export default containerfileRule({
  id: 'containerfile/secret-mount-mode',
  title: { en: 'Secret that everybody in the build can read', ja: 'ビルド内の誰でも読めるシークレット' },
  severity: 'warning',
  aliases: ['S6469'],
  references: [
    { title: 'podman-build(1): --secret', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'CWE-732', url: 'https://cwe.mitre.org/data/definitions/732.html' },
  ],
  why: {
    en: 'Every process of the build may use it, also those that were made to run as another user because nobody trusts them.',
    ja: 'ビルド中のすべてのプロセスが利用できます。信頼できないために別のユーザーで動かしているプロセスも例外ではありません。',
  },
  remedy: {
    en: 'Leave the mode away (0400 for secrets, 0600 for ssh), and give the mount to the user that needs it with uid=.',
    ja: 'mode を省略し(シークレットは 0400、ssh は 0600)、必要なユーザーには uid= で渡してください。',
  },
  messages: {
    secret: {
      en: 'mode={mode} lets everybody in the build at the secret.',
      ja: 'mode={mode} では、ビルド内の誰でもこのシークレットを利用できます。',
    },
    ssh: {
      en: 'mode={mode} lets everybody in the build use the SSH keys.',
      ja: 'mode={mode} では、ビルド内の誰でも SSH 鍵を利用できます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nUSER root\nRUN --mount=type=secret,id=b,required=true,mode=«0444» cat /run/secrets/b\n',
        fixed: 'FROM a\nUSER root\nRUN --mount=type=secret,id=b,required=true,mode=0440 cat /run/secrets/b\n',
      },
      {
        text: 'FROM a\nUSER 1001\nRUN --mount=type=cache,target=/c \\\n    # token\n    --mount=type=secret,required=true,id=b,mode=«444» \\\n    cat /run/secrets/b\n',
        fixed:
          'FROM a\nUSER 1001\nRUN --mount=type=cache,target=/c \\\n    # token\n    --mount=type=secret,required=true,id=b,mode=440,uid=1001 \\\n    cat /run/secrets/b\n',
      },
      {
        text: 'FROM a\nARG MODE=0604\nonbuild run --mount=type=ssh,mode=«0666» --mount=type=secret,required=true,id=b,mode=«$MODE» true\n',
        fixed:
          'FROM a\nARG MODE=0604\nonbuild run --mount=type=ssh,mode=0660 --mount=type=secret,required=true,id=b,mode=0600 true\n',
      },
      {
        text: 'FROM a\nARG MODE\nRUN --mount=type=secret,required=true,id=b,mode=«${MODE:-444}» true\n',
        fixed: 'FROM a\nARG MODE\nRUN --mount=type=secret,required=true,id=b,mode=440 true\n',
      },
      { text: 'FROM a\nUSER app\nRUN --mount=type=secret,required=true,id=b,mode=«0444» true\n' },
      { text: 'FROM a\nRUN «--mount="type=secret,id=b,required=true,mode=0444"» cat /run/secrets/b\n' },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=b,required=true,mode=«0707» <<EOF\ntrue\nEOF\n',
        fixed: 'FROM a\nRUN --mount=type=secret,id=b,required=true,mode=0700 <<EOF\ntrue\nEOF\n',
      },
    ],
    good: [
      { text: 'FROM a\nRUN --mount=type=secret,id=b,required=true,mode=${MODE:-0400} true\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=b,required=true,mode=0400 cat /run/secrets/b\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=b,required=true,mode=440,gid=1001 cat /run/secrets/b\n' },
      { text: 'FROM a\nARG MODE\nRUN --mount=type=secret,id=b,required=true,mode=$MODE true\n' },
      { text: 'FROM a\nRUN --mount=type=cache,target=/c,mode=0777 --mount=type=ssh true\n' },
      { text: 'FROM a\nRUN echo --mount=type=secret,id=b,mode=0444\n' },
    ],
  },
  concerns: [...values, 'RUN --', 'USER'],
  *check(file) {
    for (const mount of mountsIn(file)) {
      const { type, flag, instruction } = mount;
      if (type !== 'secret' && type !== 'ssh') continue;
      const option = optionOf(flag, 'mode');
      const mode = option?.value && valueByDefault(file, option.value, instruction);
      const bits = readMode(mode || undefined);
      if (!option?.valueSpan || !mode || bits === undefined || (bits & others) === 0) continue;
      const written = (bits & ~others).toString(8);
      const text = written.padStart(mode.length, '0');
      // In quotes it has no place of its own.
      const isPlace = option.valueSpan.start > flag.span.start;
      yield {
        at: option.valueSpan,
        message: type,
        params: { mode },
        fixes: isPlace ? forUser(file, mount, { span: option.valueSpan, text }) : [],
      };
    }
  },
});

/** Nothing where the user has no number here: without the mode it could not read the file. */
function forUser(file: Containerfile, { flag, instruction }: Mount, edit: Fix['edits'][number]): Fix[] {
  const mode = edit.text;
  const user = optionOf(flag, 'uid') || optionOf(flag, 'gid') ? undefined : userAt(file, instruction);
  if (user?.user === undefined || isRoot(user.user)) {
    const title = { text: { en: 'Write mode={mode}', ja: 'mode={mode} と書く' }, params: { mode } };
    return [{ title, edits: [edit], safe: false }];
  }
  const uid = /^[1-9]\d*/.exec(user.user)?.[0];
  if (uid === undefined) return [];
  const title = {
    text: { en: 'Give it to the user {uid}, with mode={mode}', ja: 'mode={mode} でユーザー {uid} に渡す' },
    params: { uid, mode },
  };
  return [{ title, edits: [edit, addOption(file.text, flag, `uid=${uid}`)], safe: false }];
}
