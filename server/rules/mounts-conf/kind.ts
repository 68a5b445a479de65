import type { Kind } from '../../core/kind.ts';
import { type MountsConf, parseMountsConf } from '../../parse/mountsConf.ts';
import { rules } from './rules.generated.ts';

const names = /(?:^|\/)(?:containers[-/](?:.*\/)?)?mounts\.conf$/i;

/** What Podman copies into every container. */
export const mountsConf: Kind<MountsConf> = {
  id: 'mounts-conf',
  name: 'mounts.conf',
  exampleFile: 'containers/mounts.conf',
  claims: ({ path }) => names.test(path),
  parse(text, previous) {
    if (previous?.units[0]?.content.text === text) return previous;
    const content = parseMountsConf(text);
    return { units: [{ start: 0, content, comments: content.comments }] };
  },
  rules,
};
