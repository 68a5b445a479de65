import type { PolicyDocument } from '../../parse/securityPolicy/stream.ts';
import type { LanguageFeatures } from '../features/model.ts';
import { complete } from './completion.ts';
import { hover } from './hover.ts';

/** What a project's own policies have beside findings. */
export const securitypolicy: LanguageFeatures<PolicyDocument> = { hover, complete };
