import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Hover } from 'vscode-languageserver/node';
import { inCode, withoutMarkdown } from '../../../server/core/markdown.ts';
import { defaultSettings, type Settings } from '../../../server/core/settings.ts';
import type { Locale } from '../../../server/core/text.ts';
import { unknownWorkspace } from '../../../server/core/workspace.ts';
import { hover } from '../../../server/lsp/containerfile/hover.ts';
import { buildFlags, instructionNames, mountOptions } from '../../../server/podman/buildFeatures.ts';
import { flagTexts, mountOptionTexts, mountTypeTexts } from '../../../server/podman/flagTexts.ts';
import { instructionTexts } from '../../../server/podman/instructionTexts.ts';
import { parse } from '../../support/containerfile.ts';
import { mark, unmark } from '../../support/marked.ts';
import { Opened } from '../support/containerfileClient.ts';

/** What the hover in the middle of the mark says; its range is the mark. */
function said(marked: string, settings: Partial<Settings> = {}, locale: Locale = 'en'): string {
  const { text, spans } = unmark(marked);
  const [span = { start: 0, end: 0 }] = spans;
  const context = { settings: { ...defaultSettings, ...settings }, locale, workspace: unknownWorkspace };
  const found = hover(parse(text), (span.start + span.end) >> 1, context);
  if (!found) return '';
  assert.equal(mark(text, [found.span]), marked);
  return found.paragraphs.join('\n');
}

