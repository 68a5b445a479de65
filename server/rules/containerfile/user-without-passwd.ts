import { baseName } from '../../core/path.ts';
import type { Report } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { isDistroless, isDistrolessAccount } from '../../podman/images.ts';
import { commands, copies } from './_concerns.ts';
import { isScript } from './_packages.ts';
import { containerfileRule } from './_rule.ts';
import { anyTool, atBuild, eachRun, type Run } from './_shell.ts';
import { baseOf, userOf } from './_users.ts';

export default containerfileRule({
  id: 'containerfile/user-without-passwd',
  title: { en: 'User name in an image without /etc/passwd', ja: '/etc/passwd のないイメージでのユーザー名' },
  severity: 'error',
  references: [
    { title: 'Containerfile(5): USER', url: 'https://github.com/containers/common/blob/main/docs/Containerfile.5.md' },
    { title: 'passwd(5)', url: 'https://man7.org/linux/man-pages/man5/passwd.5.html' },
  ],
  why: {
    en: 'Podman looks names up in the image’s own /etc/passwd and /etc/group: it refuses to run a container, or to copy, for one that is not there. That holds for root too.',
    ja: 'Podman は、イメージ自身の /etc/passwd と /etc/group で名前を調べます。そこにない名前では、コンテナの実行もコピーも拒否します。root も例外ではありません。',
  },
  remedy: {
    en: 'Write numbers (USER 65532:65532), or copy an /etc/passwd and an /etc/group into the image before.',
    ja: '番号で書くか（USER 65532:65532）、先に /etc/passwd と /etc/group をイメージにコピーしてください。',
  },
  messages: {
    user: {
      en: 'Nobody is called "{name}" in this image: it is built from {image} and has no such user.',
      ja: 'このイメージに「{name}」というユーザーはいません。{image} から作られています。',
    },
    group: {
      en: 'No group is called "{name}" in this image: it is built from {image} and has no such group.',
      ja: 'このイメージに「{name}」というグループはありません。{image} から作られています。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM scratch\nCOPY app /app\nUSER «app»\nCMD ["/app"]\n',
        fixed: 'FROM scratch\nCOPY app /app\nUSER 65532\nCMD ["/app"]\n',
      },
      {
        text: 'FROM a AS build\r\nRUN useradd app\r\nFROM scratch\r\nuser «app»:«app»\r\nCOPY --from=build /app /app\r\n',
        fixed:
          'FROM a AS build\r\nRUN useradd app\r\nFROM scratch\r\nuser 65532:65532\r\nCOPY --from=build /app /app\r\n',
      },
      {
        text: 'FROM scratch\nCOPY --chown=«nobody» \\\n    # why\n    app /app\nUSER 65532:«nogroup»\n',
        fixed: 'FROM scratch\nCOPY --chown=65534 \\\n    # why\n    app /app\nUSER 65532:65534\n',
      },
      {
        text: 'FROM scratch AS base\nCOPY app /app\nFROM base\nADD --chown=0:«root» b /b\nUSER 65532\n',
        fixed: 'FROM scratch AS base\nCOPY app /app\nFROM base\nADD --chown=0:0 b /b\nUSER 65532\n',
      },
      {
        text: 'FROM gcr.io/distroless/static-debian12:nonroot\nUSER «app»\n',
        fixed: 'FROM gcr.io/distroless/static-debian12:nonroot\nUSER 65532\n',
      },
      {
        text: 'FROM scratch\nUSER «app»\nCOPY --from=a /etc/passwd /etc/passwd\nUSER app:«app»\n',
        fixed: 'FROM scratch\nUSER 65532\nCOPY --from=a /etc/passwd /etc/passwd\nUSER app:65532\n',
      },
      { text: 'FROM scratch\nARG U=app\nUSER «$U»\n', fixed: 'FROM scratch\nARG U=app\nUSER 65532\n' },
      {
        text: 'FROM a AS b\nRUN make\nFROM scratch\nCOPY --from=b /src/app /\nUSER «app»\nENTRYPOINT ["/app", "serve"]\n',
        fixed:
          'FROM a AS b\nRUN make\nFROM scratch\nCOPY --from=b /src/app /\nUSER 65532\nENTRYPOINT ["/app", "serve"]\n',
      },
    ],
    good: [
      { text: 'FROM scratch\nCOPY busybox /bin/\nCOPY <<EOF /x.sh\nadduser -D app\nEOF\nRUN sh /x.sh\nUSER app\n' },
      { text: 'FROM scratch\nCOPY busybox setup.sh /bin/\nRUN sh /bin/setup.sh\nUSER app\n' },
      { text: 'FROM scratch\nARG G\nUSER 1:$G\n' },
      { text: 'FROM scratch\nUSER 65532:65532\nCOPY --chown=1001 a /a\n' },
      { text: 'FROM scratch\nCOPY --from=build /etc/passwd /etc/group /etc/\nCOPY --chown=app:app a /a\nUSER app\n' },
      { text: 'FROM scratch\nADD rootfs.tar.xz /\nUSER app\n' },
      { text: 'FROM scratch\nCOPY --from=build /out/ /\nUSER app\n' },
      { text: 'FROM scratch\nCOPY etc /etc\nUSER app:app\n' },
      { text: 'FROM scratch\nCOPY app tree /\nUSER app\nCMD ["/app"]\n' },
      { text: 'FROM scratch\nCOPY <<EOF /etc/passwd\napp:x:1001:1001::/:\nEOF\nUSER app\n' },
      { text: 'FROM scratch\nCOPY busybox /bin/sh\nRUN echo app:x:1:1::/: > /etc/passwd\nUSER app\n' },
      { text: 'FROM gcr.io/distroless/static-debian12\nCOPY --chown=nonroot:nonroot a /a\nUSER nonroot\n' },
      { text: 'FROM quay.io/team/app:1\nUSER app\n' },
      { text: 'FROM scratch\nUSER $U\n' },
      { text: 'FROM scratch\nCOPY a ${WHERE}\nUSER app\n' },
    ],
  },
  concerns: [...commands, ...copies, 'USER'],
  *check(file) {
    if (file.of('USER').length === 0 && !file.of('COPY', 'ADD').some(copy => copy.flag('chown'))) return;
    const given = new Map<Stage, AccountFiles>();
    const writing = new Set(eachRun(file, atBuild, anyTool, mayWrite).map(({ placed }) => placed.outer));
    for (const stage of file.stages) {
      const { image } = baseOf(file, stage);
      const isBare = image === 'scratch' || isDistroless(parseImageReference(image)?.name ?? '');
      let files = (stage.parent && given.get(stage.parent)) ?? { passwd: !isBare, group: !isBare };
      for (const instruction of stage.instructions) {
        if (files.passwd && files.group) break;
        yield* judge(file, instruction, image, files);
        const more = writing.has(instruction) ? all : mayBring(file, instruction);
        files = { passwd: files.passwd || more.passwd, group: files.group || more.group };
      }
      given.set(stage, files);
    }
  },
});

