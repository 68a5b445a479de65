import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { filesAround } from '../support/filesAround.ts';
import { lint } from '../support/lint.ts';
import { ask, eachOf, type RealTool, realTool } from '../support/realTools.ts';

/** The rules that say what Podman refuses. */
const own = new Set(
  [
    ...['unknown-instruction', 'unknown-flag', 'missing-argument', 'invalid-instruction', 'invalid-flag-value'],
    ...['trailing-comment', 'invalid-exec-form', 'unterminated-heredoc', 'invalid-escape', 'missing-from'],
    ...['unsupported-by-podman', 'newer-than-podman', 'ignored-escape-directive'],
  ].map(name => `containerfile/${name}`),
);

/** Each is built by itself, behind `FROM scratch`; the last line is the one in question. */
const lines: readonly string[] = [
  // Instructions and flags that nobody knows, and some that somebody does.
  ...[
    'COYP a /x',
    '&& a',
    'RUN: a',
    'ENV\u00a0A=b',
    'CMD["a"]',
    'cOpY a /x/',
    'ONBUILD FOO a',
    'CMD --version',
    'USER --x 1',
  ],
  ...[
    'RUN --security=insecure a',
    'RUN --device=a b',
    'RUN --netwrok=none a',
    'RUN --network a',
    'RUN --network=host a',
    'RUN --network=sandbox a',
  ],
  ...[
    'COPY --chwon=1:1 a /x',
    'COPY --checksum=sha256:0 a /x',
    'COPY --chown a /x',
    'COPY --link=yes a /x',
    'COPY --link a /x',
  ],
  ...[
    'COPY --link=false a /x',
    'COPY --parents a /x',
    'COPY --exclude=*.q a /x',
    'ADD --unpack=true a /x',
    'ADD --keep-git-dir a /x',
  ],
  ...[
    'ADD --unpack=false a /x',
    'ADD --keep-git-dir=false a /x',
    'ADD --link a /x',
    'ADD --parents a /x',
    'COPY --chown= a /x',
    'COPY --chmod= a /x',
  ],
  ...['COPY --chmod=u=rwx,go=rx a /x', 'COPY --chmod=+x a /x', 'COPY --chmod=789 a /x', 'COPY --chmod=0o755 a /x'],
  ...['COPY --chmod=1755 a /x', 'COPY --chmod=10755 a /x', 'COPY --chmod="755" a /x', 'COPY --chmod=${M:-755} a /x'],
  // Mounts.
  ...[
    'type=image,target=/x',
    'type=BIND,target=/x',
    'type=bind',
    'target=/x',
    'type=cache',
    'type=cache,target=/x,sharing=private',
  ],
  ...[
    'type=cache,target=/x,sharing=foo',
    'type=cache,target=/x,id=a,uid=1,gid=1,mode=0755,Z,U',
    'type=tmpfs,target=/x,size=1m',
  ],
  ...[
    'type=tmpfs,target=/x,tmpfs-size=1m,tmpfs-mode=755,nosuid,nodev,noexec',
    'type=tmpfs,target=/x,rw',
    'type=secret',
  ],
  ...[
    'type=secret,target=/x',
    'type=secret,id=a,dst=/x,mode=0400,uid=1,gid=1',
    'type=secret,id=a,env=A',
    'type=secret,id=a,foo=b',
  ],
  ...[
    'type=ssh,required',
    'type=ssh,id=a',
    'type=bind,target=/x,ro=true',
    'type=bind,target=/x,rw',
    'type=bind,target=/x,relabel=shared',
  ],
  ...['mode=0o444', 'mode=u=r', 'mode=9', 'mode=', 'mode=440', 'uid=app', 'uid=0x1', 'gid=-1', 'gid=1'].flatMap(
    option => ['type=secret,id=a', 'type=ssh', 'type=cache,target=/x'].map(mount => `${mount},${option}`),
  ),
  ...['yes', 'tRue', '0', ''].map(value => `type=secret,id=a,required=${value}`),
  ...['relabel=z', 'relabel=', 'bind-propagation=none', 'bind-propagation=rslave'].map(
    option => `type=bind,target=/x,${option}`,
  ),
  ...['type=cache,target=/x,id=', 'type=secret,id=', 'type=secret,id=a,', 'type=tmpfs,,target=/x'],
  ...['type=bind,taget=/x', 'type=bind,target=/x,nosuid,nodev,noexec', 'type=cache,target=/x,readonly=false'],
  ...['ro=1', 'readonly=True', 'rw=', 'nodev=x', 'z=true', 'U=false', 'bind-nonrecursive=1'].map(
    option => `type=bind,target=/x,${option}`,
  ),
  ...['type=cache,target=/x,Z=1', 'type=tmpfs,target=/x,ro=true', 'type=tmpfs,target=/x,noexec='],
  ...['type=image,type=tmpfs,target=/x', 'type=tmpfs,type=image,target=/x'],
  // What belongs behind an instruction.
  ...[
    'ENV',
    'ENV A',
    'ENV A=b c',
    'ENV A=b # c',
    'ENV A b c',
    'ENV A="b',
    "ENV A=b'c d",
    'ENV "a b"=c D=',
    'LABEL a',
    'LABEL a=b "c d"',
  ],
  ...[
    'ARG',
    'ARG A="b',
    'EXPOSE',
    'EXPOSE 80 # a',
    'USER',
    'USER a b',
    'USER ""',
    'WORKDIR',
    'VOLUME',
    'VOLUME []',
    'VOLUME [""]',
  ],
  ...[
    'COPY a',
    'COPY ["a"]',
    'COPY "a b" /x',
    'ADD a',
    'MAINTAINER',
    'ONBUILD',
    'ONBUILD ENV A',
    'ONBUILD COPY a',
    'ONBUILD ONBUILD RUN a',
  ],
  ...[
    'ONBUILD FROM a',
    'SHELL',
    'SHELL bash',
    'SHELL []',
    'SHELL ["a"] b',
    'CMD',
    'CMD []',
    "CMD ['a']",
    'CMD ["a",]',
    'CMD [1]',
    'CMD ["a"] b',
  ],
  ...[
    'CMD ["a", true]',
    'CMD [["a"]]',
    'CMD [ -x a ]',
    'ENTRYPOINT ["a", 1',
    'STOPSIGNAL',
    'STOPSIGNAL FOO',
    'STOPSIGNAL term',
  ],
  ...['STOPSIGNAL 0', 'STOPSIGNAL SIGRTMIN+3', 'STOPSIGNAL SIGRTMIN+99', 'STOPSIGNAL 99', 'STOPSIGNAL SIGTERM # a'],
  ...[
    'HEALTHCHECK',
    'HEALTHCHECK CMD',
    'HEALTHCHECK CMD []',
    'HEALTHCHECK curl a',
    'HEALTHCHECK none',
    'HEALTHCHECK NONE a',
  ],
  ...[
    'HEALTHCHECK --foo NONE',
    'HEALTHCHECK --foo=1 CMD a',
    'HEALTHCHECK --interval=5 CMD a',
    'HEALTHCHECK --interval=${X:-5s} CMD a',
    'HEALTHCHECK --retries=$X CMD a',
    'HEALTHCHECK --interval=1h2m.5s CMD a',
  ],
  ...[
    'HEALTHCHECK --timeout=0s CMD a',
    'HEALTHCHECK --retries=0 CMD a',
    'HEALTHCHECK --timeout= --retries= CMD a',
    'HEALTHCHECK --interval 5s CMD a',
    'HEALTHCHECK --start-interval=1s CMD a',
  ],
  // Variables.
  ...[
    'ENV A=${B-c}',
    'ENV A=${B+c}',
    'ENV A=${B:-c}${B:+d}',
    'ENV A=${B:?c}',
    'ENV A=${B#c}${B%%d}${B/e/f}',
    'ENV A=${B^^}',
    'ENV A=${B:0:1}',
  ],
  ...[
    "ENV A='${B^^}'",
    'ENV A=\\${B^^}',
    'ENV A=${B',
    'ENV A=${B:-${C-d}}',
    'COPY ["a", "/x${B-c}"]',
    'CMD echo ${B-c}',
    'USER ${B-1}',
  ],
  // Heredocs.
  ...[
    'COPY <<EOF /x\na\nEOF',
    'COPY <<EOF /x\na',
    'RUN echo $((1 <<3))',
    'RUN echo $((1 << 3))',
    'RUN echo $((1<<3))',
    'COPY << EOF /x\na\nEOF',
  ],
  'CMD cat <<EOF',
];

