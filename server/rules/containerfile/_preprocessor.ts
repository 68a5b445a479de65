import type { Span } from '../../core/span.ts';
import type { Workspace } from '../../core/workspace.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';

/** Podman gives files of these names to the C preprocessor before it reads them. */
export const isPreprocessed = ({ fileName }: Workspace): boolean => fileName?.endsWith('.in') === true;

const changesText = /^#\s*(?:define|include|if|ifdef|ifndef)\b/;

/** A file whose text is another one once the preprocessor has read it: nobody can know what its words will be. */
export const usesPreprocessor = (file: Containerfile, workspace: Workspace): boolean =>
  isPreprocessed(workspace) &&
  (file.comments.some(({ start }) => changesText.test(file.text.slice(start, start + 20))) ||
    blockComments(file.text).length > 0);

/** What the preprocessor takes for comments of C, outside of quotes that end on their line; one without an end takes the rest. */
export const blockComments = (text: string): Span[] =>
  Array.from(text.matchAll(/"[^"\n]*"|'[^'\n]*'|\/\*(?:.*?\*\/|.*)/gs), ({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  })).filter(({ start }) => text[start] === '/');
