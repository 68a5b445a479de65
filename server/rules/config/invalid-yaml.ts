import type { Fix } from '../../core/fix.ts';
import type { Config, YamlProblem } from '../../parse/config/config.ts';
import { configRule } from './_rule.ts';

export default configRule({
  id: 'config/invalid-yaml',
  title: { en: 'Config is not valid YAML', ja: '設定ファイルの YAML が不正' },
  severity: 'error',
  references: [{ title: 'YAML 1.2.2', url: 'https://yaml.org/spec/1.2.2/' }],
  messages: {
    tab: { en: 'YAML is not indented with tabs.', ja: 'YAML のインデントにタブは使えません。' },
    'duplicate-key': { en: 'This key stands here twice.', ja: '同じキーが重複しています。' },
    'several-documents': {
      en: 'The config is one YAML document; what follows here is not read.',
      ja: '設定ファイルは 1 つの YAML 文書です。ここから先は読み込まれません。',
    },
    syntax: { en: 'This is not valid YAML: {detail}.', ja: 'YAML として不正です（{detail}）。' },
  },
  why: {
    en: 'Podseal uses only what it could read of this file, so the settings may not be those that were meant.',
    ja: 'このファイルは読み取れた部分だけが使われるため、意図した設定と異なる可能性があります。',
  },
  remedy: { en: 'Correct the syntax.', ja: '構文を直してください。' },
  *check(config) {
    for (const { problem, span, detail } of config.problems) {
      yield {
        at: span,
        message: problem,
        params: { detail: detail.replace(/\.$/, '') },
        fixes: problem === 'tab' ? withoutTabs(config, span) : [],
      };
    }
  },
  examples: {
    bad: [
      { text: 'rules:\n«\t»podseal/too-large: off\n', fixed: 'rules:\n  podseal/too-large: off\n' },
      { text: 'profile: strict\n«profile»: podman\n' },
      { text: 'profile: strict\n«---»\nprofile: podman\n' },
      { text: 'exclude: [vendor/\n«p»rofile: strict\n' },
      { text: `«${'['.repeat(500)}»\n` },
    ],
    good: [
      { text: '---\nprofile: strict\n...\n' },
      { text: '%YAML 1.2\n---\nprofile: strict\n' },
      { text: '# nothing but this\n' },
      { text: 'profile:\tstrict\n' },
    ],
  },
});

/** Two blanks for each tab of the line's indentation. */
function withoutTabs({ text }: Config, at: YamlProblem['span']): Fix[] {
  const start = Math.max(text.lastIndexOf('\n', at.start - 1), text.lastIndexOf('\r', at.start - 1)) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  if (!indent.includes('\t')) return [];
  const title = { text: { en: 'Indent with blanks', ja: '空白でインデントする' } };
  const span = { start, end: start + indent.length };
  return [{ title, edits: [{ span, text: indent.replaceAll('\t', '  ') }], safe: false }];
}
