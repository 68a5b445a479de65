import { Memory } from '../../core/remember.ts';
import type { Report } from '../../core/rule.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { handedOn, type Stage } from '../../parse/containerfile/stages.ts';
import { packageTools } from '../../podman/packageManagers.ts';
import { builds, copies } from './_concerns.ts';
import { optionValue, type Package, type PackageCommand, packageCommands } from './_packages.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';

const strict = { profile: 'strict' } as const;

export default containerfileRule({
  id: 'containerfile/package-pin',
  title: { en: 'Package without a version', ja: 'バージョンの指定がないパッケージ' },
  severity: { podman: 'off', strict: 'hint', kubernetes: 'off' },
  aliases: ['DL3008', 'DL3013', 'DL3016', 'DL3018', 'DL3028', 'DL3033', 'DL3037', 'DL3041', 'DL3062', 'DL3068'],
  references: [
    {
      title: 'Building best practices: version pinning',
      url: 'https://docs.docker.com/build/building/best-practices/#version-pinning',
    },
  ],
  why: {
    en: 'Two builds of the same file get different packages, and nobody sees what has changed.',
    ja: '同じファイルをビルドしても異なるパッケージが入り、何が変わったのか誰にも分かりません。',
  },
  remedy: {
    en: 'Name a version, or install from a lock file or a snapshot of the repository. Distributions delete old versions: whoever pins those must keep up with them.',
    ja: 'バージョンを指定するか、ロックファイルやリポジトリのスナップショットからインストールしてください。ディストリビューションは古いバージョンを削除するため、固定する場合は追従が必要です。',
  },
  messages: {
    one: {
      en: '{name} is installed in whatever version there is on the day of the build.',
      ja: '{name} は、ビルドした日にあるバージョンがインストールされます。',
    },
    several: {
      en: '{name} and {more} more are installed in whatever version there is on the day of the build.',
      ja: '{name} とほか {more} 個は、ビルドした日にあるバージョンがインストールされます。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\nRUN apt-get install -y a=1 «b» c \\\n  # d\n  d\nUSER 1001\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\nRUN ["apk", "add", "--no-cache", "-t", ".c", «"a"»]\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\r\nonbuild run sh -c "dnf install -y «java-11-openjdk»"\r\nUSER 1001\r\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN <<EOF\npip install --upgrade «pip»\nnpm i -g «npm@latest»\nnpm i «a/b»\ngem install «a»\nzypper -n in «a»\nuv pip install «a[b]»\npip install «git+https://a/b»\npip install «"a @ git+https://a/b"»\npip install -e «git+https://a/b#egg=c» git+https://a/d@v1 && pip install «git+https://a/b@main»\nnpm i «git+https://a/b#master»\ncargo install --locked --git «https://a/b» c\nEOF\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN go install «a.b/c@latest» && go install «a.b/c» && go get -tool «c»\nUSER 1001\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN pecl install -D x=y «a» b-1 && pecl i «c.d/a-beta» && pecl install «channel://c.d/e»\nUSER 1001\n',
        settings: strict,
      },
    ],
    good: [
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get install -y a=1 b=$B ./c.deb "d=${D}" $PACKAGES e- f/stable\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN apk add --no-cache a=~1 "b>=2" c~3 && apk add ./c.apk\n', settings: strict },
      {
        text: 'FROM quay.io/a/b:1\nRUN dnf -y install a-1.2 b-1.2-3.el9 "c = 4" @dev https://a/b.rpm d-${D}\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN pip install -r a.txt && pip install -c b.txt c && pip install . ./d e==1 f~=2 git+https://a/b@c g/h "i @ git+https://a/i@j"\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN npm ci && npm install && npm i a@1 @b/c@2 ./d https://a/e.tgz f.tar g/h#v1 && yarn\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN gem install a -v 1 && gem install b:2 && cargo install --version 1 c && cargo install --git https://a/b --rev d && pip install -e . -e git+https://a/b@v1#egg=c\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN pecl install -f a-1.2RC1 b.c/d_e-$V channel://b.c/f-1 ./g.tgz package.xml && pecl list a\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nCOPY go.mod /src/\nRUN go install a.b/c ./cmd/d && go install a.b/e@v1\n',
        settings: strict,
      },
      {
        text: 'FROM quay.io/a/b:1\nRUN apt-get remove -y a && apt-get upgrade -y && echo apt-get install b\n',
        settings: strict,
      },
      { text: 'FROM quay.io/a/b:1\nRUN apt-get install -y a\n' },
    ],
  },
  concerns: [...builds, ...copies],
  check: file => judgeRuns(file, atBuild, packageTools, judge, outer => mayHaveModule(file, outer)),
});

