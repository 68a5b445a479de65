import { Memory, remember } from '../../core/remember.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { createdUsers, withoutAccounts } from './_createdUser.ts';
import { rootByDesign } from './_rootByDesign.ts';
import { containerfileRule } from './_rule.ts';
import { builtStages, subjectOf } from './_stages.ts';
import { runAs } from './_userFix.ts';
import { effectiveUser, isRoot } from './_users.ts';

export default containerfileRule({
  id: 'containerfile/unused-user',
  title: { en: 'User that is created and never used', ja: '作成後に使われないユーザー' },
  severity: 'info',
  impliedBy: ['containerfile/missing-user', 'containerfile/root-user'],
  references: [
    { title: 'Podman book 8.7.1' },
    { title: 'CIS Docker Benchmark 4.1' },
    { title: 'Containerfile(5): USER', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
  ],
  why: {
    en: 'A user helps only if something runs as it: without USER the container is root all the same.',
    ja: 'ユーザーは、何かがそのユーザーで動いてはじめて意味を持ちます。USER がなければ、コンテナは root のままです。',
  },
  remedy: {
    en: 'Switch to it with USER in front of CMD and ENTRYPOINT, or do not create it.',
    ja: 'CMD や ENTRYPOINT の前で USER により切り替えるか、ユーザーを作成しないでください。',
  },
  messages: {
    unused: {
      en: 'The user "{user}" is created, but nothing runs as it and nothing belongs to it.',
      ja: 'ユーザー「{user}」が作成されていますが、このユーザーで動くものも、所有物もありません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM docker.io/library/debian:12\nRUN groupadd app\nRUN true && \\\n    # why\n    useradd -g app -u 1500 «app»\nCMD ["/app"]\n',
        fixed:
          'FROM docker.io/library/debian:12\nRUN groupadd app\nRUN true && \\\n    # why\n    useradd -g app -u 1500 app\nUSER 1500\nCMD ["/app"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/alpine:3 AS base\r\nRUN adduser -D -h /app «app» && adduser app audio\r\nFROM base\r\nCMD ["/app"]\r\n',
        fixed:
          'FROM docker.io/library/alpine:3 AS base\r\nRUN adduser -D -h /app app && adduser app audio\r\nFROM base\r\nUSER app\r\nCMD ["/app"]\r\n',
        settings: { profile: 'strict', rules: { 'containerfile/user-by-name': 'off' } },
      },
      {
        text: 'FROM a\nRUN ["useradd", «"app"»]\nUSER root\n',
        fixed: 'FROM a\nRUN ["useradd", "app"]\nUSER root\nUSER app\n',
        settings: { profile: 'strict', rules: { 'containerfile/user-by-name': 'off' } },
      },
      {
        text: 'FROM docker.io/library/debian:12\nARG U=app\nRUN groupadd $U && useradd -g $U «"$U"» && chown 0 $HOME\nCMD ["/a"]\n',
        fixed:
          'FROM docker.io/library/debian:12\nARG U=app\nRUN groupadd $U && useradd -g $U "$U" && chown 0 $HOME\nUSER app\nCMD ["/a"]\n',
        settings: { profile: 'strict', rules: { 'containerfile/user-by-name': 'off' } },
      },
      {
        text: 'FROM quay.io/team/base:1\nRUN <<EOF\nuseradd «app»\nEOF\nCMD ["x"]\n',
        fixed: 'FROM quay.io/team/base:1\nRUN <<EOF\nuseradd app\nEOF\nUSER app\nCMD ["x"]\n',
      },
    ],
    good: [
      { text: 'FROM docker.io/library/debian:12\nRUN useradd app\nUSER app\n', settings: { profile: 'strict' } },
      { text: 'FROM docker.io/library/debian:12\nRUN useradd app\nUSER 1001\n', settings: { profile: 'strict' } },
      {
        text: 'FROM docker.io/library/debian:12\nRUN useradd app\nCOPY --chown=app:app a /a\nCMD ["/a"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nRUN useradd app && chown -R app: /a\nCMD ["/a"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nRUN useradd app\nCMD ["gosu", "app", "/a"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nRUN useradd -u 1500 app && install -o 1500 a /a\nCMD ["/a"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nRUN useradd app\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nARG U=app G=$U\nRUN useradd ${U} && chown ":$G" /a\nCMD ["/a"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nARG OWNER\nRUN useradd app\nCOPY --chown=$OWNER a /a\nCMD ["/a"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nARG U ID\nRUN useradd $U && useradd -u $ID app && chown ${ID} /a\nCMD ["/a"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nRUN useradd app\nCMD ["gosu", "$OWNER", "/a"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nRUN useradd app\nCMD su - ${X:-app} -c /a\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12\nARG U=app\nRUN useradd $U && su - $U -c make\nCMD ["/a"]\n',
        settings: { profile: 'strict' },
      },
      {
        text: 'FROM docker.io/library/debian:12 AS build\nRUN useradd app\nFROM scratch\nCMD ["/a"]\n',
        settings: { profile: 'strict' },
      },
      { text: 'FROM docker.io/library/debian:12\nRUN useradd app\nCMD ["/a"]\n' },
    ],
  },
  *check(file, context) {
    for (const stage of builtStages(file, context.settings)) {
      const users = [...createdUsers(file, stage)];
      if (users.length === 0) continue;
      const found = effectiveUser(file, stage, context.settings);
      if (found.by !== 'unknown' && (found.user === undefined || !isRoot(found.user))) continue;
      const reason = rootByDesign(file, stage, context);
      if (reason && reason !== 'base') continue;
      const named = namedIn(file, stage);
      if (!named) continue;
      for (const { name, uid, ...user } of users) {
        if (named.has(name) || (uid !== undefined && named.has(uid))) continue;
        const fixes = [runAs(file, stage, uid !== undefined && /^[1-9]\d*$/.test(uid) ? uid : name)];
        yield { at: user.at, message: 'unused', params: { user: name }, fixes, subject: subjectOf(stage) };
      }
    }
  },
});

