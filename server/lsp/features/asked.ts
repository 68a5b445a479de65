import type { Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Unit } from '../../core/kind.ts';
import { type Span, shift } from '../../core/span.ts';
import type { Client } from '../client.ts';
import type { Linting } from '../linting.ts';
import { rangeOf } from '../toDiagnostic.ts';
import type { FeatureContext, LanguageFeatures } from './model.ts';
import { featuresOf } from './registry.ts';

/** A document that somebody asks about, and what its kind can say of it. */
export interface Asked {
  readonly document: TextDocument;
  readonly features: LanguageFeatures<unknown>;
  readonly units: readonly Unit<unknown>[];
  readonly context: FeatureContext;
}

/** The newest text of a document; undefined where nothing can be said of it. Nobody waits for its findings. */
export async function ask(linting: Linting, client: Client, uri: string): Promise<Asked | undefined> {
  const parsed = await linting.parsed(uri);
  const features = parsed?.kind && featuresOf(parsed.kind);
  if (!parsed?.model || !features) return undefined;
  const { document, model, settings, workspace } = parsed;
  const context = { settings, locale: client.locale, workspace };
  return { document, features, units: model.units, context };
}

/** The part of a document that a position is in. */
export interface Spot {
  readonly content: unknown;
  /** In the content. */
  readonly offset: number;
  /** A span of the content as a range of the document. */
  readonly range: (span: Span) => Range;
}

export function spotAt({ document, units }: Asked, position: Position): Spot | undefined {
  const offset = document.offsetAt(position);
  const unit = units.findLast(({ start }) => start <= offset) ?? units[0];
  return unit && { content: unit.content, offset: offset - unit.start, range: rangesOf(document, unit) };
}

export const rangesOf =
  (document: TextDocument, { start }: Unit<unknown>) =>
  (span: Span): Range =>
    rangeOf(document, shift(span, start));
