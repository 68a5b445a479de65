/** A profile that denies what no rule allows. */
export const profile = (rules: string, more = ''): string =>
  `{"defaultAction": "SCMP_ACT_ERRNO"${more}, "syscalls": [${rules}]}`;

/** One that allows what no rule denies. */
export const open = (rules: string): string => `{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [${rules}]}`;

/** A profile with one rule, which allows system calls. */
export const allowing = (names: string, more = ''): string =>
  profile(`{"names": [${names}], "action": "SCMP_ACT_ALLOW"${more}}`);
