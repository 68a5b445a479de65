import { Memory, remember } from '../../core/remember.ts';
import type { Report } from '../../core/rule.ts';
import { type Span, shift } from '../../core/span.ts';
import { heredocs, variableUse } from '../../parse/containerfile/changedTopics.ts';
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

type Key = 'undefined' | 'misspelt' | 'script' | 'global' | 'platform' | 'later' | 'itself' | 'alone' | 'same';

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
    script: {
      en: '"{name}" is empty: Podman replaces the variables of this here-document before the script in it runs.',
      ja: '「{name}」は空になります。このヒアドキュメントの変数は、中のスクリプトが動く前に Podman が置き換えます。',
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
      {
        text: 'ARG A=b\nFROM quay.io/a/b:1\nCOPY <<EOF <<"E" /x/\n«$A» $A\nEOF\n$A\nE\nUSER 1001\n',
        fixed: 'ARG A=b\nFROM quay.io/a/b:1\nARG A\nCOPY <<EOF <<"E" /x/\n$A $A\nEOF\n$A\nE\nUSER 1001\n',
      },
      {
        text: 'FROM quay.io/a/b:1\nCOPY --chmod=755 <<-EOF /x\n\tfor f in a; do b «$f»; done; b $f\nEOF\nUSER 1001\n',
        fixed: 'FROM quay.io/a/b:1\nCOPY --chmod=755 <<-"EOF" /x\n\tfor f in a; do b $f; done; b $f\nEOF\nUSER 1001\n',
      },
      { text: 'FROM docker.io/library/alpine:3.22\nADD <<EOF /x\nlisten «$port»;\nEOF\nUSER 1001\n' },
    ],
    good: [
      { text: 'FROM quay.io/a/b:1\nARG APP_GID\nUSER $APP_UID:$APP_GID\n' },
      { text: 'FROM quay.io/a/b:1\nENV HERE=$SET_BY_THE_IMAGE\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:3.22\nENV PATH=/opt/bin:$PATH\nRUN echo $NOBODY\nUSER 1001\n' },
      { text: "FROM docker.io/library/alpine:3.22\nARG A\nENV B=$A C=\\$D E='$F' G=${H:-x} I=${J:+y}\nUSER 1001\n" },
      { text: 'FROM docker.io/library/alpine:3.22\nENV PROXY=$http_proxy\nUSER 1001\n' },
      { text: 'FROM docker.io/library/alpine:3.22 AS a\nARG DEST=x\nFROM a\nCOPY a /$DEST\nUSER 1001\n' },
      { text: 'ARG NODE_VERSION=22\nFROM docker.io/library/node:$NODE_VERSION\nLABEL node=$NODE_VERSION\nUSER 1001\n' },
      { text: 'FROM scratch\nONBUILD ENV A=$B\nCMD ["$C"]\nCOPY <<"EOF" /x\n$D\nEOF\nUSER 1001\n' },
      { text: "FROM quay.io/a/b:1\nARG A\nCOPY <<EOF /x\n$A $B \\$C '$D' ${E:-e} $@\nF=g\necho $F\nEOF\nUSER 1001\n" },
    ],
  },
  concerns: [...values, heredocs, variableUse],
  *check(file) {
    for (const stage of file.stages) {
      for (const instruction of stage.instructions) {
        for (const { use, text, heredoc } of usesIn(instruction)) {
          const { start } = instruction;
          if (file.standingOf(use.name, instruction) !== 'missing') continue;
          const report = heredoc
            ? judgeHeredoc(file, stage, instruction, placed(use, start), heredoc)
            : judge(file, stage, instruction, placed(use, start));
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
  /** For the first use of a name in a heredoc: what there is to know of that one. */
  readonly heredoc?: UsedHeredoc;
}

interface UsedHeredoc {
  readonly body: string;
  /** Its mark, as it is written in the instruction. */
  readonly mark: Span;
}

const known = new Memory<Instruction['origin'], readonly UseInText[]>();

/** Looked for once in instructions of equal text. */
function usesIn(instruction: Instruction): readonly UseInText[] {
  if (!instruction.source.includes('$')) return [];
  return remember(known, instruction.origin, () => {
    const alone = instruction.at(0);
    const inTexts = expandedTexts(alone).flatMap(expanded =>
      neededVariables(expanded).map(use => ({ use, text: expanded.span })),
    );
    return [...inTexts, ...usesInHeredocs(alone)];
  });
}

/** Each name once: what is true of one place is true of all. */
function usesInHeredocs({ keyword, heredocs, source }: Instruction): UseInText[] {
  if (keyword !== 'COPY' && keyword !== 'ADD') return [];
  return heredocs
    .filter(({ expands }) => expands)
    .flatMap(({ body: span, span: mark }) => {
      const body = source.slice(span.start, span.end);
      const uses = neededVariables({ text: body, span }).reverse();
      const firsts = [...new Map(uses.map(use => [use.name, use])).values()].reverse();
      return firsts.map(use => ({ use, text: span, heredoc: { body, mark } }));
    });
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

function judgeHeredoc(
  file: Containerfile,
  stage: Stage,
  instruction: Instruction,
  use: PlacedUse,
  { body, mark }: UsedHeredoc,
): Report<Key> | undefined {
  const { name, at } = use;
  const isOfScript = /^\d$/.test(name) || new RegExp(`\\b(?:${name}=|(?:for|read)\\s+${name}\\b)`).test(body);
  const isSure = isSurelyMissing(file, name, instruction);
  if (isOfScript) {
    // A base image may set what is written like its variables.
    if (!isSure && /^[A-Z]/.test(name)) return undefined;
    const word = instruction.source.slice(mark.start, mark.end);
    const quoted = word.replace(/\w[\w.-]*$/, '"$&"');
    const edits = [{ span: shift(mark, instruction.start), text: quoted }];
    const fixes = quoted === word ? [] : [{ title: quote, edits, safe: false }];
    return { at, message: 'script', params: { name }, fixes };
  }
  const isKnown = isSure || platformArguments.has(name) || isForgottenGlobal(file, name, instruction);
  return isKnown ? judge(file, stage, instruction, use) : undefined;
}

const quote = {
  text: {
    en: 'Leave the variables to the script: quote the mark',
    ja: '終端の語を引用符で囲み、変数をスクリプトに任せる',
  },
};

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
