import {
  type Command,
  forEachChild,
  type HereDoc,
  type Pipeline,
  parse,
  type Redirection,
  type SyntaxNode,
} from 'unbash';
import {
  connect,
  type Draft,
  draftOf,
  draftOfWords,
  type Position,
  readsElsewhere,
  redirectionOf,
  writesElsewhere,
} from './command.ts';
import type { Held } from './held.ts';
import { backtickScript } from './literal.ts';
import { type MappedText, placedText, spanIn, TextMapper } from './mappedText.ts';
import type { ShellNesting, ShellPlace, ShellWord } from './model.ts';
import { type NamePlace, namedBy, namedByCommand } from './naming.ts';
import { type PrintedText, printedBy, runsInput, runsPrinted } from './printed.ts';
import {
  aliasedScripts,
  executedByFind,
  isShellDocument,
  runsVariable,
  type WrittenScript,
  writtenScript,
} from './scripts.ts';
import type { ShellVariable } from './variables.ts';
import { type SourceWord, sourceWord } from './words.ts';
import { printersOf, readsDocument, type Scripts, WrittenFiles } from './written.ts';

/** Where the walk is: what text the syntax tree counts in, and what stands around. */
interface Scope extends Position {
  readonly source: MappedText;
  /** How many scripts in scripts; an end to what could go on for ever. */
  readonly depth: number;
}

/** The commands of a part that read its standard input, and that write to its standard output. */
interface Ends {
  readonly readers: readonly Draft[];
  readonly writers: readonly Draft[];
}

const none: Ends = { readers: [], writers: [] };
const deepest = 12;

interface WalkOptions {
  /** Is told of every variable; none is looked for without. */
  readonly onVariable?: ((variable: ShellVariable) => void) | undefined;
  /** Is put where variables stand alone. */
  readonly held?: Held | undefined;
  /** What lies in files from the start. */
  readonly scripts?: Scripts | undefined;
}

/** Walks a shell's syntax tree and collects its simple commands in the order of their places. */
export class ShellWalk {
  /** What has been found so far, also if the walk breaks off. */
  readonly commands: Draft[] = [];
  /** What has been written until here. */
  readonly files: WrittenFiles;
  readonly #onVariable: ((variable: ShellVariable) => void) | undefined;
  readonly #held: Held | undefined;

  constructor({ onVariable, held, scripts }: WalkOptions = {}) {
    this.files = new WrittenFiles(scripts);
    this.#onVariable = onVariable;
    this.#held = held;
  }

  script(source: MappedText, position: Position, depth = 0): Ends {
    return depth > deepest ? none : this.#all(parse(source.text), { source, depth, ...position });
  }

  /** A command in the exec form. */
  words(words: readonly SourceWord[], position: Position, depth = 0): Draft {
    const command = draftOfWords(words, position);
    this.commands.push(command);
    const scope = { source: placedText('', command.span), depth, ...position };
    this.#run(this.files.behind(command), command, scope);
    this.#inside(command, scope);
    return command;
  }

  #all(node: SyntaxNode, scope: Scope): Ends {
    const ends: Ends[] = [];
    forEachChild(node, child => ends.push(this.#visit(child, scope)));
    return { readers: ends.flatMap(({ readers }) => readers), writers: ends.flatMap(({ writers }) => writers) };
  }

  #visit(node: SyntaxNode, scope: Scope): Ends {
    if (this.#onVariable) this.#tell(namedBy(node), scope);
    switch (node.type) {
      case 'Command':
        return this.#command(node, scope);
      case 'Pipeline':
        return this.#pipeline(node, scope);
      case 'CommandExpansion':
      case 'ArithmeticCommandExpansion':
      case 'ProcessSubstitution':
        this.#substitution(node, scope, undefined, undefined);
        return none;
      case 'Redirected': {
        const redirections = node.redirects.map(redirect => redirectionOf(redirect, scope.source));
        const { readers, writers } = this.#visit(node.command, scope);
        for (const redirect of node.redirects) this.#redirect(redirect, scope, undefined, { readers, writers });
        for (const redirection of redirections) this.files.redirected(writers, redirection);
        return {
          readers: readsElsewhere(redirections) ? [] : readers,
          writers: writesElsewhere(redirections) ? [] : writers,
        };
      }
      case 'Function':
        this.#visit(node.body, nested(scope, 'function'));
        return none;
      case 'Statement':
        return this.#all(node, node.background ? nested(scope, 'background') : scope);
      default:
        return this.#all(node, nested(scope, nestings[node.type]));
    }
  }

  #tell(place: NamePlace | undefined, { source }: Scope): void {
    if (place) this.#onVariable?.({ name: place.name, span: spanIn(source, place.pos, place.end), isSet: place.isSet });
  }

