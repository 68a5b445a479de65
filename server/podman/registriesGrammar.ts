import { type Grammar, keys } from './confGrammar.ts';

const endpoint: Grammar = { location: 'string', insecure: 'boolean', 'pull-from-mirror': 'string' };

/** Version 1 of the format, which Podman reads until 5.8. */
const version1: Grammar = keys({ table: { registries: 'strings' } }, 'search insecure block');

/** registries.conf: containers/image, pkg/sysregistriesv2, read 2026-11. */
export const registriesGrammar: Grammar = {
  'unqualified-search-registries': 'strings',
  'short-name-mode': 'string',
  'credential-helpers': 'strings',
  'additional-layer-store-auth-helper': 'string',
  aliases: { map: 'string' },
  registry: {
    tables: {
      prefix: 'string',
      ...endpoint,
      blocked: 'boolean',
      'mirror-by-digest-only': 'boolean',
      mirror: { tables: endpoint },
    },
  },
  registries: { table: version1 },
};

export const shortNameModes: readonly string[] = ['enforcing', 'permissive', 'disabled'];
export const pullsFromMirror: readonly string[] = ['all', 'digest-only', 'tag-only'];
