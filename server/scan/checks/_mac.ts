import { given } from '../facts/known.ts';
import type { Facts } from '../facts/table.ts';

/** The mandatory access control that this kernel enforces. */
export function macOf(facts: Facts): 'SELinux' | 'AppArmor' | undefined {
  const values = given(facts.find('kernel'))?.values;
  if (values?.get('/sys/fs/selinux/enforce') === '1') return 'SELinux';
  return values?.get('/sys/module/apparmor/parameters/enabled') === 'Y' ? 'AppArmor' : undefined;
}
