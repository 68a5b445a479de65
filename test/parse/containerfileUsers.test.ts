import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits } from '../../server/core/fix.ts';
import { defaultSettings } from '../../server/core/settings.ts';
import { defaultUserOf, fullName } from '../../server/podman/images.ts';
import { effectiveUser } from '../../server/rules/containerfile/_users.ts';
import { parse } from '../support/containerfile.ts';
import { lint } from '../support/lint.ts';

describe('the effective user of a stage', () => {
  const user = (text: string) => {
    const file = parse(text);
    assert.ok(file.finalStage);
    const found = effectiveUser(file, file.finalStage, defaultSettings);
    return [found.by, found.by === 'unknown' ? found.image : found.user, found.stage.index];
  };

  for (const [text, ...expected] of [
    ['FROM x\nUSER a\nUSER b:c\n', 'instruction', 'b:c', 0],
    ['FROM x AS one\nUSER a\nFROM one AS two\nFROM two\n', 'instruction', 'a', 0],
    ['FROM x AS one\nUSER a\nFROM alpine:3\n', 'image', 'root', 1],
    ['FROM x\nUSER $WHO\n', 'instruction', undefined, 0],
    ['FROM x\nUSER\nONBUILD USER a\n', 'unknown', 'x', 0],
    ['FROM alpine\nUSER\n', 'image', 'root', 0],
    ['ARG V\nFROM alpine:$V\n', 'image', 'root', 0],
    ['FROM x\nARG U\nUSER ${U:-0}:app\n', 'instruction', '0:app', 0],
    ['FROM mcr.microsoft.com/dotnet/aspnet:9.0\nUSER ${APP_UID:-0}\n', 'instruction', undefined, 0],
    ['FROM scratch\n', 'image', 'root', 0],
    ['FROM quay.io/team/x:1 AS one\nFROM one\n', 'unknown', 'quay.io/team/x:1', 0],
    ['FROM $BASE\n', 'unknown', '$BASE', 0],
    ['FROM localhost/alpine\n', 'unknown', 'localhost/alpine', 0],
  ] as const)
    test(JSON.stringify(text), () => assert.deepEqual(user(text), expected));
});

describe('the default user of an image', () => {
  for (const [image, tag, expected] of [
    ['alpine', '3', 'root'],
    ['docker.io/postgres', '17', 'root'],
    ['index.docker.io/library/memcached', undefined, 'memcache'],
    ['gcr.io/distroless/static-debian12', 'debug-nonroot', '65532'],
    ['gcr.io/distroless/static-debian12', 'latest', 'root'],
    ['cgr.dev/chainguard/nginx', 'latest', '65532'],
    ['cgr.dev/chainguard/wolfi-base', 'latest', 'root'],
    ['dhi.io/python', '3.13-dev', 'root'],
    ['dhi.io/python', '3.13', '65532'],
    ['bitnami/redis', '8', '1001'],
    ['nginxinc/nginx-unprivileged', '1', '101'],
    ['registry.access.redhat.com/ubi9', '9.6', 'root'],
    ['ubi9/ubi-minimal', '9.6', 'root'],
    ['registry.access.redhat.com/ubi9/ubi-micro', '9.6', 'root'],
    ['registry.access.redhat.com/ubi9/nodejs-22-minimal', '1', '1001'],
    ['registry.redhat.io/ubi8/openjdk-17', '1', '185'],
    ['mcr.microsoft.com/dotnet/aspnet', '9.0-noble-chiseled', '1654'],
    ['mcr.microsoft.com/dotnet/aspnet', '9.0', 'root'],
    ['quay.io/team/app', '1', undefined],
    ['docker.io/library/no-such-image', '1', undefined],
    ['public.ecr.aws/docker/library/memcached', '1', 'memcache'],
    ['cgr.dev/chainguard/go', 'latest', undefined],
    ['python', null, 'root'],
    ['gcr.io/distroless/static-debian12', null, undefined],
    ['jenkins/ssh-agent', 'latest', undefined],
    ['haproxy', undefined, 'haproxy'],
    ['haproxy', '2.2-alpine', 'root'],
    ['docker.io/library/haproxy', '2.4', 'haproxy'],
    ['haproxy', null, undefined],
    ['docker', '28-dind-rootless', 'rootless'],
    ['docker', '28-dind', 'root'],
    ['elasticsearch', '7.17.8', 'root'],
    ['elasticsearch', '8.19.22', '1000'],
    ['docker.elastic.co/elasticsearch/elasticsearch', '7.17.8', 'root'],
    ['elasticsearch', '2.4', undefined],
    ['varnish', '7.6', 'varnish'],
    ['varnish', '6.0', undefined],
    ['mcr.microsoft.com/azurelinux/distroless/base', '3.0-nonroot', '65532'],
  ] as const)
    test(`${image}:${tag}`, () => assert.equal(defaultUserOf(image, tag)?.user, expected));

  test('the settings know better', () => {
    const user = (image: string, imageUsers: Record<string, string>) => {
      const file = parse(`FROM ${image}\n`);
      const found = file.finalStage && effectiveUser(file, file.finalStage, { imageUsers });
      return found?.by === 'image' ? found.user : undefined;
    };
    assert.equal(user('quay.io/team/app:1', { 'quay.io/team/*': '7' }), '7');
    assert.equal(user('quay.io/team/a/b:1', { 'quay.io/team/*': '7' }), undefined);
    assert.equal(user('quay.io/team/a/b:1', { 'quay.io/**': '7' }), '7');
    assert.equal(user('alpine', { 'docker.io/library/alpine': '7' }), '7');
    assert.equal(user('alpine:3', { 'docker.io/library/alpine:4*': '7' }), 'root');
    assert.equal(user('alpine:4.1', { 'docker.io/library/alpine:4*': '7' }), '7');
    assert.equal(user('localhost:5000/x:1', { 'localhost:5000/x': '7', '(': '8' }), '7');
  });

  test('short names become full ones', () => {
    assert.deepEqual(['node', 'fedora', 'bitnami/git', 'docker.io/node', 'localhost/x', 'quay.io/x'].map(fullName), [
      'docker.io/library/node',
      'registry.fedoraproject.org/fedora',
      'docker.io/bitnami/git',
      'docker.io/library/node',
      'localhost/x',
      'quay.io/x',
    ]);
  });
});

test('a second fix for missing-user creates the user, where the image has the command', () => {
  const fixed = (text: string) => {
    const [, second] =
      lint('Containerfile', text).find(({ rule }) => rule.id === 'containerfile/missing-user')?.fixes ?? [];
    return second && applyEdits(text, second.edits);
  };
  assert.equal(
    fixed('FROM debian:12\nCMD x\n'),
    'FROM debian:12\nRUN useradd --system --uid 1001 --gid 0 app\nUSER 1001\nCMD x\n',
  );
  assert.equal(fixed('FROM alpine:3\r\nRUN y'), 'FROM alpine:3\r\nRUN y\r\nRUN adduser -D -H -u 1001 app\r\nUSER 1001');
  assert.equal(fixed('FROM node:22\n'), undefined);
  assert.equal(fixed('FROM debian:12\nRUN useradd x\n'), undefined);
});
