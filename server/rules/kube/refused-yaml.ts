import { readAsGo } from '../../parse/yaml/goSyntax.ts';
import { brokenIn } from '../_goYaml.ts';
import { podmanKubePlay } from './_references.ts';
import { kubeRule } from './_rule.ts';

const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: app, image: quay.io/acme/app:1.4}]\n';
const running = (command: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    image: quay.io/acme/app:1.4\n    command: ${command}\n`;

/** Where go-yaml, in which Podman and kubectl read YAML, differs from others: all else is said by YAML's own tools. */
const differences = /^ *\t|\\[/uU]|[[{][^\n]{0,300}[?!]/m;

/** Most files hold none of the signs, and that is seen sooner. */
const mayDiffer = (text: string): boolean =>
  ['\t', '\\', '?', '!'].some(sign => text.includes(sign)) && differences.test(text);

export default kubeRule({
  id: 'kube/refused-yaml',
  title: { en: 'YAML that only Podman refuses', ja: 'Podman だけが拒否する YAML' },
  severity: 'error',
  isSyntax: true,
  references: [podmanKubePlay],
  messages: {
    broken: {
      en: 'Other parsers take this for YAML; Podman and kubectl refuse the file here.',
      ja: 'ほかのパーサーは YAML として受け付けますが、Podman と kubectl はここでファイルを拒否します。',
    },
  },
  why: {
    en: 'They read YAML 1.1 with go-yaml, which knows no tab as indentation, no "\\/" and no half characters in quotes, and no "?" or bare tag between brackets.',
    ja: 'go-yaml で YAML 1.1 として読むため、タブのインデント、引用符の中の「\\/」やサロゲートの片方、括弧の中の「?」や値のないタグを受け付けません。',
  },
  remedy: {
    en: 'Remove tabs, write the character itself, and put texts between brackets into quotes.',
    ja: 'タブを削除し、文字はそのまま書き、括弧の中の文字列は引用符で囲んでください。',
  },
  examples: {
    bad: [
      { text: `${pod}«\t»\n`, fixed: `${pod}\n` },
      { text: `# ours\n---\n«\t»# web\n${pod}`, fixed: `# ours\n---\n# web\n${pod}` },
      { text: running('["/bin«\\/»app"]'), fixed: running('["/bin/app"]') },
      { text: running('["«\\ud83d»\\ude00"]') },
      { text: running('[curl, https://acme.example/«?x=1»]') },
      { text: running('[app, «!flag»]') },
    ],
    good: [
      { text: running('["a?b", \'!c\', "\\u00e9", d!]\t# e') },
      { text: running('curl https://acme.example/?x=[1]') },
      {
        text: `${pod}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: files}\ndata:\n  Makefile: |\n    all:\n    \tcc [a?]\n`,
      },
      { text: running('[curl, "{{ url }}", \'{{ .Values.query }}?\']') },
      { text: `${pod}# \t\\/ [?]\n` },
    ],
  },
  *check({ text, yaml }) {
    if (yaml.isBroken || yaml.isTemplate || !mayDiffer(text)) return;
    const { brokenAt } = readAsGo(text, 3);
    if (brokenAt === undefined) return;
    const { at, fixes } = brokenIn(text, brokenAt);
    yield { at, message: 'broken', fixes };
  },
});
