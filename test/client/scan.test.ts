import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { declaringLine, patternsFor, sharedTail, writtenAt } from '../../client/scan/declaring.ts';
import { withWaiver } from '../../client/scan/waiver.ts';
import { parseConfigFile } from '../../server/settings/configFile.ts';

const waiver = { check: 'CTR001', resource: 'a "b": #c', reason: 'needs: the drive', until: '2027-01-31' };
const held = { check: 'CTR009', reason: 'x', until: '2027-01-31' };

describe('a waiver is added to .podseal.yaml', () => {
  const sound: readonly (readonly [name: string, text: string, before: number])[] = [
    ['an empty file', '', 0],
    ['a file without scan', '# ours\nprofile: strict', 0],
    ['scan without waivers', 'scan:\n  profile: strict\nfips: true\n', 0],
    ['an empty scan', 'scan:\nfips: true\n', 0],
    ['empty waivers', 'scan:\n  waivers: # none\nfips: true\n', 0],
    [
      'waivers, indented',
      'scan:\n    waivers:\n      - check: CTR009\n        reason: x\n        until: 2027-01-31\n',
      1,
    ],
    [
      'waivers, not indented',
      'scan:\n  waivers:\n  # why\n  - check: CTR009\n    reason: x\n    until: 2027-01-31\n',
      1,
    ],
    [
      'Windows',
      'fips: true\r\nscan:\r\n  waivers:\r\n    - check: CTR009\r\n      reason: x\r\n      until: 2027-01-31\r\n',
      1,
    ],
  ];
  for (const [name, text, before] of sound) {
    test(name, () => {
      const after = withWaiver(text, waiver) ?? '';
      assert.deepEqual(parseConfigFile('/p/.podseal.yaml', after).scan.waivers, [waiver, ...(before ? [held] : [])]);
      for (const line of text.split('\n')) assert.ok(after.includes(line.trimEnd()), 'nothing is lost');
      assert.equal(/(?<!\r)\n/.test(after), !text.includes('\r\n'));
    });
  }

  test('what only a person should edit is left alone', () => {
    for (const text of ['scan: { profile: strict }\n', 'scan:\n  waivers: []\n', '{ fips: true }\n', '--- {}\n']) {
      assert.equal(withWaiver(text, waiver), undefined, text);
    }
  });
});

describe('the file that declares a container', () => {
  test('is looked for by its name, which is no pattern', () => {
    assert.deepEqual(patternsFor({ unit: 'web@1.service' }), [
      '**/web.{container,kube,pod,service}',
      '**/web@.{container,kube,pod,service}',
    ]);
    assert.equal(patternsFor({ unitSource: '/etc/containers/systemd/we{b}.container' })[0], '**/we?b?.container');
    assert.deepEqual(patternsFor({ composeService: 'web', composeFiles: '/srv/a/my.yaml' })[0], '**/my.yaml');
    assert.deepEqual(patternsFor({}), []);
  });

  test('is the nearest to where it was written', () => {
    assert.equal(
      writtenAt({ unitSource: '/etc/containers/systemd/web.container' }),
      '/etc/containers/systemd/web.container',
    );
    assert.equal(
      writtenAt({ composeFolder: '/srv/shop', composeFiles: 'compose.yaml,more.yaml' }),
      '/srv/shop/compose.yaml',
    );
    assert.equal(writtenAt({ composeFolder: '/srv/shop', composeFiles: '/srv/shop/my.yaml' }), '/srv/shop/my.yaml');
    assert.equal(writtenAt({ pod: 'web' }), undefined);
    assert.equal(sharedTail('/w/shop/compose.yaml', '/srv/shop/compose.yaml'), 2);
    assert.equal(sharedTail('/w/blog/compose.yaml', '/srv/shop/compose.yaml'), 1);
    assert.equal(sharedTail('/w/blog/x.yaml', '/srv/shop/compose.yaml'), 0);
  });

  test('holds a line for it', () => {
    assert.equal(declaringLine('/w/web.container', '[Unit]\n\n[Container]\nImage=a\n', { unit: 'web.service' }), 2);
    assert.equal(
      declaringLine('/w/compose.yaml', 'x:\n  web:\nservices:\n  "web":\n    image: a\n', { composeService: 'web' }),
      3,
    );
    assert.equal(declaringLine('/w/compose.yaml', 'services:\n  db:\n', { composeService: 'web' }), undefined);
    const deployment = 'kind: Deployment\nmetadata:\n  name: web\n';
    assert.equal(declaringLine('/w/web.yaml', deployment, { pod: 'web-pod' }), 2);
    assert.equal(declaringLine('/w/web.yaml', deployment, { pod: 'other-pod' }), undefined);
    assert.equal(declaringLine('/w/web.yaml', 'kind: Service\nmetadata:\n  name: web\n', { pod: 'web' }), undefined);
  });
});
