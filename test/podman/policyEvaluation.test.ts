import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { applyEdits } from '../../server/core/fix.ts';
import { parseJson } from '../../server/parse/json/parse.ts';
import { entryFor, policyIn } from '../../server/parse/policy/policy.ts';
import { strengthOf } from '../../server/parse/policy/strength.ts';
import { dockerScopes, scopeParents } from '../../server/podman/policyLookup.ts';
import { rules } from '../../server/rules/policy/rules.generated.ts';
import { imageDigest, type Registry, startRegistry, writeImage } from '../support/imageLab.ts';
import { lint } from '../support/lint.ts';
import { unmark } from '../support/marked.ts';
import { ask, eachOf, realTool } from '../support/realTools.ts';

const skopeo = realTool('skopeo');

const tag = '1.0';
const names = [
  'docker.io/library/busybox',
  'docker.io/acme/app',
  'docker.io/nginx/ingress',
  'Registry.Example.com/acme/app',
  'quay.io/acme/app',
  'quay.io/acme/app/part',
  'dev.example.com/acme/app',
  'dev.example.com:5000/acme/app',
];

interface Image {
  readonly reference: string;
  readonly transport: string;
  /** Where a policy looks for it, in this order. */
  readonly scopes: readonly string[];
}

/** `refused`: the policy does not load. */
type Verdict = 'accepted' | 'denied' | 'refused';

const registryImages: readonly Image[] = names.flatMap(name => [
  { reference: `docker://${name}:${tag}`, transport: 'docker', scopes: dockerScopes({ name, tag }) },
  {
    reference: `docker://${name}@${imageDigest}`,
    transport: 'docker',
    scopes: dockerScopes({ name, digest: imageDigest }),
  },
]);

describe('what the real skopeo accepts under a policy', { skip: skopeo.skip }, () => {
  // A path through a symbolic link would match nothing.
  const folder = mkdtempSync(path.join(tmpdir(), 'podseal-evaluation-'));
  const layout = path.join(folder, 'images/oci');
  const local: Image = {
    reference: `oci:${layout}`,
    transport: 'oci',
    scopes: [layout, ...scopeParents('oci', layout)],
  };
  const images = [...registryImages, local];
  let registry: Registry | undefined;
  let asked = 0;

  before(async () => {
    writeImage(layout);
    registry = await startRegistry();
    const hosts = [...new Set(names.map(name => name.split('/')[0]))];
    const entries = hosts.map(
      host => `[[registry]]\nprefix = "${host}"\nlocation = "127.0.0.1:${registry?.port}"\ninsecure = true\n`,
    );
    writeFileSync(path.join(folder, 'registries.conf'), entries.join('\n'));
  });
  after(() => {
    registry?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** skopeo is asked once about a policy and an image: many fixes start from one text. */
  const known = new Map<string, Promise<Verdict>>();
  const verdict = (policy: string, { reference }: Image): Promise<Verdict> => {
    const key = `${reference} ${policy}`;
    const said = known.get(key) ?? verdictOfSkopeo(policy, reference);
    known.set(key, said);
    return said;
  };

  const verdictOfSkopeo = async (policy: string, reference: string): Promise<Verdict> => {
    const file = path.join(folder, `${asked++}.json`);
    writeFileSync(file, policy);
    const registries = ['--registries-conf', path.join(folder, 'registries.conf')];
    const copy = ['copy', '--quiet', reference, `dir:${file}.copy`];
    const answer = await ask(skopeo, ['--policy', file, ...registries, ...copy]);
    if (/Error loading trust policy/.test(answer.stderr)) return 'refused';
    if (/Source image rejected/.test(answer.stderr)) return 'denied';
    assert.equal(answer.status, 0, answer.stderr);
    return 'accepted';
  };

  const rejecting = (transport: string, scope: string) =>
    JSON.stringify({
      default: [{ type: 'insecureAcceptAnything' }],
      transports: { [transport]: { [scope]: [{ type: 'reject' }] } },
    });

  test('falls under the scopes that we say, the nearest first', async () => {
    const probes = images.flatMap(image =>
      [...image.scopes, `${image.scopes[1]}/`, '*'].flatMap(scope =>
        image.transport === 'docker' || scope === '' || /^\/.*[^/]$/.test(scope) ? [{ image, scope }] : [],
      ),
    );
    const others: unknown[] = [];
    await eachOf(probes, 3, async ({ image, scope }) => {
      const isFound = image.scopes.includes(scope);
      const said = await verdict(rejecting(image.transport, scope), image);
      if ((said === 'denied') !== isFound) others.push({ image, scope, said });
    });
    assert.deepEqual(others, []);
  });

  test('is what our look-up says, for all examples', async () => {
    const others: unknown[] = [];
    const probes = examples()
      .filter(loads)
      .flatMap(text => [registryImages[0], registryImages[9]].map(image => ({ text, image })));
    await eachOf(probes, 3, async ({ text, image }) => {
      if (!image) return;
      const said = await verdict(text, image);
      const policy = policyIn(parseJson(text));
      const entry = policy && entryFor(policy, image.transport, image.scopes);
      const strength = entry && strengthOf(entry);
      if (said === 'refused' || (said === 'accepted') === (strength === 'accept')) return;
      others.push({ text, image: image.reference, said, strength });
    });
    assert.deepEqual(others, []);
  });

  test('is kept or narrowed by every safe fix of a policy that loads', async () => {
    const fixes = examples()
      .filter(loads)
      .flatMap(text =>
        lint('containers/policy.json', text, { profile: 'strict' }).flatMap(finding =>
          finding.fixes.flatMap(fix =>
            fix.safe ? [{ rule: finding.rule.id, text, fixed: applyEdits(text, fix.edits) }] : [],
          ),
        ),
      );
    assert.ok(fixes.length > 20);
    const wider: unknown[] = [];
    // What a fix changes is about these, or about all.
    const some = images.filter(({ reference }) => /busybox:|\/part:|ingress:|Example|^oci/.test(reference));
    const probes = fixes.flatMap(fix => some.map(image => ({ ...fix, image })));
    await eachOf(probes, 3, async ({ rule, text, fixed, image }) => {
      const [was, is] = [await verdict(text, image), await verdict(fixed, image)];
      if (was !== 'refused' && (is === 'refused' || (was === 'denied' && is === 'accepted')))
        wider.push({ rule, text, fixed, image: image.reference, was, is });
    });
    assert.deepEqual(wider, []);
  });
});

/** All policies that rules bring as examples. */
function examples(): string[] {
  const all = rules.flatMap(({ examples }) => [...examples.bad, ...examples.good].map(({ text }) => unmark(text).text));
  return [...new Set(all)].filter(text => !text.includes('{{'));
}

const loads = (text: string): boolean =>
  !lint('containers/policy.json', text).some(({ rule }) => rule.id === 'policy/invalid-policy');
