import type { Reference } from '../../core/rule.ts';

/** A recommendation about the same thing; its text is not ours to repeat. */
export const cis = (...numbers: readonly string[]): Reference => ({
  title: `CIS Docker 1.6.0 ${numbers.join(', ')} (related)`,
  url: 'https://www.cisecurity.org/benchmark/docker',
});

export const nist = (...sections: readonly string[]): Reference => ({
  title: `NIST SP 800-190 ${sections.join(', ')}`,
  url: 'https://doi.org/10.6028/NIST.SP.800-190',
});

export const stig = (...numbers: readonly string[]): Reference => ({
  title: `RHEL 9 STIG ${numbers.map(number => `RHEL-09-${number}`).join(', ')}`,
  url: 'https://public.cyber.mil/stigs/',
});

/** A chapter, or `compliance-check.sh` of the enterprise requirements. */
export const book = (...chapters: readonly string[]): Reference => ({ title: `Podman book ${chapters.join(', ')}` });

const pages = 'https://docs.podman.io/en/latest/markdown/';

/** `podman-run(1)`. */
export const podman = (command: string): Reference => ({
  title: `podman-${command}(1)`,
  url: `${pages}podman-${command}.1.html`,
});

/** `containers.conf(5)`, `policy.json(5)`, and others that come with the engine's libraries. */
export const manual = (page: string, url?: string): Reference => ({ title: page, ...(url ? { url } : {}) });

const common = 'https://github.com/containers/container-libs/blob/main/common/docs/';
export const containersConf = manual('containers.conf(5)', `${common}containers.conf.5.md`);
const image = 'https://github.com/containers/container-libs/blob/main/image/docs/';
export const policyJson = manual('containers-policy.json(5)', `${image}containers-policy.json.5.md`);
export const registriesConf = manual('containers-registries.conf(5)', `${image}containers-registries.conf.5.md`);
