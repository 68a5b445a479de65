import type { KubeDocument } from '../../parse/kube/document.ts';
import type { LanguageFeatures } from '../features/model.ts';
import { harden, podsOf } from './hardening.ts';

/** What kube YAML has beside findings. */
export const kube: LanguageFeatures<KubeDocument> = { hardenable: podsOf, harden };
