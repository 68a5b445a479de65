import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { LanguageFeatures } from '../features/model.ts';
import { userHints } from './aboutStage.ts';
import { complete } from './completion.ts';
import { folds } from './folds.ts';
import { hover } from './hover.ts';
import { links } from './links.ts';
import { nameAt } from './names.ts';
import { outline } from './outline.ts';
import { signature } from './signature.ts';

/** What Containerfiles have beside findings. */
export const containerfile: LanguageFeatures<Containerfile> = {
  hover,
  complete,
  signature,
  nameAt,
  outline,
  folds,
  links,
  hints: userHints,
};
