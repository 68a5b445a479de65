import type { KubeDocument } from '../../parse/kube/document.ts';
import type { LanguageFeatures } from '../features/model.ts';
import { complete } from './completion.ts';
import { harden, podsOf } from './hardening.ts';
import { hover } from './hover.ts';

/** What kube YAML has beside findings. */
export const kube: LanguageFeatures<KubeDocument> = { hover, complete, hardenable: podsOf, harden };
