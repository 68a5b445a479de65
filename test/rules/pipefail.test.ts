import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ids, lint } from '../support/lint.ts';

const isFound = (text: string): boolean =>
  ids(lint('Containerfile', text, { profile: 'strict' })).includes('containerfile/pipefail');

const bash = 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]';
const pipe = 'RUN wget -O - https://b.org | wc -l > /n';

describe('where a pipe hides a failure', () => {
  const hidden: Record<string, string> = {
    'in the next stage': `FROM scratch AS a\n${bash}\n${pipe}\nFROM scratch\n${pipe}\n`,
    'behind another SHELL': `FROM scratch\n${bash}\nSHELL ["/bin/sh", "-c"]\n${pipe}\n`,
    'in front of the SHELL': `FROM scratch\n${pipe}\n${bash}\n`,
    'with a shell of its own': 'FROM scratch\nRUN set -o pipefail && sh -c "make | tee log"\n',
    'an exit code for the last command': 'FROM scratch\nRUN make | tee log || exit 1\n',
    'the second of two': 'FROM scratch\nRUN echo a | x && make | tee log\n',
    'several stages of a pipe': 'FROM scratch\nRUN echo a | x | y\n',
    'under another option': 'FROM scratch\nRUN set -o errexit; make | tee log\n',
    'a loop that reads it': 'FROM scratch\nRUN make | while read x; do y; done\n',
    'a loop of them': 'FROM scratch\nRUN for x in y; do make | tee log; done\n',
    'inside of ONBUILD': 'FROM scratch\nONBUILD RUN make | tee log\n',
  };
  for (const [name, text] of Object.entries(hidden)) test(name, () => assert.equal(isFound(text), true));
});

describe('where it hides none', () => {
  const clean: Record<string, string> = {
    zsh: `FROM scratch\nSHELL ["/bin/zsh", "-o", "pipefail", "-c"]\n${pipe}\n`,
    'ash of Alpine': `FROM alpine\nSHELL ["/bin/ash", "-eo", "pipefail", "-c"]\n${pipe}\n`,
    'sh of Alpine': `FROM alpine\nSHELL ["/bin/sh", "-eo", "pipefail", "-c"]\n${pipe}\n`,
    'a SHELL of the stage before': `FROM scratch AS a\n${bash}\nFROM a\n${pipe}\n`,
    powershell: 'FROM scratch\nSHELL ["pwsh", "-c"]\nRUN Get-Variable X | Select-Object -ExpandProperty Value\n',
    'no pipe': 'FROM scratch\nRUN a || b && echo "c | d" # e | f\n',
    'a heredoc that sets it': 'FROM scratch\nRUN <<EOF\nset -euo pipefail\nmake | tee log\nEOF\n',
    'a heredoc of bash that sets it': 'FROM scratch\nRUN bash <<EOF\nset -o pipefail\nmake | tee log\nEOF\n',
    python: 'FROM scratch\nRUN <<EOF\n#!/usr/bin/python3\nx = a | b\nEOF\n',
    'over lines': 'FROM scratch\nRUN set -o errexit \\\n  -o pipefail; \\\n  make \\\n  | tee log\n',
    'a failure that is taken': 'FROM scratch\nRUN make | tee log \\\n  || true\nRUN x | y || :\n',
    'in the background': 'FROM scratch\nRUN x | y & z\n',
    'a condition of several': 'FROM scratch\nRUN if a && x | y; then z; fi\n',
    'a negation': 'FROM scratch\nRUN ! ldd /a | grep b\n',
    'a loop that ends it': 'FROM scratch\nRUN while x | y; do z; done\n',
  };
  for (const [name, text] of Object.entries(clean)) test(name, () => assert.equal(isFound(text), false));
});
