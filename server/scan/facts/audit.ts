/** A rule of the kernel's audit, as far as files are concerned. */
export interface AuditRule {
  readonly path: string;
  /** `x`, `wa`. */
  readonly rights: string;
  /** It holds for all below a folder. */
  readonly isTree: boolean;
}

/** `-w P -p x -k K`, and `-a always,exit -F path=P -F perm=x`, which the kernel prints back as the other. Not `never`. */
export function readAuditRules(text: string): AuditRule[] {
  return text.split('\n').flatMap(line => {
    const words = line.trim().split(/\s+/);
    if (words[0] === '-w' && words[1]) {
      const rights = words[words.indexOf('-p') + 1];
      return [{ path: words[1], rights: words.includes('-p') && rights ? rights : 'rwxa', isTree: true }];
    }
    if ((words[0] !== '-a' && words[0] !== '-A') || !words[1]?.split(',').includes('always')) return [];
    const fields = new Map(
      [...line.matchAll(/(?<= )(path|dir|perm|exe)=(\S+)/g)].map(([, name, value]) => [name, value]),
    );
    const path = fields.get('path') ?? fields.get('dir') ?? fields.get('exe');
    const isExec = words.some(word => /^execve(at)?$|,execve(at)?\b|\bexecve(at)?,/.test(word));
    return path ? [{ path, rights: fields.get('perm') ?? (isExec ? 'x' : 'rwxa'), isTree: fields.has('dir') }] : [];
  });
}

/** Whether somebody's use of `path` in all of these ways is recorded. */
export const isWatched = (rules: readonly AuditRule[], path: string, rights: string): boolean =>
  rules.some(rule => {
    const covers = rule.path === path || (rule.isTree && path.startsWith(`${rule.path.replace(/\/+$/, '')}/`));
    return covers && [...rights].every(right => rule.rights.includes(right));
  });
