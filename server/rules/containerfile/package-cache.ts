import type { Edit, Fix } from '../../core/fix.ts';
import { baseName } from '../../core/path.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { aptArchives, type PackageCache, packageCaches } from '../../podman/packageCaches.ts';
import { type PackageFamily, toolsOf } from '../../podman/packageManagers.ts';
import { builds, copies } from './_concerns.ts';
import { insertBehind } from './_edits.ts';
import { coversCache, deletedPaths, keepsArchives, mountedPaths, runBehind } from './_packageCaches.ts';
import { isScript, type PackageCommand, packageCommands } from './_packages.ts';
import { isFalse, pipVariableReports } from './_pipCacheVariable.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, type JudgeRun, judgeRuns, type Run } from './_shell.ts';
import { isShipped } from './_stages.ts';

const strict = { profile: 'strict' } as const;

export default containerfileRule({
  id: 'containerfile/package-cache',
  title: { en: 'Package cache in the image', ja: 'イメージに残るパッケージのキャッシュ' },
  severity: { podman: 'off', strict: 'info', kubernetes: 'off' },
  aliases: [
    ...['DL3009', 'DL3019', 'DL3032', 'DL3036', 'DL3040', 'DL3042', 'DL3060'],
    ...['DS-0015', 'DS-0019', 'DS-0020', 'DS-0025', 'DS-0027'],
  ],
  references: [
    {
      title: 'Building best practices: apt-get',
      url: 'https://docs.docker.com/build/building/best-practices/#apt-get',
    },
    {
      title: 'podman-build(1): --mount type=cache',
      url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html',
    },
  ],
  why: {
    en: 'It makes the image larger and is of no use in it; a later RUN can delete it, but the layer keeps it.',
    ja: 'イメージが大きくなるだけで役に立ちません。後の RUN で削除しても、このレイヤーには残ります。',
  },
  remedy: {
    en: 'Empty it in the same RUN, or keep it out of the image with --mount=type=cache.',
    ja: '同じ RUN の中で削除するか、--mount=type=cache でイメージの外に置いてください。',
  },
  messages: {
    lists: {
      en: '{tool} leaves the package lists in the image.',
      ja: '{tool} の取得したパッケージ一覧がイメージに残ります。',
    },
    cache: { en: '{tool} leaves its cache in the image.', ja: '{tool} のキャッシュがイメージに残ります。' },
    anyValue: {
      en: '{name}={value} reads as if pip kept its cache; any value makes it keep none.',
      ja: '{name}={value} はキャッシュを残す指定に見えますが、値が何であっても pip はキャッシュを残しません。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get «update» \\\n && apt-get install -y --no-install-recommends \\\n    # web\n    nginx=1.2\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nRUN apt-get update \\\n && apt-get install -y --no-install-recommends \\\n    # web\n    nginx=1.2 \\\n && rm -rf /var/lib/apt/lists/*\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN apk «add» bash && ["apk", "add"]\nRUN ["apk", «"add"», "bash"]\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nRUN apk add --no-cache bash && ["apk", "add"]\nRUN ["apk", "add", "--no-cache", "bash"]\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN dnf -y install bash-5 && dnf clean all && \\\n    dnf -y «install» zsh-5\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nRUN dnf -y install bash-5 && dnf clean all && \\\n    dnf -y install zsh-5 && \\\n    dnf clean all\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\r\nrun if true; then microdnf -y «install» a-1; fi\r\nUSER 1001\r\n',
        fixed:
          'FROM quay.io/a/b:1\r\nrun if true; then microdnf -y install a-1 && microdnf clean all; fi\r\nUSER 1001\r\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\nset -e\nyum -y clean metadata\nyum -y «install» a-1\nyum -y install b-1 > /log\nEOF\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1 AS c\nRUN pip «install» a==1\nFROM c\nONBUILD RUN python3 -m pip «install» -r a.txt\nRUN pip install --no-cache-dir a==1\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1 AS c\nRUN pip install --no-cache-dir a==1\nFROM c\nONBUILD RUN python3 -m pip install --no-cache-dir -r a.txt\nRUN pip install --no-cache-dir a==1\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN sh -c "zypper -n «in» a=1"\nRUN --mount=type=cache,target=/root/.npm yarn «install»\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nRUN sh -c "zypper -n in a=1 && zypper clean --all"\nRUN --mount=type=cache,target=/root/.npm yarn install && yarn cache clean\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get «update» && apt-get install -y --no-install-recommends gcc=1 && ./configure && make\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nRUN apt-get update && apt-get install -y --no-install-recommends gcc=1 && rm -rf /var/lib/apt/lists/* && ./configure && make\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1 AS c\nRUN cd /etc/apt/apt.conf.d && rm docker-clean\nFROM c\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get «install» -y --no-install-recommends a=1\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1 AS c\nRUN cd /etc/apt/apt.conf.d && rm docker-clean\nFROM c\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y --no-install-recommends a=1 && apt-get clean\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1 AS c\nONBUILD RUN apk «add» a=1\nRUN apk add a=1\nFROM quay.io/a/b:1\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1 AS c\nONBUILD RUN apk add --no-cache a=1\nRUN apk add a=1\nFROM quay.io/a/b:1\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN microdnf -y «install» dnf-4 && dnf -y install a-1 && dnf clean all\nRUN dnf -y «install» b-1 && microdnf clean all\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nRUN microdnf -y install dnf-4 && microdnf clean all && dnf -y install a-1 && dnf clean all\nRUN dnf -y install b-1 && dnf clean all && microdnf clean all\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nARG PIP_NO_CACHE_DIR=«off»\nENV UV_NO_CACHE=0\nRUN export PIP_NO_CACHE_DIR=«"0"»; pip install a==1\nRUN ["uv", "pip", «"install"», "a==1"]\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nARG PIP_NO_CACHE_DIR=1\nENV UV_NO_CACHE=0\nRUN export PIP_NO_CACHE_DIR=1; pip install a==1\nRUN ["uv", "pip", "install", "--no-cache", "a==1"]\nUSER 1001\n',
        settings: strict,
      },
    ],
    good: [
      {
        text: 'FROM a\nCOPY <<EOF /x.sh\napt-get update\napt-get install -y b\nEOF\nRUN sh /x.sh && rm -rf /var/lib/apt/lists/*\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN apt-get update && apt-get install -y a && apt-get clean && rm -rf /var/lib/apt/lists/*\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y b\nRUN apt install -y c\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN rm /etc/apt/apt.conf.d/docker-clean\nFROM quay.io/a/b:1\nRUN apt-get install -y a\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/* /tmp/*\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN apt update && apt install -y a && cd /var/lib && rm -rf apt dpkg cache\nRUN apt-get update && apt-get distclean && rm -r /var/{lib,cache}/apt\nRUN set -eux; apt-get update; apt-get install -y a; apt-get dist-clean\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,target=/var/cache/apt --mount=type=tmpfs,dst=/var/lib/apt apt-get update && apt-get install -y a\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1 AS c\nRUN dnf install -y a\nFROM quay.io/a/d:1\nCOPY --from=c /a /a\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN if a; then yum -y install a && yum clean -y all ; fi\n', settings: strict },
      { text: 'FROM quay.io/a/b:1\nRUN dnf install -y a && rm -rf /var/cache/* && yum clean all\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\nENV PIP_NO_CACHE_DIR=1\nRUN pip install a && UV_NO_CACHE=1 uv pip install a\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN microdnf -y install dnf && dnf -y install a && dnf clean all && microdnf clean all\nRUN microdnf -y install dnf && dnf -y install a && rm -rf /var/cache/*\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN --mount=type=cache,target=/root/.cache pip install a && uv sync\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN apk add a && rm -rf /var/cache/apk/* && yarn build && echo apk add b\nRUN apk add --no-network --virtual .run $deps\nRUN apk add a && apk cache purge\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nCOPY setup.sh /\nRUN apt-get update && /setup.sh\n', settings: strict },
    ],
  },
  concerns: [...builds, ...copies],
  *check(file, { settings }) {
    for (const { tools, judge, cache } of judges) {
      const ships = (outer: Instruction) => isShipped(file, settings, outer) && !isOff(file, outer, cache);
      yield* judgeRuns(file, atBuild, tools, judge, ships);
    }
    const ships = (outer: Instruction) => isShipped(file, settings, outer);
    yield* pipVariableReports(file, ships);
    const keeps = keepsArchives(file);
    if (!keeps) return;
    const stays = (outer: Instruction) => keeps(outer) && ships(outer);
    yield* judgeRuns(file, atBuild, toolsOf('apt'), judgeArchives, stays);
  },
});

