import { isFromRegistry } from '../../parse/imageReference.ts';
import { fullName } from '../../podman/images.ts';
import { pullRules, refusal, refusalMessages } from '../_policyAround.ts';
import { images } from './_concerns.ts';
import { imageUses, placeIn } from './_images.ts';
import { containerfileRule } from './_rule.ts';

const rejectAll = '{"default": [{"type": "reject"}]}';
const acceptTeam =
  '{"default": [{"type": "reject"}], "transports": {"docker": {"quay.io/team": [{"type": "insecureAcceptAnything"}]}}}';

export default containerfileRule({
  id: 'containerfile/image-rejected',
  title: { en: 'Image that the policy rejects', ja: 'ポリシーで拒否されるイメージ' },
  severity: 'error',
  references: [
    { title: 'Podman book 8.4.2' },
    {
      title: 'containers-policy.json(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
    },
    {
      title: 'containers-registries.conf(5)',
      url: 'https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md',
    },
  ],
  why: {
    en: 'On a machine that uses this file, the image cannot be pulled and the build ends here.',
    ja: 'このファイルを使うマシンではイメージを取得できず、ビルドはここで失敗します。',
  },
  remedy: {
    en: 'Take the image from a place that the file allows, or allow this one there.',
    ja: '許可された場所のイメージを使うか、そのファイルでこのイメージを許可してください。',
  },
  messages: refusalMessages,
  examples: {
    bad: [
      { text: 'FROM «quay.io/a/b»:1\nUSER 1001\n', workspace: { 'policy.json': rejectAll } },
      {
        text: 'FROM quay.io/team/a:1 AS a\nFROM «alpine»:3.22\nCOPY --from=a /x /x\nCOPY --chown=1 --from=«quay.io/teams/b»:1 /x /x\nUSER 1001\n',
        workspace: { 'etc/containers/policy.json': acceptTeam },
      },
      {
        text: 'from quay.io/team/a:1\r\nrun --mount=type=bind,from=«ghcr.io/a/b»:1,target=/m \\\r\n  # c\r\n  make\r\nuser 1001\r\n',
        workspace: { 'containers/policy.json': acceptTeam },
      },
      {
        text: 'ARG V=1\nFROM «docker.io/a/b:$V»\nUSER 1001\n',
        workspace: {
          '.config/containers/registries.conf':
            'unqualified-search-registries = ["docker.io"]\n\n[[registry]]\nlocation = "docker.io"\nblocked = true # nobody\n',
        },
      },
      {
        text: 'FROM «a.quay.io/b»:1\nUSER 1001\n',
        workspace: {
          'registries.conf': '[[registry]]\nprefix = "*.quay.io"\nblocked=true\n',
        },
      },
    ],
    good: [
      { text: 'FROM quay.io/team/b:1\nUSER 1001\n', workspace: { 'policy.json': acceptTeam } },
      {
        text: 'FROM quay.io/a/b:1\nUSER 1001\n',
        workspace: { 'policy.json': '{"Version": "2012-10-17", "Statement": []}' },
      },
      { text: 'FROM quay.io/a/b:1\nUSER 1001\n', workspace: { 'policy.json': '{"default": [{"type": "reject"},]}' } },
      { text: 'FROM scratch\nFROM localhost/a:1\nFROM dir:/x\nUSER 1001\n', workspace: { 'policy.json': rejectAll } },
      { text: 'ARG BASE\nFROM $BASE\nUSER 1001\n', workspace: { 'policy.json': rejectAll } },
      { text: 'FROM quay.io/a/b:1\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nUSER 1001\n',
        workspace: {
          'registries.conf': '[[registry]]\nprefix = "quay.io"\nlocation = "mirror.example"\nblocked = true\n',
        },
      },
      {
        text: 'FROM quay.io/a/b:1\nUSER 1001\n',
        workspace: {
          'registries.conf':
            '# [[registry]]\n[[registry]]\nlocation = "quay.io"\nblocked = true\n[[registry]]\nprefix = "quay.io/a"\nlocation = "mirror.example/a"\n[[registry.mirror]]\nlocation = "quay.io/a/b"\nblocked = true\n',
        },
      },
    ],
  },
  concerns: images,
  *check(file, { workspace }) {
    const uses = imageUses(file);
    if (uses.length === 0) return;
    const rules = pullRules(workspace);
    if (!rules) return;
    for (const use of uses) {
      const { reference } = use;
      if (!reference || !isFromRegistry(reference)) continue;
      const image = { name: fullName(reference.name), tag: reference.tag, digest: reference.digest };
      const report = refusal(rules, image);
      if (report) yield { ...report, at: placeIn(use, reference.nameSpan) };
    }
  },
});
