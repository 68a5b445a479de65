import { isFromRegistry } from '../../parse/imageReference.ts';
import { endedBy } from '../../podman/endOfLife.ts';
import { images } from './_concerns.ts';
import { imageUses, placeIn } from './_images.ts';
import { containerfileRule } from './_rule.ts';
import { isShipped } from './_stages.ts';

export default containerfileRule({
  id: 'containerfile/end-of-life-base',
  title: { en: 'Image out of support', ja: 'サポートが終了したイメージ' },
  severity: 'warning',
  references: [
    { title: 'NIST SP 800-190 4.1.1', url: 'https://csrc.nist.gov/pubs/sp/800/190/final' },
    { title: 'endoflife.date', url: 'https://endoflife.date/' },
  ],
  why: {
    en: 'Holes that are found in it from now on are not closed any more, and attackers know them.',
    ja: 'これから見つかる脆弱性は修正されず、攻撃者に知られたまま残ります。',
  },
  remedy: {
    en: 'Move to a release that is supported.',
    ja: 'サポート中のリリースに移行してください。',
  },
  messages: {
    ended: {
      en: '{release} has had no security updates since {end}.',
      ja: '{release} のセキュリティ更新は {end} に終了しています。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM docker.io/library/debian:«buster-slim»\nUSER 1001\n' },
      { text: 'FROM ubuntu:«18.04» AS a\nFROM a\nUSER 1001\n' },
      {
        text: 'from --platform=linux/amd64 \\\r\n  # old\r\n  docker.io/library/node:«16-alpine» as build\r\nfrom quay.io/a/b:1\r\nuser 1001\r\n',
      },
      { text: 'FROM docker.io/library/python:«3.12-slim-buster»\nUSER 1001\n' },
      { text: 'ARG V=3.16.2\nFROM «docker.io/library/alpine:$V»\nUSER 1001\n' },
      { text: 'FROM «registry.access.redhat.com/ubi7/ubi-minimal»:7.9\nUSER 1001\n' },
      { text: 'FROM quay.io/centos/centos:«stream8»\nCOPY --from=golang:«1.20» /x /x\nUSER 1001\n' },
      { text: 'FROM alpine:«3.22»\nUSER 1001\n', settings: { today: '2027-05-02' } },
      {
        text: 'FROM ubuntu:«lunar» AS a\nFROM opensuse/leap:«42.3» AS b\nFROM mariadb:«10.3» AS c\nFROM amazonlinux:«1» AS d\nFROM oraclelinux:«7-slim»\nUSER 1001\n',
      },
      {
        text: 'FROM redis:«5-alpine» AS a\nFROM openjdk:«11-jdk-slim» AS b\nFROM mongo:«4» AS c\nFROM nginx:«1.19.2» AS d\nFROM tomcat:«8.5-jre8» AS e\nFROM opensuse/leap:«15»\nUSER 1001\n',
      },
    ],
    good: [
      {
        text: 'FROM redis:7 AS a\nFROM openjdk:23-ea AS b\nFROM eclipse-temurin:8-jre AS c\nFROM mysql:8.4 AS d\nFROM nginx:1\nUSER 1001\n',
        settings: { today: '2026-11-22' },
      },
      { text: 'FROM docker.io/library/debian:bookworm-slim\nUSER 1001\n' },
      { text: 'FROM alpine:3.22\nUSER 1001\n', settings: { today: '2027-05-01' } },
      { text: 'FROM docker.io/library/alpine:3.10\nUSER 1001\n', settings: { today: '' } },
      {
        text: 'FROM docker.io/library/alpine:3\nFROM docker.io/library/python:3-slim\nFROM node:lts\nFROM mariadb:10.11\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/node:16\nFROM docker.io/a/alpine:3.10\nUSER 1001\n' },
      { text: 'ARG V\nFROM docker.io/library/alpine:$V\nUSER 1001\n' },
      { text: 'FROM registry.access.redhat.com/ubi9/nodejs-18:1\nUSER 1001\n' },
      { text: 'FROM docker.io/library/node:10000-x\nFROM docker.io/library/ubuntu:latest\nUSER 1001\n' },
    ],
  },
  concerns: images,
  *check(file, { settings }) {
    if (settings.today === '') return;
    for (const use of imageUses(file)) {
      const { reference, instruction } = use;
      if (!reference || !isFromRegistry(reference)) continue;
      const release = endedBy(settings.today, reference.name, reference.tag);
      if (!release) continue;
      const isInTag = endedBy(settings.today, reference.name, undefined) === undefined;
      yield {
        at: placeIn(use, isInTag ? reference.tagSpan : reference.nameSpan),
        message: 'ended',
        params: { release: release.name, end: release.end },
        severity: isShipped(file, settings, instruction) ? undefined : 'info',
      };
    }
  },
});
