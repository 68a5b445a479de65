import { lineage, type Stage } from '../../parse/containerfile/stages.ts';

/** Where a command starts: `apt-get install adduser` creates nobody. */
const command = /(?:^|[;&|({!]|\b(?:then|do|else|if|sudo)(?=\s))\s*(?:\S*\/)?(?:useradd|adduser)(\s[^;&|\n]*)/gm;
/** Options of useradd, and of Debian's and BusyBox's adduser, whose value is the next word. */
const withValue =
  /^(?:-[a-zA-Z]*[ugGdhscCkefKpbZRP]|--(?:uid|gid|groups?|ingroup|home|home-dir|shell|gecos|comment|base-dir|skel|password|expiredate|inactive|key|root|prefix|firstuid|lastuid|conf))$/;

/** The user that a RUN of the stage, or of one it is built on, creates: by number if that is given, else by name. */
export function createdUser(stage: Stage): string | undefined {
  for (const { instructions } of lineage(stage)) {
    for (const { keyword, shellText, heredocs } of instructions.toReversed()) {
      if (keyword !== 'RUN') continue;
      const text = [shellText, ...heredocs.map(heredoc => heredoc.shellText)].map(part => part?.text ?? '').join('\n');
      if (!/useradd|adduser/.test(text)) continue;
      const found = [...text.replaceAll('\\\n', '  ').matchAll(command)].map(match => userOf(match[1] ?? ''));
      const user = found.findLast(user => user !== undefined);
      if (user) return user;
    }
  }
  return undefined;
}

function userOf(parameters: string): string | undefined {
  const words = parameters.trim().split(/\s+/);
  let name: string | undefined;
  let uid: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const [, joined] = /^--uid=(\d+)$/.exec(word) ?? [];
    if (joined) uid = joined;
    else if (/^(?:-[a-zA-Z]*u|--uid)$/.test(word)) uid = words[++i];
    else if (withValue.test(word)) i++;
    else if (!word.startsWith('-')) name ??= word;
  }
  if (uid && /^[1-9]\d*$/.test(uid)) return uid;
  return name && /^[a-z_][a-z0-9_-]*$/.test(name) && name !== 'root' ? name : undefined;
}
