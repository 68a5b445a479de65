import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explain, type Finding } from '../server/core/finding.ts';
import { applyEdits } from '../server/core/fix.ts';
import type { AnyKind, Model } from '../server/core/kind.ts';
import { largestText } from '../server/core/ownRules.ts';
import type { Rule } from '../server/core/rule.ts';
import { defaultSettings } from '../server/core/settings.ts';
import { unknownWorkspace } from '../server/core/workspace.ts';
import { featuresOf } from '../server/lsp/features/registry.ts';
import { kinds } from '../server/rules/registry.ts';
import { ids, lint, linter } from './support/lint.ts';
import { unmark } from './support/marked.ts';

const strict = { ...defaultSettings, profile: 'strict', fips: true, today: '2026-06-01' } as const;

/** The texts of all examples of a kind, without marks. */
const textsOf = (kind: AnyKind): Set<string> =>
  new Set(
    (kind.rules as Rule<unknown>[]).flatMap(({ examples }) =>
      [...examples.bad, ...examples.good].map(example => unmark(example.text).text),
    ),
  );

/** So many places are tried in each text: all of them in all examples would take minutes. */
const places = 12;

/** Places spread over a text, others in each: every kind of place comes up in some. */
function placesIn({ length }: { readonly length: number }, most = places): number[] {
  const step = Math.max(1, length / most);
  return Array.from({ length: Math.min(most, length) }, (_, i) => Math.floor(i * step + ((length * 7) % step)));
}

/** Every place that a finding speaks of lies inside the text. */
function checkPlaces(findings: readonly Finding[], text: string) {
  for (const { rule, span, related, fixes } of findings) {
    const places = [
      span,
      ...related.map(place => place.span),
      ...fixes.flatMap(fix => fix.edits.map(edit => edit.span)),
    ];
    for (const { start, end } of places) {
      assert.ok(0 <= start && start <= end && end <= text.length, `${rule.id} at ${start}-${end} of ${text.length}`);
    }
  }
}

const show = (findings: readonly Finding[]) =>
  findings.map(({ rule, span, fixes }) => ({ rule: rule.id, span, edits: fixes.map(fix => fix.edits) }));

/** Parses as the server does, from the model of the text before, and demands the findings of a fresh parse. */
function retype(kind: AnyKind, text: string, previous: Model<unknown> | undefined): Model<unknown> {
  const model = kind.parse(text, previous);
  const findings = linter.lint(kind, model, text, strict);
  checkPlaces(findings, text);
  assert.deepEqual(show(findings), show(linter.lint(kind, kind.parse(text), text, strict)), JSON.stringify(text));
  return model;
}

describe('a text that is being typed is judged as if it had just been opened', () => {
  for (const kind of kinds) {
    test(kind.id, () => {
      for (const text of textsOf(kind)) {
        let model: Model<unknown> | undefined;
        for (const length of [...placesIn(text), text.length]) model = retype(kind, text.slice(0, length), model);
      }
    });
  }
});

describe('a text that loses a character anywhere stays a text', () => {
  for (const kind of kinds) {
    test(kind.id, () => {
      for (const text of textsOf(kind)) {
        let model: Model<unknown> | undefined;
        for (const at of placesIn(text)) model = retype(kind, text.slice(0, at) + text.slice(at + 1), model);
      }
    });
  }
});

/** What a person does to a line: deletes it, writes it twice, makes another instruction or key of it. */
const lineEdits: readonly ((line: string, other: string) => string)[] = [
  () => '',
  line => line + line,
  (line, other) => line.replace(/^\s*\S+/, /^\s*\S+/.exec(other)?.[0] ?? ''),
];

describe('a text whose lines come, go and change is judged as if it had just been opened', () => {
  for (const kind of kinds) {
    test(kind.id, () => {
      for (const text of textsOf(kind)) {
        const lines = text.split(/(?<=\n)/);
        let model = kind.parse(text);
        lineEdits.forEach((edit, i) => {
          const at = (text.length + i) % lines.length;
          const edited = lines.with(at, edit(lines[at] ?? '', lines.at(at - 1) ?? ''));
          model = retype(kind, edited.join(''), model);
        });
      }
    });
  }
});

describe('line endings change neither the verdict nor the repair', () => {
  for (const kind of kinds) {
    test(kind.id, () => {
      for (const text of textsOf(kind)) {
        if (text.includes('\r') || !text.includes('\n')) continue;
        const [unix, windows] = [text, text.replaceAll('\n', '\r\n')].map(each =>
          linter.lint(kind, kind.parse(each), each, strict).map(({ rule, fixes }) => ({
            rule: rule.id,
            fixed: fixes.map(fix => applyEdits(each, fix.edits)),
          })),
        );
        const expected = unix?.map(({ rule, fixed }) => ({
          rule,
          fixed: fixed.map(each => each.replaceAll('\n', '\r\n')),
        }));
        assert.deepEqual(windows, expected, JSON.stringify(text));
      }
    });
  }
});

/** Names that every object of JavaScript has; each with one that none has. */
const twins: readonly (readonly [string, string])[] = [
  ['constructor', 'constrcutor'],
  ['__proto__', '__porto__'],
  ['toString', 'toStirng'],
];

const context = { settings: strict, locale: 'en', workspace: unknownWorkspace } as const;

/** Everything that is said of a text, and at one place of it. */
function answers(kind: AnyKind, text: string, place: number) {
  const model = kind.parse(text);
  const features = featuresOf(kind);
  const findings = linter.lint(kind, model, text, strict);
  return [
    show(findings),
    findings.map(finding => explain(finding, 'en')),
    model.units.map(({ content, start }) => [
      features?.hover?.(content, place - start, context),
      features?.complete?.(content, place - start, context),
    ]),
  ];
}

