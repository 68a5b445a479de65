import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { filesAround } from '../support/filesAround.ts';
import { lint } from '../support/lint.ts';

/** How grave the missing USER is in the podman profile; nothing if it is not told. */
function severity(text: string, files?: Record<string, string>): string | undefined {
  const findings = lint('Containerfile', text, {}, filesAround(files));
  return findings.find(({ rule }) => rule.id === 'containerfile/missing-user')?.severity;
}

describe('an image that may be meant to start as root', () => {
  const script =
    'FROM debian:12\nCOPY start.sh /usr/local/bin/\nENTRYPOINT ["tini", "--", "start.sh"]\nCMD ["server"]\n';
  for (const [what, text, expected, files] of [
    ['an application', 'FROM debian:12\nCOPY app /app\nCMD ["/app"]\n', 'warning'],
    ['an interpreter with a program', 'FROM debian:12\nCMD ["python3", "app.py"]\n', 'warning'],
    ['a server', 'FROM nginx:1\nCOPY a /usr/share/nginx/html/\nCMD ["nginx", "-g", "daemon off;"]\n', 'warning'],
    ['an interpreter alone', 'FROM debian:12\nRUN make install\nCMD ["python3"]\n', 'info'],
    ['a shell', 'FROM scratch\nADD rootfs.tar.xz /\nCMD ["/bin/bash"]\n', 'info'],
    ['an operating system with tools', 'FROM debian:12\nRUN apt-get install -y git\n', 'info'],
    ['an image with files of its own', 'FROM debian:12\nCOPY . /app\n', 'warning'],
    ['files alone', 'FROM scratch\nCOPY --from=build /out /out\n', 'info'],
    ['triggers', 'FROM node:22\nONBUILD COPY . .\nCMD ["npm", "start"]\n', 'info'],
    ['a script that nobody knows', script, 'info'],
    ['a script that stays root', script, 'warning', { 'start.sh': '#!/bin/sh\nexec "$@"\n' }],
    ['a script that drops it', script, undefined, { 'start.sh': '#!/bin/sh\nexec gosu app "$@"\n' }],
    ['a program for that in the image', script.replace('\n', '\nRUN apk add su-exec\n'), undefined],
    ['a server that drops it by itself', 'FROM postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\n', undefined],
    ['another entry point in its place', 'FROM postgres:17\nENTRYPOINT ["postgres"]\n', 'warning'],
    ['an init', 'FROM fedora:42\nCMD ["/usr/sbin/init"]\n', undefined],
    ['a whole system', 'FROM quay.io/fedora/fedora-bootc:42\nRUN dnf install -y httpd\n', undefined],
  ] as const)
    test(what, () => assert.equal(severity(text, files), expected));

  test('a script in a folder above, which the build is given', () => {
    const lists: Record<string, string[]> = { '.': ['Containerfile'], '..': ['docker/Containerfile', 'start.sh'] };
    const workspace = {
      foldersUp: ['.', '..'],
      filesBelow: (folder: string) => lists[folder] ?? null,
      read: (path: string) => (path === '../start.sh' ? '#!/bin/sh\nexec gosu app "$@"\n' : null),
    };
    const findings = lint('Containerfile', script, {}, workspace);
    assert.ok(findings.every(({ rule }) => rule.id !== 'containerfile/missing-user'));
  });

  test('is told in strict, more mildly if it drops root', () => {
    const told = lint('Containerfile', 'FROM postgres:17\n', { profile: 'strict' });
    assert.equal(told.find(({ rule }) => rule.id === 'containerfile/missing-user')?.severity, 'info');
    const shell = lint('Containerfile', 'FROM debian:12\nCMD ["bash"]\n', { profile: 'strict' });
    assert.equal(shell.find(({ rule }) => rule.id === 'containerfile/missing-user')?.severity, 'warning');
  });
});
