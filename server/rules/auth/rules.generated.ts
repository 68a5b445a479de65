// Made by "npm run generate" from the files of this folder.
import credentials from './credentials.ts';
import invalidJson from './invalid-json.ts';
import unreadable from './unreadable.ts';

export const rules = [credentials, invalidJson, unreadable];
