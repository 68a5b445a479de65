import { lookUp } from '../../core/lookUp.ts';
import { type Span, touches } from '../../core/span.ts';
import type { Locale, Text } from '../../core/text.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Flag, FlagOption } from '../../parse/containerfile/model.ts';
import { always, buildFlags, dockerOnly, mountOptions, type Support } from '../../podman/buildFeatures.ts';
import { type FlagText, flagTexts, mountOptionTexts, mountTypeTexts } from '../../podman/flagTexts.ts';
import { instructionTexts } from '../../podman/instructionTexts.ts';
import type { Explanation, FeatureContext } from '../features/model.ts';
import { sincePodman } from '../features/sincePodman.ts';

const onlyDocker: Text = {
  en: 'Docker’s BuildKit takes it, Podman does not.',
  ja: 'Docker の BuildKit だけで使えます。Podman では使えません。',
};

const manual = 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md';

/** What an instruction, one of its flags or an option of a mount is for. */
export function aboutInstruction(
  instruction: Instruction,
  offset: number,
  context: FeatureContext,
): Explanation | undefined {
  if (touches(instruction.keywordSpan, offset)) return aboutKeyword(instruction, context.locale);
  for (const flag of instruction.flags) {
    const name = { start: flag.span.start, end: flag.nameSpan.end };
    if (touches(name, offset)) return aboutFlag(instruction.keyword, flag, name, context);
    if (flag.name === 'mount' && touches(flag.span, offset)) return aboutOption(flag, offset, context);
  }
  return undefined;
}

function aboutKeyword({ keyword, keywordSpan }: Instruction, locale: Locale): Explanation | undefined {
  const about = lookUp(instructionTexts, keyword);
  if (!about) return undefined;
  const note = about.note ? [about.note[locale]] : [];
  const forms = `\`\`\`dockerfile\n${about.forms.join('\n')}\n\`\`\``;
  return { span: keywordSpan, paragraphs: [forms, about.text[locale], ...note, `[Containerfile(5)](<${manual}>)`] };
}

function aboutFlag(keyword: string, { name }: Flag, span: Span, context: FeatureContext): Explanation | undefined {
  const support = lookUp(lookUp(buildFlags, keyword), name);
  return support === undefined
    ? undefined
    : explain(`--${name}`, lookUp(lookUp(flagTexts, keyword), name), span, support, context);
}

function aboutOption({ options }: Flag, offset: number, context: FeatureContext): Explanation | undefined {
  const type = mountType(options);
  const option = options.find(({ nameSpan, valueSpan }) => [nameSpan, valueSpan].some(at => at && touches(at, offset)));
  if (!option) return undefined;
  const { name, nameSpan, value, valueSpan } = option;
  if (name === 'type') {
    const text = lookUp(mountTypeTexts, value ?? '');
    const span = valueSpan && touches(valueSpan, offset) ? valueSpan : nameSpan;
    return text && { span, paragraphs: [`\`type=${value}\``, text[context.locale]] };
  }
  const support = lookUp(lookUp(mountOptions, type), name);
  if (support === undefined || !touches(nameSpan, offset)) return undefined;
  return explain(name, lookUp(mountOptionTexts, name), nameSpan, support, context);
}

/** What `--mount` mounts, if it says so; a bind mount otherwise. */
const mountType = (options: readonly FlagOption[]): string =>
  options.findLast(({ name }) => name === 'type')?.value ?? 'bind';

function explain(
  name: string,
  about: FlagText | undefined,
  span: Span,
  support: Support,
  context: FeatureContext,
): Explanation {
  const form = `\`${name}${about?.value ? `=${about.value}` : ''}\``;
  const version = versionNote(support, context);
  return { span, paragraphs: [form, ...(about ? [about.text[context.locale]] : []), ...(version ? [version] : [])] };
}

/** Since when Podman takes something, if that is not always. */
export function versionNote(support: Support, context: FeatureContext): string | undefined {
  if (support === always) return undefined;
  return support === dockerOnly ? onlyDocker[context.locale] : sincePodman(support, context);
}
