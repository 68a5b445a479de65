import type { Report } from '../../core/rule.ts';
import type { StoreUrl } from '../../parse/registriesD.ts';
import { isUnknown } from '../../parse/yaml/view.ts';
import { isGoUrl } from '../../podman/goUrl.ts';
import { references, registriesDRule, storesIn } from './_rule.ts';

const messages = {
  url: {
    en: 'This is no URL: no image that it holds for can be pulled.',
    ja: 'URL として正しくないため、対象のイメージを取得できません。',
  },
  scheme: {
    en: 'Signatures are fetched from https://, http:// and file:/// only: no image that this holds for can be pulled.',
    ja: '署名を取得できるのは https://、http://、file:/// からだけなので、対象のイメージを取得できません。',
  },
  staging: {
    en: 'Signatures are written to file:/// only: no image that this holds for can be signed.',
    ja: '署名を書き込めるのは file:/// だけなので、対象のイメージに署名できません。',
  },
  host: {
    en: 'Podman takes {folder} for the folder: a file URL has three slashes.',
    ja: 'フォルダーは {folder} と解釈されます。file URL ではスラッシュを 3 つ書きます。',
  },
} as const;

type Said = Report<keyof typeof messages>;

export default registriesDRule({
  id: 'registries-d/unusable-store',
  title: { en: 'Place that holds no signatures', ja: '署名の置き場所として使えない場所' },
  severity: 'error',
  references,
  messages,
  why: {
    en: 'Podman asks there whenever it pulls, also where the policy wants no signature.',
    ja: 'ポリシーが署名を求めない場合でも、取得のたびにここが参照されます。',
  },
  remedy: {
    en: 'Write https://HOST/PATH or file:///FOLDER.',
    ja: '「https://ホスト/パス」か「file:///フォルダー」の形で書いてください。',
  },
  *check(file, { settings }) {
    if (file.yaml.isTemplate || file.yaml.isBroken) return;
    for (const { lookaside, staging } of storesIn(file, settings).all) {
      if (lookaside) yield* fetched(lookaside);
      if (staging) yield* written(staging);
    }
  },
  examples: {
    bad: [
      { text: 'docker:\n  registry.example:\n    lookaside: «https://sigs.example/%zz»\n' },
      {
        text: 'default-docker:\n  lookaside: «/var/lib/sigs» # ours\n',
        fixed: 'default-docker:\n  lookaside: file:///var/lib/sigs # ours\n',
      },
      {
        text: 'default-docker: {lookaside: «"file://var/lib/sigs"»}\n',
        fixed: 'default-docker: {lookaside: "file:///var/lib/sigs"}\n',
      },
      { text: 'docker:\n  a.example: {lookaside: «sigs.example», lookaside-staging: «https://sigs.example»}\n' },
      { text: 'docker:\n  a.example: {sigstore: «"https:///sigs"»}\n  b.example: {lookaside: «s3://bucket/sigs»}\n' },
    ],
    good: [
      { text: 'default-docker:\n  lookaside: https://sigs.example\n  lookaside-staging: file:///var/lib/sigs\n' },
      { text: 'docker:\n  a.example: {lookaside: "", sigstore: HTTPS://sigs.example:8443/a%20b}\n' },
      { text: 'docker:\n  a.example: {lookaside: file:///var/lib/sigs, sigstore: "%zz"}\n' },
      { text: 'docker:\n  a.example: {lookaside: "{{ sigs }}", lookaside-staging: ${SIGS}}\n' },
      { text: '# lookaside: /var/lib/sigs\n' },
    ],
  },
});

function* fetched(store: StoreUrl): Iterable<Said> {
  const { value } = store.field;
  if (isUnknown(value)) return;
  if (!isGoUrl(store.url) || /^https?:(?!\/\/[^/])/i.test(store.url)) yield { at: value.at, message: 'url' };
  else if (!/^(?:https?|file):/i.test(store.url)) yield { at: value.at, message: 'scheme', fixes: asFile(store) };
  else yield* host(store);
}

/** To be pushed; images without signatures are pushed anyway. */
function* written(store: StoreUrl): Iterable<Said> {
  const { value } = store.field;
  if (isUnknown(value)) return;
  if (!isGoUrl(store.url) || !/^file:/i.test(store.url)) {
    yield { at: value.at, message: 'staging', severity: 'warning', fixes: asFile(store) };
  } else yield* host(store);
}

function* host(store: StoreUrl): Iterable<Said> {
  const [, path] = /^file:\/\/(?!localhost\/)[^/]+(.*)$/i.exec(store.url) ?? [];
  if (path === undefined) return;
  const params = { folder: path || '/' };
  yield { at: store.field.value.at, message: 'host', severity: 'warning', params, fixes: asFile(store) };
}

/** `/folder` and `file://folder` */
function asFile({ url, field: { value } }: StoreUrl): Said['fixes'] {
  const { node, at, outside } = value;
  const found = /^(?:file:\/)?\/(?=[^/])/i.exec(url);
  if (!found || outside || node.type !== 'scalar' || node.style === 'block') return [];
  const start = at.start + (node.style === 'plain' ? 0 : 1);
  const title = { text: { en: 'Write file:///', ja: 'file:/// に書き換える' } };
  return [{ title, edits: [{ span: { start, end: start + found[0].length }, text: 'file:///' }], safe: false }];
}