const turnsOff = ({ anyValue }: PackageCache, value: string): boolean =>
  value !== '' && (anyValue === true || !isFalse(value));

const isOff = (file: Containerfile, outer: Instruction, cache: PackageCache): boolean =>
  cache.variable !== undefined && turnsOff(cache, file.resolve(`$${cache.variable}`, outer) ?? '');

const judges = Object.entries(packageCaches).map(([key, cache]) => {
  const family = key as PackageFamily;
  return { tools: toolsOf(family), judge: judgeFamily(family, cache), cache };
});

const judgeArchives = judgeFamily('apt', aptArchives);

function judgeFamily(family: PackageFamily, cache: PackageCache): JudgeRun<'lists' | 'cache'> {
  return function* judge(run, stays) {
    if (!stays || mountedPaths(run.instruction).some(path => coversCache(cache, path))) return;
    if (isToldOtherwise(run, cache)) return;
    for (const calls of callsByCache(family, run, cache)) {
      const last = lastEmptying(calls, run, cache);
      const filling = calls.filter(call => fills(call, cache) && call.command.span.start >= last);
      // Each one needs the option; one command empties the cache for all.
      for (const call of cache.option ? filling : filling.slice(0, 1)) {
        const fix = repair(run, call, calls, cache);
        yield {
          at: (call.subcommand ?? call.tool).span,
          message: cache === packageCaches.apt ? 'lists' : 'cache',
          params: { tool: call.tool.text },
          fixes: fix ? [fix] : [],
        };
      }
    }
  };
}

