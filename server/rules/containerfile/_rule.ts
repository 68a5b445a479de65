import { ruleFor } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';

export const containerfileRule = ruleFor<Containerfile>();
