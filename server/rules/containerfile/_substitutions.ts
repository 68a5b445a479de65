import type { Span } from '../../core/span.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import { always, dockerOnly, type Support, substitutions } from '../../podman/buildFeatures.ts';

/** Podman puts variables into these; for RUN, CMD and the like a shell does. */
const expanded = new Set('FROM ENV LABEL ARG COPY ADD EXPOSE VOLUME USER WORKDIR STOPSIGNAL'.split(' '));
const withFlags = new Set(['FROM', 'RUN', 'COPY', 'ADD']);

/** A `${NAME…}` in a form that not every Podman reads. */
export interface SubstitutionUse {
  readonly at: Span;
  readonly feature: string;
  readonly support: Support;
}

export function* substitutionUses(instruction: Instruction, source: string): Generator<SubstitutionUse> {
  const { keyword, flags, words, pairs, json, heredocs } = instruction;
  const isBody = (start: number) => heredocs.some(({ span }) => span.start === start);
  const spans: Span[] = [];
  if (withFlags.has(keyword)) spans.push(...flags.map(({ span }) => span));
  if (keyword === 'ENV' || keyword === 'LABEL' || keyword === 'ARG')
    spans.push(...pairs.flatMap(({ valueSpan }) => valueSpan ?? []));
  else if (expanded.has(keyword)) spans.push(...words.map(({ span }) => span).filter(({ start }) => !isBody(start)));
  for (const { start, end } of spans) {
    const text = source.slice(start, end);
    if (text.includes('${')) yield* formsIn(text, start, json !== undefined);
  }
}

const form = /^\$\{(\w*)(:?[^}]?)/;

function* formsIn(text: string, start: number, isJson: boolean): Generator<SubstitutionUse> {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote === "'") {
      if (character === "'") quote = '';
    } else if (character === '\\') at++;
    else if (character === '"' && !isJson) quote = quote ? '' : '"';
    else if (character === "'" && !quote && !isJson) quote = "'";
    else if (character === '$' && text[at + 1] === '{') {
      const [head = '', name = '', operator = ''] = form.exec(text.slice(at, at + 200)) ?? [];
      const written = operator === ':' ? text.slice(at + head.length - 1, at + head.length + 1) : operator;
      if (written === '' || written === '}') continue;
      const support = name === '' ? dockerOnly : (substitutions[written] ?? dockerOnly);
      const end = text.indexOf('}', at);
      if (support !== always && end > 0)
        yield { at: { start: start + at, end: start + end + 1 }, feature: `\${${name}${written}…}`, support };
    }
  }
}