function* judge(
  file: Containerfile,
  instruction: Instruction,
  image: string,
  given: AccountFiles,
): Generator<Report<'user' | 'group'>> {
  const named = nameIn(file, instruction);
  for (const { name, is, at } of named ? partsOf(named) : []) {
    const isKnown = image !== 'scratch' && isDistrolessAccount(name);
    if (/^\d*$/.test(name) || isKnown || (is === 'user' ? given.passwd : given.group)) continue;
    const isOwner = name === 'root' && instruction.keyword !== 'USER';
    const id = isOwner ? '0' : /^no(?:body|group)$/.test(name) ? '65534' : '65532';
    const title = { text: { en: 'Use the number {id}', ja: '番号 {id} を使う' }, params: { id } };
    yield {
      at,
      message: is,
      params: { name, image },
      fixes: [{ title, edits: [{ span: at, text: id }], safe: false }],
    };
  }
}

interface Named {
  /** `app:app`, with its variables resolved. */
  readonly text: string;
  readonly at: Span;
}

/** Whom USER or `--chown` names. */
function nameIn(file: Containerfile, instruction: Instruction): Named | undefined {
  if (instruction.keyword === 'USER') {
    const [word] = instruction.words;
    const text = word && userOf(file, word, instruction);
    return word && text !== undefined ? { text, at: word.span } : undefined;
  }
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return undefined;
  const { value, valueSpan } = instruction.flag('chown') ?? {};
  const text = value && file.resolve(value, instruction);
  return text && valueSpan ? { text, at: valueSpan } : undefined;
}

/** A name that is not written as it is has one place. */
function partsOf({ text, at }: Named): { name: string; is: 'user' | 'group'; at: Span }[] {
  const [user = '', group] = text.split(':');
  if (at.end - at.start !== text.length) return [{ name: user, is: 'user', at }];
  const parts = [{ name: user, is: 'user' as const, at: { start: at.start, end: at.start + user.length } }];
  if (group === undefined || group.includes('$')) return parts;
  return [...parts, { name: group, is: 'group' as const, at: { start: at.start + user.length + 1, end: at.end } }];
}

/** What may be there. */
interface AccountFiles {
  readonly passwd: boolean;
  readonly group: boolean;
}

const all: AccountFiles = { passwd: true, group: true };

function* mayWrite({ text, commands }: Run): Generator<true> {
  if (/passwd|group|user|\/etc/.test(text) || commands.some(isScript)) yield true;
}

function mayBring(file: Containerfile, instruction: Instruction): AccountFiles {
  const { keyword, words } = instruction;
  const both = (is: boolean) => ({ passwd: is, group: is });
  if (keyword !== 'COPY' && keyword !== 'ADD') return both(false);
  const last = words.at(-1);
  const destination = last && file.resolve(last, instruction);
  if (destination === '/' && words.slice(0, -1).every(({ value }) => isProgram(file, value))) return both(false);
  if (destination === undefined || /^\.?\/?\.?$|\/\.\/?$/.test(destination)) return both(true);
  if (/^\/?etc\/?$/.test(destination)) {
    const sources = words.slice(0, -1).map(({ value }) => baseName(value));
    const isOne = (name: string) =>
      sources.includes(name) || !sources.every(source => /^(?:passwd|group|shadow)$/.test(source));
    return { passwd: isOne('passwd'), group: isOne('group') };
  }
  return { passwd: /etc\/passwd$/.test(destination), group: /etc\/group$/.test(destination) };
}

/** Whether what is copied to `/` is started there: then it is a file, and no folder with files of accounts in it. */
const isProgram = (file: Containerfile, source: string): boolean => {
  const path = `/${source.slice(source.lastIndexOf('/') + 1)}`;
  return path !== '/' && file.of('ENTRYPOINT', 'CMD').some(({ words }) => words[0]?.value === path);
};
