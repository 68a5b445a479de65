import type { Report } from '../../core/rule.ts';
import { memberNamed } from '../../parse/json/keys.ts';
import { policyIn } from '../../parse/policy/policy.ts';
import { repositoryOf } from '../../podman/policyLookup.ts';
import { comparesNothing, identityOf, signatures } from './_identities.ts';
import { rewrite } from './_object.ts';
import { book, manual } from './_references.ts';
import { policyRule } from './_rule.ts';

const remap = (scope: string, prefix: string, signed = '"vendor.example"'): string =>
  `{"default": [{"type": "reject"}], "transports": {"docker": {"${scope}": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/key.gpg", "signedIdentity": {"type": "remapIdentity", "prefix": ${prefix}, "signedPrefix": ${signed}}}]}}}`;

export default policyRule({
  id: 'policy/remap-identity',
  title: { en: 'Remapped name that no image here has', ja: 'どのイメージにも当てはまらない remapIdentity' },
  severity: 'warning',
  references: [manual, book],
  messages: {
    outside: {
      en: 'No image of the scope "{scope}" has a name that starts with "{prefix}": nothing is remapped.',
      ja: 'スコープ「{scope}」に「{prefix}」で始まる名前のイメージはなく、置き換えは行われません。',
    },
    short: {
      en: '"{prefix}" is no registry, and full names start with one: nothing is remapped.',
      ja: '「{prefix}」はレジストリではありません。完全な名前はレジストリから始まるため、置き換えは行われません。',
    },
    same: {
      en: '"{prefix}" is replaced by itself: nothing is remapped.',
      ja: '「{prefix}」を同じ名前に置き換えているため、何も変わりません。',
    },
  },
  why: {
    en: 'The signatures of a mirror are for the name at the vendor; without the remapping all of its images are denied.',
    ja: 'ミラーにある署名は配布元の名前に対するものなので、置き換えが行われないとイメージはすべて拒否されます。',
  },
  remedy: {
    en: 'Write as prefix the scope itself or what it is a part of, with the registry, and as signedPrefix the name at the vendor.',
    ja: 'prefix にはスコープ自身かその上位をレジストリ付きで、signedPrefix には配布元での名前を書いてください。',
  },
  examples: {
    bad: [
      {
        text: remap('mirror.example/vendor', '«"mirror.example/other"»'),
        fixed: remap('mirror.example/vendor', '"mirror.example/vendor"'),
      },
      {
        text: remap('mirror.example:5000', '«"mirror.example"»'),
        fixed: remap('mirror.example:5000', '"mirror.example:5000"'),
      },
      {
        text: remap('mirror.example/vendor', '«"busybox"»'),
        fixed: remap('mirror.example/vendor', '"mirror.example/vendor"'),
      },
      { text: remap('*.mirror.example', '«"mirror.example/vendor"»') },
      { text: remap('vendor.example', '«"vendor.example"»') },
    ],
    good: [
      { text: remap('mirror.example/vendor', '"mirror.example/vendor"') },
      { text: remap('mirror.example/vendor/app', '"mirror.example"') },
      { text: remap('mirror.example', '"mirror.example/vendor"') },
      { text: remap('*.mirror.example', '"eu.mirror.example"') },
      { text: remap('', '"mirror.example"') },
      // The parser refuses it.
      { text: remap('mirror.example', '"mirror.example/a:1"') },
    ],
  },
  *check(file): Iterable<Report<'outside' | 'short' | 'same'>> {
    for (const { entry, requirement } of signatures(policyIn(file)?.entries ?? [])) {
      const identity = identityOf(requirement);
      if (identity?.type.value !== 'remapIdentity' || comparesNothing(entry, identity)) continue;
      const prefix = memberNamed(identity.node, 'prefix')?.value;
      const signed = memberNamed(identity.node, 'signedPrefix')?.value;
      if (
        prefix?.type !== 'string' ||
        signed?.type !== 'string' ||
        /[:@][^/:]*$/.test(prefix.value.replace(/:\d+$/, ''))
      )
        continue;
      const params = { prefix: prefix.value, scope: entry.scope };
      const scope = entry.transport === 'docker' ? repositoryOf(entry.scope) : '';
      const isPlain = scope !== '' && !scope.startsWith('*') && scope !== signed.value;
      const fixes = isPlain ? [rewrite(prefix.span, scope, false)] : [];
      if (!isFullName(prefix.value)) yield { at: prefix.span, message: 'short', params, fixes };
      else if (prefix.value === signed.value) yield { at: prefix.span, message: 'same', params };
      else if (!meet(prefix.value, scope)) yield { at: prefix.span, message: 'outside', params, fixes };
    }
  },
});

const isFullName = (prefix: string): boolean => /^(?:[^/]*[.:][^/]*|localhost)(?:\/|$)/.test(prefix);

/** Whether images of a scope can have names that start so. */
function meet(prefix: string, scope: string): boolean {
  if (scope === '') return true;
  const host = prefix.split('/')[0]?.replace(/:\d+$/, '') ?? '';
  if (scope.startsWith('*')) return host.endsWith(scope.slice(1));
  return `${prefix}/`.startsWith(`${scope}/`) || `${scope}/`.startsWith(`${prefix}/`);
}
