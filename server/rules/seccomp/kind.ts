import type { Kind, Model, TextFile } from '../../core/kind.ts';
import { baseName } from '../../core/path.ts';
import { pointerAt } from '../../parse/json/pointer.ts';
import { parseSeccompProfile, type SeccompProfile } from '../../parse/json/seccompProfile.ts';
import { rules } from './rules.generated.ts';

/** `custom-seccomp.json`, but not a schema or a report about profiles. */
const seccompName = /seccomp[^/]*(?<!schema)\.json$/i;

/** Behind a byte order mark, comments and blanks an object begins; Podman takes null for an empty one. */
const beginsLikeAnObject = /^\ufeff?\s*(?:$|\{|null\b|\/\/|\/\*|#)/;

const key = (name: string): RegExp => new RegExp(`\\b${name}["'”’]?\\s*:`, 'i');
const defaultAction = key('defaultAction');
const syscalls = key('syscalls');

/** Files that hold a profile among other things: Kubernetes manifests, OCI runtime configurations, JSON Schemas. */
const wrapped = [key('apiVersion'), key('ociVersion'), key('properties')];

/** Named like a profile: what stands around one hides it from Podman. */
const profileName = /(?:^|[-_.])seccomp(?:[-_.]?profile)?\.json$/i;
const wrapper = /"kind"\s*:\s*"SeccompProfile"|"ociVersion"/;
/** No profile at all, but meant to be one. */
const beginsLikeAValue = /^\ufeff?\s*(?:["[\d-]|(?:true|false)\b)/;
const action = /\bSCMP_ACT_/;

const anyKey = /["'”’]\s*:/;
/** Words of a profile, also misspelt ones: a file that has keys and none of these is something else about seccomp. */
const ownWords = /default_?action|syscalls?\b|SCMP_|\barchMap\b|\bnames["'”’]?\s*:|\baction["'”’]?\s*:/i;

const yamlName = /\.ya?ml$/i;

function claims({ path, text }: TextFile): boolean {
  if (yamlName.test(path)) return false;
  if (!beginsLikeAnObject.test(text))
    return profileName.test(baseName(path)) && (beginsLikeAValue.test(text) || action.test(text));
  const isProfile = defaultAction.test(text) && syscalls.test(text);
  const isNamedSo = seccompName.test(baseName(path)) && (!anyKey.test(text) || ownWords.test(text));
  if (!isProfile && !isNamedSo) return false;
  if (profileName.test(baseName(path)) && wrapper.test(text)) return true;
  return !wrapped.some(pattern => pattern.test(text));
}

function parse(text: string, previous?: Model<SeccompProfile>): Model<SeccompProfile> {
  if (previous?.units[0]?.content.file.text === text) return previous;
  const content = parseSeccompProfile(text);
  return { units: [{ start: 0, content, comments: [], pointerAt: offset => pointerAt(content.file.root, offset) }] };
}

export const seccomp: Kind<SeccompProfile> = {
  id: 'seccomp',
  name: 'seccomp',
  exampleFile: 'seccomp.json',
  claims,
  parse,
  rules,
};
