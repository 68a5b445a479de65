import type { Kind, TextFile } from '../../core/kind.ts';
import { parseRegistriesD, type RegistriesD } from '../../parse/registriesD.ts';
import { pointerAt } from '../../parse/yaml/pointer.ts';
import { rules } from './rules.generated.ts';

const folder = /(?:^|\/)[^/]*registries\.d\/[^/]+\.ya?ml$/i;
const ownKeys = /^\s*(?:use-sigstore-attachments|lookaside(?:-staging)?|default-docker)\s*:/m;

function claims({ path, text }: TextFile): boolean {
  if (/^(?:apiVersion|kind|services)\s*:/m.test(text)) return false;
  return (
    folder.test(path) || (/\.ya?ml$/i.test(path) && ownKeys.test(text) && /^(?:docker|default-docker)\s*:/m.test(text))
  );
}

/** Where the signatures of images are. */
export const registriesD: Kind<RegistriesD> = {
  id: 'registries-d',
  name: 'registries.d',
  exampleFile: 'registries.d/default.yaml',
  claims,
  parse(text, previous) {
    if (previous?.units[0]?.content.text === text) return previous;
    const content = parseRegistriesD(text);
    const { yaml } = content;
    return {
      units: [{ start: 0, content, comments: yaml.comments, pointerAt: offset => pointerAt(yaml.root, offset) }],
    };
  },
  rules,
};