describe('a hover says', () => {
  test('what an instruction is for, also behind ONBUILD and in lower case', () => {
    assert.match(said('«FROM» a\n'), /```dockerfile\nFROM .*Starts a stage/s);
    assert.match(said('FROM a\nONBUILD «copy» a b\n'), /Copies files/);
    assert.match(said('FROM a\n«HEALTHCHECK» NONE\n'), /cannot keep it/);
    assert.equal(said('FROM a\n«NOPE» x\n'), '');
  });

  test('nothing of a variable that the shell gives another value', () => {
    assert.match(said('FROM a\nENV V=1\nRUN echo $«V»; V=2\n'), /is `1`/);
    assert.equal(said('FROM a\nENV V=1\nRUN V=2; echo $«V»\n'), '');
    assert.equal(said('FROM a\nENV V=1\nRUN for «V» in 1 2; do echo $V; done\n'), '');
  });

  test('at each USER whom its stage ends as', () => {
    assert.match(
      said('FROM a AS b\n«USER» root\nUSER app\nFROM b\n'),
      /^The stage ends as user `app`.*\n```dockerfile\nUSER/,
    );
    assert.match(said('FROM a\nuser «1001:0»\n'), /^The stage ends as user `1001:0`[^`]*$/);
  });

  test('what a flag is for, and since when', () => {
    assert.match(said('FROM a\nCOPY «--parents» a b\n'), /folders.*\nPodman 5\.5 or newer/);
    assert.match(said('FROM a\nCOPY «--parents» a b\n', { podman: '4.9' }), /Needs Podman 5\.5 or newer.*for 4\.9/);
    assert.match(said('FROM a\nRUN «--security»=insecure x\n'), /Podman does not/);
    assert.doesNotMatch(said('FROM a AS b\nCOPY «--from»=b / /\n'), /Podman/);
  });

  test('what a mount and its options are for', () => {
    assert.match(said('FROM a\nRUN --mount=type=«secret»,id=x y\n'), /nothing of it stays/);
    assert.match(said('FROM a\nRUN --mount=«type»=secret,id=x y\n'), /nothing of it stays/);
    assert.match(said('FROM a\nRUN --mount=type=secret,«required» y\n'), /Ends the build/);
    assert.match(said('FROM a\nRUN --mount=type=secret,id=a,«env»=X y\n'), /Needs Podman 6\.0/);
  });

  test('what the value of a variable is, and where it comes from', () => {
    assert.match(said('ARG V=1\nFROM a:$«V»\n'), /^`V` is `1`, set in line 1, unless `--build-arg` says/);
    assert.match(said('FROM a\nENV V=1 W="x y"\nRUN echo ${«W»}\n'), /^`W` is `x y`, set in line 2\.$/);
    assert.match(said('ARG V=1\nFROM a\nARG «V»\n'), /^`V` is `1`, set in line 1, 3, unless/);
    assert.match(said('FROM a AS b\nENV V=1\nFROM b\nCMD x $«V»\n'), /^`V` is `1`, set in line 2\.$/);
    assert.equal(said('FROM scratch\nWORKDIR /$«V»\n'), '`V` is empty.');
    assert.match(said('FROM a\nENV «V»=x:$Y\n'), /not known from this file, set in line 2\.$/);
  });

  test('why a value is not known', () => {
    assert.match(said('FROM a\nARG V\nRUN $«V»\n'), /not known.*declared in line 2.*--build-arg/);
    assert.match(said('FROM a\nWORKDIR $«HOME»\n'), /not known.*base image may/);
    assert.match(said('FROM --platform=$«BUILDPLATFORM» a\n'), /not known.*Podman itself/);
  });

  test('nothing of a secret', () => {
    const text = said('FROM a\nENV DB_PASSWORD=hunter2-and-more\nRUN x $«DB_PASSWORD»\n');
    assert.match(text, /has a value, set in line 2/);
    assert.doesNotMatch(text, /hunter2/);
  });

  test('which image a short name means, and whom it runs as', () => {
    assert.match(
      said('FROM «alpine:3.20»\n'),
      /^`docker\.io\/library\/alpine:3\.20`.*aliases.*`root`.*hub\.docker\.com\/_\/alpine/s,
    );
    assert.match(
      said('FROM «fedora»\n'),
      /registry\.fedoraproject\.org\/fedora.*Docker takes it for `docker\.io\/library\/fedora`/s,
    );
    assert.match(said('FROM «team/app»\n'), /no alias/);
    assert.match(said('FROM «scratch»\n'), /Nothing at all/);
    assert.match(said('ARG T=9\nFROM «registry.access.redhat.com/ubi9/python-311»\n'), /`1001`/);
  });

  test('whom a stage ends as', () => {
    assert.match(
      said('FROM alpine AS «b»\nUSER 1001\nFROM b\n'),
      /Stage `b`, line 1.*ends as user `1001`, set in line 2/s,
    );
    assert.match(said('FROM alpine AS b\nFROM «b»\n'), /Stage `b`.*`root`, the one of the image `alpine`/s);
    assert.match(said('FROM alpine AS b\nFROM x\nCOPY --from=«b» / /\n'), /Stage `b`/);
    assert.match(said('FROM x.example/y AS «b»\n'), /not known.*becomes the image/s);
    assert.match(said('FROM a AS «b»\nUSER $U\nFROM c\n'), /`\$U`.*not known.*Nothing in this file uses/s);
    assert.match(said('FROM a\nUSER «0»\n'), /user `0`.*That is root/);
    assert.match(said('FROM a\nUSER «root»\nUSER app\n'), /ends as user `app`/);
  });

  test('nothing in comments, shell words and heredocs', () => {
    assert.equal(said('FROM a\n# «RUN»\nRUN x\n'), '');
    assert.equal(said('FROM a\nRUN «echo» x\n'), '');
    assert.equal(said('FROM a\nCOPY <<EOF /x\n«FROM» b\nEOF\n'), '');
    assert.equal(said("FROM a\nRUN echo '$«HOME»'\n"), '');
  });

  test('the same in Japanese', () => {
    const kana = /[\u3040-\u30ff]/;
    for (const text of ['«FROM» a\n', 'FROM a\nCOPY «--parents» a b\n', 'ARG V=1\nFROM a:$«V»\n', 'FROM «alpine»\n'])
      assert.match(said(text, {}, 'ja'), kana);
    assert.equal(
      said('ARG V=1\nFROM a:$«V»\n', {}, 'ja'),
      '`V` の値は `1` です（1 行目で設定、`--build-arg` で変更可能）。',
    );
    assert.match(said('FROM alpine AS «b»\nUSER 0\nFROM b\n', {}, 'ja'), /最後のユーザーは `0` です.*root/s);
  });
});

test('every instruction, flag and mount that Podman takes is explained', () => {
  assert.deepEqual(Object.keys(instructionTexts).sort(), [...instructionNames].sort());
  const missing = Object.entries(buildFlags).flatMap(([keyword, flags]) =>
    Object.entries(flags).flatMap(([name, support]) =>
      support === 'docker' || flagTexts[keyword]?.[name] ? [] : [`${keyword} --${name}`],
    ),
  );
  assert.deepEqual(missing, []);
  assert.deepEqual(Object.keys(mountTypeTexts).sort(), Object.keys(mountOptions).sort());
  const known = new Set(Object.values(mountOptions).flatMap(options => Object.keys(options)));
  assert.deepEqual(
    Object.keys(mountOptionTexts).filter(name => !known.has(name)),
    [],
  );
});

test('words from the file stay words', () => {
  assert.equal(inCode('a`b'), '``a`b``');
  assert.equal(inCode('`a'), '`` `a ``');
  assert.equal(inCode('a\nb'), '`a b`');
  assert.equal(
    withoutMarkdown('`A` is ``b`c``, [page](<https://x.y/z>)\n```dockerfile\nFROM x\n```'),
    'A is b`c, page: https://x.y/z\nFROM x',
  );
});

test('over the protocol: the finding first, then the place; plain text where nobody renders Markdown', async () => {
  const file = await Opened.start('FROM scratch\nUSER «root»\n');
  const found = await file.ask<Hover>('textDocument/hover');
  const { value } = found.contents as { value: string };
  assert.match(value, /root-user.*\n\n---\n\nThe stage ends as user `root`/s);
  assert.ok(found.range);
  assert.equal(file.marked([found.range]), 'FROM scratch\nUSER «root»\n');
  file.client.stop();
  const plain = await Opened.start('«FROM» scratch\nUSER 1\n', { capabilities: { textDocument: { hover: {} } } });
  const { contents } = await plain.ask<Hover>('textDocument/hover');
  assert.equal((contents as { kind: string }).kind, 'plaintext');
  assert.doesNotMatch((contents as { value: string }).value, /`|\*\*/);
  plain.client.stop();
});
