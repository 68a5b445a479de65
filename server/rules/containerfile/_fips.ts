import type { Fix } from '../../core/fix.ts';
import { Memory, remember } from '../../core/remember.ts';
import type { Settings } from '../../core/settings.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { type FipsStanding, fipsStanding } from '../../podman/fips.ts';
import { fullName } from '../../podman/images.ts';
import { matchesImage } from './_imageGlobs.ts';
import { type ImageUse, imageUses } from './_images.ts';
import { containerfileRule } from './_rule.ts';
import { builtStages, subjectOf } from './_stages.ts';
import { baseOf } from './_users.ts';

/** A rule of files for which FIPS matters. */
export const fipsRule: typeof containerfileRule = rule =>
  containerfileRule({
    ...rule,
    check: (file, context) => (wantsFips(file, context.settings) ? rule.check(file, context) : []),
  });

/** FIPS matters: the settings say so, or the file. */
const wantsFips = (file: Containerfile, { fips }: Settings): boolean => fips || asksForFips(file);

const known = new Memory<Containerfile, boolean>();

/** The file says itself that it wants FIPS: in a comment, a label, a variable's or an image's name, or by a command. */
const asksForFips = (file: Containerfile): boolean =>
  remember(known, file, () => mentions.test(file.text) && asks(file));

const mentions = /fips/i;
const imageMentions = /[-:]fips\b/i;
const commands = /\bfips-mode-setup\b|\bupdate-crypto-policies\s+--set[\s=]+FIPS\b|\b(?:pro|ua)\s+enable\s+fips\b/;
const off = /^(?:0|no|false|off|)$/i;

const asks = (file: Containerfile): boolean =>
  file.comments.some(({ start, end }) => /\bfips/i.test(file.text.slice(start, end))) ||
  imageUses(file).some(({ written, reference }) =>
    [written, `${reference?.name}:${reference?.tag}`].some(name => imageMentions.test(name)),
  ) ||
  file.of('RUN').some(({ source }) => commands.test(source)) ||
  // A Go program brings its own module along, whatever the image.
  file
    .of('LABEL', 'ENV')
    .some(({ pairs }) =>
      pairs.some(({ name, value }) => mentions.test(name) && !name.startsWith('GOFIPS') && !off.test(value ?? '')),
    );

/** An image that becomes the bottom of one that is built. */
interface FipsBase {
  readonly use: ImageUse;
  /** Its full name. */
  readonly image: string;
  readonly standing: FipsStanding | 'not-accepted' | 'not-known';
  /** Whatever its tag, it has a FIPS 140-2 module only. */
  readonly isHistorical: boolean;
  /** What findings on it belong to. */
  readonly subject: string;
}

/** The images that built ones stand on, where something is known of them. */
export function fipsBases(file: Containerfile, settings: Settings): FipsBase[] {
  const roots = new Map<Stage['from'], Stage>();
  for (const stage of builtStages(file, settings)) {
    const root = baseOf(file, stage).stage;
    roots.set(root.from, root);
  }
  return imageUses(file).flatMap(use => {
    const root = roots.get(use.instruction);
    const found = root && standingOf(use, settings);
    return found ? [{ use, ...found, subject: subjectOf(root) }] : [];
  });
}

/** What is known of an image; its tag may be unknown. */
export function standingOf(use: ImageUse, { fipsImages }: Settings): Omit<FipsBase, 'use' | 'subject'> | undefined {
  const withoutTag = /^([^$@]+?):[^/]*\$[^/]*$/.exec(use.written)?.[1];
  const reference = use.reference ?? (withoutTag === undefined ? undefined : parseImageReference(withoutTag));
  if (!reference) return undefined;
  const image = fullName(reference.name);
  const isHistorical = fipsStanding(image, undefined) === 'historical';
  if (fipsImages?.some(glob => matchesImage(glob, image, reference.tag)))
    return { image, standing: 'capable', isHistorical: false };
  const standing = fipsStanding(image, reference.tag);
  // The project's own list stands for the built-in one; what is wrong with an image by itself stays wrong.
  const isWrong = standing === 'no-such-tag' || standing === 'without-crypto' || standing === 'historical';
  if (fipsImages && !isWrong) return { image, standing: 'not-accepted', isHistorical };
  return { image, standing: standing ?? 'not-known', isHistorical };
}

/** What a stage stands on in the end, by its full name; `scratch` is no image. */
export function imageBelow(file: Containerfile, stage: Stage): string {
  const { image } = baseOf(file, stage);
  const name = parseImageReference(image)?.name ?? /^([^$@:]+):[^/]*\$/.exec(image)?.[1];
  return name === undefined || name === 'scratch' ? image : fullName(name);
}

const ubi8 = /^(registry\.(?:access\.redhat\.com|redhat\.io)\/)ubi8(\/ubi(?:-minimal|-init)?|-minimal|-init|)$/;

/** The same image of UBI 9, where there is one of that name for certain. */
export function toUbi9({ literal, written, span }: Pick<ImageUse, 'literal' | 'written' | 'span'>): Fix[] {
  const [, registry, variant] = (literal && ubi8.exec(parseImageReference(written)?.name ?? '')) || [];
  if (registry === undefined || variant === undefined) return [];
  const name = `${registry}ubi9${variant}:9.6`;
  return [
    {
      title: { text: { en: 'Build on {name}', ja: '{name} を使う' }, params: { name } },
      edits: [{ span, text: name }],
      safe: false,
    },
  ];
}
