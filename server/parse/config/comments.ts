import { Lexer } from 'yaml';
import type { Comment } from '../../core/kind.ts';

/** What the lexer puts before a scalar, so that a scalar that looks like a comment is none. */
const scalarMark = '\u001f';
/** Marks that stand for no text: start of a document, unexpected end of a flow collection, scalar. */
const marks = new Set(['\u0002', '\u0018', scalarMark]);

/** Every comment of a YAML text. */
export function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  let previous = '';
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#') && previous !== scalarMark) {
      comments.push({ span: { start: offset, end: offset + token.length }, text: token.slice(1) });
    }
    if (!marks.has(token)) offset += token.length;
    previous = token;
  }
  return comments;
}
