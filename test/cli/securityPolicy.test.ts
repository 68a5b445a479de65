import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { folderWith } from './support/folder.ts';
import { podseal } from './support/run.ts';

const policy = (name: string, demand: string) =>
  `apiVersion: v1\nkind: SecurityPolicy\nmetadata:\n  name: ${name}\nspec:\n  forbidden:\n    - ${demand}\n`;
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true\n  containers:\n  - name: web\n    image: a\n    securityContext:\n      privileged: true\n';

const policyRules = (out: string): string[] =>
  JSON.parse(out).runs[0].results.flatMap(({ ruleId, locations, relatedLocations = [] }: SarifResult) =>
    ruleId === 'kube/policy-forbidden' ? [place(locations[0]), ...relatedLocations.map(place)].join(' by ') : [],
  );

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number };
  };
}
interface SarifResult {
  readonly ruleId: string;
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
}

const place = (location: Location | undefined): string =>
  location ? `${location.physicalLocation.artifactLocation.uri}:${location.physicalLocation.region.startLine}` : '';

describe('a SecurityPolicy', () => {
  const sarif = (cwd: string, ...args: string[]) => podseal(['lint', '--format', 'sarif', ...args], { cwd });

  test('holds below its folder, up to one that is nearer, and findings point to its line', async t => {
    const cwd = await folderWith(t, {
      'security-policy.yaml': policy('all', 'privileged: true'),
      'a/pod.yaml': pod,
      'b/SecurityPolicy.yml': policy('b', 'hostNetwork: true'),
      'b/deep/pod.yaml': pod,
    });
    const { code, out } = await sarif(cwd, '.');
    assert.equal(code, 1);
    assert.deepEqual(policyRules(out).sort(), [
      'a/pod.yaml:11 by security-policy.yaml:7',
      'b/deep/pod.yaml:6 by b/SecurityPolicy.yml:7',
    ]);
  });

  test('several in a folder hold together', async t => {
    const cwd = await folderWith(t, {
      'security-policy.yaml': policy('one', 'privileged: true'),
      'team-security-policy.yaml': policy('two', 'hostNetwork: true'),
      'pod.yaml': pod,
    });
    const { out } = await sarif(cwd, 'pod.yaml');
    assert.deepEqual(policyRules(out).sort(), [
      'pod.yaml:11 by security-policy.yaml:7',
      'pod.yaml:6 by team-security-policy.yaml:7',
    ]);
  });

  test('is named on the command line, and must be one', async t => {
    const cwd = await folderWith(t, {
      'rules/all.yaml': policy('given', 'privileged: true'),
      'none.yaml': 'a: b\n',
      'x/pod.yaml': pod,
    });
    assert.deepEqual(policyRules((await sarif(cwd, 'x')).out), []);
    assert.deepEqual(policyRules((await sarif(cwd, '--policy', 'rules/all.yaml', 'x')).out), [
      'x/pod.yaml:11 by rules/all.yaml:7',
    ]);
    assert.equal((await sarif(cwd, '--policy', 'none.yaml', 'x')).code, 2);
    assert.equal((await sarif(cwd, '--policy', 'missing.yaml', 'x')).code, 2);
  });
});
