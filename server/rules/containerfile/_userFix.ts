import type { Edit, Fix } from '../../core/fix.ts';
import { lineEnding } from '../../core/lines.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { parseImageReference } from '../../parse/imageReference.ts';
import { fullName, isDistroless } from '../../podman/images.ts';
import { createdUser } from './_createdUser.ts';

/** Ways to run the stage as somebody else than root, the best one first. `image` is what it is built on in the end. */
export function userFixes(file: Containerfile, stage: Stage, image: string): Fix[] {
  if (image === 'scratch' || isDistroless(image)) return [runAs(file, stage, '65532:65532')];
  const created = createdUser(file, stage);
  if (created) return [runAs(file, stage, created)];
  const command = commandToCreate(image);
  return [runAs(file, stage, '1001'), ...(command ? [createAndRunAs(file, stage, command)] : [])];
}

/** Ends the stage as this user. */
export const runAs = (file: Containerfile, stage: Stage, user: string): Fix => ({
  title: { text: { en: 'Run as {user}', ja: '{user} で動かす' }, params: { user } },
  edits: [insert(file, stage, [`USER ${user}`])],
  safe: false,
});

const createAndRunAs = (file: Containerfile, stage: Stage, command: string): Fix => ({
  title: { text: { en: 'Create the user app (1001) and run as it', ja: 'ユーザー app (1001) を作成して動かす' } },
  edits: [insert(file, stage, [`RUN ${command}`, 'USER 1001'])],
  safe: false,
});

/** Images that bring the command along for certain. */
const commands: readonly { readonly image: RegExp; readonly command: string }[] = [
  { image: /^docker\.io\/library\/(?:alpine|busybox)$/, command: 'adduser -D -H -u 1001 app' },
  {
    image: /^(?:docker\.io\/library\/(?:debian|ubuntu)|registry\.fedoraproject\.org\/fedora|quay\.io\/centos\/centos)$/,
    command: 'useradd --system --uid 1001 --gid 0 app',
  },
  {
    image: /^registry\.(?:access\.redhat\.com|redhat\.io)\/ubi\d+(?:\/ubi)?$/,
    command: 'useradd --system --uid 1001 --gid 0 app',
  },
];

function commandToCreate(image: string): string | undefined {
  const name = fullName(parseImageReference(image)?.name ?? '');
  return commands.find(each => each.image.test(name))?.command;
}

/** What may still need root, if it stands behind CMD. */
const work = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR']);

/** In front of the first CMD or ENTRYPOINT, or at the end of the stage. */
function insert(file: Containerfile, stage: Stage, lines: readonly string[]): Edit {
  const lastWork = stage.instructions.findLastIndex(({ keyword }) => work.has(keyword));
  const start = stage.instructions.find(
    ({ keyword }, i) => i > lastWork && (keyword === 'CMD' || keyword === 'ENTRYPOINT'),
  )?.span.start;
  const end = lineEnding(file.text);
  if (start !== undefined) return { span: { start, end: start }, text: lines.map(line => line + end).join('') };
  const at = stage.span.end;
  return { span: { start: at, end: at }, text: lines.map(line => end + line).join('') };
}
