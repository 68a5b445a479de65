import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { explain, type Finding } from '../../core/finding.ts';
import { lineMap } from '../../core/lines.ts';
import type { Linter } from '../../core/lint.ts';
import { defaultSettings } from '../../core/settings.ts';
import type { Locale } from '../../core/text.ts';
import { type ConfigFile, parseConfigFile } from '../../settings/configFile.ts';
import { Configs } from '../../settings/findConfig.ts';
import { messageOf, readNamed, slashed } from '../files.ts';
import { pathForPeople } from './targets.ts';

/** Which config holds for a file. */
export type ConfigFor = (path: string) => Promise<ConfigFile | undefined>;

interface ConfigContext {
  readonly cwd: string;
  readonly linter: Linter;
  readonly locale: Locale;
  /** Told of a config that cannot be read, or only in part. */
  complain(message: string): void;
}

/** The nearest config, or for every file the one that was named. */
export async function configSource(named: string | undefined, context: ConfigContext): Promise<ConfigFor> {
  if (named === undefined) {
    const configs = new Configs(async file => read(file, context));
    return file => configs.configFor(file);
  }
  const file = path.resolve(context.cwd, named);
  const text = await readNamed('--config', named, context.cwd);
  const config = parseConfigFile(slashed(file), withoutBom(text));
  complainOf(file, text, context);
  return async () => config;
}

async function read(file: string, context: ConfigContext): Promise<string | undefined> {
  try {
    const text = withoutBom(await readFile(file, 'utf8'));
    complainOf(file, text, context);
    return text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      context.complain(`${pathForPeople(file, context.cwd)}: ${messageOf(error)}`);
    }
    return undefined;
  }
}

/** What keeps a config from being what its author meant. Milder findings are for whoever lints the config itself. */
function complainOf(file: string, text: string, { cwd, linter, locale, complain }: ConfigContext): void {
  const lines = lineMap(text);
  const name = pathForPeople(file, cwd);
  for (const finding of errorsIn(text, linter)) {
    const { line, character } = lines.positionAt(finding.span.start);
    complain(`${name}:${line + 1}:${character + 1}: ${explain(finding, locale).what} (${finding.rule.id})`);
  }
}

/** Judged as a config whatever its name is, by settings that it cannot change. */
const errorsIn = (text: string, linter: Linter): Finding[] =>
  linter.lintFile({ path: '.podseal.yaml', text }, defaultSettings).filter(({ severity }) => severity === 'error');

const withoutBom = (text: string): string => text.replace(/^\ufeff/, '');
