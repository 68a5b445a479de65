/** Folders whose insides nobody lists: they are large, and what counts is that they are there. */
export const keptClosed: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** A folder with more than these files and folders is not listed. */
export const mostFiles = 20_000;

/** A text beyond this many UTF-16 units is none that a rule has to know. */
export const largestFile = 1_000_000;

/** In bytes: a unit of UTF-16 takes three of UTF-8 at most. */
export const certainlyTooLarge = largestFile * 3;
