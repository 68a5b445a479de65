import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { values } from './_concerns.ts';
import { addOption, type Mount, mountsIn, nameOf, optionOf, readMode } from './_mounts.ts';
import { isOptional } from './_optionalSecrets.ts';
import { containerfileRule } from './_rule.ts';
import { isRoot, userAt } from './_users.ts';

export default containerfileRule({
  id: 'containerfile/secret-mount-required',
  title: { en: 'Secret that the build may not get to read', ja: 'ビルドで読めない可能性のあるシークレット' },
  severity: { podman: 'info', strict: 'warning', kubernetes: 'info' },
  references: [
    { title: 'podman-build(1): --secret', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    {
      title: 'Dockerfile reference: RUN --mount=type=secret',
      url: 'https://docs.docker.com/reference/dockerfile/#run---mounttypesecret',
    },
  ],
  why: {
    en: 'Podman goes on without a word where nobody gave the secret, and the file is for root alone unless the mount says otherwise: the build fails late, or puts an empty value into the image.',
    ja: 'シークレットが渡されなくても、Podman は警告なしで続行します。また、マウントで指定しない限り、ファイルは root しか読めません。ビルドが途中で失敗したり、空の値がイメージに入ったりします。',
  },
  remedy: {
    en: 'Write required=true (or required=false where the build can do without), and uid= where another user than root reads the file.',
    ja: 'required=true と書いてください(なくてもよい場合は required=false)。root 以外が読む場合は uid= も指定してください。',
  },
  messages: {
    optional: {
      en: 'Without this secret the build goes on as if nothing were missing.',
      ja: 'このシークレットがなくても、ビルドはそのまま続行されます。',
    },
    unreadable: {
      en: 'The user {user} cannot read this secret: it is for root alone.',
      ja: 'ユーザー {user} はこのシークレットを読めません。root 専用です。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nRUN --mount=type=secret,id=«b» cat /run/secrets/b\n',
        fixed: 'FROM a\nRUN --mount=type=secret,id=b,required=true cat /run/secrets/b\n',
      },
      {
        text: 'FROM a\nrun «--mount="type=secret,id=b"» \\\n    # both\n    --mount=type=secret,target=/c,id=«c» \\\n    true\n',
        fixed:
          'FROM a\nrun --mount="type=secret,id=b,required=true" \\\n    # both\n    --mount=type=secret,target=/c,id=c,required=true \\\n    true\n',
      },
      {
        text: 'FROM a\nUSER 1001:0\nRUN --mount=type=secret,id=«b»,required=true cat /run/secrets/b\n',
        fixed: 'FROM a\nUSER 1001:0\nRUN --mount=type=secret,id=b,required=true,uid=1001 cat /run/secrets/b\n',
      },
      { text: 'FROM a AS x\nUSER app\nFROM x\nONBUILD RUN --mount=type=secret,id=«b»,required cat /run/secrets/b\n' },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=«b» S=/etc/b; [ -f /run/secrets/c ] && [ -f "/etc/$S" ]; cat /run/secrets/b; [ -n "$B" ] || true\n',
        fixed:
          'FROM a\nRUN --mount=type=secret,id=b,required=true S=/etc/b; [ -f /run/secrets/c ] && [ -f "/etc/$S" ]; cat /run/secrets/b; [ -n "$B" ] || true\n',
      },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=«b» <<EOF\ncat /run/secrets/b\nEOF\n',
        fixed: 'FROM a\nRUN --mount=type=secret,id=b,required=true <<EOF\ncat /run/secrets/b\nEOF\n',
      },
    ],
    good: [
      { text: 'FROM a\nRUN --mount=type=secret,id=b,required=true cat /run/secrets/b\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=b,required=false cat /run/secrets/b || true\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=b if [ -f /run/secrets/b ]; then cat /run/secrets/b; fi\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=b,target=/c test -s /c && cat /c || true\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=b S=/run/secrets/b; if [ -s "${S}" ]; then cat "$S"; fi\n' },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=b for s in b c; do [[ -f /run/secrets/$s ]] && . /run/secrets/$s; done\n',
      },
      {
        text: 'FROM a\nARG S=b\nRUN --mount=type=secret,id=$S,target=/c/${S} <<EOF\nif test -e "/c/b"; then cat /c/b; fi\nEOF\n',
      },
      { text: 'FROM a\nRUN --mount=type=secret,id=b test -d /run/secrets && cat /run/secrets/b\n' },
      {
        text: 'FROM a\nRUN --mount=type=secret,id=b T=$(cat /run/secrets/b 2>/dev/null || \\\n  # public\n  echo none) make\n',
      },
      { text: 'FROM a\nRUN --mount=type=secret,id=b [ -n "$(cat /run/secrets/b)" ] || exit 1\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=b,env=B if [ -n "$B" ]; then make; fi\n' },
      { text: 'FROM a\nRUN --mount=type=secret,id=b,env=B make TOKEN="${B:?is missing}"\n' },
      {
        text: 'FROM a\nARG PRIVATE=0\nRUN --mount=type=secret,id=b if [ "$PRIVATE" = 1 ]; then pip install -i "$(cat /run/secrets/b)" c; fi\n',
      },
      {
        text: 'FROM a\nARG P\nRUN --mount=type=secret,id=b [ "$P" = 1 ] && \\\n  make TOKEN="$(cat /run/secrets/b)"\n',
      },
      { text: 'FROM a\nUSER 1001\nRUN --mount=type=secret,id=b,uid=1001,required=true cat /run/secrets/b\n' },
      { text: 'FROM a\nUSER 1001\nRUN --mount=type=secret,id=b,required=true,mode=0440,gid=0 cat /run/secrets/b\n' },
      { text: 'FROM a\nUSER 1001\nRUN --mount=type=secret,id=b,required=true,env=B true\n' },
      { text: 'FROM a\nRUN --mount=type=ssh --mount=type=cache,id=b,target=/c true\n' },
      { text: 'FROM a\nARG U\nUSER $U\nRUN --mount=type=secret,id=b,required=true true\n' },
    ],
  },
  concerns: [...values, 'SHELL', 'RUN', 'USER'],
  *check(file) {
    for (const mount of mountsIn(file)) {
      if (mount.type !== 'secret') continue;
      if (!optionOf(mount.flag, 'required') && !isOptional(file, mount)) {
        yield { at: nameOf(mount.flag), message: 'optional', fixes: [adding(file, mount, 'required=true')] };
      }
      const found = unreadable(file, mount);
      if (found) yield found;
    }
  },
});

const adding = (file: Containerfile, { flag }: Mount, option: string): Fix => ({
  title: { text: { en: 'Add {option}', ja: '{option} を追加' }, params: { option } },
  edits: [addOption(file.text, flag, option)],
  safe: false,
});

/** By default it belongs to root with mode 0400; a variable of the environment has no mode. */
function unreadable(file: Containerfile, mount: Mount): Report<'unreadable'> | undefined {
  const { flag, instruction } = mount;
  const mode = optionOf(flag, 'mode');
  const bits = mode ? readMode(mode.value) : 0o400;
  if (bits === undefined || (bits & 0o44) !== 0 || optionOf(flag, 'uid', 'env')) return undefined;
  const user = userAt(file, instruction)?.user;
  if (user === undefined || isRoot(user)) return undefined;
  const uid = /^(\d+)(?::|$)/.exec(user)?.[1];
  return {
    at: nameOf(flag),
    message: 'unreadable',
    params: { user },
    severity: 'warning',
    fixes: uid ? [adding(file, mount, `uid=${uid}`)] : [],
  };
}
