import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { openBuildLab } from '../support/buildLab.ts';
import { ids, lint } from '../support/lint.ts';

const context = { '.env': 'SECRET=1', 'root.txt': '', 'sub/a': '' };
const everything = ['x/.env', 'x/root.txt', 'x/sub/a'];

/** Of a name, without looking for an image. */
const refusal = /must be lowercase|Invalid image name|invalid reference format|digest (?:algorithm|format)/;

for (const which of ['debian', 'current'] as const) {
  const lab = openBuildLab(which, context);

  describe(`${which} Podman: undefined variables`, { skip: lab.tool.skip }, () => {
    after(lab.close);
    const flagged = (text: string, rule: string) =>
      assert.ok(ids(lint('Containerfile', text)).includes(`containerfile/${rule}`), text);

    for (const source of ['$V', '${V}/', './$V', '"$V"']) {
      test(`COPY ${source} takes the whole context`, async () => {
        const text = `ARG V=sub\nFROM scratch\nCOPY ${source} /x/\n`;
        assert.deepEqual((await lab.build(text)).files, everything);
        flagged(text, 'undefined-copy-source');
        const declared = text.replace('scratch\n', 'scratch\nARG V\n');
        assert.deepEqual((await lab.build(declared)).files, ['x/a']);
      });
    }

    test('COPY --from=stage with an empty source takes the whole stage', async () => {
      const text = 'FROM scratch AS s\nCOPY sub /t/\nFROM scratch\nCOPY --from=s $V /x/\n';
      assert.deepEqual((await lab.build(text)).files, ['x/t/a']);
      flagged(text, 'undefined-copy-source');
    });

    test('a source that is more than a variable is only another path', async () => {
      assert.deepEqual((await lab.build('FROM scratch\nCOPY sub/$V /x/\n')).files, ['x/a']);
    });

    test('FROM without a value', async () => {
      for (const text of ['FROM $V\n', 'ARG V\nFROM ${V}\n']) {
        assert.match((await lab.build(text)).error ?? '', /no FROM statement found/);
        flagged(text, 'undefined-base-argument');
      }
      const untagged = 'ARG V\nFROM localhost/none:$V\n';
      assert.match((await lab.build(untagged)).error ?? '', /invalid reference format/);
      flagged(untagged, 'undefined-base-argument');
    });

    test('names that no image can have', async () => {
      const digits = 'a'.repeat(64);
      const refused = [
        ...['Alpine', 'Alpine:3', 'SCRATCH', 'docker.io/Library/alpine', 'MyTeam/app', 'localhost/App:1'],
        ...['alpine:', 'alpine:3:2', 'alpine/', 'a//b', 'https://docker.io/alpine', './alpine'],
        ...[
          'alpine@sha256:abc',
          `alpine@${digits}`,
          `alpine@sha256:${digits.toUpperCase()}`,
          `alpine@md5:${'a'.repeat(32)}`,
        ],
      ];
      for (const name of refused) {
        const text = `FROM ${name}\n`;
        assert.match((await lab.build(text)).error ?? '', refusal, name);
        flagged(text, 'invalid-image-name');
      }
      const taken = ['Docker.io/a:LATEST', 'REGISTRY:5000/a', `alpine:3@sha256:${digits}`, digits, 'dir:/Base'];
      for (const name of taken) {
        const text = `FROM ${name}\n`;
        assert.doesNotMatch((await lab.build(text)).error ?? '', refusal, name);
        assert.ok(!ids(lint('Containerfile', text)).includes('containerfile/invalid-image-name'), name);
      }
    });

    test('only the word alone is scratch', async () => {
      for (const name of ['scratch:latest', 'scratch:1', 'docker.io/library/scratch', 'docker.io/scratch:latest']) {
        const text = `FROM ${name}\nCOPY sub /x/\n`;
        assert.match((await lab.build(text)).error ?? '', /image not known/, name);
        flagged(text, 'invalid-image-name');
      }
      const quoted = 'FROM "scratch"\nCOPY sub /x/\n';
      assert.deepEqual((await lab.build(quoted)).files, ['x/a']);
      assert.ok(!ids(lint('Containerfile', quoted)).includes('containerfile/invalid-image-name'));
    });

    test('an ARG of a parent stage', async () => {
      const text = 'FROM scratch AS p\nARG V=sub\nFROM p\nCOPY $V /x/\n';
      assert.deepEqual((await lab.build(text)).files, which === 'current' ? ['x/a'] : everything);
    });

    test('platform arguments are empty where no ARG declares them', async () => {
      const text = 'FROM scratch\nWORKDIR /y\nCOPY sub /x$TARGETARCH/\n';
      assert.deepEqual((await lab.build(text)).files, ['x/a']);
      flagged(text, 'undefined-variable');
    });
  });
}

