import type { Fix } from '../../core/fix.ts';
import { cleanPath } from '../../core/path.ts';
import { insertFirstMember } from '../../parse/json/edits.ts';
import type { JsonFile, JsonMember, JsonObject } from '../../parse/json/tree.ts';
import { scopeFault } from '../../podman/policyScopes.ts';
import { isUnknown } from './_fields.ts';
import { type Place, type PolicyReport, rewrite, strictMembers } from './_object.ts';
import { checkRequirement } from './_requirement.ts';
import { typeOf } from './_rule.ts';

const reject = '[{"type": "reject"}]';

/** Enough for a person; a file with more is no policy at all. */
const mostReports = 500;

/** Everything for which containers/image refuses a policy that is JSON. */
export function policyReports({ text, root, isTemplate }: JsonFile, podman: string): PolicyReport[] {
  const reports: PolicyReport[] = [];
  if (!root || isTemplate || isUnknown(root)) return reports;
  const place: Place = {
    text,
    podman,
    report: report => {
      if (reports.length < mostReports) reports.push(report);
    },
  };
  if (root.type !== 'object') {
    place.report({ at: root.span, message: 'root-no-object' });
    return reports;
  }
  const members = strictMembers(place, root, ['default', 'transports']);
  const defaults = members.get('default');
  if (defaults) checkList(place, defaults);
  else reportMissingDefault(place, root);
  const transports = members.get('transports');
  if (transports) checkTransports(place, transports);
  return reports;
}

/** Whether Podman does not load it at all. */
export const isRefused = (file: JsonFile, podman: string): boolean =>
  file.faults.length > 0 || policyReports(file, podman).length > 0;

function reportMissingDefault(place: Place, root: JsonObject) {
  const title = { text: { en: 'Reject what no scope names', ja: 'どのスコープにも該当しないものを拒否する' } };
  const edit = insertFirstMember(place.text, root, 'default', reject);
  const at = { start: root.span.start, end: root.span.start + 1 };
  place.report({ at, message: 'missing-default', fixes: [{ title, edits: [edit], safe: true }] });
}

function checkTransports(place: Place, transports: JsonMember) {
  for (const [transport, member] of objectMembers(place, transports)) {
    for (const [scope, requirements] of objectMembers(place, member)) {
      checkScope(place, transport, scope, requirements);
      checkList(place, requirements);
    }
  }
}

function objectMembers(place: Place, { key, value }: JsonMember): Map<string, JsonMember> {
  if (value.type === 'object') return strictMembers(place, value, 'any');
  if (!isUnknown(value)) place.report({ at: value.span, message: 'no-object', params: { key: key.value } });
  return new Map();
}

function checkScope(place: Place, transport: string, scope: string, { key }: JsonMember) {
  const message = scopeFault(transport, scope, place.podman);
  if (!message) return;
  const clean = cleanPath(scope);
  const isRepairable = message === 'scope-path' && scope.startsWith('/') && clean !== '/';
  const fixes = isRepairable ? [rewrite(key.span, clean, false)] : [];
  place.report({ at: key.span, message, params: { transport }, fixes });
}

function checkList(place: Place, { key, value }: JsonMember) {
  if (value.type === 'array') {
    if (value.items.length === 0) reportEmptyList(place, value.span);
    for (const item of value.items) checkRequirement(place, item);
  } else if (value.type === 'literal' && value.value === null) reportEmptyList(place, value.span);
  else if (!isUnknown(value)) {
    const source = place.text.slice(value.span.start, value.span.end);
    const list = value.type === 'string' ? `[{"type": ${source}}]` : `[${source}]`;
    const title = { text: { en: 'Make it a list', ja: 'リストにする' } };
    const isClear = value.type === 'string' || typeOf(value) !== undefined;
    const fixes: Fix[] = isClear ? [{ title, edits: [{ span: value.span, text: list }], safe: false }] : [];
    place.report({ at: value.span, message: 'no-list', params: { key: key.value }, fixes });
  }
}

function reportEmptyList(place: Place, span: JsonMember['span']) {
  const title = { text: { en: 'Reject everything here', ja: 'ここではすべて拒否する' } };
  place.report({ at: span, message: 'empty-list', fixes: [{ title, edits: [{ span, text: reject }], safe: false }] });
}
