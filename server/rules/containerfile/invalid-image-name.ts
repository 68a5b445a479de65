import type { Report } from '../../core/rule.ts';
import { type Span, shift } from '../../core/span.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { digestMeant, isDigest } from '../../podman/digest.ts';
import { images } from './_concerns.ts';
import { isScratch } from './_images.ts';
import { isPreprocessed } from './_preprocessor.ts';
import { containerfileRule } from './_rule.ts';
import { type StageReference, stageReferences } from './_stageReferences.ts';

type Key = 'capitals' | 'digest' | 'invalid' | 'scratch';

export default containerfileRule<Key>({
  id: 'containerfile/invalid-image-name',
  title: { en: 'Not a valid image name', ja: '正しくないイメージ名' },
  severity: 'error',
  references: [
    {
      title: 'Grammar of image names',
      url: 'https://pkg.go.dev/github.com/distribution/reference#pkg-overview',
    },
    { title: 'podman-build(1)', url: 'https://docs.podman.io/en/latest/markdown/podman-build.1.html' },
  ],
  why: {
    en: 'There is no image of such a name, and Podman says so only when the build reaches the line.',
    ja: 'このような名前のイメージは存在しません。しかも、ビルドがこの行に達するまで分かりません。',
  },
  remedy: {
    en: 'Write REGISTRY/PATH:TAG or REGISTRY/PATH@sha256:..., the path in small letters.',
    ja: 'レジストリ/パス:タグ、またはレジストリ/パス@sha256:... の形で、パスは小文字で書いてください。',
  },
  messages: {
    capitals: {
      en: 'Podman refuses "{name}": names of images have no capital letters.',
      ja: '「{name}」は Podman に拒否されます。イメージ名に大文字は使えません。',
    },
    digest: {
      en: '"{name}" is no digest: that is sha256: and 64 digits, 0 to 9 and a to f.',
      ja: '「{name}」はダイジェストではありません。sha256: の後に 64 桁(0～9、a～f)が必要です。',
    },
    scratch: {
      en: 'Only the word scratch alone means an empty image: "{name}" has to be pulled, and nobody may publish it.',
      ja: '空のイメージを意味するのは scratch という語だけです。「{name}」は取得が必要なイメージの名前になりますが、誰も公開できません。',
    },
    invalid: { en: '"{name}" is not an image\'s name.', ja: '「{name}」はイメージ名ではありません。' },
  },
  examples: {
    bad: [
      { text: 'FROM «Quay.io/A/b»:3.20\nUSER 1001\n', fixed: 'FROM quay.io/a/b:3.20\nUSER 1001\n' },
      {
        text: 'from --platform=linux/amd64 \\\r\n  # the base\r\n  "«quay.io/Team/App»:RC1" as app\r\nuser 1001\r\n',
        fixed: 'from --platform=linux/amd64 \\\r\n  # the base\r\n  "quay.io/team/app:RC1" as app\r\nuser 1001\r\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nCOPY --from=«quay.io/a/Tool»:1 /x /x\nRUN --mount=from=«localhost/App»:1,target=/t make\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1\nCOPY --from=quay.io/a/tool:1 /x /x\nRUN --mount=from=localhost/app:1,target=/t make\nUSER 1001\n',
      },
      { text: 'FROM «SCRATCH»\nUSER 1001\n', fixed: 'FROM scratch\nUSER 1001\n' },
      { text: 'FROM «scratch:latest» AS a\nUSER 1001\n', fixed: 'FROM scratch AS a\nUSER 1001\n' },
      { text: 'FROM "«docker.io/library/scratch»"\nUSER 1001\n', fixed: 'FROM "scratch"\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b@«sha256:0123abc»\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1@«0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef»\nUSER 1001\n',
        fixed:
          'FROM quay.io/a/b:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nUSER 1001\n',
      },
      { text: 'FROM quay.io/a/b@«md5:0123456789abcdef0123456789abcdef»\nUSER 1001\n' },
      {
        text: 'FROM «https://quay.io/a/b»\nFROM «quay.io/a/b:1:2»\nFROM «quay.io/a/b:»\nFROM «quay.io/a/b:1,»\nUSER 1001\n',
      },
    ],
    good: [
      { text: 'FROM quay.io/a/b:LATEST\nUSER 1001\n' },
      { text: 'FROM REGISTRY.example:5000/a/b_c/d-e:1.0-RC1 AS Base\nFROM Base\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1 AS app\nFROM App\nUSER 1001\n' },
      { text: 'ARG NAME=Alpine\nFROM $NAME\nFROM quay.io/${TEAM}/b\nUSER 1001\n' },
      { text: 'FROM quay.io/a/b:1\nCOPY --from=Assets /x /x\nUSER 1001\n' },
      { text: 'FROM 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nUSER 1001\n' },
      { text: 'FROM scratch\nFROM quay.io/a/scratch:1\nFROM localhost/scratch:1\nUSER 1001\n' },
      { text: 'FROM dir:/Images/Base\nFROM oci-archive:Base.tar\nUSER 1001\n' },
      {
        text: 'FROM @BASE@\nFROM {{ Base }}\nFROM <Base>\nFROM __BASE__:1\nFROM %%BASE%%\nFROM quay.io/a/b@sha256:<digest>\nUSER 1001\n',
      },
      { text: '#define BASE_IMAGE quay.io/a/b:1\nFROM BASE_IMAGE\nUSER 1001\n', file: 'Containerfile.in' },
      { text: 'FROM quay.io/a/b:1\nONBUILD COPY --from=Build /x /x\nUSER 1001\n' },
    ],
  },
  concerns: images,
  *check(file, { workspace }) {
    if (isPreprocessed(workspace)) return;
    for (const reference of stageReferences(file)) {
      const report = judge(file.text, reference);
      if (report) yield report;
    }
  },
});

