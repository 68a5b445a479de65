import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { ids, lint } from './support/lint.ts';

const files = readdirSync('examples', { recursive: true, encoding: 'utf8' })
  .map(file => file.replaceAll(path.sep, '/'))
  .filter(file => /\.(json|yaml|conf)$|Containerfile$/.test(file));

const lintExample = (file: string) => lint(`examples/${file}`, readFileSync(`examples/${file}`, 'utf8'));

describe('a repaired example has no findings', () => {
  for (const file of files.filter(file => file.includes('/repaired/'))) {
    test(file, () => assert.deepEqual(ids(lintExample(file)), []));
  }
});

describe('an insecure example has just these findings', () => {
  const expected: Record<string, string[]> = {
    'registry-login/insecure/auth.json': ['auth/credentials'],
    'containers-conf/insecure/containers.conf': [
      'containers-conf/default-capabilities',
      'containers-conf/host-namespace',
      'containers-conf/isolation-off',
      'containers-conf/unknown-key',
    ],
    'mounts/insecure/mounts.conf': ['mounts-conf/sensitive-source'],
    'signatures/insecure/registries.d/registry.example.yaml': [
      'registries-d/clear-text-store',
      'registries-d/unknown-key',
    ],
    'storage-conf/insecure/storage.conf': ['storage-conf/weak-option', 'storage-conf/wrong-type'],
    'fips/insecure/Containerfile': [
      'containerfile/fips-environment',
      'containerfile/fips-unknown-tag',
      'containerfile/missing-user',
    ],
    'image-trust/insecure/policy.json': ['policy/public-registry-accept'],
    'least-privilege/insecure/Containerfile': [
      'containerfile/image-tag',
      'containerfile/missing-user',
      'containerfile/piped-script',
      'containerfile/prefer-copy',
      'containerfile/secret-in-env',
      'containerfile/short-image-name',
      'containerfile/tls-verification',
    ],
    'multi-stage/insecure/Containerfile': [
      'containerfile/end-of-life-base',
      'containerfile/no-sudo',
      'containerfile/prefer-copy',
      'containerfile/root-user',
      'containerfile/secret-in-env',
      'containerfile/short-image-name',
      'containerfile/tls-verification',
    ],
    'registries/insecure/registries.conf': [
      'registries/insecure-registry',
      'registries/short-name-mode',
      'registries/unknown-key',
      'registries/unqualified-search',
      'registries/unqualified-search',
    ],
    'seccomp/insecure/custom-seccomp.json': [
      'seccomp/gated-syscall',
      'seccomp/invalid-json',
      'seccomp/missing-architecture',
      'seccomp/runtime-baseline-missing',
      'seccomp/socket-family',
    ],
    'webapp-pod/insecure/pod.yaml': [
      'kube/allow-privilege-escalation',
      'kube/cap-drop-all',
      'kube/image-latest',
      'kube/image-short-name',
      'kube/image-short-name',
      'kube/readonly-rootfs',
      'kube/run-as-non-root',
    ],
  };
  for (const file of files.filter(file => file.includes('/insecure/'))) {
    test(file, () => assert.deepEqual(ids(lintExample(file)).sort(), expected[file]));
  }
});
