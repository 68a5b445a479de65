import { refusedVersion, versionMessage } from '../_yamlVersion.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: app, image: quay.io/acme/app:1.4}]\n';

const inWindows = (text: string): string => text.replaceAll('\n', '\r\n');

export default kubeRule({
  id: 'kube/yaml-version',
  title: { en: 'YAML version that Podman refuses', ja: 'Podman が拒否する YAML バージョン' },
  severity: 'error',
  references: [podmanKubePlay, { title: 'YAML 1.2.2, 6.8.1', url: 'https://yaml.org/spec/1.2.2/#681-yaml-directives' }],
  messages: { version: versionMessage },
  why: {
    en: 'The whole file is refused, the documents before this one too, and "incompatible YAML document" is all that Podman says.',
    ja: '前のドキュメントも含めてファイル全体が拒否され、Podman は「incompatible YAML document」としか表示しません。',
  },
  remedy: {
    en: 'Remove the directive, or declare 1.1; the pod says the same.',
    ja: 'この行を削除するか、1.1 と宣言してください。Pod の意味は変わりません。',
  },
  examples: {
    bad: [
      { text: `«%YAML 1.2»\n---\n${pod}`, fixed: `%YAML 1.1\n---\n${pod}` },
      {
        text: inWindows(`# ours\n\n«%YAML  1.2» # new\n---\n${pod}`),
        fixed: inWindows(`# ours\n\n%YAML 1.1 # new\n---\n${pod}`),
      },
      { text: `${pod}...\n«%YAML 1.3»\n---\n${pod}`, fixed: `${pod}...\n%YAML 1.1\n---\n${pod}` },
    ],
    good: [
      { text: `%YAML 1.1\n---\n${pod}` },
      { text: `# %YAML 1.2\n---\n${pod}` },
      { text: `---\n${pod}` },
      { text: `${pod}x: |\n  %YAML 1.2\n` },
    ],
  },
  *check({ text, yaml }) {
    const refused = yaml.isTemplate ? undefined : refusedVersion(text);
    if (refused) yield { ...refused, message: 'version' };
  },
});
