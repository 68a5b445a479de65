import type { AnyKind } from '../../core/kind.ts';
import { containersConfGrammar } from '../../podman/containersConfGrammar.ts';
import { registriesGrammar } from '../../podman/registriesGrammar.ts';
import { storageConfGrammar } from '../../podman/storageConfGrammar.ts';
import { containerfile } from '../containerfile/features.ts';
import { kube } from '../kube/features.ts';
import { policy } from '../policy/features.ts';
import { seccomp } from '../seccomp/features.ts';
import { securitypolicy } from '../securityPolicy/features.ts';
import { tomlFeatures } from '../toml/features.ts';
import type { LanguageFeatures } from './model.ts';

// What a kind parses is what its features take.
// biome-ignore lint/suspicious/noExplicitAny: an existential type, which TypeScript cannot say
const byKind: Readonly<Record<string, LanguageFeatures<any>>> = {
  containerfile,
  'containers-conf': tomlFeatures(containersConfGrammar),
  kube,
  policy,
  registries: tomlFeatures(registriesGrammar),
  seccomp,
  securitypolicy,
  'storage-conf': tomlFeatures(storageConfGrammar),
};

/** What a kind offers beside findings. */
export const featuresOf = ({ id }: AnyKind): LanguageFeatures<unknown> | undefined => byKind[id];
