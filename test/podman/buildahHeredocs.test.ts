import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from '../support/containerfile.ts';
import { ask, realTool } from '../support/realTools.ts';

const podman = realTool('currentPodman');

const lines = [
  ...[
    'RUN cat <<EOF',
    'RUN cat << EOF',
    'RUN cat <<  EOF',
    'RUN cat 3<< EOF x',
    'RUN a 3<<-"E F"',
    'RUN <<E"O"F',
    'RUN <<$X',
  ],
  ...[
    'RUN echo a # <<EOF',
    'ONBUILD RUN <<EOF',
    'RUN [ -d x ] && cat <<EOF',
    'RUN ["a" <<EOF',
    'RUN --mount=type=x cat <<EOF',
  ],
  ...[
    'COPY <<EOF /x',
    'COPY << EOF /x',
    'ADD <<EOF /x',
    'RUN cat <<\\\n EOF',
    'RUN x $(cat <<EOF',
    'RUN cat <<< << EOF',
  ],
  ...['RUN echo $((1 <<3))', 'RUN echo $(( 1 << 3 ))', 'RUN (cat <<EOF)', 'RUN cat <<EOF;', 'RUN cat <<EOF>x'],
  ...[
    'RUN echo "a <<EOF b"',
    "RUN echo it's <<EOF",
    'RUN "a <<EOF',
    'RUN cat <<<EOF',
    'RUN cat <<< EOF',
    'RUN cat <<- EOF',
  ],
  ...[
    'RUN cat <<-  "E F" > x',
    'RUN cat << <<EOF',
    'RUN cat <<',
    'RUN cat < < EOF',
    'RUN cat x<< EOF',
    'RUN cat x<<EOF',
  ],
  ...[
    'RUN echo $((1<<3))',
    'RUN ["cat", "<<EOF"]',
    'RUN --network=none ["cat <<EOF"] # c',
    'RUN ["a"] <<EOF',
    'RUN [] <<EOF',
  ],
  ...['ENV A=<<EOF', 'CMD <<EOF', 'HEALTHCHECK CMD <<EOF', "RUN <<''", 'RUN <<EOF<<B', 'RUN cat \\\\<<EOF'],
];

describe('what Podman takes for a heredoc', { skip: podman.skip }, () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'podseal-heredocs-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const line of lines) {
    test(line, async () => {
      const text = `FROM scratch\n${line}\nLABEL a=b\n`;
      writeFileSync(path.join(folder, 'Containerfile'), text);
      // Podman reads the whole file first; what fails later does not matter here.
      const { stderr } = await ask(podman, ['build', '--isolation', 'chroot', folder]);
      const isOpen = parse(text).problems.some(({ kind }) => kind.endsWith('-heredoc'));
      assert.equal(isOpen, stderr.includes('unterminated heredoc'), stderr);
    });
  }
});
