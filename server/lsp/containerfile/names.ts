import type { Edit } from '../../core/fix.ts';
import { type Span, touches } from '../../core/span.ts';
import type { Message, Text } from '../../core/text.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { hostArgument, platformArguments } from '../../parse/containerfile/variables.ts';
import type { Named } from '../features/model.ts';
import { type StageUse, stageUses, unquoted } from './stageNames.ts';
import { definitionsFor, unreadCommands, useAt, type VariableUse, variableUses } from './variables.ts';

/** The stage or variable whose name stands at an offset. */
export const nameAt = (file: Containerfile, offset: number): Named | undefined =>
  variableAt(file, offset) ?? stageAt(file, offset);

const texts = {
  automatic: { en: 'Podman itself gives {name} its value.', ja: '{name} の値は Podman 自身が設定します。' },
  unset: { en: 'Nothing in this file sets {name}.', ja: 'このファイルには {name} を設定する行がありません。' },
  noVariable: { en: '"{name}" cannot name a variable.', ja: '「{name}」は変数名にできません。' },
  noStage: { en: '"{name}" cannot name a stage.', ja: '「{name}」はステージ名にできません。' },
  taken: { en: 'The name {name} is in use here already.', ja: '{name} という名前はすでに使われています。' },
  sought: { en: 'Programs look for {name} by that name.', ja: 'プログラムは {name} をこの名前で参照します。' },
  nameless: { en: 'This stage has no name.', ja: 'このステージには名前がありません。' },
  hidden: {
    en: 'The name is also written in a way that cannot be changed along: {written}.',
    ja: 'この名前は、一緒に変更できない書き方でも書かれています: {written}',
  },
} satisfies Record<string, Text>;

/** What shells and loaders go by, whoever sets it. */
const isSought = (name: string): boolean => /^(?:PATH|HOME|PWD|IFS|LD_PRELOAD|LD_LIBRARY_PATH)$/.test(name);
const isAutomatic = (name: string): boolean => platformArguments.has(name) || hostArgument.test(name);
const message = (text: Text, params: Message['params']): Message => ({ text, params });

function variableAt(file: Containerfile, offset: number): Named | undefined {
  const use = useAt(file, offset);
  if (!use) return undefined;
  const { name, variable } = use;
  // What nothing here sets may be the shell's own.
  if (variable === undefined && use.how !== 'expanded') return undefined;
  // The # of what was meant as a comment.
  if (!/^[\w.-]+$/.test(name)) return undefined;
  const same = variableUses(file).filter(
    each => each.variable === variable && each.name === name && (variable !== undefined || each.stage === use.stage),
  );
  const isFixed = isAutomatic(name)
    ? texts.automatic
    : variable === undefined
      ? texts.unset
      : isSought(name)
        ? texts.sought
        : undefined;
  return {
    name,
    at: use.span,
    definitions: definitionsFor(file, use),
    places: same.map(({ span, how }) => ({ span, isDefinition: how === 'declared' })),
    rename: to => renameVariable(file, same, name, to),
    isFixed: isFixed && message(isFixed, { name }),
  };
}

function renameVariable(
  file: Containerfile,
  places: readonly VariableUse[],
  from: string,
  to: string,
): readonly Edit[] | Message {
  if (to === from) return [];
  if (!/^[A-Za-z_]\w*$/.test(to) || isAutomatic(to)) return message(texts.noVariable, { name: to });
  if (isSought(to)) return message(texts.sought, { name: to });
  const reached = reach(file, places);
  const isTaken = variableUses(file).some(use => use.name === to && reached.has(use.stage));
  if (isTaken || clashesWithGlobal(file, places, to)) return message(texts.taken, { name: to });
  const written = unreadCommands(file)
    .filter(command => reached.has(file.stageOf(command)))
    .flatMap(({ shellText }) => shellText?.text.split(/\s+/) ?? [])
    .find(word => word.split(/\W+/).includes(from));
  if (written !== undefined) return message(texts.hidden, { written });
  return replaceName(
    file,
    places.map(({ span }) => unquoted(file, span)),
    from,
    to,
  );
}

/** Not where an escape, a quote or a line break stands in the middle of it. */
function replaceName(file: Containerfile, spans: readonly Span[], from: string, to: string): readonly Edit[] | Message {
  const written = spans.map(({ start, end }) => file.text.slice(start, end)).find(each => each !== from);
  return written === undefined ? spans.map(span => ({ span, text: to })) : message(texts.hidden, { written });
}

/** The stages whose variables a variable can meet; undefined for what stands before the first FROM. */
function reach(file: Containerfile, places: readonly VariableUse[]): Set<Stage | undefined> {
  const own = new Set(places.map(({ stage }) => stage));
  const below = file.stages.filter(stage => [...lineage(stage)].some(each => own.has(each)));
  const above = [...own].flatMap(stage => (stage ? [...lineage(stage)] : []));
  const hasArg = places.some(({ how, instruction }) => how === 'declared' && instruction.keyword === 'ARG');
  return new Set([...own, ...below, ...above, ...(hasArg ? [undefined] : [])]);
}

/** An ARG of a stage would become the redeclaration of one before the first FROM. */
const clashesWithGlobal = (file: Containerfile, places: readonly VariableUse[], to: string): boolean =>
  places.some(({ stage }) => stage === undefined) &&
  file.of('ARG').some(({ pairs }) => pairs.some(({ name }) => name === to));

function stageAt(file: Containerfile, offset: number): Named | undefined {
  const declared = file.stages.find(({ name }) => name && touches(name.span, offset));
  const used = declared ? undefined : stageUses(file).find(({ span, stage }) => stage && touches(span, offset));
  const stage = declared ?? used?.stage;
  if (!stage) return undefined;
  const definition = stage.name ? unquoted(file, stage.name.span) : stage.from.keywordSpan;
  const uses = stageUses(file).filter(use => use.stage === stage);
  return {
    name: stage.name?.value ?? String(stage.index),
    at: used?.span ?? definition,
    definitions: [definition],
    places: [
      ...(stage.name ? [{ span: definition, isDefinition: true }] : []),
      ...uses.map(({ span }) => ({ span, isDefinition: false })),
    ],
    rename: to => renameStage(file, stage, uses, to),
    isFixed: stage.name ? undefined : message(texts.nameless, {}),
  };
}

function renameStage(
  file: Containerfile,
  stage: Stage,
  uses: readonly StageUse[],
  to: string,
): readonly Edit[] | Message {
  const { name } = stage;
  if (!name || to === name.value) return [];
  if (!/^[A-Za-z][\w.-]*$/.test(to) || to.toLowerCase() === 'scratch') return message(texts.noStage, { name: to });
  const others = file.stages.filter(each => each !== stage).map(each => each.name?.value.toLowerCase());
  // What names an image would name the stage.
  if (others.includes(to.toLowerCase()) || stageUses(file).some(use => use.name === to))
    return message(texts.taken, { name: to });
  // Newer Podmans replace variables in the name itself, too.
  const inVariables = uses.find(use => !use.isLiteral && !/^\d+$/.test(use.name ?? ''));
  const hidden = name.value.includes('$') ? name : inVariables;
  if (hidden) return message(texts.hidden, { written: file.text.slice(hidden.span.start, hidden.span.end) });
  const literal = uses.filter(({ isLiteral }) => isLiteral).map(({ span }) => span);
  return replaceName(file, [unquoted(file, name.span), ...literal], name.value, to);
}
