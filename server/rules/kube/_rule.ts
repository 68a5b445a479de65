import { ruleFor } from '../../core/rule.ts';
import type { KubeDocument } from '../../parse/kube/document.ts';

export const kubeRule = ruleFor<KubeDocument>();