const two = 'FROM scratch AS Build\nCOPY sub /x/\nFROM scratch AS second\nCOPY root.txt /r/\n';

for (const which of ['debian', 'current'] as const) {
  const lab = openBuildLab(which, context);

  describe(`${which} Podman: stages`, { skip: lab.tool.skip }, () => {
    after(lab.close);

    for (const [name, text] of Object.entries({
      'in other letters': `${two}COPY --from=build /x /y/\n`,
      'in other letters, in FROM': `${two}FROM build\nCOPY sub /x/\n`,
      itself: `${two}COPY --from=second /r /y/\n`,
      'itself, where an earlier stage has the same name': `${two.replace('Build', 'second')}COPY --from=second /x /y/\n`,
      'a later stage':
        'FROM scratch AS a\nCOPY --from=b /x /y/\nFROM scratch AS b\nCOPY sub /x/\nFROM a\nCOPY --from=b /x /\n',
      // Not a short one, which may be the beginning of an image's id.
      'a number that is none': `${two}COPY --from=7000000007 /r /y/\n`,
      'a number as a base': `${two}FROM 0\nCOPY sub /x/\n`,
      'nothing at all': `${two}COPY --from=nothing /r /y/\n`,
    })) {
      test(`${name} is not found`, async () => {
        const built = await lab.build(text);
        assert.ok(built.error, text);
        const findings = lint('Containerfile', text, { profile: 'strict' });
        assert.ok(ids(findings).includes('containerfile/stage-reference'), text);
      });
    }

    test('two stages of one name', async () => {
      const text =
        'FROM scratch AS a\nCOPY sub /one/\nFROM scratch AS m\nCOPY --from=a / /m/\nFROM scratch AS a\nCOPY root.txt /two/\nFROM scratch\nCOPY --from=a / /a/\nCOPY --from=m / /\n';
      assert.deepEqual((await lab.build(text)).files, ['a/two/root.txt', 'm/one/a']);
      const target = which === 'debian' ? ['one/a'] : ['two/root.txt'];
      assert.deepEqual((await lab.build(text, '--target', 'a')).files, target);
    });

    test('a stage that is called scratch', async () => {
      const text = 'FROM scratch AS scratch\nCOPY sub /x/\nFROM scratch\nCOPY --from=scratch / /y/\n';
      const files = which === 'debian' ? ['y/x/a'] : ['x/a', 'y/x/a'];
      assert.deepEqual((await lab.build(text)).files, files);
    });

    test('a stage that is called by a number', async () => {
      const said = (text: string) => ids(lint('Containerfile', text));
      const other = 'FROM scratch AS 1\nCOPY sub /one/\nFROM scratch\nCOPY root.txt /two/\nFROM scratch\n';
      const byPlace = `${other}COPY --from=1 / /y/\n`;
      assert.deepEqual((await lab.build(byPlace)).files, ['y/two/root.txt']);
      assert.ok(said(byPlace).includes('containerfile/duplicate-stage-name'));
      // Which of the two it is built on depends on which of them is built first.
      const byChance = (await lab.build(other.replace(/FROM scratch\n$/, 'FROM 1\nCOPY sub /z/\n'))).files;
      assert.match(byChance.join(' '), /^(?:one\/a|two\/root.txt) z\/a$/);
      const base = 'FROM scratch AS 7\nCOPY root.txt /one/\nFROM 7\nCOPY sub /z/\n';
      assert.deepEqual((await lab.build(base)).files, ['one/root.txt', 'z/a']);
      const tooMany = 'FROM scratch AS 7\nCOPY sub /x/\nFROM scratch\nCOPY --from=7 / /y/\n';
      const { error, files } = await lab.build(tooMany);
      if (which === 'debian') assert.match(error ?? '', /panic: runtime error: index out of range/);
      else assert.deepEqual(files, ['y/x/a']);
      for (const text of [base, tooMany]) assert.ok(!said(text).includes('containerfile/stage-reference'), text);
    });

    test('a stage without a name is called by its number in FROM, too', async () => {
      const text = 'FROM scratch\nCOPY sub /x/\nUSER 1\nFROM 0\nCOPY root.txt /y/\n';
      assert.deepEqual((await lab.build(text)).files, ['x/a', 'y/root.txt']);
      assert.ok(!ids(lint('Containerfile', text)).some(id => /stage-reference|missing-user/.test(id)));
    });

    test('a number means the later of two stages that share the name', async () => {
      const text = `${two.replace('Build', 'second')}FROM scratch\nCOPY --from=0 / /y/\n`;
      assert.deepEqual((await lab.build(text)).files, ['y/r/root.txt']);
    });

    test('an instruction does not see what it sets itself', async () => {
      for (const keyword of ['ENV', 'ARG']) {
        const text = `FROM scratch\n${keyword} A=one B=/x$A/\nCOPY sub $B\n`;
        assert.deepEqual((await lab.build(text)).files, ['x/a']);
        const [finding] = lint('Containerfile', text).filter(
          ({ rule }) => rule.id === 'containerfile/undefined-variable',
        );
        assert.match(finding?.message.text.en ?? '', /this same instruction/);
        assert.equal(finding?.severity, 'warning');
      }
    });

    test('a build context is looked for before a stage', async () => {
      const { files } = await lab.build(
        `${two}COPY --from=Build . /y/\n`,
        '--build-context',
        `Build=${process.cwd()}/test/support`,
      );
      assert.ok(files.includes('y/buildLab.ts'));
    });
  });
}

