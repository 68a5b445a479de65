import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseShell } from '../../server/parse/shell/parseShell.ts';
import { packageCommands } from '../../server/rules/containerfile/_packages.ts';

/** `install nginx=1.2 curl` for what a line asks of package managers; packages of other kinds than names say so. */
const read = (line: string): string[] =>
  packageCommands(parseShell(line, 0)).map(({ action, packages }) =>
    [
      action ?? '-',
      ...packages.map(({ kind, name, version }) =>
        [kind === 'name' ? name : `${kind}:${name}`, ...(version === undefined ? [] : [version])].join('|'),
      ),
    ].join(' '),
  );

describe('what a command asks of a package manager', () => {
  const cases: Record<string, string> = {
    'apt-get -qq -o A=b install -y --no-install-recommends -t stable nginx=1.2-3 curl': 'install nginx|1.2-3 curl',
    'DEBIAN_FRONTEND=noninteractive apt install ./a.deb b/stable libc6:i386=2 $MORE "c=${C}"':
      'install file:./a.deb b|stable libc6:i386|2 unknown:$MORE c|${C}',
    'apt-get update -q': 'update',
    'apk --no-cache -X http://a add --virtual .deps "a>=1.2" b=~2 c@edge d': 'install a|>=1.2 b|=~2 c|@edge d',
    'dnf install -y --setopt=a=b httpd-2.4.6 java-11-openjdk httpd-2.4-3.el9.x86_64 "a = 1" b-${V:-1-2} @dev':
      'install httpd|2.4.6 java-11-openjdk httpd|2.4-3.el9.x86_64 a|1 b|${V:-1-2} group:@dev',
    'yum -y group install dev': 'install dev',
    'zypper -n in -y a=1 b': 'install a|1 b',
    'pacman -Syu --noconfirm': 'upgrade',
    'pacman -Sy --noconfirm git': 'install git',
    'pacman -Scc --noconfirm': 'clean',
    'rpm -Uvh https://a/b.rpm': 'install url:https://a/b.rpm',
    'rpm -qi bash': '-',
    'python3.12 -m pip install -r a.txt "b[x]==1" c>=2 . d~=3 "e @ https://f"':
      'install b[x]|==1 c file:. d|~=3 e|@ https://f',
    'pip3.11 install git+https://a': 'install url:git+https://a',
    'pip install a/b c/d[e] .[f] "g @ git+https://h"': 'install file:a/b file:c/d[e] file:.[f] g|@ git+https://h',
    'uv pip install --system a==1': 'install a|==1',
    'npm i -g npm@10 @a/b @c/d@1': 'install npm|10 @a/b @c/d|1',
    'npm i a-1.tar a/b a/b#v1 github:a/b#semver:^1 @a/b@2':
      'install file:a-1.tar a/b a/b|v1 github:a/b|semver:^1 @a/b|2',
    'yarn --frozen-lockfile': 'install',
    'yarn build': '-',
    'gem install a:1 b -v 2': 'install a|1 b',
    'gem install a:1 -- --use-system-libraries': 'install a|1',
    'gem install a:1 --use-system-libraries true': 'install a|1',
    'apt-get install -- a b=1': 'install a b|1',
    'go install -ldflags "-s" a.b/c@latest ./cmd/d': 'install a.b/c|latest file:./cmd/d',
    'cargo install --locked a@1 --version 2 b': 'install a|1 b',
    'conda install -y -c x "a>=1" b=2=c': 'install a|1 b|2=c',
    'echo apt-get install a': '',
  };
  for (const [line, expected] of Object.entries(cases)) {
    test(line, () => assert.equal(read(line).join(' && '), expected));
  }
});
