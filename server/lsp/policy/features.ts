import type { JsonFile } from '../../parse/json/tree.ts';
import type { LanguageFeatures } from '../features/model.ts';
import { complete } from './completion.ts';
import { hover } from './hover.ts';

/** What signature policies have beside findings. */
export const policy: LanguageFeatures<JsonFile> = { hover, complete };
