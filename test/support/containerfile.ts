import type { Model } from '../../server/core/kind.ts';
import type { Containerfile } from '../../server/parse/containerfile/containerfile.ts';
import type { Instruction } from '../../server/parse/containerfile/instruction.ts';
import { parseContainerfile } from '../../server/parse/containerfile/parse.ts';

export const modelOf = (text: string, previous?: Model<Containerfile>): Model<Containerfile> =>
  parseContainerfile(text, previous);

export function contentOf(model: Model<Containerfile>): Containerfile {
  const [unit] = model.units;
  if (!unit) throw new Error('a Containerfile is one unit');
  return unit.content;
}

export const parse = (text: string): Containerfile => contentOf(modelOf(text));

/** The only instruction with this keyword, or the first. */
export function instruction(file: Containerfile, keyword: string): Instruction {
  const found = file.withTriggers.find(each => each.keyword === keyword);
  if (!found) throw new Error(`no ${keyword}`);
  return found;
}

/** All that a model says, as plain data: two models are the same if this is. */
export function everything(model: Model<Containerfile>): unknown {
  const file = contentOf(model);
  const { directives, problems, comments, stages } = file;
  return {
    ...{ escape: file.escape, directives, problems, comments },
    instructions: file.instructions.map(parts),
    stages: stages.map(({ index, from, instructions, base, name, parent, span }) => ({
      ...{ index, base, name, span, from: from.span, parent: parent?.index },
      instructions: instructions.map(each => each.span),
    })),
    resolved: file.withTriggers.flatMap(each => each.words.map(word => file.resolve(word, each))),
    unit: model.units[0]?.comments,
  };
}

function parts(each: Instruction): object {
  const { keyword, keywordSpan, span, flags, words, json, pairs, heredocs, shellText, inner } = each;
  return { keyword, keywordSpan, span, flags, words, json, pairs, heredocs, shellText, inner: inner && parts(inner) };
}