describe('a word that JavaScript knows is judged and explained like any other', () => {
  for (const kind of kinds) {
    test(kind.id, () => {
      for (const text of textsOf(kind)) {
        if (/"\w+Datas?"/.test(text)) continue; // the repair shows a word encoded
        const words = [...text.matchAll(/(?<=^|[\s"'=:,{[(]|--)[a-z_][\w-]*/gi)];
        placesIn(words, 2).forEach((at, i) => {
          const { index, 0: replaced } = words[at] ?? { index: 0, 0: '' };
          const twin = twins[(text.length + i) % twins.length] ?? ['', ''];
          const [known, unknown] = twin.map(word => {
            const edited = text.slice(0, index) + word + text.slice(index + replaced.length);
            const derived = new RegExp(`${word.replaceAll('_', '')}(?![a-z])`, 'gi');
            return JSON.stringify(answers(kind, edited, index + 1)).replace(derived, '');
          });
          assert.equal(known, unknown, `${twin[0]} at ${index} of ${JSON.stringify(text)}`);
        });
      }
    });
  }
});

const deep = 10_000;
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n';
const aliasBomb = ['a0: &a0 [x, x]', ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)];

const ugly: Record<string, [path: string, text: string]> = {
  'an unterminated heredoc': ['Containerfile', 'FROM scratch\nRUN <<EOF\necho\nUSER 0\n'],
  'an unterminated quote': ['Containerfile', 'FROM scratch\nRUN echo "\nENV A="\nUSER "0\n'],
  'a continuation at the end of the file': ['Containerfile', 'FROM scratch\nRUN a \\'],
  'a shell with 10 000 levels': ['Containerfile', `FROM scratch\nRUN ${'('.repeat(deep)}\nRUN ${'$('.repeat(deep)}\n`],
  'a variable with 10 000 levels': ['Containerfile', `ARG A\nFROM ${`\${A:-`.repeat(deep)}\n`],
  'variables that mean each other': ['Containerfile', 'ARG A=$B\nARG B=$A\nFROM $A\nENV C=$C$C$C\nUSER $C\n'],
  'a chain of stages that is a circle': ['Containerfile', 'FROM b AS a\nFROM a AS b\n'],
  '60 000 stages': ['Containerfile', 'FROM a AS a\n'.repeat(60_000)],
  'one line of a megabyte': ['Containerfile', `FROM scratch\nRUN ${'a '.repeat(500_000)}\n`],
  '9 000 folders in front of a script': [
    'Containerfile',
    `FROM scratch\nCOPY <<EOF /x.sh\nls\nEOF\nRUN ${'cd a; ./y.sh; '.repeat(9000)}true\n`,
  ],
  '40 000 continued lines': ['Containerfile', `FROM scratch\nRUN a${' \\\n  b'.repeat(40_000)}\n`],
  'a path that is su all over': ['Containerfile', `FROM debian:12\nRUN useradd app && ${'su/'.repeat(100_000)}\n`],
  'a secret whose path is asked for by 100 variables': [
    'Containerfile',
    `FROM a\nRUN --mount=type=secret,id=b,target=/${'a'.repeat(300)} [ -f "/${`\${A}a`.repeat(100)}b" ]\n`,
  ],
  '20 000 uses of a secret': [
    'Containerfile',
    `FROM a\nRUN --mount=type=secret,id=b cat ${'/run/secrets/b '.repeat(20_000)}\n`,
  ],
  'binary named Containerfile': ['Containerfile', '\u0000\u0001FROM\uffff\ud800 \u0000\n\udfff'],
  'tabs in YAML': ['pod.yaml', `${pod}\tcontainers:\n\t- name: c\n`],
  'an alias bomb': ['pod.yaml', `${aliasBomb.join('\n')}\n${pod}  containers: *a40\n`],
  'an alias that contains itself': ['pod.yaml', `${pod}  containers: &c\n  - *c\n  securityContext: &s\n    <<: *s\n`],
  'YAML with 10 000 levels': ['pod.yaml', `${pod}  containers: ${'['.repeat(deep)}\n`],
  'YAML with 1 000 levels of blocks': [
    'pod.yaml',
    `${pod}${Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i + 1)}a:\n`).join('')}`,
  ],
  '20 000 documents': ['pod.yaml', `${pod}---\n`.repeat(20_000)],
  'a pod without anything': ['pod.yaml', 'apiVersion: v1\nkind: Pod\nspec:\n'],
  'containers that are no list': ['pod.yaml', `${pod}  containers: {name: c, image: 1}\n`],
  'JSON with 10 000 levels': ['seccomp.json', `{"defaultAction":"SCMP_ACT_ALLOW","syscalls":${'['.repeat(deep)}`],
  'a policy with 10 000 levels': ['containers/policy.json', `{"default":[${'{"a":'.repeat(deep)}`],
  'a config with 10 000 levels': ['.podseal.yaml', `rules: ${'{a: '.repeat(deep)}`],
  'a megabyte of opening braces': ['containers/policy.json', '{'.repeat(1_000_000)],
  'a megabyte of dashes': ['pod.yaml', `${pod}${'- '.repeat(500_000)}`],
};

describe('ugly input is a finding or silence', () => {
  for (const [name, [path, text]] of Object.entries(ugly)) {
    test(name, () => {
      assert.ok(linter.detect({ path, text }), 'the file is recognised');
      checkPlaces(lint(path, text, strict), text);
    });
  }
});

test('a text of five megabytes gets one information', () => {
  const text = `${pod}  containers:\n${'  - image: a\n'.repeat(400_000)}`;
  assert.ok(text.length > largestText);
  assert.deepEqual(ids(lint('pod.yaml', text)), ['podseal/too-large']);
});
