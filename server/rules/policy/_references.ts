import type { Reference } from '../../core/rule.ts';

export const manual: Reference = {
  title: 'containers-policy.json(5)',
  url: 'https://github.com/containers/image/blob/main/docs/containers-policy.json.5.md',
};

export const registriesManual: Reference = {
  title: 'containers-registries.d(5)',
  url: 'https://github.com/containers/image/blob/main/docs/containers-registries.d.5.md',
};

export const book: Reference = { title: 'Podman book 8.4.2' };
