import type { Comment } from '../core/kind.ts';
import type { Span } from '../core/span.ts';
import { countPlaceholders } from './placeholders.ts';

/** mounts.conf: what Podman copies into every container. */
export interface MountsConf {
  readonly text: string;
  readonly mounts: readonly ConfiguredMount[];
  /** Lines that Podman reads past: they do not begin with a slash. */
  readonly skipped: readonly Span[];
  readonly comments: readonly Comment[];
}

export interface ConfiguredMount {
  readonly source: string;
  readonly sourceSpan: Span;
  /** In the container; the same as the source if none is written. */
  readonly target: string;
  readonly targetSpan: Span;
}

/** One mount a line, `SOURCE:TARGET` or `SOURCE`, with all blanks (containers/common, pkg/subscriptions); a line that is filled in later is none yet. */
export function parseMountsConf(text: string): MountsConf {
  const mounts: ConfiguredMount[] = [];
  const skipped: Span[] = [];
  const comments: Comment[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const written = line.trim();
    const start = index + line.indexOf(written);
    const span = { start, end: start + written.length };
    if (countPlaceholders(line) > 0) continue;
    if (written.startsWith('/')) mounts.push(mountOf(line, index));
    else if (written.startsWith('#')) comments.push({ span, text: written.slice(1) });
    else if (written !== '') skipped.push(span);
  }
  return { text, mounts, skipped, comments };
}

function mountOf(written: string, start: number): ConfiguredMount {
  const colon = written.indexOf(':');
  const middle = colon < 0 ? written.length : colon;
  const sourceSpan = { start, end: start + middle };
  const source = written.slice(0, middle);
  if (colon < 0) return { source, sourceSpan, target: source, targetSpan: sourceSpan };
  return {
    source,
    sourceSpan,
    target: written.slice(colon + 1),
    targetSpan: { start: start + colon + 1, end: start + written.length },
  };
}