  #pipeline(node: Pipeline, scope: Scope): Ends {
    const parts = node.commands.map(command => this.#visit(command, scope));
    parts.forEach((part, i) => {
      this.#connect(part.writers, parts[i + 1]?.readers ?? [], scope);
    });
    return { readers: parts[0]?.readers ?? [], writers: parts.at(-1)?.writers ?? [] };
  }

  #command(node: Command, scope: Scope): Ends {
    const draft = draftOf(node, scope.source, { within: scope.within, nesting: scope.nesting }, this.#held);
    this.commands.push(draft);
    if (this.#onVariable) for (const place of namedByCommand(node)) this.#tell(place, scope);
    const wordAt = new Map(draft.words.map(word => [word.span.start, word]));
    for (const part of [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix]) {
      if (part.type === 'Word' || part.type === 'Assignment') {
        const word = wordAt.get(scope.source.start(part.pos));
        const { writers } = this.#substitutions(part, scope, draft, word);
        if (word && runsPrinted(draft, word)) this.#printed(writers, draft, scope);
      } else this.#redirect(part, scope, draft, { readers: [draft], writers: [draft] });
    }
    if (!node.name) this.#heldCommands(node, scope, draft);
    this.#writes(draft);
    this.#run(this.files.behind(draft), draft, scope);
    const inside = this.#inside(draft, scope);
    return {
      readers: readsElsewhere(draft.redirections) ? [] : [draft, ...inside.readers],
      writers: writesElsewhere(draft.redirections) ? [] : [draft, ...inside.writers],
    };
  }

  /** Commands that are written as words of a command: they share its standard input and output. */
  #inside(draft: Draft, { nesting, depth }: Scope): Ends {
    const written = writtenScript(draft.tool, draft.args);
    if (written) return this.#written(written, draft, { nesting, depth });
    if (draft.tool === 'alias')
      for (const script of aliasedScripts(draft.args)) this.#written(script, draft, { nesting, depth });
    if (draft.tool !== 'find' || depth > deepest) return none;
    for (const words of executedByFind(draft.args)) {
      this.words(words, { within: { how: 'argument', command: draft, word: words[0] }, nesting }, depth + 1);
    }
    return none;
  }

