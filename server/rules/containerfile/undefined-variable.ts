import { Memory, remember } from '../../core/remember.ts';
import type { Report } from '../../core/rule.ts';
import { type Span, shift } from '../../core/span.ts';
import { variableUse } from '../../parse/containerfile/changedTopics.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import { expandedTexts } from '../../parse/containerfile/expandedTexts.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Stage } from '../../parse/containerfile/stages.ts';
import { platformArguments } from '../../parse/containerfile/variables.ts';
import { values } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import {
  declareInStage,
  isForgottenGlobal,
  isSurelyMissing,
  misspelt,
  nearestVariable,
  neededVariables,
  type PlacedUse,
} from './_variables.ts';

type Key = 'undefined' | 'misspelt' | 'global' | 'platform' | 'later' | 'itself' | 'alone' | 'same';

export default containerfileRule({
  id: 'containerfile/undefined-variable',
  title: { en: 'Undefined variable', ja: '未定義の変数' },
  severity: 'warning',
  impliedBy: ['containerfile/undefined-copy-source'],
  aliases: ['UndefinedVar', 'DL3044', 'S6579'],
  references: [
    {
      title: 'Dockerfile reference: environment replacement',
      url: 'https://docs.docker.com/reference/dockerfile/#environment-replacement',
    },
    { title: 'BuildKit: UndefinedVar', url: 'https://docs.docker.com/reference/build-checks/undefined-var/' },
  ],
  why: {
    en: 'Podman puts nothing in its place and goes on: paths, users and options silently become other ones.',
    ja: 'Podman は空文字列に置き換えて処理を続けるため、パスやユーザー、オプションが黙って別のものになります。',
  },
  remedy: {
    en: 'Declare it in this stage with ARG or ENV above this line, or correct its name.',
    ja: 'この行より前で、このステージの ARG か ENV で定義するか、名前を直してください。',
  },
  messages: {
    undefined: {
      en: '"{name}" is not defined and becomes empty.',
      ja: '「{name}」は定義されていないため、空になります。',
    },
    misspelt: {
      en: '"{name}" is not defined and becomes empty; did you mean "{right}"?',
      ja: '「{name}」は定義されていないため、空になります。「{right}」ではありませんか。',
    },
    global: {
      en: '"{name}" is declared before the first FROM only and is empty in this stage.',
      ja: '「{name}」は最初の FROM より前でしか宣言されていないため、このステージでは空になります。',
    },
    platform: {
      en: '"{name}" is empty in a stage that does not declare it with ARG.',
      ja: '「{name}」は、ARG で宣言していないステージでは空になります。',
    },
    later: {
      en: '"{name}" is set only further down and is empty here.',
      ja: '「{name}」が設定されるのはこの行より後なので、ここでは空になります。',
    },
    same: {
      en: '"{name}" is set by this same instruction, which sees it only afterwards: here it is empty.',
      ja: '「{name}」はこの命令自身が設定するもので、命令が終わるまで使えません。ここでは空になります。',
    },
    itself: {
      en: '"{name}" has no value yet: what is added to it here stands alone.',
      ja: '「{name}」にはまだ値がないため、ここで付け加えたものだけになります。',
    },
    alone: {
      en: '"{name}" is set to itself: without an ARG it takes no value from the build, and is empty unless the base image sets it.',
      ja: '「{name}」に自分自身を設定しています。ARG がなければビルド側の値は入らず、ベースイメージが設定していないかぎり空になります。',
    },
  },
  examples: {
    bad: [
      { text: 'FROM quay.io/a/b:1\nENV ADMIN=«${ADMIN}» B="«$B»"\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:3.22\nWORKDIR /srv/«$APP»\nUSER 1001\n' },
      {
        text: 'FROM quay.io/a/b:1\nARG DIR_ASSETS=assets/\nCOPY x/«$DIR_ASSET» .\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nARG DIR_ASSETS=assets/\nCOPY x/$DIR_ASSETS .\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nENV A=1 \\\n  # where programs lie\n  PATH="«${PAHT}»:/opt/bin"\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nENV A=1 \\\n  # where programs lie\n  PATH="${PATH}:/opt/bin"\nUSER 1001\n',
      },
      {
        text: 'arg RELEASE=1\r\nfrom quay.io/a/b:$RELEASE\r\nlabel release="«$RELEASE»"\r\nuser 1001\r\n',
        fixed: 'arg RELEASE=1\r\nfrom quay.io/a/b:$RELEASE\r\narg RELEASE\r\nlabel release="$RELEASE"\r\nuser 1001\r\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nENV GOARCH=«$TARGETARCH»\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nARG TARGETARCH\nENV GOARCH=$TARGETARCH\nUSER 1001\n',
      },
      { text: 'FROM registry.access.redhat.com/ubi9:9.6\nCOPY a /«$DEST»\nARG DEST=x\nUSER 1001\n' },
      {
        text: 'FROM docker.io/library/alpine:3.22\nENV A=/app B="x \\\n  y" \\\n  PATH="«$A»/bin:$PATH"\narg C=1 D=«${C}»\nUSER 1001\n',
      },
      { text: 'FROM scratch\nENV LIBRARIES=/opt/lib:«$LIBRARIES»\nUSER 1001\n' },
      { text: 'FROM scratch AS a\nCOPY --chown=«$UID» [ "x", "/y" ]\nFROM a\nUSER «$UID»\n' },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nARG APP_GID\nUSER $APP_UID:$APP_GID\n' },
      { text: 'FROM quay.io/a/b:1\nENV HERE=$SET_BY_THE_IMAGE\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:3.22\nENV PATH=/opt/bin:$PATH\nRUN echo $NOBODY\nUSER 1001\n' },
      { text: "FROM docker.io/library/alpine:3.22\nARG A\nENV B=$A C=\\$D E='$F' G=${H:-x} I=${J:+y}\nUSER 1001\n" },
      { text: 'FROM docker.io/library/alpine:3.22\nENV PROXY=$http_proxy\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:3.22 AS a\nARG DEST=x\nFROM a\nCOPY a /$DEST\nUSER 1001\n' },
      { text: 'ARG NODE_VERSION=22\nFROM docker.io/library/node:$NODE_VERSION\nLABEL node=$NODE_VERSION\nUSER 1001\n' },
      { text: 'FROM scratch\nONBUILD ENV A=$B\nCMD ["$C"]\nCOPY <<EOF /x\n$D\nEOF\nUSER 1001\n' },
    ],
  },
  concerns: [...values, variableUse],
  *check(file) {
    for (const stage of file.stages) {
      for (const instruction of stage.instructions) {
        for (const { use, text } of usesIn(instruction)) {
          const { start } = instruction;
          if (file.standingOf(use.name, instruction) !== 'missing') continue;
          const report = judge(file, stage, instruction, placed(use, start));
          if (report) yield { ...report, subject: shift(text, start) };
        }
      }
    }
  },
});

