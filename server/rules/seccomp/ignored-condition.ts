import { nearest } from '../../core/nearest.ts';
import type { Report } from '../../core/rule.ts';
import { memberOf } from '../../parse/json/goValues.ts';
import type { SeccompProfile } from '../../parse/json/seccompProfile.ts';
import type { JsonObject } from '../../parse/json/tree.ts';
import { fix, removeMembers } from './_edits.ts';
import { profile } from './_examples.ts';
import { seccompRule } from './_rule.ts';

type Key = 'min-kernel' | 'unknown' | 'misspelt' | 'no-part';

const allow = (more: string): string => profile(`{"names": ["mkdir"], "action": "SCMP_ACT_ALLOW", ${more}}`);

export default seccompRule({
  id: 'seccomp/ignored-condition',
  title: { en: 'Condition that Podman ignores', ja: 'Podman が無視する条件' },
  severity: 'warning',
  references: [
    { title: "Podman's reader of profiles", url: 'https://github.com/containers/common/tree/main/pkg/seccomp' },
    { title: "Docker's own profile", url: 'https://github.com/moby/profiles/blob/main/seccomp/default.json' },
  ],
  messages: {
    'min-kernel': {
      en: "Podman does not know minKernel, which is Docker's: the rule holds on every kernel.",
      ja: 'minKernel は Docker のもので、Podman は無視します。ルールはすべてのカーネルで有効です。',
    },
    unknown: {
      en: 'Podman knows "caps" and "arches" here and ignores "{key}": the rule holds regardless of it.',
      ja: 'ここで Podman が見るのは "caps" と "arches" だけです。"{key}" は無視され、ルールは関係なく有効になります。',
    },
    'no-part': {
      en: 'Podman does not know the key "{key}": what it holds is no part of the profile.',
      ja: 'Podman は "{key}" というキーを知りません。その中身はプロファイルに含まれません。',
    },
    misspelt: {
      en: 'Podman ignores the key "{key}": the rule holds without it.',
      ja: 'Podman は "{key}" というキーを無視します。ルールはそれなしで有効になります。',
    },
  },
  why: {
    en: 'A rule that was meant for a few holds for everybody.',
    ja: '一部だけを対象にしたはずのルールが、すべてに適用されます。',
  },
  remedy: {
    en: 'Use caps, arches or args, or decide without the condition.',
    ja: 'caps、arches、args を使うか、条件なしで判断してください。',
  },
  examples: {
    bad: [
      { text: allow('"includes": {«"minKernel"»: "4.8"}'), fixed: allow('"includes": {}') },
      {
        text: allow('"excludes": {"caps": ["CAP_SYS_ADMIN"], «"MinKernel"»: "4.8"}'),
        fixed: allow('"excludes": {"caps": ["CAP_SYS_ADMIN"]}'),
      },
      {
        text: allow('"includes": {«"capabilities"»: ["CAP_SYS_ADMIN"]}'),
        fixed: allow('"includes": {"caps": ["CAP_SYS_ADMIN"]}'),
      },
      {
        text: allow('«"arguments"»: [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]'),
        fixed: allow('"args": [{"index": 0, "value": 1, "op": "SCMP_CMP_EQ"}]'),
      },
      {
        text: allow('«"include"»: {"caps": ["CAP_SYS_ADMIN"]}'),
        fixed: allow('"includes": {"caps": ["CAP_SYS_ADMIN"]}'),
      },
      {
        text: allow('«"caps"»: ["CAP_SYS_ADMIN"], "comment": ""'),
        fixed: allow('"includes": {"caps": ["CAP_SYS_ADMIN"]}, "comment": ""'),
      },
      {
        text: '{"defaultAction": "SCMP_ACT_ALLOW", «"sycalls"»: [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}]}',
        fixed: '{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir"], "action": "SCMP_ACT_ERRNO"}]}',
      },
      {
        text: profile('{«"syscalls"»: ["mkdir"], "action": "SCMP_ACT_ALLOW"}'),
        fixed: profile('{"names": ["mkdir"], "action": "SCMP_ACT_ALLOW"}'),
      },
    ],
    good: [
      {
        text: profile('{"names": ["mkdir"], "action": "SCMP_ACT_ALLOW"}').replace(
          '{',
          '{"defaultErrnoRet": 38, "$schema": "", "comment": "", "name": "x", ',
        ),
      },
      { text: allow('"includes": {"caps": ["CAP_SYS_ADMIN"], "ARCHES": ["amd64"]}') },
      { text: allow('"excludes": {}, "comment": "minKernel 4.8"') },
      { text: allow('"includes": {"{{ key }}": "4.8"}') },
      { text: allow('"minKernel": "4.8", "note": "for old programs"') },
    ],
  },
  *check(profile): Iterable<Report<Key>> {
    // Without both, seccomp/unconfined-by-accident says so.
    if (profile.defaultAction || profile.syscalls?.items.length) yield* misspeltParts(profile);
    for (const { node, includes, excludes } of profile.rules) {
      yield* misspelt(profile.file.text, node);
      for (const object of [...includes.nodes, ...excludes.nodes]) {
        for (const { key } of object.members) {
          const name = key.value.toLowerCase();
          if (name === 'caps' || name === 'arches') continue;
          const title = { en: 'Remove it', ja: '削除する' };
          const to = meantFilter(name);
          const fixes = to ? [rename(key.span, to)] : [fix(title, removeMembers(profile, object, [name]))];
          const message = name === 'minkernel' ? 'min-kernel' : 'unknown';
          yield { at: key.span, message, params: { key: key.value }, fixes };
        }
      }
    }
  },
});