const starts = [
  ...[
    'FROM',
    'FROM scratch a',
    'FROM scratch AS',
    'FROM scratch AS a b',
    'FROM scratch as a',
    'FROM scratch # a',
    'FROM --pull=always scratch',
  ],
  ...['FROM --platform=linux/amd64,linux/arm64 scratch', 'FROM --platform=linux/a/b/c scratch'],
  ...['FROM --platform=linux:amd64 scratch', 'FROM --platform=linux/amd64/v2 scratch'],
  ...['FROM --platform scratch', 'FROM ${X-scratch}', 'FROM ${X:-scratch}', 'FROM "scratch'],
].map(from => `${from}\nENV A=b\n`);
const whole: readonly string[] = [
  ...['COPY --link=$L a /x', 'ADD --link="${L}" a /x', 'COPY --chmod=$L a /x', 'COPY --chmod=$M a /x'].map(
    line => `FROM scratch\nARG L=yes M=755\n${line}\n`,
  ),
  ...['link', 'chown', 'chmod'].map(flag => `FROM scratch\nARG L=\nCOPY --${flag}=$L a /x\n`),
  'FROM scratch\nARG L=false\nCOPY --link=$L a /x\n',
  'LABEL a=b\nFROM scratch\nENV A=b\n',
  'ARG A=b\nFROM scratch\nENV A=b\n',
  'COPY a /x\n',
  'FROM scratch AS a\nCOPY a /x\nFROM --after=a scratch\nCOPY a /x\n',
  '# escape=x\nFROM scratch\nENV A=b\n',
  '# escape=`\n# escape=`\nFROM scratch\nENV A=b\n',
  '# escape=\nFROM scratch\nENV A=b\n',
  '# escape=`\nFROM scratch\nENV A=b `\n C=d\n',
  '# syntax=a\n# escape=`\nFROM scratch\nENV A=b `\n C=d\n',
  '\n# escape=`\nFROM scratch\nENV A=b\n',
  'FROM scratch\nENV A=b \\\n # c\n\n  D=e\n',
];
const single = lines.map(line => `FROM scratch\n${mounted(line)}\n`);
const isSingle = new Set(single);
const texts = [...single, ...starts, ...whole];

