import { podmanProfile } from './podmanProfile.generated.ts';

interface Rule {
  readonly names: string;
  readonly action: string;
  readonly errno?: string;
  readonly args?: readonly { readonly index: number; readonly value: number; readonly op: string }[];
  readonly includes?: { readonly caps?: readonly string[]; readonly arches?: readonly string[] };
  readonly excludes?: { readonly caps?: readonly string[]; readonly arches?: readonly string[] };
}

const rules: readonly Rule[] = podmanProfile.syscalls;

/** What Podman's own profile allows to every container, with every argument. */
export const podmanAllows: ReadonlySet<string> = new Set(
  rules
    .filter(({ action, args, includes, excludes }) => action === 'SCMP_ACT_ALLOW' && !args && !includes && !excludes)
    .flatMap(({ names }) => names.split(' ')),
);

/** What Podman's own profile says of a call to a container that asks for nothing. */
type State =
  | { readonly is: 'allowed' | 'denied' | 'unlisted' | 'limited' }
  | { readonly is: 'gated'; readonly caps: readonly string[] };

export function stateOf(name: string): State {
  if (podmanAllows.has(name)) return { is: 'allowed' };
  const own = rules.filter(({ names }) => names.split(' ').includes(name));
  const caps = own.flatMap(({ action, includes }) => (action === 'SCMP_ACT_ALLOW' ? (includes?.caps ?? []) : []));
  if (own.some(({ args }) => args)) return { is: 'limited' };
  if (caps.includes('CAP_SYS_CHROOT')) return { is: 'allowed' };
  if (caps.length > 0) return { is: 'gated', caps: [...new Set(caps)] };
  if (own.some(({ action }) => action === 'SCMP_ACT_ALLOW')) return { is: 'allowed' };
  return { is: own.length > 0 ? 'denied' : 'unlisted' };
}

/** Podman's own profile as a text, without the calls that are named; in one line where there are no others. */
export function podmanProfileWithout(names: ReadonlySet<string>, eol: string): string {
  const syscalls = rules.flatMap(({ names: all, ...rule }) => {
    const left = all.split(' ').filter(name => !(names.has(name) && rule.action === 'SCMP_ACT_ALLOW'));
    return left.length > 0 ? [{ names: left, ...rule }] : [];
  });
  const { defaultAction, defaultErrno, archMap } = podmanProfile;
  const indent = eol === '' ? 0 : 2;
  return JSON.stringify({ defaultAction, defaultErrno, archMap, syscalls }, undefined, indent).replaceAll('\n', eol);
}
