import { inCode } from '../../core/markdown.ts';
import { touches } from '../../core/span.ts';
import { say, type Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { isFromRegistry } from '../../parse/imageReference.ts';
import { pageOf } from '../../podman/imagePages.ts';
import { fullName } from '../../podman/images.ts';
import { aliasOf, onDockerHub } from '../../podman/shortNames.ts';
import { imageUses } from '../../rules/containerfile/_images.ts';
import { userOfImage } from '../../rules/containerfile/_users.ts';
import type { Explanation, FeatureContext } from '../features/model.ts';

const texts = {
  scratch: { en: 'Nothing at all: an image without files.', ja: 'ファイルが一つもない空のイメージです。' },
  alias: {
    en: 'Podman takes this short name for {full}, by its own list of aliases.',
    ja: 'Podman はこの短い名前を、独自の別名一覧により {full} と解釈します。',
  },
  docker: { en: 'Docker takes it for {docker}.', ja: 'Docker では {docker} になります。' },
  search: {
    en: 'A short name that Podman has no alias for: the registries in `registries.conf` decide; on Docker Hub it is {full}.',
    ja: 'Podman の別名一覧にない短い名前です。`registries.conf` のレジストリで決まります。Docker Hub では {full} です。',
  },
  user: { en: 'Its user is {user}.', ja: 'ユーザーは {user} です。' },
  noUser: { en: 'Which user it sets is not known here.', ja: 'このイメージのユーザーは分かりません。' },
} satisfies Record<string, Text>;

/** Which image a name means, and whom it runs as. */
export function aboutImage(
  file: Containerfile,
  offset: number,
  { locale, settings }: FeatureContext,
): Explanation | undefined {
  const empty = file.stages.find(({ base }) => base?.value === 'scratch' && touches(base.span, offset))?.base;
  if (empty) return { span: empty.span, paragraphs: [texts.scratch[locale]] };
  const use = imageUses(file).find(({ span }) => touches(span, offset));
  const reference = use?.reference;
  if (!use || !reference || !isFromRegistry(reference)) return undefined;
  const { name, tag, digest, host } = reference;
  const full = fullName(name);
  const version = (tag ? `:${tag}` : '') + (digest ? `@${digest}` : '');
  const tell = (text: Text, params: Record<string, string>) => say({ text, params }, locale);
  const page = pageOf(name);
  const user = userOfImage(name + version, settings.imageUsers);
  return {
    span: use.span,
    paragraphs: [
      inCode(full + version),
      ...(host === undefined ? [shortName(name, full, tell)] : []),
      user === undefined ? texts.noUser[locale] : tell(texts.user, { user: inCode(user) }),
      ...(page ? [`[${new URL(page).host}](<${page}>)`] : []),
    ],
  };
}

function shortName(name: string, full: string, tell: (text: Text, params: Record<string, string>) => string): string {
  if (aliasOf(name) === undefined) return tell(texts.search, { full: inCode(full) });
  const docker = onDockerHub(name);
  const alias = tell(texts.alias, { full: inCode(full) });
  return docker === full ? alias : `${alias} ${tell(texts.docker, { docker: inCode(docker) })}`;
}
