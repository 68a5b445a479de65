import type { Fix } from '../../core/fix.ts';
import type { Report } from '../../core/rule.ts';
import type { Text } from '../../core/text.ts';
import { entryFor, inherited, type Policy, type PolicyEntry, policyIn } from '../../parse/policy/policy.ts';
import { isAsStrict } from '../../parse/policy/strength.ts';
import { scopeParents } from '../../podman/policyLookup.ts';
import { canMatch, type NoMatch, noMatch, scopeMeant } from '../../podman/policyScopeMatch.ts';
import { scopeFault } from '../../podman/policyScopes.ts';
import { rewrite } from './_object.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const docker = (scope: string, type = 'reject', rest = 'insecureAcceptAnything'): string =>
  `{"default": [{"type": "${rest}"}], "transports": {"docker": {${scope}: [{"type": "${type}"}]}}}`;

const stored = (scope: string): string =>
  `{"default": [{"type": "reject"}], "transports": {"containers-storage": {${scope}: [{"type": "insecureAcceptAnything"}]}}}`;

const messages: Readonly<Record<NoMatch, Text>> = {
  scheme: {
    en: '"{scope}" never matches: a scope has no "docker://" or "https://" in front.',
    ja: '「{scope}」には何も一致しません。スコープの先頭に "docker://" や "https://" は付けません。',
  },
  blank: {
    en: '"{scope}" never matches: no image has a blank in its name.',
    ja: '「{scope}」には何も一致しません。イメージ名に空白は含まれません。',
  },
  glob: {
    en: '"{scope}" never matches: the only wildcard is "*." in front of a domain; a namespace covers all that is in it.',
    ja: '「{scope}」には何も一致しません。使えるワイルドカードはドメインの前の "*." だけで、名前空間はその中のすべてに一致します。',
  },
  slash: {
    en: '"{scope}" never matches: a scope has no slash at its end.',
    ja: '「{scope}」には何も一致しません。スコープの末尾にスラッシュは付けません。',
  },
  'tag-missing': {
    en: '"{scope}" never matches: behind its last character a tag is missing; without it, every tag is meant.',
    ja: '「{scope}」には何も一致しません。末尾の記号の後ろにタグがありません。記号も書かなければすべてのタグに一致します。',
  },
  'tag-and-digest': {
    en: '"{scope}" never matches: images are looked up by tag or by digest, not by both.',
    ja: '「{scope}」には何も一致しません。イメージはタグかダイジェストの一方だけで照合されます。',
  },
  'bad-digest': {
    en: '"{scope}" never matches: this is no digest.',
    ja: '「{scope}」には何も一致しません。ダイジェストの形になっていません。',
  },
  'upper-case': {
    en: '"{scope}" never matches: names of images are in lower case, and the case counts here.',
    ja: '「{scope}」には何も一致しません。イメージ名は小文字で、大文字と小文字は区別されます。',
  },
  'host-case': {
    en: '"{scope}" matches only images whose name is written with the same capitals: the case counts here.',
    ja: '「{scope}」に一致するのは、同じ大文字で書かれたイメージ名だけです。大文字と小文字は区別されます。',
  },
  'short-name': {
    en: '"{scope}" never matches: a scope starts with the registry, as in docker.io/library/busybox.',
    ja: '「{scope}」には何も一致しません。スコープは docker.io/library/busybox のようにレジストリから書きます。',
  },
  'hub-name': {
    en: '"{scope}" never matches the image that is meant: its full name starts with docker.io, and with docker.io/library for an official one.',
    ja: '「{scope}」は意図したイメージに一致しません。完全な名前は docker.io で始まり、公式イメージなら docker.io/library で始まります。',
  },
  'hub-user': {
    en: '"{scope}" matches only what a user of that name has: the official image is in docker.io/library.',
    ja: '「{scope}」に一致するのは同名のユーザーのイメージだけです。公式イメージは docker.io/library にあります。',
  },
  'no-name': {
    en: '"{scope}" never matches: no image can have such a name.',
    ja: '「{scope}」には何も一致しません。このような名前のイメージはありえません。',
  },
  wildcard: {
    en: '"*" never matches: the scope for everything is "".',
    ja: '"*" には何も一致しません。すべてを表すスコープは "" です。',
  },
  'wildcard-port': {
    en: '"{scope}" never matches: a wildcard is compared without the port.',
    ja: '「{scope}」には何も一致しません。ワイルドカードはポート番号を除いて照合されます。',
  },
  'storage-driver': {
    en: '"{scope}" never matches: in front of a name the storage has its driver, as in [overlay@/var/lib/containers/storage].',
    ja: '「{scope}」には何も一致しません。名前の前のストレージには [overlay@/var/lib/containers/storage] のようにドライバーが必要です。',
  },
  'storage-run': {
    en: '"{scope}" never matches: the storage has a driver and its folder here, and no more.',
    ja: '「{scope}」には何も一致しません。ここでのストレージはドライバーとフォルダーだけで表します。',
  },
  'image-of-path': {
    en: '"{scope}" never matches: images of this transport are known by their path alone.',
    ja: '「{scope}」には何も一致しません。このトランスポートのイメージはパスだけで照合されます。',
  },
  'symbolic-link': {
    en: '"{scope}" never matches: /var/run is a symbolic link, and paths are compared when links are resolved.',
    ja: '「{scope}」には何も一致しません。/var/run はシンボリックリンクで、パスはリンクを解決してから照合されます。',
  },
};

