import { removal } from '../../parse/shell/options.ts';
import { values } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { valueByDefault } from './_variables.ts';

export default containerfileRule({
  id: 'containerfile/host-network',
  title: { en: 'RUN in the network of the host', ja: 'ホストのネットワークでの RUN' },
  severity: 'warning',
  podman: '>=4.5',
  aliases: ['S6431'],
  references: [
    { title: 'buildah#6397: no entitlement is asked for', url: 'https://github.com/containers/buildah/issues/6397' },
    {
      title: 'Dockerfile reference: RUN --network',
      url: 'https://docs.docker.com/reference/dockerfile/#run---network',
    },
  ],
  why: {
    en: 'The commands reach whatever listens on the host, also on localhost. BuildKit asks for the entitlement network.host first; Podman does not ask.',
    ja: 'localhost を含め、ホストで待ち受けているすべてのサービスに接続できます。BuildKit では network.host の許可が必要ですが、Podman は確認しません。',
  },
  remedy: {
    en: 'Delete the flag. Where the build needs a service, give it as an argument or run the service in a network for the build.',
    ja: 'このフラグを削除してください。ビルドにサービスが必要なら、そのアドレスを引数で渡すか、ビルド用のネットワークで動かしてください。',
  },
  messages: {
    host: { en: 'The commands run in the network of the host.', ja: 'コマンドがホストのネットワークで実行されます。' },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN «--network=host» make\n', fixed: 'FROM a\nRUN make\n' },
      {
        text: 'FROM a\nrun --mount=type=cache,target=/c \\\n    # local mirror\n    «--network="host"» \\\n    make\n',
        fixed: 'FROM a\nrun --mount=type=cache,target=/c \\\n    # local mirror\n    make\n',
      },
      { text: 'FROM a\nONBUILD RUN «--network=host» ["make"]\n', fixed: 'FROM a\nONBUILD RUN ["make"]\n' },
      {
        text: 'FROM a AS b\nARG N=host\nRUN «--network=$N» make\nFROM c\nRUN «--network=${N:-host}» make\n',
        fixed: 'FROM a AS b\nARG N=host\nRUN make\nFROM c\nRUN make\n',
      },
    ],
    good: [
      { text: 'FROM a\nARG NET=none\nRUN --network=${NET:-host} make\nRUN --network=${MODE:-none} make\n' },
      { text: 'FROM a\nRUN --network=none make\nRUN --network=default make\n' },
      { text: 'FROM a\nRUN podman run --network=host b\n' },
      { text: 'FROM a\nARG N\nRUN --network=$N make\n' },
      { text: 'FROM a\nRUN <<EOF\n--network=host\nEOF\n' },
      { text: 'FROM a\nRUN --network=host make\n', settings: { podman: '4.3' } },
    ],
  },
  concerns: [...values, 'RUN'],
  *check(file) {
    for (const instruction of file.of('RUN')) {
      const flag = instruction.flag('network');
      if (!flag?.value || valueByDefault(file, flag.value, instruction) !== 'host') continue;
      const title = { text: { en: 'Delete --network=host', ja: '--network=host を削除' } };
      yield {
        at: flag.span,
        message: 'host',
        fixes: [{ title, edits: [{ span: removal(file.text, flag.span), text: '' }], safe: false }],
      };
    }
  },
});
