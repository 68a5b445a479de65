import type { Kind, Model, TextFile } from '../../core/kind.ts';
import { baseName } from '../../core/path.ts';
import { parseJson } from '../../parse/json/parse.ts';
import { pointerAt } from '../../parse/json/pointer.ts';
import type { JsonFile } from '../../parse/json/tree.ts';
import { rules } from './rules.generated.ts';

const systemName = /(?:^|\/)containers\/policy\.json$/;

/** Behind a byte order mark, comments and blanks an object begins, if only without its brace. */
const beginsLikeAnObject = /^\ufeff?\s*(?:\{|\/\/|\/\*|#|"(?:default|transports)"\s*:)/;

const hasDefault = /\bdefault["'”’]?\s*:/i;
const hasTransports = /\btransports["'”’]?\s*:/i;
/** Words that only this kind of policy has. */
const ownWords =
  /\b(?:insecureAcceptAnything|signedBy|sigstoreSigned|signedBaseLayer|containers-storage|docker-daemon)\b/i;
const listOfRequirements = /\bdefault["'”’]?\s*:\s*\[\s*\{\s*["'“]?type["'”]?\s*:\s*["'“]reject["'”]/i;

/** The first words of a file that says nothing else yet. */
const beginning = /^\s*\{\s*"default"\s*:\s*\[\s*\{\s*"type"|^\s*\{\s*"default"\s*:\s*(?:\[\s*\]?)?\s*\}?\s*$/;

/** IAM policies, packages and settings have these words too. */
const foreignText = /"(?:Statement|apiVersion|properties|scripts)"\s*:/;
const foreignName = /^(?:package(?:-lock)?|composer|settings|tsconfig.*|.*\.schema)\.json$|\.ya?ml$/i;

function claims({ path, text }: TextFile): boolean {
  if (foreignText.test(text)) return false;
  if (systemName.test(path)) return true;
  const name = baseName(path);
  if (foreignName.test(name) || !beginsLikeAnObject.test(text) || !hasDefault.test(text)) return false;
  if (ownWords.test(text) || listOfRequirements.test(text)) return true;
  if (name === 'policy.json' && beginning.test(text)) return true;
  return hasTransports.test(text) && /policy/i.test(name);
}

function parse(text: string, previous?: Model<JsonFile>): Model<JsonFile> {
  if (previous?.units[0]?.content.text === text) return previous;
  const content = parseJson(text);
  return { units: [{ start: 0, content, comments: [], pointerAt: offset => pointerAt(content.root, offset) }] };
}

export const policy: Kind<JsonFile> = {
  id: 'policy',
  name: 'policy',
  exampleFile: 'containers/policy.json',
  claims,
  parse,
  rules,
};
