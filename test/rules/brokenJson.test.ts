import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Finding } from '../../server/core/finding.ts';
import { podmanProfileWithout } from '../../server/podman/podmanProfile.ts';
import { ids, lint } from '../support/lint.ts';

const seccomp = `{
  "defaultAction": "SCMP_ACT_ERRNO",
  "syscalls": [
    {
      "names": ["bpf", "mkdir", "write"],
      "action": "SCMP_ACT_ALLOW",
      "args": [{"index": 1, "value": 38, "op": "SCMP_CMP_NE"}]
    },
    { "names": ["nosuch"], "action": "SCMP_ACT_ALLOW" }
  ]
}
`;
const policy = `{
  "default": [{"type": "insecureAcceptAnything"}],
  "transports": {
    "docker": {
      "registry.example": [{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/etc/pki/key.gpg"}],
      "docker.io": [{"type": "reject"}]
    }
  }
}
`;
const auth = `{
  "auths": {
    "quay.io": {"auth": "%%%%", "email": ""},
    "docker.io": {"auth": ""}
  }
}
`;

/** How people break JSON: each gets a text, a string in it and a key. */
const breaks: Readonly<Record<string, (text: string, string: string, key: string) => string>> = {
  'a line break in a string': (text, string) => text.replace(string, broken(string, '\n')),
  'a line break and blanks in a string': (text, string) => text.replace(string, broken(string, '\r\n        ')),
  'a line break in a key': (text, _, key) => text.replace(key, broken(key, '\n')),
  'a line break at the end of a string': (text, string) => text.replace(string, `${string.slice(0, -1)}\n"`),
  'a tab in a string': (text, string) => text.replace(string, broken(string, '\t')),
  'a NUL in a string': (text, string) => text.replace(string, broken(string, '\0')),
  'an escape of other languages': (text, string) => text.replace(string, broken(string, '\\x41')),
  'an escape that is too short': (text, string) => text.replace(string, broken(string, '\\u41')),
  'no closing quote': (text, string) => text.replace(string, string.slice(0, -1)),
  'no opening quote': (text, string) => text.replace(string, string.slice(1)),
  'no closing quote of a key': (text, _, key) => text.replace(key, key.slice(0, -1)),
  'no opening quote of a key': (text, _, key) => text.replace(key, key.slice(1)),
  'a quote in a string': (text, string) => text.replace(string, broken(string, '"')),
  'two strings added': (text, string) => text.replace(string, broken(string, '" + "')),
  'an escaped closing quote': (text, string) => text.replace(string, `${string.slice(0, -1)}\\"`),
  'an unquoted string': (text, string) => text.replace(string, string.slice(1, -1).replace(/\W/g, '_')),
  'an unquoted key': (text, _, key) => text.replace(key, key.slice(1, -1)),
  'a key without a colon': (text, _, key) => text.replace(`${key}:`, key),
  'an equals sign': (text, _, key) => text.replace(`${key}:`, `${key} =`),
  'no comma': (text, string) => text.replace(`${string},`, string),
  'a semicolon': (text, string) => text.replace(`${string},`, `${string};`),
  'a semicolon behind a number': text => text.replace(/(\d),/, '$1;'),
  'a brace in place of another': text => text.replace(': {', ': }').replace(': [', ': }'),
  'two commas': (text, string) => text.replace(`${string},`, `${string},,`),
  'not a number': (text, string) => text.replace(string, 'NaN'),
  'nothing at all': (text, string) => text.replace(string, 'undefined'),
  'a leading zero': (text, string) => text.replace(string, '007'),
  'an open comment': (text, string) => text.replace(string, `${string} /* x`),
  'no first brace': text => text.slice(1),
  'no last brace': text => text.trimEnd().slice(0, -1),
  'no last but one bracket': text => text.replace(/[\]}](\s*\}\s*)$/, '$1'),
  'a brace too many': text => `${text}}`,
  'a second value': text => `${text}{}`,
  'an end word': text => `${text}end\n`,
  'no bracket': text => text.replace(/\](?=[,}])/, ''),
  'another bracket': text => text.replace(/\](?=[,}])/, '}'),
  'a letter too many': text => text.replace('[', 'x['),
  'a letter between entries': (text, _, key) => text.replace(key, `x ${key}`),
  'a letter at the end of a line': text => text.replace('{\n', '{x\n'),
  'a backslash too many': (text, _, key) => text.replace(`${key}:`, `${key}:\\`),
  'a letter in place of a bracket': text => text.replace('}]', 'x]'),
  'a letter in front of everything': text => `x${text}`,
  'marks of a merge': text => text.replace(/^ +"docker.*$|^ +"action.*$/m, '<<<<<<< a\n$&\n=======\n$&\n>>>>>>> b'),
};

const broken = (string: string, by: string): string => string.slice(0, 3) + by + string.slice(3);

const isAboutSyntax = ({ rule: { id } }: Finding): boolean => /\/invalid-(?:json|policy)$/.test(id);

const kinds = [
  ['seccomp.json', seccomp, '"mkdir"', '"action"'],
  ['containers/policy.json', policy, '"GPGKeys"', '"docker"'],
  ['auth.json', auth, '"%%%%"', '"docker.io"'],
] as const;

for (const [file, text, string, key] of kinds) {
  describe(`${file}: one mistake is one finding, near it`, () => {
    assert.ok(lint(file, text).length > 0);
    for (const [name, breakIt] of Object.entries(breaks)) {
      const changed = breakIt(text, string, key);
      // Not every text has what could be broken in that way.
      if (changed === text) continue;
      test(name, () => {
        assert.throws(() => JSON.parse(changed));
        const findings = lint(file, changed);
        assert.deepEqual(ids(findings).length, 1, ids(findings).join());
        assert.ok(findings.every(isAboutSyntax));
      });
    }
  });
}

/** The book's profile, with its comment (Podman book 8.3.2). */
const booksProfile = `// custom-seccomp.json
{
  "defaultAction": "SCMP_ACT_ERRNO",
  "architectures": ["SCMP_ARCH_X86_64", "SCMP_ARCH_AARCH64"],
  "syscalls": [
    {
      "names": ["accept", "bind", "connect", "execve", "read", "write"],
      "action": "SCMP_ACT_ALLOW"
    }
  ]
}
`;

describe('a profile that is being typed', () => {
  const texts = { "Podman's": podmanProfileWithout(new Set(), '\n'), "the book's": booksProfile };
  for (const [name, text] of Object.entries(texts)) {
    test(`${name}: what is open is said once, and nothing else`, () => {
      const comment = text.startsWith('//') ? 1 : 0;
      const step = Math.max(1, Math.floor(text.length / 400));
      for (let end = comment * 25; end < text.trimEnd().length; end += step) {
        const found = lint('seccomp.json', text.slice(0, end));
        assert.ok(found.every(isAboutSyntax), `${end}: ${ids(found)}`);
        assert.ok(found.length <= 1 + comment, `${end}: ${ids(found)}`);
      }
    });

    test(`${name}: the same in the middle of the rest`, () => {
      const finished = lint('seccomp.json', text).length;
      const lines = text.split('\n');
      for (let i = 1; i < lines.length; i += Math.ceil(lines.length / 25)) {
        const line = lines[i] ?? '';
        for (let end = 0; end <= line.length; end++) {
          const half = [...lines.slice(0, i), line.slice(0, end), ...lines.slice(i + 1)].join('\n');
          const found = lint('seccomp.json', half).length;
          assert.ok(found <= finished + 2, `line ${i}, ${end} of ${line}: ${found}`);
        }
      }
    });
  }
});