function mounted(line: string): string {
  return /^(?:type|target)\b/.test(line) ? `RUN --mount=${line} a` : line;
}

/** The build went on to start a process, which an empty image or this machine does not let it. */
const started = /\/bin\/sh|RLIMIT|executable file|pivot_root|exit status/;

let folder = '';
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'podseal-features-'));
  mkdirSync(path.join(folder, 'context'));
  writeFileSync(path.join(folder, 'context', 'a'), 'a');
});
after(() => rmSync(folder, { recursive: true, force: true }));

const builders = [
  { version: '4.3', tool: realTool('buildah') },
  { version: '5.8', tool: realTool('currentPodman') },
];
for (const { version, tool } of builders) {
  describe(`what Podman ${version} refuses is an error, and nothing else is`, { skip: tool.skip }, () => {
    test('of single instructions', async () => {
      const differing: string[] = [];
      await eachOf(await inQuestion(tool, version), 3, async text => {
        const refusal = await refusalOf(tool, version, text);
        const errors = errorsIn(text, version);
        const isElsewhere = isSingle.has(text) && errors.some(error => !error.endsWith(' 2'));
        if ((refusal !== undefined) !== errors.length > 0 || isElsewhere)
          differing.push(`${JSON.stringify(text)}\n  Podman: ${refusal ?? 'builds it'}\n  we: ${errors.join(', ')}`);
      });
      assert.deepEqual(differing, []);
    });
  });
}

/** All but those that we call right, and that build when they stand in one file: that saves most of the time. */
async function inQuestion(tool: RealTool, version: string): Promise<readonly string[]> {
  const fine = single.filter(text => !text.includes('\nRUN') && errorsIn(text, version).length === 0);
  const together = `FROM scratch\n${fine.map(text => text.slice('FROM scratch\n'.length)).join('')}`;
  const refusal = await refusalOf(tool, version, together);
  return refusal === undefined ? texts.filter(text => !fine.includes(text)) : texts;
}

/** By these rules, with their lines. */
function errorsIn(text: string, podman: string): string[] {
  return lint('Containerfile', text, { podman, profile: 'strict' }, filesAround({}, 'Containerfile'))
    .filter(({ rule, severity }) => own.has(rule.id) && severity === 'error')
    .map(({ rule, span }) => `${rule.id} in line ${text.slice(0, span.start).split('\n').length}`);
}

let count = 0;

/** What it says when it refuses a file; undefined if it builds it. */
async function refusalOf(tool: RealTool, version: string, text: string): Promise<string | undefined> {
  const file = path.join(folder, `Containerfile.${version}.${count++}`);
  writeFileSync(file, text);
  const store = path.join(folder, version);
  const options = ['--root', `${store}/root`, '--runroot', `${store}/run`, '--storage-driver', 'vfs'];
  const build = ['build', '--isolation', 'chroot', '--layers=false', '--pull=never', '--file', file];
  const args = version === '4.3' ? [...options, ...build] : build;
  const { status, stderr } = await ask(tool, [...args, path.join(folder, 'context')], {
    env: { ORACLE_STORAGE: store },
  });
  const said =
    stderr
      .split('\n')
      .filter(line => line.startsWith('Error'))
      .join(' ') || stderr.slice(-300);
  return status === 0 || started.test(said.replace(/^.*?STEP "[^\n]*": /, '')) ? undefined : said;
}
