import { fullName } from './images.ts';

/**
 * The web page of an image, `name` as it is written without tag; undefined where a registry has none that can be told
 * from the name. Read 2026-11.
 */
export function pageOf(name: string): string | undefined {
  const full = fullName(name);
  const [host, ...rest] = full.split('/');
  const path = rest.join('/');
  const official = path.startsWith('library/');
  switch (host) {
    case 'docker.io':
      return `https://hub.docker.com/${official ? `_/${path.slice('library/'.length)}` : `r/${path}`}`;
    case 'quay.io':
      return rest.length === 2 ? `https://quay.io/repository/${path}` : undefined;
    case 'ghcr.io':
      return `https://ghcr.io/${path}`;
    case 'mcr.microsoft.com':
      return `https://mcr.microsoft.com/artifact/mar/${path}`;
    case 'public.ecr.aws':
      return `https://gallery.ecr.aws/${path}`;
    case 'registry.access.redhat.com':
    case 'registry.redhat.io':
      return `https://catalog.redhat.com/search?searchType=containers&q=${encodeURIComponent(path)}`;
    default:
      return undefined;
  }
}
