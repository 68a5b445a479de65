import type { Stage } from '../../parse/containerfile/stages.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { isBootable } from '../../podman/images.ts';
import { containerfileRule } from './_rule.ts';
import { userFixes } from './_userFix.ts';
import { dropsPrivileges, effectiveUser, isRoot } from './_users.ts';

export default containerfileRule({
  id: 'containerfile/missing-user',
  title: { en: 'No USER: the image runs as root', ja: 'USER がなく、イメージが root で動く' },
  severity: 'warning',
  aliases: ['DS-0002', 'CKV_DOCKER_3', 'CIS-DI-0001', 'missing-user', 'missing-user-entrypoint', 'DF020', 'S6471'],
  references: [
    { title: 'Podman book 8.7.1' },
    { title: 'CIS Docker Benchmark 4.1' },
    { title: 'Containerfile(5): USER', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: {
    en: 'Whoever takes over a process of the container is root in it, and even in a rootless container that is your own user on the host.',
    ja: 'コンテナのプロセスが乗っ取られると、コンテナ内の root を奪われます。rootless のコンテナでも、それはホスト上のあなた自身のユーザーです。',
  },
  remedy: {
    en: 'Set a numeric USER without privileges in the last stage, in front of CMD and ENTRYPOINT.',
    ja: '最後のステージで、CMD や ENTRYPOINT の前に、特権のないユーザーを番号で USER に指定してください。',
  },
  messages: {
    root: {
      en: 'No USER is set, and "{image}" runs as root.',
      ja: 'USER が指定されておらず、「{image}」は root で動きます。',
    },
    scratch: {
      en: 'No USER is set, and an image built from scratch runs as root.',
      ja: 'USER が指定されていません。scratch から作ったイメージは root で動きます。',
    },
    unknown: {
      en: 'No USER is set, so that "{image}" alone decides whether this runs as root.',
      ja: 'USER が指定されていないため、root で動くかどうかは「{image}」次第です。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM «docker.io/library/alpine:3.20»\nRUN apk add curl\n# start\nCMD ["curl"]\n',
        fixed: 'FROM docker.io/library/alpine:3.20\nRUN apk add curl\n# start\nUSER 1001\nCMD ["curl"]\n',
      },
      {
        text: 'FROM «docker.io/library/debian:12»\r\nRUN useradd --uid 1500 app',
        fixed: 'FROM docker.io/library/debian:12\r\nRUN useradd --uid 1500 app\r\nUSER 1500',
      },
      {
        text: 'FROM «docker.io/library/alpine:3.20»\nRUN adduser -D -h /app app && \\\n    apk add x\nENTRYPOINT x\nCMD y\n',
        fixed:
          'FROM docker.io/library/alpine:3.20\nRUN adduser -D -h /app app && \\\n    apk add x\nUSER app\nENTRYPOINT x\nCMD y\n',
      },
      {
        text: 'FROM docker.io/library/golang:1.25 AS build\nUSER 1001\nFROM «scratch»\nCOPY --from=build /app /app\nCMD ["/app"]\n',
        fixed:
          'FROM docker.io/library/golang:1.25 AS build\nUSER 1001\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532:65532\nCMD ["/app"]\n',
      },
      {
        text: 'FROM «docker.io/library/node:22»\nCMD ["node"]\nRUN npm ci\n',
        fixed: 'FROM docker.io/library/node:22\nCMD ["node"]\nRUN npm ci\nUSER 1001\n',
      },
      {
        text: 'FROM docker.io/library/node:22 AS base\nFROM «base»\nRUN <<EOF\nnpm ci\nEOF\n',
        fixed: 'FROM docker.io/library/node:22 AS base\nFROM base\nRUN <<EOF\nnpm ci\nEOF\nUSER 1001\n',
      },
      {
        text: 'FROM «gcr.io/distroless/static-debian12:latest»\nCOPY app /\n',
        fixed: 'FROM gcr.io/distroless/static-debian12:latest\nCOPY app /\nUSER 65532:65532\n',
      },
      {
        text: 'FROM «registry.access.redhat.com/ubi9/ubi-minimal:9.6»\n',
        fixed: 'FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6\nUSER 1001\n',
      },
      {
        text: 'FROM «registry.example/team/base:1»\n',
        fixed: 'FROM registry.example/team/base:1\nUSER 1001\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      { text: 'FROM docker.io/library/alpine:3.20\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:3.20 AS base\nUSER 1001\nFROM base\nCMD ["x"]\n' },
      { text: 'FROM docker.io/library/alpine:3.20\nUSER $UID\n' },
      { text: 'FROM registry.example/team/base:1\n' },
      { text: 'ARG BASE\nFROM $BASE\n' },
      { text: 'FROM gcr.io/distroless/static-debian12:nonroot\n', settings: { profile: 'strict' } },
      { text: 'FROM cgr.dev/chainguard/python:latest\n' },
      { text: 'FROM registry.access.redhat.com/ubi9/python-312:1\n' },
      { text: 'FROM docker.io/bitnami/postgresql:16\n' },
      { text: 'FROM docker.io/library/postgres:17\nONBUILD USER 1001\n' },
      { text: 'FROM docker.io/library/redis:8\nENTRYPOINT ["/usr/local/bin/gosu", "redis", "redis-server"]\n' },
      { text: 'ARG V=dev\nFROM docker.io/library/alpine:3.20 AS dev\nUSER 1001\nFROM ${V}\nCMD ["x"]\n' },
      { text: 'FROM registry.redhat.io/rhel9/rhel-bootc:9.6\nRUN dnf install -y httpd\n' },
      { text: 'FROM quay.io/centos-bootc/centos-bootc:stream10\n', settings: { profile: 'strict' } },
      { text: 'FROM docker.io/library/odoo:18\nCOPY addons /mnt/extra-addons\n' },
      { text: 'ARG VERSION=1\n' },
      { text: '{{ header }}\nFROM docker.io/library/alpine:3.20\n' },
    ],
  },
  *check(file, { settings }) {
    const stage = file.finalStage;
    if (!stage?.base || setsUserLater(stage) || dropsPrivileges(stage)) return;
    const found = effectiveUser(file, stage);
    if (found.by === 'instruction' || (found.by === 'image' && !isRoot(found.user))) return;
    if (found.by === 'unknown' && settings.profile === 'podman') return;
    const { image } = found;
    if (isBootable(parseImageReference(image)?.name ?? '')) return;
    const report = { at: stage.base.span, params: { image }, fixes: userFixes(file, stage, image) };
    if (found.by === 'unknown') yield { ...report, message: 'unknown', severity: 'info' };
    else yield { ...report, message: image === 'scratch' ? 'scratch' : 'root' };
  },
});

const setsUserLater = ({ instructions }: Stage): boolean => instructions.some(({ inner }) => inner?.keyword === 'USER');
