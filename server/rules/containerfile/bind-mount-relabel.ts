import { values } from './_concerns.ts';
import { addOption, mountsIn, nameOf, optionOf } from './_mounts.ts';
import { containerfileRule } from './_rule.ts';

export default containerfileRule({
  id: 'containerfile/bind-mount-relabel',
  title: {
    en: 'Bind mount of the context without an SELinux label',
    ja: 'SELinux ラベルのないコンテキストのバインドマウント',
  },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'off' },
  references: [
    { title: 'podman-build(1): --volume', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
    { title: 'container_selinux(8)', url: 'https://man.archlinux.org/man/container_selinux.8' },
  ],
  why: {
    en: 'On a host with SELinux the build may read the files of the context only if they have the label of containers.',
    ja: 'SELinux が有効なホストでは、コンテナ用のラベルが付いていないコンテキストのファイルをビルドから読めません。',
  },
  remedy: {
    en: 'Add z, or Z if nobody else uses the files; Docker knows neither. Or copy the files with COPY.',
    ja: 'z を追加してください(ほかで使わないファイルなら Z)。Docker はどちらも知りません。または COPY でコピーしてください。',
  },
  messages: {
    unlabelled: {
      en: 'SELinux keeps the build from these files unless they have a label for containers.',
      ja: 'これらのファイルは、コンテナ用のラベルがないと、SELinux によりビルドから読めません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nRUN --mount=type=bind,source=b,target=«/b» cat /b\n',
        fixed: 'FROM a\nRUN --mount=type=bind,source=b,target=/b,z cat /b\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nrun --mount=target=«.» \\\n  # and\n  «--mount="dst=/c,rw"» make\n',
        fixed: 'FROM a\nrun --mount=target=.,z \\\n  # and\n  --mount="dst=/c,rw,z" make\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nONBUILD RUN --mount=type=bind,target=«/b» <<EOF\nmake\nEOF\n',
        fixed: 'FROM a\nONBUILD RUN --mount=type=bind,target=/b,z <<EOF\nmake\nEOF\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      {
        text: 'FROM a\nRUN --mount=type=bind,source=b,target=/b,z --mount=target=/c,Z cat /b\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nRUN --mount=type=bind,target=/b,relabel=shared cat /b\n', settings: { profile: 'strict' } },
      {
        text: 'FROM scratch AS b\nFROM scratch\nUSER 1001\nRUN --mount=from=b,target=/b cat /b\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM a\nRUN --mount=type=cache,target=/b --mount=type=tmpfs,target=/c true\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM a\nRUN --mount=type=$T,target=/b true\n', settings: { profile: 'strict' } },
    ],
  },
  concerns: [...values, 'RUN --'],
  *check(file, { settings }) {
    for (const { type, flag } of mountsIn(file)) {
      if (type !== 'bind' || optionOf(flag, 'from', 'z', 'Z', 'relabel')) continue;
      const title = { text: { en: 'Add z', ja: 'z を追加' } };
      const fixes = [{ title, edits: [addOption(file.text, flag, 'z')], safe: false }];
      yield { at: nameOf(flag), message: 'unlabelled', fixes: settings.portability === 'docker' ? [] : fixes };
    }
  },
});
