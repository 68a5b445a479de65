import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { ocsf } from './ocsf.ts';
import type { MakeScanReporter } from './report.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export const scanReporters = { text, json, sarif, junit, ocsf, html, md: markdown } satisfies Record<
  string,
  MakeScanReporter
>;

export type ScanFormat = keyof typeof scanReporters;