  #written({ text, word }: WrittenScript, command: Draft, { nesting, depth }: Pick<Scope, 'nesting' | 'depth'>): Ends {
    return this.script(text, { within: { how: 'script', command, word }, nesting }, depth + 1);
  }

  /** `CURL='curl -k'`, if `$CURL` is run later. */
  #heldCommands({ prefix }: Command, scope: Scope, draft: Draft): void {
    for (const part of prefix) {
      if (part.type !== 'Assignment' || part.value.type !== 'Word' || !/\s/.test(part.value.text)) continue;
      const word = sourceWord(part.value, scope.source);
      const text = word.dynamic ? undefined : word.literal();
      if (text && runsVariable(scope.source.text, part.name)) this.#written({ text, word }, draft, scope);
    }
  }

  /** Finds the substitutions in a part of a command. */
  #substitutions(node: SyntaxNode, scope: Scope, draft: Draft | undefined, word: ShellWord | undefined): Ends {
    if (this.#onVariable) this.#tell(namedBy(node), scope);
    const ends: Ends[] = [];
    forEachChild(node, child => {
      const isSubstitution =
        child.type === 'CommandExpansion' ||
        child.type === 'ArithmeticCommandExpansion' ||
        child.type === 'ProcessSubstitution';
      ends.push(
        isSubstitution ? this.#substitution(child, scope, draft, word) : this.#substitutions(child, scope, draft, word),
      );
    });
    return { readers: ends.flatMap(({ readers }) => readers), writers: ends.flatMap(({ writers }) => writers) };
  }

  #substitution(
    node: Extract<SyntaxNode, { script: unknown }>,
    scope: Scope,
    command: Draft | undefined,
    word: ShellWord | undefined,
  ): Ends {
    const { script } = node;
    if (!script || scope.depth > deepest) return none;
    const outward = node.type === 'ProcessSubstitution' && node.operator === '>';
    const how = node.type !== 'ProcessSubstitution' ? 'substitution' : outward ? 'output' : 'input';
    const source = script.source === undefined ? scope.source : decoded(script.source, node, scope.source);
    const within: ShellPlace = { how, command: command ?? scope.within?.command, word };
    const ends = this.#all(script, { source, within, nesting: scope.nesting, depth: scope.depth + 1 });
    if (outward) {
      if (command) this.#connect([command], ends.readers, scope);
      return { readers: ends.readers, writers: [] };
    }
    for (const writer of ends.writers) writer.captured = true;
    return { readers: [], writers: ends.writers };
  }

  /** `< <(cmd)`, `> >(cmd)`, `<<< "$(cmd)"` and here-documents. */
  #redirect(node: Redirection, scope: Scope, draft: Draft | undefined, ends: Ends): void {
    if (node.type === 'HereDoc') this.#document(node, scope, draft);
    if (node.type === 'HereDoc' || !node.target) return;
    if (node.operator === '<<<' && draft) this.#hereString(sourceWord(node.target, scope.source), scope, draft);
    const { writers, readers } = this.#substitutions(node.target, scope, draft, undefined);
    if (node.operator.startsWith('<')) this.#connect(writers, ends.readers, scope);
    else if (!draft) this.#connect(ends.writers, readers, scope);
  }

  #writes(draft: Draft): void {
    for (const redirection of draft.redirections) this.files.redirected([draft], redirection);
    if (draft.tool === 'tee' && readsDocument(draft)) this.files.teed(draft);
  }

  #connect(writers: readonly Draft[], readers: readonly Draft[], scope: Scope): void {
    connect(writers, readers);
    for (const reader of readers) if (reader.tool === 'tee') this.files.teed(reader);
    const shell = readers.find(runsInput);
    if (shell) this.#printed(writers, shell, scope);
  }

  /** `echo 'curl -k ...' | sh` */
  #printed(by: readonly Draft[], command: Draft, scope: Scope): void {
    this.#run(
      by.flatMap(printersOf).flatMap(writer => printedBy(writer) ?? []),
      command,
      scope,
    );
  }

  /** `echo 'curl -k ...' > file; sh file` */
  #run(texts: readonly PrintedText[], command: Draft, { nesting, depth }: Scope): void {
    command.isRead ||= texts.length > 0;
    for (const { text, word } of texts) {
      this.script(text, { within: { how: 'script', command, word }, nesting }, depth + 1);
    }
  }

  /** `bash <<< 'curl -k ...'` */
  #hereString(word: SourceWord, scope: Scope, draft: Draft): void {
    const text = runsInput(draft) ? word.literal() : undefined;
    if (text) this.#written({ text, word }, draft, scope);
  }

  /** A here-document is a script for the shell that reads it, and so is one that nobody reads: `RUN <<EOF`. */
  #document(node: HereDoc, scope: Scope, draft: Draft | undefined): void {
    const { text, pos, end } = node.body;
    const isScript = draft && (!draft.name || runsInput(draft));
    if (!isScript) {
      this.#substitutions(node.body, scope, draft, undefined);
    } else if (isShellDocument(text)) {
      const mapper = new TextMapper(scope.source);
      mapper.copy(pos, end);
      const within: ShellPlace = { how: 'document', command: draft, word: undefined };
      this.script(mapper.done(), { within, nesting: scope.nesting }, scope.depth + 1);
    }
  }
}

const nestings: { readonly [type: string]: ShellNesting | undefined } = {
  If: 'if',
  For: 'for',
  ArithmeticFor: 'for',
  Select: 'for',
  While: 'while',
  Case: 'case',
  Subshell: 'subshell',
  BraceGroup: 'group',
};

const nested = (scope: Scope, kind: ShellNesting | undefined): Scope =>
  kind ? { ...scope, nesting: [...scope.nesting, kind] } : scope;

/** The text that a script between backticks with escapes in it counts in. */
function decoded(text: string, node: { pos: number; end: number }, source: MappedText): MappedText {
  const tries = [false, true].map(inQuotes => backtickScript(source, node.pos, node.end, inQuotes));
  return tries.find(mapped => mapped.text === text) ?? placedText(text, spanIn(source, node.pos, node.end));
}