describe('current Podman: an empty platform', () => {
  const lab = openBuildLab('current', context);
  after(lab.close);
  test('is refused', { skip: lab.tool.skip }, async () => {
    const built = await lab.build('FROM --platform=$BULIDPLATFORM scratch\nCOPY sub /x/\n');
    assert.match(built.error ?? '', /no value specified for --platform/);
  });
});

for (const which of ['debian', 'current'] as const) {
  const lab = openBuildLab(which, context);
  const message = (text: string) =>
    lint('Containerfile', text, { podman: which === 'debian' ? '4.3.1' : '5.8.6' }).find(
      ({ rule }) => rule.id === 'containerfile/automatic-argument',
    )?.message.text.en;

  describe(`${which} Podman: defaults of automatic arguments`, { skip: lab.tool.skip }, () => {
    after(lab.close);

    test('of the whole platform', async () => {
      const text = 'FROM scratch\nARG TARGETPLATFORM=linux/s390x\nCOPY root.txt /$TARGETPLATFORM/\n';
      const { error, files } = await lab.build(text);
      if (which === 'debian') assert.deepEqual([error, files], [undefined, ['linux/s390x/root.txt']]);
      else assert.match(error ?? '', /attempted to redefine/);
      assert.match(message(text) ?? '', which === 'debian' ? /replaces/ : /refuses/);
    });

    test('of a part of it', async () => {
      const text = 'FROM scratch\nARG TARGETOS=odd\nCOPY root.txt /$TARGETOS/\n';
      assert.deepEqual((await lab.build(text)).files, [which === 'debian' ? 'odd/root.txt' : 'linux/root.txt']);
      assert.match(message(text) ?? '', which === 'debian' ? /replaces/ : /ignores/);
    });

    test('before the first FROM', async () => {
      const text = 'ARG BUILDPLATFORM=odd\nFROM scratch\nARG BUILDPLATFORM\nCOPY root.txt /$BUILDPLATFORM/\n';
      const { error, files } = await lab.build(text);
      if (which === 'debian') assert.match(files[0] ?? '', /^linux\//);
      else assert.match(error ?? '', /attempted to redefine/);
      if (which === 'debian') assert.equal(message(text), undefined);
      else assert.match(message(text) ?? '', /refuses/);
    });
  });
}