/** The calls of a family, those that share a cache together. */
function callsByCache(family: PackageFamily, { commands }: Run, { apart = [] }: PackageCache): PackageCommand[][] {
  const calls = packageCommands(commands).filter(({ manager }) => manager.family === family);
  const ownerOf = ({ tool }: PackageCommand) => apart.find(name => name === baseName(tool.text));
  return [undefined, ...apart].map(owner => calls.filter(call => ownerOf(call) === owner));
}

const fills = ({ action, options, tool }: PackageCommand, { filledBy, off, without }: PackageCache): boolean =>
  action !== undefined &&
  filledBy.includes(action) &&
  !without?.includes(baseName(tool.text)) &&
  !options.some(({ name }) => off?.test(name) || /^--(?:help|dry-run|version)$/.test(name));

/** Where the last command starts that deletes what is left, or may do so. */
function lastEmptying(calls: readonly PackageCommand[], { commands }: Run, cache: PackageCache): number {
  const empties = ({ action, subcommand, operands, options }: PackageCommand) =>
    action === 'clean' &&
    cache.emptied?.test(
      [subcommand, ...operands, ...options.flatMap(({ words }) => words)].map(word => word?.text).join(' '),
    );
  const mayDelete = (command: ShellCommand) =>
    isScript(command) || deletedPaths(command, commands).some(path => coversCache(cache, path));
  let last = -1;
  for (const call of calls) if (empties(call)) last = Math.max(last, call.command.span.start);
  for (const command of commands) if (mayDelete(command)) last = Math.max(last, command.span.start);
  return last;
}

function isToldOtherwise({ commands, instruction }: Run, cache: PackageCache): boolean {
  const { variable } = cache;
  if (!variable) return false;
  // Somewhere that a variable or an option names, it may lie on a mount.
  const isMounted = mountedPaths(instruction).some(
    path => /\b(?:pip|uv|cache)\b/.test(path) && !path.startsWith('/var/'),
  );
  const isOffHere = ({ assignments }: ShellCommand) =>
    assignments.some(({ name, value }) => name === variable && turnsOff(cache, value.text));
  return isMounted || commands.some(isOffHere);
}

function repair(
  run: Run,
  call: PackageCommand,
  calls: readonly PackageCommand[],
  cache: PackageCache,
): Fix | undefined {
  const { command, subcommand } = call;
  if (cache.option && subcommand) {
    const { option } = cache;
    const edits = [insertBehind(run.instruction, command, subcommand.span, option)];
    return { title: { text: { en: 'Add {option}', ja: '{option} を追加' }, params: { option } }, edits, safe: true };
  }
  const using = calls.findLast(({ action }) => action === 'install' || action === 'upgrade' || action === 'remove');
  const last = using && using.command.span.start > command.span.start ? using : call;
  // What only fetched the lists did so for an instruction that still needs them.
  const isForLater = last === call && call.action === 'update';
  const emptying = cache.emptying?.replace('{tool}', last.tool.text);
  const edit: Edit | undefined = emptying && !isForLater ? runBehind(run, last.command, emptying) : undefined;
  if (!edit || !emptying) return undefined;
  return {
    title: { text: { en: 'Empty it in the same RUN', ja: '同じ RUN で削除する' } },
    edits: [edit],
    // A later RUN may install from the same lists, and newer Yarn runs what lies in its cache.
    safe: call.manager.family !== 'apt' && call.manager.family !== 'yarn',
  };
}
