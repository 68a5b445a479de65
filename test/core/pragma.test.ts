import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePragma } from '../../server/core/pragma.ts';

const parse = (text: string) => parsePragma({ span: { start: 10, end: 10 + text.length }, text });

test('an own pragma has rules with places, a reason and a last day', () => {
  assert.deepEqual(parse(' podseal: ignore kube/privileged, DL3002 -- needs the device (until 2027-01-31)'), {
    names: [
      { name: 'kube/privileged', span: { start: 27, end: 42 } },
      { name: 'DL3002', span: { start: 44, end: 50 } },
    ],
    wholeFile: false,
    foreign: false,
    reason: 'needs the device',
    until: '2027-01-31',
  });
});

test('a reason may be missing, and dashes inside names are no reason', () => {
  const pragma = parse(' podseal: ignore containerfile/missing-user');
  assert.deepEqual(
    pragma?.names.map(({ name }) => name),
    ['containerfile/missing-user'],
  );
  assert.equal(pragma?.reason, undefined);
});

test('ignore-file holds for the whole file', () => {
  assert.equal(parse(' podseal: ignore-file -- generated')?.wholeFile, true);
  assert.deepEqual(parse(' podseal: ignore-file -- generated')?.names, []);
});

for (const [text, names, wholeFile] of [
  [' hadolint ignore=DL3006,DL3008', ['DL3006', 'DL3008'], false],
  [' hadolint ignore = DL3006 , SC2086 # both, for now', ['DL3006', 'SC2086'], false],
  [' hadolint ignore=DL3006 because of the mirror', ['DL3006'], false],
  [' hadolint global ignore=DL3002', ['DL3002'], true],
  [' check=skip=JSONArgsRecommended,StageNameCasing;error=true', ['JSONArgsRecommended', 'StageNameCasing'], true],
  [' check=error=true;skip=all', ['all'], true],
  ['checkov:skip=CKV_DOCKER_3: built by s2i', ['CKV_DOCKER_3'], true],
  ['checkov:skip=CKV_DOCKER_3,CKV_DOCKER_2:built by s2i', ['CKV_DOCKER_3', 'CKV_DOCKER_2'], true],
  ['bridgecrew:skip=CKV_DOCKER_3', ['CKV_DOCKER_3'], true],
  ['trivy:ignore:DS-0002', ['DS-0002'], false],
  ['trivy:ignore:DS-0002 #trivy:ignore:DS-0001:exp:2027-01-31', ['DS-0002', 'DS-0001'], false],
  [' NOSONAR: built by s2i', ['NOSONAR'], false],
  [' NOSONAR(S6471, docker:S6470)', ['S6471', 'S6470'], false],
  [' kics-scan ignore-line', ['ignore-line'], false],
  [' kics-scan ignore-block', ['ignore-block'], false],
  [' kics-scan ignore', ['ignore'], true],
] as const) {
  test(`the pragma "${text}" of another tool is understood`, () => {
    const pragma = parse(text);
    assert.deepEqual(
      pragma?.names.map(({ name }) => name),
      names,
    );
    assert.equal(pragma?.wholeFile, wholeFile);
    assert.equal(pragma?.foreign, true);
  });
}

test('a pragma of Trivy may have a last day', () => {
  assert.equal(parse('trivy:ignore:DS-0002:exp:2027-01-31')?.until, '2027-01-31');
});

test('a list with another name in it is none to hadolint', () => {
  assert.equal(parse(' hadolint ignore=latest,DL3006'), undefined);
  assert.equal(parse(' hadolint global ignore=DL3006, latest'), undefined);
});

test('an ordinary comment is none', () => {
  assert.equal(parse(' podseal is nice'), undefined);
  assert.equal(parse(' check the ports'), undefined);
  assert.equal(parse(' no NOSONAR here'), undefined);
  assert.equal(parse(' kics-scan disable=0afa6ab8'), undefined);
});
