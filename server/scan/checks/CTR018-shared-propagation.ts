import { containerCheck, pass } from './_containers.ts';
import { container, rootful } from './_examples.ts';
import { cis } from './_references.ts';

const mount = (Propagation: string) => ({ Type: 'bind', Source: '/srv', Destination: '/srv', RW: true, Propagation });

export default containerCheck({
  id: 'CTR018',
  title: { en: 'No mount of a container reaches the host', ja: 'コンテナのマウントがホストに伝播しない' },
  severity: { strict: 'medium' },
  references: [cis('5.20')],
  messages: {
    shared: {
      en: 'What it mounts below {path} appears on the host.',
      ja: '{path} 以下でのマウントがホストに現れます。',
    },
  },
  why: {
    en: 'It can put file systems of its own over those of the host.',
    ja: 'コンテナからホストのファイルシステムの上に別のものを重ねられます。',
  },
  remedy: {
    en: 'Leave `shared` and `rshared` out of the mount, or take `rslave`.',
    ja: 'マウントの shared や rshared を外すか、rslave にしてください。',
  },
  examples: {
    pass: [rootful([container({ mounts: [mount('rprivate'), mount('rslave')] })])],
    fail: [rootful([container({ mounts: [mount('rshared')] })]), rootful([container({ mounts: [mount('shared')] })])],
  },
  judge({ mounts }) {
    const found = mounts.filter(({ propagation }) => /^r?shared$/.test(propagation));
    if (found.length === 0) return pass;
    return found.map(({ destination }) => ({
      state: 'fail',
      say: 'shared',
      params: { path: destination },
      detail: destination,
    }));
  },
});
