/** What go-yaml reads in one piece, where it stands. Each takes linear time. */

const blank = '[ \\t\\r\\n]';
const uri = "(?:[\\w\\-;/?:@&=+$,.!~*'()[\\]]|%[\\da-fA-F]{2})";
const endOfLine = '[ \\t]*(?:#.*)?(?:\\r?\\n|$)';
export const patterns = {
  anchor: new RegExp(`[&*][\\w-]+(?=[?:,\\]}%@\`]|${blank}|$)`, 'y'),
  tag: new RegExp(`!(?:<${uri}+>|[\\w-]*!${uri}+|[\\w-]*(?![\\w!-])${uri}*)(?=${blank}|$)`, 'y'),
  directive: new RegExp(
    `%(?:YAML[ \\t]+\\d{1,2}\\.\\d{1,2}|TAG[ \\t]+!(?:[\\w-]*!)?[ \\t]+${uri}+(?=${blank}|$))${endOfLine}`,
    'y',
  ),
  mark: new RegExp(`(?:---|\\.\\.\\.)(?=${blank}|$)`, 'y'),
  markWithin: new RegExp(`\\n(?:---|\\.\\.\\.)${blank}`),
  single: /'[^']*(?:''[^']*)*'/y,
  double: /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y,
  escape:
    /\\(?:["'\\0abt\tnvfre N_LP\r\n]|x[\da-fA-F]{2}|u(?![dD][89a-fA-F])[\da-fA-F]{4}|U(?!0000[dD][89a-fA-F])00(?:0[\da-fA-F]|10)[\da-fA-F]{4})?/g,
  blockHead: new RegExp(`[|>](?:[+-][1-9]?|[1-9][+-]?)?${endOfLine}`, 'y'),
  word: new RegExp(`(?:[^ \\t\\r\\n:]|:(?!${blank}|$))+`, 'y'),
  wordInBrackets: new RegExp(`(?:[^ \\t\\r\\n:,?[\\]{}]|:(?!${blank}|$))+`, 'y'),
  line: /.*/y,
  lineWithBreak: /[^\n]*\n?/y,
  commentHere: /[ \t]{0,511}#.*/y,
  commentBelow: /[ \t\r\n]{1,511}#.*/y,
} as const;
