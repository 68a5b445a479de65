import type { Comment, Kind, TextFile, Unit } from '../../../server/core/kind.ts';
import { type Rule, ruleFor } from '../../../server/core/rule.ts';
import type { Text } from '../../../server/core/text.ts';

/** A kind as small as can be: words in lines, `#` comments, `"` on a line of its own around lines without comments. */
interface Note {
  readonly words: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}

const both = (en: string): Text => ({ en, ja: `日本語: ${en}` });
const noteRule = ruleFor<Note>();

interface WordRule {
  readonly slug: string;
  readonly word: RegExp;
  readonly fixes: readonly { readonly text: string; readonly safe: boolean }[];
  readonly aliases?: readonly string[];
}

/** Reports a word and offers others. */
const wordRule = ({ slug, word, fixes, aliases = [] }: WordRule): Rule<Note> =>
  noteRule({
    id: `note/${slug}`,
    title: both(`No ${slug} words`),
    severity: 'warning',
    aliases,
    references: [{ title: 'A *book*', url: 'https://example.org/a' }],
    messages: { found: both('The word {word} stands here.') },
    why: both('Somebody reads it.'),
    remedy: both('Write another.'),
    examples: { bad: [{ text: '' }], good: [{ text: '' }] },
    *check(note) {
      for (const { text, start, end } of note.words) {
        if (!word.test(text)) continue;
        yield {
          at: { start, end },
          message: 'found',
          params: { word: text },
          fixes: fixes.map(fix => ({
            title: { text: both('Write {other}'), params: { other: fix.text } },
            edits: [{ span: { start, end }, text: fix.text }],
            safe: fix.safe,
          })),
        };
      }
    },
  });

const failing: Rule<Note> = {
  ...wordRule({ slug: 'failing', word: /./, fixes: [] }),
  check(note) {
    if (note.words.some(({ text }) => text === 'explode')) throw new Error('a rule failed');
    return [];
  },
};

/** `see:NAME`: the file must be there and must not say `secret`; `list:FOLDER` must have files in it. */
const around: Rule<Note> = noteRule({
  id: 'note/around',
  title: both('Files around'),
  severity: 'warning',
  references: [{ title: 'A book' }],
  messages: { missing: both('{name} is not there.'), secret: both('{name} says it.'), files: both('{files}.') },
  why: both('Somebody reads it.'),
  remedy: both('Write it.'),
  examples: { bad: [{ text: '' }], good: [{ text: '' }] },
  *check(note, { workspace }) {
    for (const { text, ...at } of note.words) {
      const [, verb, name = ''] = /^(see|list):(.+)$/.exec(text) ?? [];
      if (verb === 'list') {
        const files = workspace.filesBelow(name);
        if (files) yield { at, message: 'files', params: { files: files.join(' ') } };
      }
      if (verb !== 'see') continue;
      const before = workspace.read(name);
      if (before === undefined) continue;
      const secret = before?.indexOf('secret') ?? -1;
      if (before === null) {
        const title = { text: both('Make it') };
        yield {
          at,
          message: 'missing',
          params: { name },
          fixes: [{ title, edits: [], safe: false, others: [{ path: name, before, after: 'made\n' }] }],
        };
      } else if (secret >= 0) {
        const span = { start: secret, end: secret + 6 };
        const title = { text: both('Blot it') };
        const after = before.replace('secret', '***');
        yield {
          at,
          message: 'secret',
          params: { name },
          related: [{ at: span, text: both('here'), file: { path: name, text: before } }],
          fixes: [{ title, edits: [], safe: false, others: [{ path: name, before, after }] }],
        };
      }
    }
  },
});

function parse(text: string): { units: Unit<Note>[] } {
  if (text.includes('parser-bug')) throw new Error('a parser failed');
  const comments: Comment[] = [];
  const words: { text: string; start: number; end: number }[] = [];
  let quoted = false;
  for (const line of text.matchAll(/[^\r\n]+/g)) {
    if (line[0].trim() === '"') quoted = !quoted;
    const comment = quoted ? -1 : line[0].indexOf('#');
    const code = comment < 0 ? line[0] : line[0].slice(0, comment);
    for (const word of code.matchAll(/[^\s"]+/g)) {
      const start = line.index + word.index;
      words.push({ text: word[0], start, end: start + word[0].length });
    }
    const end = line.index + line[0].length;
    if (comment >= 0) comments.push({ span: { start: line.index + comment, end }, text: line[0].slice(comment + 1) });
  }
  const pointerAt = (offset: number) => `/${words.findIndex(({ start, end }) => start <= offset && offset < end)}`;
  return { units: [{ start: 0, content: { words }, comments, pointerAt }] };
}

export const note: Kind<Note> = {
  id: 'note',
  name: 'note',
  exampleFile: 'a.note',
  claims: ({ path, languageId }: TextFile) => languageId === 'note' || /\.note(?:\.json)?$/.test(path),
  parse,
  rules: [
    wordRule({ slug: 'bad', word: /^bad$/, fixes: [{ text: 'good', safe: true }], aliases: ['NB-1', 'no_bad'] }),
    // Its fix makes work for the rule before.
    wordRule({ slug: 'worse', word: /^worse$/, fixes: [{ text: 'bad', safe: true }] }),
    wordRule({
      slug: 'ugly',
      word: /^ugly|\*img\*$/,
      fixes: [
        { text: 'pretty', safe: false },
        { text: 'plain', safe: true },
      ],
    }),
    failing,
    around,
  ],
};
