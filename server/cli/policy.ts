import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { withoutMarkdown } from '../core/markdown.ts';
import { defaultSettings } from '../core/settings.ts';
import type { Text } from '../core/text.ts';
import { explainImage } from '../lsp/policy/explainImage.ts';
import { parseJson } from '../parse/json/parse.ts';
import { imagePath } from '../parse/policy/images.ts';
import { visible } from '../report/visible.ts';
import { isRefused } from '../rules/policy/_policy.ts';
import type { Command } from './command.ts';
import { exit, UsageError } from './exit.ts';
import { localeFrom } from './io.ts';
import { Output } from './output.ts';

const words = {
  usage: {
    en: 'policy: "explain", a policy.json and an image are expected',
    ja: 'policy: explain、policy.json、イメージの順に指定してください',
  },
  noImage: { en: '"{image}" names no image', ja: '「{image}」はイメージの名前ではありません' },
  noPolicy: { en: '{file} is no policy.json', ja: '{file} は policy.json ではありません' },
  refused: {
    en: 'Podman refuses this file as it is; podseal lint says why.',
    ja: 'このファイルは現状では Podman に拒否されます。理由は podseal lint で確認できます。',
  },
} satisfies Record<string, Text>;

export const policyCommand: Command = {
  name: 'policy',
  takes: 'explain FILE IMAGE',
  summary: {
    en: 'Say what a signature policy (policy.json) makes of an image, and which of its scopes decides.',
    ja: '署名ポリシー (policy.json) がイメージをどう扱うか、どのスコープが使われるかを説明します。',
  },
  options: [],
  async run({ names }, io) {
    const [verb, file, image, ...more] = names;
    if (verb !== 'explain' || file === undefined || image === undefined || more.length > 0)
      throw new UsageError(words.usage);
    const content = parseJson(await readFile(path.resolve(io.cwd, file), 'utf8'));
    if (content.root?.type !== 'object') throw new UsageError(words.noPolicy, { file });
    const locale = localeFrom(io);
    const verdict = explainImage(content, await resolved(image, io.cwd), locale);
    if (!verdict) throw new UsageError(words.noImage, { image });
    const warning = isRefused(content, defaultSettings.podman) ? [words.refused[locale]] : [];
    const text = [...warning, ...verdict.paragraphs].map(withoutMarkdown).map(visibleLines).join('\n\n');
    await new Output(io.stdout).write(`${text}\n`);
    return exit.clean;
  },
};

/** With an absolute path and without symbolic links, as Podman compares what is a file or folder. */
async function resolved(image: string, cwd: string): Promise<string> {
  const found = imagePath(image);
  if (!found) return image;
  const absolute = path.resolve(cwd, found.path);
  const real = await realpath(absolute).catch(() => absolute);
  return image.slice(0, found.start) + real + image.slice(found.start + found.path.length);
}

const visibleLines = (text: string): string => text.split('\n').map(visible).join('\n');
