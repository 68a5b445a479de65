import { languagePackageManagers } from './languagePackageManagers.ts';
import type { PackageFamily, PackageManager } from './packageManagerForm.ts';
import { systemPackageManagers } from './systemPackageManagers.ts';

export type { PackageAction, PackageFamily, PackageManager, VersionStyle } from './packageManagerForm.ts';

const packageManagers = [...systemPackageManagers, ...languagePackageManagers];
const byTool = new Map(packageManagers.flatMap(manager => manager.tools.map(tool => [tool, manager] as const)));

export const packageManagerOf = (tool: string): PackageManager | undefined => byTool.get(withoutVersion(tool));

/** `pip3.11` is pip. */
const withoutVersion = (tool: string): string => tool.replace(/^pip[23]\.\d+$/, 'pip');

const minors = Array.from({ length: 16 }, (_, minor) => `3.${minor}`);
/** What may run pip as a module: `python3.12 -m pip`. */
export const pythons: readonly string[] = ['', '2', '3', ...minors].map(version => `python${version}`);

/** The names of all programs that install packages, as `judgeRuns` wants them. */
export const packageTools: readonly string[] = [
  ...byTool.keys(),
  'pip2.7',
  ...minors.map(minor => `pip${minor}`),
  ...pythons,
];

/** Those of one family. */
export const toolsOf = (...families: readonly PackageFamily[]): readonly string[] =>
  packageTools.filter(tool => families.includes(packageManagerOf(tool)?.family ?? 'pip'));
