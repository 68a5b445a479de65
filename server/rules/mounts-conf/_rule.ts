import { type AtLeastOne, type Reference, ruleFor } from '../../core/rule.ts';
import type { MountsConf } from '../../parse/mountsConf.ts';

export const mountsConfRule = ruleFor<MountsConf>();

export const references: AtLeastOne<Reference> = [
  {
    title: 'containers-mounts.conf(5)',
    url: 'https://github.com/containers/common/blob/main/docs/containers-mounts.conf.5.md',
  },
];