function* judge({ commands }: Run, hasModule: boolean): Generator<Report<'one' | 'several'>> {
  for (const call of packageCommands(commands)) {
    if (call.action !== 'install' || isPinnedOtherwise(call)) continue;
    const open = [...repositories(call), ...call.packages.filter(each => isOpen(each, call, hasModule))];
    const [first] = open;
    if (!first) continue;
    // An address may hold a password.
    const params = { name: first.name.replace(/\/\/[^/@]*@/, '//'), more: open.length - 1 };
    yield { at: first.word.span, message: open.length > 1 ? 'several' : 'one', params };
  }
}

/** Options that say which version, or where it is written. */
const pins: Readonly<Record<string, readonly string[]>> = {
  zypper: ['-t', '--type'],
  pip: ['-r', '--requirement', '-c', '--constraint', '--require-hashes', '--no-index'],
  uv: [
    '-r',
    '--requirement',
    '--requirements',
    '-c',
    '--constraint',
    '--constraints',
    '--require-hashes',
    '--no-index',
  ],
  gem: ['-v', '--version', '-f', '--file', '-g'],
  cargo: ['--version', '--vers', '--rev', '--tag', '--path'],
  conda: ['-f', '--file'],
};

/** These build on what is there, or write a lock file. */
const otherSubcommands = /^(?:build-dep|satisfy|fix|reinstall|download|sync|module|create-project)$/;

function isPinnedOtherwise(call: PackageCommand): boolean {
  const { manager, subcommand } = call;
  const names = pins[manager.family] ?? [];
  if (names.length > 0 && optionValue(call, ...names) !== undefined) return true;
  if (manager.family === 'uv' && subcommand?.text === 'add') return true;
  return manager.versions === 'none' || otherSubcommands.test(subcommand?.text ?? '');
}

/** Those that an option names: `pip install -e git+https://host/project`, `cargo install --git https://host/project`. */
function* repositories({ manager: { family }, options }: PackageCommand): Generator<Pick<Package, 'name' | 'word'>> {
  const names = family === 'cargo' ? ['--git'] : ['-e', '--editable'];
  if (family !== 'cargo' && family !== 'pip' && family !== 'uv') return;
  for (const { name, value = '', words } of options) {
    const word = names.includes(name) ? words.at(-1) : undefined;
    if (word && !word.dynamic && (family === 'cargo' || isOpenRepository(value))) yield { name: value, word };
  }
}

/** A tag that moves. */
const moving = /^(?:latest|next|canary|nightly|beta|master|main|HEAD)$/;

function isOpen({ kind, name, version, word }: Package, call: PackageCommand, hasModule: boolean): boolean {
  if (kind === 'url') return isOpenRepository(word.text);
  if (kind !== 'name') return false;
  const { family, versions } = call.manager;
  if (version !== undefined) {
    if (family === 'apk') return /^@[^=<>~]*$/.test(version);
    return moving.test(version) || isOpenRepository(version.replace(/^@\s*/, ''));
  }
  // Of a repository it is one of its crates.
  if (family === 'cargo' && optionValue(call, '--git') !== undefined) return false;
  if (family === 'apt') return !/[-+^]$/.test(name);
  if (family === 'apk') return !name.startsWith('.') && name !== '-';
  if (family === 'dnf') return !name.includes(':');
  // Of a module that is there, go.mod names the version; the standard library has none, and no tools to add.
  if (family === 'go') return !hasModule && (/^[^/]+\.[^/]+\//.test(name) || isTool(name, call));
  return versions !== 'none';
}

/** `go get -tool NAME`; `tool` itself stands for all that go.mod names. */
const isTool = (name: string, call: PackageCommand): boolean =>
  name !== 'tool' && (optionValue(call, '-tool') === true || call.operands[0]?.text === 'tool');

/** A repository without a commit or tag: `git+https://host/project` of pip, `git+ssh://...#v1` of npm. */
function isOpenRepository(url: string): boolean {
  if (!/^git[+:]/.test(url)) return false;
  const [place = '', fragment = ''] = url.replace(/^[^/]*\/\/[^/]*/, '').split('#', 2);
  if (fragment !== '' && !/^(?:egg|subdirectory)=/.test(fragment)) return moving.test(fragment);
  const last = place.slice(place.lastIndexOf('/') + 1);
  const [, reference = ''] = last.split('@', 2);
  return reference === '' || moving.test(reference);
}

/** Something was copied or mounted before, which may be a Go module. */
function mayHaveModule(file: Containerfile, outer: Instruction): boolean {
  const stage = file.stageOf(outer);
  if (!stage || !/\bgo (?:install|get)\b/.test(outer.source)) return false;
  return (
    handedOn(firstFiles, stage, (each, below = Number.POSITIVE_INFINITY) => Math.min(below, startOfFiles(each))) <=
    outer.start
  );
}

const firstFiles = new Memory<Stage, number>();

/** Where the first instruction of a stage starts that brings files along. */
const startOfFiles = ({ instructions }: Stage): number =>
  instructions.find(
    ({ keyword, flags }) =>
      keyword === 'COPY' || keyword === 'ADD' || (keyword === 'RUN' && flags.some(({ name }) => name === 'mount')),
  )?.start ?? Number.POSITIVE_INFINITY;
