import type { Report } from '../../core/rule.ts';
import type { ShellCommand } from '../../parse/shell/model.ts';
import { keyFile, unpackers } from '../../podman/downloads.ts';
import { commands, copies } from './_concerns.ts';
import { fetchedIn } from './_downloads.ts';
import { containerfileRule } from './_rule.ts';
import { atBuild, judgeRuns, type Run } from './_shell.ts';
import { type Download, downloadOf, downloadTools, subjectOf } from './_shellDownloads.ts';

export default containerfileRule({
  id: 'containerfile/unverified-download',
  title: { en: 'Download that is not verified', ja: '検証されないダウンロード' },
  severity: { podman: 'hint', strict: 'info', kubernetes: 'off' },
  impliedBy: ['containerfile/piped-script', 'containerfile/clear-text-url'],
  references: [
    { title: 'CWE-494', url: 'https://cwe.mitre.org/data/definitions/494.html' },
    { title: 'sha256sum(1)', url: 'https://man7.org/linux/man-pages/man1/sha256sum.1.html' },
  ],
  why: {
    en: 'TLS says which server the file comes from, not that it is the file that was meant: a server that is broken into, or a release that is replaced, gets into the image unnoticed.',
    ja: 'TLS が保証するのは取得元のサーバーだけで、意図したファイルであることではありません。サーバーが侵害されたり、リリースが差し替えられたりしても、気づかれずにイメージに入ります。',
  },
  remedy: {
    en: 'Compare the checksum with one that stands in the Containerfile (`echo "<sha256>  file" | sha256sum -c -`), or verify the signature with gpg, cosign or minisign.',
    ja: 'チェックサムを Containerfile に書いた値と照合するか (`echo "<sha256>  file" | sha256sum -c -`)、gpg、cosign、minisign などで署名を検証してください。',
  },
  messages: {
    file: {
      en: 'Nothing checks the checksum or the signature of what {tool} downloads.',
      ja: '{tool} がダウンロードしたファイルのチェックサムも署名も確認されていません。',
    },
    unpacked: {
      en: '{unpacker} unpacks what {tool} downloads before anything could check it.',
      ja: '{tool} がダウンロードした内容を、確認する前に {unpacker} が展開しています。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM a\nRUN curl -fsSLO «https://b.org/c.tgz» && tar xf c.tgz\n' },
      { text: 'FROM a\nRUN curl -fsSL «https://b.org/c» | sudo tee -a /usr/bin/c > /dev/null\n' },
      { text: 'FROM a\nRUN set -ex; \\\n  # why\n  wget -qO- «https://b.org/c.tgz» \\\n  | sudo tar xz -C /opt\n' },
      {
        text: 'FROM a\nRUN curl -fsSLo /a «"https://b.org/$V/a"» && curl -fo /b https://b.org/b && echo "0 /b" | sha256sum -c -\n',
      },
      { text: 'FROM a\nRUN ["wget", «"https://b.org/c"»]\nONBUILD RUN <<EOF\ncurl -fL «https://b.org/d» > /d\nEOF\n' },
      {
        text: 'FROM a\nRUN curl -fo /c «https://b.org/c»\nFROM a\nRUN echo "0  /c" | sha256sum -c -\n',
        settings: { profile: 'strict' },
      },
    ],
    good: [
      {
        text: 'FROM a\nRUN for p in b c; do wget "https://b.org/$p.tgz"; done && cat *.sha512 | sed s/x/y/ | sha512sum -c\n',
      },
      { text: 'FROM a\nRUN curl -fsSLO https://b.org/c.tgz && echo "0  c.tgz" | sha256sum -c - && tar xf c.tgz\n' },
      {
        text: 'FROM a\nRUN curl -fo c.tgz https://b.org/c.tgz; curl -fo c.tgz.asc https://b.org/c.tgz.asc\nRUN gpg --batch --verify c.tgz.asc c.tgz\n',
      },
      {
        text: 'FROM a\nRUN curl -fsSL https://b.org/k.gpg -o /etc/apt/keyrings/k.gpg && curl -fsSL https://b.org/key | gpg --dearmor > /k; curl -fsSL https://b.org/b.asc | tee /b\nRUN wget https://b.org/b.repo -O /etc/yum.repos.d/b.repo\n',
      },
      {
        text: 'FROM a\nRUN V=$(curl -fs https://b.org/v | jq -r .v) && curl -fs https://b.org/c > /dev/null && curl -fsI https://b.org/c\n',
      },
      {
        text: 'FROM a\nRUN [ "$(sha256sum c | cut -d" " -f1)" = "$SUM" ] && echo wget https://b.org/c\nRUN wget -q --spider https://b.org/c\n',
      },
      {
        text: "FROM a\nRUN php -r \"copy('https://b.org/c', 'c');\" && curl -fo c https://b.org/c && php -r \"if (hash_file('sha384', 'c') !== '0') exit(1);\"\n",
      },
    ],
  },
  concerns: [...commands, ...copies, 'WORKDIR'],
  *check(file) {
    for (const { download, path, checked, place } of fetchedIn(file)) {
      const { url } = download;
      if (!url || checked || isNoArtifact(download, path)) continue;
      const params = { tool: download.command.tool };
      yield { at: place(url.span), message: 'file', params, subject: subjectOf(download) };
    }
    yield* judgeRuns(file, atBuild, downloadTools, judge);
  },
});

function* judge(run: Run): Generator<Report<'unpacked'>> {
  for (const command of run.commands) {
    const download = downloadOf(command);
    const unpacker = download?.prints ? unpackerOf(command) : undefined;
    if (!download?.url || !unpacker) continue;
    const params = { tool: command.tool, unpacker: unpacker.tool };
    yield { at: download.url.span, message: 'unpacked', params, subject: subjectOf(download) };
  }
}

/** Through `gunzip -c` and the like. */
function unpackerOf(command: ShellCommand): ShellCommand | undefined {
  const reached = new Set(command.pipesTo);
  for (const next of reached) {
    if (unpackers.has(next.tool)) return next;
    for (const further of next.pipesTo) reached.add(further);
  }
  return undefined;
}

/** A key or a list of packages, by which others are checked; the answer alone; nothing at all. */
const isNoArtifact = ({ url, options }: Download, path: string): boolean =>
  keyFile.test(path) ||
  keyFile.test(url?.text.replace(/[?#].*$/, '') ?? '') ||
  /^\/dev\//.test(path) ||
  options.some(({ name }) =>
    /^(?:--spider|-I|--head|-V|--version|--help|-X|--request|-d|--data|-T|--upload-file)$/.test(name),
  );
