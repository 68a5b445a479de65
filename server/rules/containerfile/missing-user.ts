import type { Context, Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { rootByDesign } from './_rootByDesign.ts';
import { containerfileRule } from './_rule.ts';
import { builtStages, subjectOf } from './_stages.ts';
import { userFixes } from './_userFix.ts';
import { effectiveUser, isRoot } from './_users.ts';

type Key = 'root' | 'scratch' | 'drops' | 'script' | 'base' | 'unknown';

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
    drops: {
      en: 'No USER is set: "{image}" starts as root and relies on its start command to become somebody else.',
      ja: 'USER が指定されていません。「{image}」は root で起動し、別のユーザーへの切り替えを起動コマンドに任せます。',
    },
    script: {
      en: 'No USER is set: unless the start script becomes somebody else, this runs as root like "{image}".',
      ja: 'USER が指定されていません。起動スクリプトが別のユーザーに切り替えないかぎり、「{image}」と同じく root で動きます。',
    },
    base: {
      en: 'No USER is set: what is built on this image or started in it is root, as in "{image}".',
      ja: 'USER が指定されていません。このイメージを元に作るものや、その中で起動するものは、「{image}」と同じく root で動きます。',
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
      {
        text: 'FROM «registry.example/team/base:1»\nCMD ["x"]\n',
        fixed: 'FROM registry.example/team/base:1\nUSER 1001\nCMD ["x"]\n',
        settings: { imageUsers: { 'registry.example/**:1': '0:0' } },
      },
      {
        text: 'FROM «docker.io/library/node:22» AS tool\nCMD ["x"]\nFROM docker.io/library/node:22\nUSER 1001\n',
        fixed:
          'FROM docker.io/library/node:22 AS tool\nUSER 1001\nCMD ["x"]\nFROM docker.io/library/node:22\nUSER 1001\n',
        settings: { targets: ['tool'] },
      },
      {
        text: 'FROM «docker.io/library/node:22» AS base\nFROM base\nCMD ["x"]\n',
        fixed: 'FROM docker.io/library/node:22 AS base\nUSER 1001\nFROM base\nCMD ["x"]\n',
        settings: { targets: ['base'] },
      },
      {
        text: 'FROM «docker.io/library/alpine:3.20»\nCOPY app run.sh /\nCMD ["/app"]\n',
        fixed: 'FROM docker.io/library/alpine:3.20\nCOPY app run.sh /\nUSER 1001\nCMD ["/app"]\n',
      },
      {
        text: 'ARG V\nFROM «docker.io/library/alpine:$V»\nCOPY start.sh /start.sh\nENTRYPOINT ["/start.sh"]\n',
        fixed:
          'ARG V\nFROM docker.io/library/alpine:$V\nCOPY start.sh /start.sh\nUSER 1001\nENTRYPOINT ["/start.sh"]\n',
        workspace: { 'start.sh': '#!/bin/sh\nexec app\n' },
      },
    ],
    good: [
      { text: 'ARG TAG\nFROM gcr.io/distroless/static:${TAG:-nonroot}\n' },
      { text: 'ARG BASE\nFROM a AS app\nUSER 1001\nFROM ${BASE:-app}\n' },
      { text: 'FROM docker.io/library/alpine:3.20\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:3.20 AS base\nUSER 1001\nFROM base\nCMD ["x"]\n' },
      { text: 'FROM docker.io/library/alpine:3.20\nUSER $UID\n' },
      { text: 'FROM registry.example/team/base:1\n' },
      { text: 'ARG BASE\nFROM $BASE\n' },
      { text: 'FROM base\nCMD ["x"]\n' },
      {
        text: 'FROM registry.example/team/base:1\n',
        settings: { profile: 'strict', imageUsers: { 'registry.example/team/*': '1001' } },
      },
      { text: 'FROM docker.io/library/postgres:17\nCOPY init.sql /docker-entrypoint-initdb.d/\n' },
      {
        text: 'FROM docker.io/library/debian:12\nRUN apt-get install -y gosu\nCOPY start.sh /\nENTRYPOINT ["tini", "--", "/start.sh"]\n',
      },
      {
        text: 'FROM docker.io/library/debian:12\nCOPY start.sh /usr/local/bin/\nENTRYPOINT ["start.sh"]\n',
        workspace: { 'start.sh': '#!/bin/sh\nexec setpriv --reuid=app "$@"\n' },
      },
      { text: 'FROM docker.io/library/debian:12\nCMD ["/lib/systemd/systemd"]\n' },
      { text: 'FROM docker.io/library/debian:12\nLABEL containers.bootc=1\n' },
      { text: 'FROM docker.io/library/alpine:3.20\nARG U\nUSER ${U:-app}\n', settings: { profile: 'strict' } },
      { text: 'FROM gcr.io/distroless/static-debian12:nonroot\n', settings: { profile: 'strict' } },
      { text: 'FROM cgr.dev/chainguard/python:latest\n' },
      { text: 'FROM registry.access.redhat.com/ubi9/python-312:1\n' },
      { text: 'FROM docker.io/bitnami/postgresql:16\n' },
      { text: 'FROM docker.io/library/postgres:17\nONBUILD USER 1001\n' },
      { text: 'FROM docker.io/library/debian:13\nCMD ["su", "-s", "/bin/sh", "svc", "-c", "/app"]\n' },
      { text: 'FROM docker.io/library/debian:13\nCMD exec su svc -c /app\n' },
      { text: 'FROM docker.io/library/redis:8\nENTRYPOINT ["/usr/local/bin/gosu", "redis", "redis-server"]\n' },
      { text: 'ARG V=dev\nFROM docker.io/library/alpine:3.20 AS dev\nUSER 1001\nFROM ${V}\nCMD ["x"]\n' },
      { text: 'FROM registry.redhat.io/rhel9/rhel-bootc:9.6\nRUN dnf install -y httpd\n' },
      { text: 'FROM quay.io/centos-bootc/centos-bootc:stream10\n', settings: { profile: 'strict' } },
      { text: 'ARG V\nFROM docker.io/library/postgres:${V}-alpine\nCOPY init.sql /docker-entrypoint-initdb.d/\n' },
      { text: 'FROM mcr.microsoft.com/dotnet/aspnet:8.0-windowsservercore-ltsc2022\nENTRYPOINT ["a.exe"]\n' },
      { text: 'ARG V\nFROM docker.io/library/golang:$V-nanoserver\nCMD ["a.exe"]\n' },
      { text: 'FROM docker.io/library/odoo:18\nCOPY addons /mnt/extra-addons\n' },
      { text: 'ARG VERSION=1\n' },
      { text: '{{ header }}\nFROM docker.io/library/alpine:3.20\n' },
    ],
  },
  *check(file, context) {
    const reported = new Set<Stage>();
    for (const stage of builtStages(file, context.settings)) {
      // What is built on a stage that misses it is repaired with it.
      if ([...lineage(stage)].some(below => reported.has(below))) continue;
      const report = judge(file, stage, context);
      if (!report) continue;
      reported.add(stage);
      yield report;
    }
  },
});

function judge(file: Containerfile, stage: Stage, context: Context): Report<Key> | undefined {
  const { profile } = context.settings;
  if (!stage.base || setsUserLater(stage)) return undefined;
  const found = effectiveUser(file, stage, context.settings);
  if (found.by === 'instruction' || (found.by === 'image' && !isRoot(found.user))) return undefined;
  if (found.by === 'unknown' && profile === 'podman') return undefined;
  const reason = rootByDesign(file, stage, context);
  if (reason === 'system' || (reason === 'drops' && profile === 'podman')) return undefined;
  const { image } = found;
  const report = {
    at: stage.base.span,
    params: { image },
    fixes: userFixes(file, stage, image),
    subject: subjectOf(stage),
  };
  if (found.by === 'unknown') return { ...report, message: 'unknown', severity: 'info' };
  if (reason === 'drops') return { ...report, message: 'drops', severity: 'info' };
  if (reason && profile === 'podman') return { ...report, message: reason, severity: 'info' };
  return { ...report, message: image === 'scratch' ? 'scratch' : 'root' };
}

const setsUserLater = ({ instructions }: Stage): boolean => instructions.some(({ inner }) => inner?.keyword === 'USER');
