import { withoutMarkdown } from '../../core/markdown.ts';
import type { JsonFile } from '../../parse/json/tree.ts';
import type { Client } from '../client.ts';
import type { Linting } from '../linting.ts';
import { explainImage } from './explainImage.ts';

/** Answers `podseal/explainPolicy`. */
export const explainPolicy =
  (linting: Linting, client: Client) =>
  async ({ uri, image }: { uri: string; image: string }): Promise<{ markdown: string; text: string } | null> => {
    const parsed = await linting.parsed(uri);
    const [unit] = parsed?.kind?.id === 'policy' ? (parsed.model?.units ?? []) : [];
    const verdict = unit && explainImage(unit.content as JsonFile, image, client.locale);
    if (!verdict) return null;
    const { paragraphs } = verdict;
    return { markdown: paragraphs.join('\n\n'), text: paragraphs.map(withoutMarkdown).join('\n\n') };
  };