const rename = (span: { start: number; end: number }, to: string) =>
  fix({ en: 'Rename it to "{to}"', ja: '"{to}" に直す' }, [{ span, text: JSON.stringify(to) }], false, { to });

const meantFilter = (name: string): string | undefined =>
  /^cap/.test(name) ? 'caps' : /^arch/.test(name) ? 'arches' : nearest(name, ['caps', 'arches']);

const parts = ['syscalls', 'architectures', 'archMap', 'flags', 'defaultAction', 'defaultErrno', 'listenerPath'];
const isPart = new Set([...parts, 'defaultErrnoRet', 'listenerMetadata'].map(part => part.toLowerCase()));

function* misspeltParts({ root }: SeccompProfile): Iterable<Report<Key>> {
  for (const { key } of root.flatMap(({ members }) => members)) {
    const to = isPart.has(key.value.toLowerCase()) ? undefined : nearest(key.value, parts);
    if (!to || memberOf(root, to)) continue;
    yield { at: key.span, message: 'no-part', params: { key: key.value }, fixes: [rename(key.span, to)] };
  }
}

const known = ['name', 'names', 'action', 'args', 'comment', 'includes', 'excludes', 'errnoret', 'errno'];

function* misspelt(text: string, { members }: JsonObject): Iterable<Report<Key>> {
  for (const { key, value } of members) {
    const name = key.value.toLowerCase();
    if (known.includes(name) || (value.type !== 'array' && value.type !== 'object')) continue;
    if (name === 'caps' || name === 'arches') {
      const title = { en: 'Put it into "includes"', ja: '"includes" に入れる' };
      const own = `{${text.slice(key.span.start, value.span.end)}}`;
      const isFree = !members.some(({ key }) => key.value.toLowerCase() === 'includes');
      const edit = { span: { start: key.span.start, end: value.span.end }, text: `"includes": ${own}` };
      yield {
        at: key.span,
        message: 'misspelt',
        params: { key: key.value },
        fixes: isFree ? [fix(title, [edit])] : [],
      };
      continue;
    }
    const to = /^(arguments?|conditions?)$/.test(name)
      ? 'args'
      : /^(sys)?calls?$/.test(name)
        ? 'names'
        : nearest(name, ['args', 'includes', 'excludes']);
    if (to) yield { at: key.span, message: 'misspelt', params: { key: key.value }, fixes: [rename(key.span, to)] };
  }
}
