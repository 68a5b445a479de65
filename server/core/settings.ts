import { defaultPodmanVersion } from './podmanVersion.ts';
import type { Level, Profile } from './severity.ts';

/** A finding that somebody has decided to live with, from the config file: the only way where there are no comments. */
export interface Ignore {
  /** A rule's name or one of its aliases. */
  readonly rule: string;
  /** Globs in git-ignore's syntax, relative to the config file; without, every file. */
  readonly path?: string | undefined;
  /** JSON pointer: the finding must lie inside the value it points to. */
  readonly pointer?: string | undefined;
  readonly reason?: string | undefined;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until?: string | undefined;
}

/** What a text is judged by. Immutable: a change of settings is a new object, which is how caches notice. */
export interface Settings {
  readonly profile: Profile;
  readonly fips: boolean;
  /** The version of Podman that will read the file, such as `5.8`. */
  readonly podman: string;
  /** The folder that `podman build` is given, absolute; without, each Containerfile's own or one above: `contextFolder`. */
  readonly context?: string | undefined;
  /** A file of security policies that holds beside those of the nearest folder that has some, absolute. */
  readonly policy?: string | undefined;
  /** Names of stages that are built as images of their own, beside the last one. */
  readonly targets: readonly string[];
  /** Registries and namespaces that images may come from (`registry.example`, `quay.io/team`, `*.example`); empty: any. */
  readonly trustedRegistries: readonly string[];
  /** Users of images that the built-in table does not know: globs of full names, with a tag if that matters, to users. */
  readonly imageUsers: Readonly<Record<string, string>>;
  /** Globs of images whose cryptographic modules are accepted under `fips`, instead of the built-in list. */
  readonly fipsImages?: readonly string[] | undefined;
  /** What else than Podman has to build the files. */
  readonly portability: 'podman' | 'docker';
  /** Whose own seccomp profile others are compared with. */
  readonly seccompBaseline: 'podman' | 'docker';
  /** Somebody else tells about mistakes in the language: the rules that are about these stay silent. */
  readonly syntaxElsewhere: boolean;
  /** Levels that the user gave to rules. */
  readonly rules: Readonly<Record<string, Level>>;
  readonly ignore: readonly Ignore[];
  /** `YYYY-MM-DD`, local time: what expiry dates are compared with. */
  readonly today: string;
}

export const defaultSettings: Settings = {
  profile: 'podman',
  fips: false,
  podman: defaultPodmanVersion,
  targets: [],
  trustedRegistries: [],
  imageUsers: {},
  portability: 'podman',
  seccompBaseline: 'podman',
  syntaxElsewhere: false,
  rules: {},
  ignore: [],
  today: '',
};

/** Local date of `now` as `YYYY-MM-DD`. */
export function dayOf(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