/** What a template is filled into is no name yet. */
const isTemplate = (name: string): boolean => /[{}<>[\]%]|^@\w+@|^__/.test(name);
/** An image's id is taken too. */
const isId = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

function judge(text: string, { referent, resolved: name, written, span }: StageReference): Report<Key> | undefined {
  if (referent.is !== 'image' || name === undefined || written.includes('$')) return undefined;
  const fault = isTemplate(name) || isId(name) ? undefined : faultIn(name);
  if (!fault) return undefined;
  const { message, part, right } = fault;
  const start = text.indexOf(name, span.start);
  const isLiteral = start >= 0 && start + name.length <= span.end;
  const at = isLiteral ? shift(part, start) : span;
  // Somebody may have an image of their own that is called so.
  const severity = name.startsWith('scratch') ? 'warning' : undefined;
  const report = { at, message, params: { name: name.slice(part.start, part.end) }, severity } as const;
  if (!isLiteral || right === undefined) return report;
  const title = { text: { en: 'Write {right}', ja: '{right} と書く' }, params: { right } };
  return { ...report, fixes: [{ title, edits: [{ span: at, text: right }], safe: false }] };
}

interface Fault {
  readonly message: Key;
  /** Of the name. */
  readonly part: Span;
  /** What it has to be. */
  readonly right?: string | undefined;
}

function faultIn(name: string): Fault | undefined {
  const reference = parseImageReference(name);
  if (reference && isScratch(reference)) {
    return { message: 'scratch', part: { start: 0, end: name.length }, right: 'scratch' };
  }
  const isName = reference !== undefined;
  const small = isName ? undefined : parseImageReference(name.toLowerCase());
  if (small) return { message: 'capitals', part: small.nameSpan, right: small.name };
  const at = name.indexOf('@');
  if (at >= 0 && parseImageReference(name.slice(0, at))) {
    const digest = name.slice(at + 1);
    if (isDigest(digest)) return undefined;
    return { message: 'digest', part: { start: at + 1, end: name.length }, right: digestMeant(digest) };
  }
  return isName ? undefined : { message: 'invalid', part: { start: 0, end: name.length } };
}
