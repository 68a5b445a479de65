import { DockerfileParser } from 'dockerfile-ast';
import { parse as parseShell } from 'unbash';
import { parseAllDocuments } from 'yaml';
import { Linter } from '../../server/core/lint.ts';
import { defaultSettings } from '../../server/core/settings.ts';
import { atBuildAndRun, runsOf } from '../../server/rules/containerfile/_shell.ts';
import { kinds } from '../../server/rules/registry.ts';

/** The parser libraries alone, without any of our code: for a Containerfile also the one that reads its shell text. */
const rawParsers = {
  containerfile(text) {
    for (const instruction of DockerfileParser.parse(text).getInstructions()) {
      if (forTheShell.test(instruction.getKeyword())) parseShell(instruction.getArgumentsContent() ?? '');
    }
  },
  kube: parseAllDocuments,
};
/** What our parser puts off until a rule asks for it is parsing, too. */
const readAll = {
  containerfile({ units: [{ content }] }) {
    for (const { words, pairs, flags, json, heredocs, shellText } of content.withTriggers)
      void [words, pairs, flags, json, heredocs, shellText];
    for (const { run } of runsOf(content, atBuildAndRun)) void run.tools;
  },
  kube() {},
};
const forTheShell = /^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK)$/;
const linter = new Linter(kinds);

/** Milliseconds that compilers get to warm up before anything counts: a hundred rules are more code than a parser. */
const warmUp = 8000;

/** Median milliseconds of the bare parser libraries, of our parse, and of all rules on a freshly parsed model. */
export function lintTime({ uri, languageId, text }, runs = 50) {
  const kind = linter.detect({ path: uri, text, languageId });
  const times = { raw: [], parse: [], rules: [] };
  const warm = performance.now() + warmUp;
  for (let run = 0; run < runs; ) {
    let start = performance.now();
    rawParsers[kind.id](text);
    times.raw.push(performance.now() - start);
    start = performance.now();
    const model = kind.parse(text);
    readAll[kind.id](model);
    times.parse.push(performance.now() - start);
    start = performance.now();
    linter.lint(kind, model, text, defaultSettings);
    times.rules.push(performance.now() - start);
    if (start > warm) run++;
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all.slice(-runs))]));
}

const median = all => all.sort((a, b) => a - b)[all.length >> 1];
