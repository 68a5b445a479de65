import type { Reference } from '../../core/rule.ts';
import type { Workspace } from '../../core/workspace.ts';
import { goMember, goMembers } from '../../parse/json/keys.ts';
import type { JsonFile, JsonMember, JsonString } from '../../parse/json/tree.ts';
import { ruleForWhole } from '../_jsonSyntax.ts';

export const authRule = ruleForWhole<JsonFile>(file => file);

export const manual: Reference = {
  title: 'containers-auth.json(5)',
  url: 'https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md',
};

/** Whether the file is of the oldest format, in which registries stand at the top: its name says so. */
export const isFlat = ({ fileName }: Workspace): boolean => fileName?.endsWith('.dockercfg') === true;

/** What Podman reads for registries. */
export const readEntries = ({ root }: JsonFile, workspace: Workspace): JsonMember[] =>
  (isFlat(workspace) ? [root] : goMembers(root, 'auths').map(({ value }) => value)).flatMap(registries =>
    registries?.type === 'object' ? registries.members : [],
  );

/** What seems to be known for a registry: below `auths`, or at the top of whatever file. */
export function entriesOf({ root }: JsonFile): JsonMember[] {
  const auths = goMember(root, 'auths')?.value;
  if (auths) return auths.type === 'object' ? [...auths.members] : [];
  const members = root?.type === 'object' ? root.members : [];
  return members.filter(({ value }) => value.type === 'object' && goMember(value, 'auth'));
}

/** A string of an entry that is not empty. */
export function textIn({ value }: JsonMember, key: string): { member: JsonMember; string: JsonString } | undefined {
  const member = goMember(value, key);
  return member?.value.type === 'string' && member.value.value !== '' ? { member, string: member.value } : undefined;
}

/** A registry as it may be shown: `https://user:password@host` has been seen. */
export const registryName = ({ key }: JsonMember): string => key.value.replace(/^(\w+:\/\/)?[^/@]*@/, '$1');

/** The text behind `auth`, or undefined where it is not base64. Nobody must ever show it. */
export function decoded(base64: string): string | undefined {
  const text = base64.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined;
  return atob(text);
}
