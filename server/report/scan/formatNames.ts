/** In their order of `--help`; `formats.ts` has them. */
export const scanFormats = ['text', 'json', 'sarif', 'junit', 'ocsf', 'html', 'md'] as const;

/** By the end of a file's name. */
const ends: readonly (readonly [RegExp, (typeof scanFormats)[number]])[] = [
  [/\.ocsf(?:\.jsonl?)?$/i, 'ocsf'],
  [/\.sarif(?:\.json)?$/i, 'sarif'],
  [/\.json$/i, 'json'],
  [/\.(?:junit|xml)$/i, 'junit'],
  [/\.html?$/i, 'html'],
  [/\.(?:md|markdown)$/i, 'md'],
  [/\.(?:txt|text|log)$/i, 'text'],
];

export const formatOfFile = (name: string): (typeof scanFormats)[number] | undefined =>
  ends.find(([end]) => end.test(name))?.[1];
