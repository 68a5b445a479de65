// Made by "npm run generate" from the files of this folder.
import sensitiveSource from './sensitive-source.ts';
import skippedLine from './skipped-line.ts';

export const rules = [sensitiveSource, skippedLine];