interface UseInText {
  /** Counted from the start of the instruction. */
  readonly use: PlacedUse;
  /** Where the text that asks for it stands, counted so too. */
  readonly text: Span;
}

const known = new Memory<Instruction['origin'], readonly UseInText[]>();

/** Looked for once in instructions of equal text. */
function usesIn(instruction: Instruction): readonly UseInText[] {
  if (!instruction.source.includes('$')) return [];
  return remember(known, instruction.origin, () =>
    expandedTexts(instruction).flatMap(expanded => {
      const text = shift(expanded.span, -instruction.start);
      return neededVariables(expanded).map(use => ({ use: placed(use, -instruction.start), text }));
    }),
  );
}

const placed = ({ name, at, nameSpan }: PlacedUse, by: number): PlacedUse => ({
  name,
  at: shift(at, by),
  nameSpan: nameSpan && shift(nameSpan, by),
});

function judge(file: Containerfile, stage: Stage, instruction: Instruction, use: PlacedUse): Report<Key> | undefined {
  const { name, at } = use;
  const params = { name };
  if (platformArguments.has(name)) {
    return { at, message: 'platform', params, fixes: [declareInStage(file, stage, name, false)] };
  }
  if (isForgottenGlobal(file, name, instruction)) {
    return { at, message: 'global', params, fixes: [declareInStage(file, stage, name, false)] };
  }
  const own = instruction.pairs.find(({ valueSpan }) => valueSpan && at.start < valueSpan.end);
  if (own?.name === name && /^\$\{?\w+\}?$/.test(own.value ?? ''))
    return { at, message: 'alone', params, severity: 'info' };
  const isSure = isSurelyMissing(file, name, instruction);
  const other = misspelt(use, nearestVariable(file, stage, name), isSure);
  if (other) return { at, message: 'misspelt', params: { name, right: other.right }, fixes: other.fixes };
  if (!isSure) return undefined;
  if (namesIn(instruction).has(name)) {
    return own?.name === name ? { at, message: 'itself', params, severity: 'info' } : { at, message: 'same', params };
  }
  // What the instructions in front of this one set is not missing.
  return { at, message: setSomewhereIn(stage).has(name) ? 'later' : 'undefined', params };
}

const ownNames = new Memory<Instruction['origin'], ReadonlySet<string>>();

/** What an instruction sets itself. */
const namesIn = ({ origin }: Instruction): ReadonlySet<string> =>
  remember(ownNames, origin, () => new Set(origin.pairs.map(({ name }) => name)));

const setNames = new Memory<Stage, ReadonlySet<string>>();

const setSomewhereIn = (stage: Stage): ReadonlySet<string> =>
  remember(setNames, stage, () => {
    const setting = stage.instructions.filter(({ keyword }) => keyword === 'ARG' || keyword === 'ENV');
    return new Set(setting.flatMap(({ pairs }) => pairs.map(({ name }) => name)));
  });