export default policyRule({
  id: 'policy/scope-never-matches',
  title: { en: 'Scope that no image falls under', ja: 'どのイメージにも一致しないスコープ' },
  severity: 'warning',
  references: [manual, book],
  messages,
  why: {
    en: 'Podman takes it without a word, and judges the images that are meant by another scope or by the default.',
    ja: 'Podman は黙って受け入れますが、意図したイメージには別のスコープや既定の要件が適用されます。',
  },
  remedy: {
    en: 'Write the full name as podman images shows it: registry, namespace, repository, and a tag or digest if only that one is meant.',
    ja: 'podman images に表示される完全な名前で、レジストリ、名前空間、リポジトリの順に書いてください。特定のものだけならタグかダイジェストを付けます。',
  },
  examples: {
    bad: [
      { text: docker('«"busybox"»'), fixed: docker('"docker.io/library/busybox"') },
      {
        text: docker('«"nginx:1.27"»', 'insecureAcceptAnything', 'reject'),
        fixed: docker('"docker.io/library/nginx:1.27"', 'insecureAcceptAnything', 'reject'),
      },
      {
        text: docker('«"app:Latest"»', 'insecureAcceptAnything', 'reject'),
        fixed: docker('"docker.io/library/app:Latest"', 'insecureAcceptAnything', 'reject'),
      },
      {
        text: docker('«"docker.io/busybox:1.36"»', 'insecureAcceptAnything', 'reject'),
        fixed: docker('"docker.io/library/busybox:1.36"', 'insecureAcceptAnything', 'reject'),
      },
      { text: docker('«"index.docker.io/acme/app"»'), fixed: docker('"docker.io/acme/app"') },
      { text: docker('«"docker://quay.io/acme"»'), fixed: docker('"quay.io/acme"') },
      { text: docker('«"https://quay.io/"»'), fixed: docker('"quay.io"') },
      { text: docker('«"quay.io/acme/"»'), fixed: docker('"quay.io/acme"') },
      { text: docker('«"quay.io/acme/*"»'), fixed: docker('"quay.io/acme"') },
      { text: docker('«"quay.io/acme/app:"»'), fixed: docker('"quay.io/acme/app"') },
      { text: docker('«"Registry.Example.com/Acme"»'), fixed: docker('"registry.example.com/acme"') },
      { text: docker('«"*.Example.com"»'), fixed: docker('"*.example.com"') },
      { text: docker('«"docker.io/nginx"»'), fixed: docker('"docker.io/library/nginx"') },
      { text: docker('«"*"»'), fixed: docker('""') },
      { text: docker('«"*.example.com:5000"»'), fixed: docker('"*.example.com"') },
      { text: docker('«" quay.io/acme"»'), fixed: docker('"quay.io/acme"') },
      { text: docker('«"*.example.com/acme"»') },
      { text: docker('«"quay.io/acme/app@sha256:12"»') },
      { text: docker('«"quay.io/-acme"»') },
      {
        text: docker(`«"quay.io/acme/app:1.0@sha256:${'a'.repeat(64)}"»`),
        fixed: docker(`"quay.io/acme/app@sha256:${'a'.repeat(64)}"`),
      },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker": {\n  «"nginx"»: [{"type": "insecureAcceptAnything"}]\n}}}',
        fixed:
          '{"default": [{"type": "reject"}], "transports": {"docker": {\n  "docker.io/library/nginx": [{"type": "insecureAcceptAnything"}]\n}}}',
      },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"docker": {"quay.io/acme": [{"type": "reject"}], «"quay.io/acme/"»: [{"type": "insecureAcceptAnything"}]}}}',
      },
      {
        text: stored('«"[overlay@/a]busybox:1"»'),
        fixed: stored('"[overlay@/a]docker.io/library/busybox:1"'),
      },
      { text: stored('«"[/a]quay.io/acme"»'), fixed: stored('"[overlay@/a]quay.io/acme"') },
      { text: stored('«"[vfs@/a+/run/b]"»'), fixed: stored('"[vfs@/a]"') },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"oci": {«"/srv/images:latest"»: [{"type": "insecureAcceptAnything"}]}}}',
        fixed:
          '{"default": [{"type": "reject"}], "transports": {"oci": {"/srv/images": [{"type": "insecureAcceptAnything"}]}}}',
      },
    ],
    good: [
      { text: docker('"docker.io/library/busybox"') },
      { text: docker('"docker.io/acme"') },
      { text: docker('"localhost/app"') },
      { text: docker('"registry.example.com:5000/acme/app:V1.0"') },
      { text: docker('"*.example.com"') },
      { text: docker('"*.com"') },
      { text: docker(`"quay.io/acme/app@sha256:${'0'.repeat(64)}"`) },
      { text: docker('""') },
      { text: docker('"{{ registry }}/"') },
      { text: stored('"[/var/lib/containers/storage]"') },
      { text: stored(`"[overlay@/a]docker.io/library/busybox:1@${'a'.repeat(64)}"`) },
      { text: stored(`"[overlay@/a]@${'a'.repeat(64)}"`) },
      {
        text: '{"default": [{"type": "reject"}], "transports": {"atomic": {"master:8443/project/stream:tag": [{"type": "reject"}]}, "dir": {"/srv/images:latest": [{"type": "reject"}]}}}',
      },
    ],
  },
  *check(file): Iterable<Report<NoMatch>> {
    const policy = policyIn(file);
    for (const { name, entries } of policy?.transports ?? []) {
      for (const entry of entries) {
        const message = noMatch(name, entry.scope);
        if (!message || !policy || scopeFault(name, entry.scope)) continue;
        const fixes = repair(policy, entry, name, canMatch.has(message));
        yield { at: entry.member.key.span, message, params: { scope: entry.scope }, fixes };
      }
    }
  },
});

/** Safe where the scope, once it counts, asks for no less than what has counted in its stead; where it counted, too. */
function repair(policy: Policy, entry: PolicyEntry, transport: string, hasCounted: boolean): Fix[] {
  const meant = scopeMeant(transport, entry.scope);
  if (meant === undefined || entry.owner.members.some(({ key }) => key.value === meant)) return [];
  const before = entryFor(policy, transport, scopeParents(transport, meant));
  const isSafe = isAsStrict(entry, before) && (!hasCounted || isAsStrict(inherited(policy, entry), entry));
  return [rewrite(entry.member.key.span, meant, isSafe)];
}