/**
 * The names and numbers that stand anywhere but where users are made: as a word of its own, or a part of `app:app` and
 * `user=app`. Undefined where something belongs to somebody, or runs as somebody, whom a variable names that nobody knows.
 */
function namedIn(file: Containerfile, stage: Stage): ReadonlySet<string> | undefined {
  const named = new Set<string>();
  for (const { instructions } of lineage(stage)) {
    for (const instruction of instructions) {
      const { plain, variable, choosesUser } = remember(known, instruction.origin, () => wordsOf(instruction));
      for (const word of plain) named.add(word);
      for (const word of variable) {
        const value = file.resolve(word, instruction);
        if (value === undefined && choosesUser) return undefined;
        for (const part of value?.split(separators) ?? [word]) named.add(part);
      }
    }
  }
  return named;
}

interface Words {
  readonly plain: readonly string[];
  /** Those with variables: `$USER`. */
  readonly variable: readonly string[];
  /** One of them may say whom something belongs to or runs as. */
  readonly choosesUser: boolean;
}

const known = new Memory<object, Words>();
const separators = /[\s"':;=,@|&()<>]+/;
const word = /(?:\$\{[^}]*\}|[^\s"':;=,@|&()<>])+/g;
/** Bounded, as what stands behind may be long and made to be slow. */
const byVariable =
  /(?:--chown=|\bchown\s+(?:-\S+\s+)*|\s(?:-o|-u|--owner|--user|--reuid)[=\s]+)["']?[^\s"']{0,200}\$|\b(?:su|su-exec|gosu|s6-setuidgid)\b[^;&|\n]{0,500}\$/;

/** What ARG says is of use only where its variable is used. */
function wordsOf(instruction: Instruction): Words {
  if (instruction.keyword === 'ARG') return { plain: [], variable: [], choosesUser: false };
  const source = instruction.keyword === 'RUN' ? withoutAccounts(instruction) : instruction.source;
  const words = [...new Set(source.match(word))];
  return {
    plain: words.filter(word => !word.includes('$')),
    variable: words.filter(word => word.includes('$')),
    choosesUser: byVariable.test(source),
  };
}
