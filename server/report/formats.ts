import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { MakeReporter } from './report.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export const formats = { text, json, sarif, github, junit } satisfies Record<string, MakeReporter>;

export type Format = keyof typeof formats;
