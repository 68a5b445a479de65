import type { Settings } from '../../core/settings.ts';
import type { Severity } from '../../core/severity.ts';
import type { Containerfile } from '../../parse/containerfile/containerfile.ts';
import type { Instruction } from '../../parse/containerfile/instruction.ts';
import type { Pair } from '../../parse/containerfile/model.ts';
import { lineage, type Stage } from '../../parse/containerfile/stages.ts';
import { debugSetting } from '../../podman/debugModes.ts';
import { values } from './_concerns.ts';
import { containerfileRule } from './_rule.ts';
import { builtStages } from './_stages.ts';
import { valueByDefault } from './_variables.ts';

export default containerfileRule({
  id: 'containerfile/debug-mode',
  title: { en: 'Debug mode', ja: 'デバッグモード' },
  severity: 'warning',
  aliases: ['S4507'],
  references: [
    { title: 'CWE-489', url: 'https://cwe.mitre.org/data/definitions/489.html' },
    {
      title: 'OWASP Top 10: A05 Security Misconfiguration',
      url: 'https://owasp.org/Top10/A05_2021-Security_Misconfiguration/',
    },
  ],
  why: {
    en: 'Debug modes show the insides of a program to whoever provokes an error in it, and some run what they are sent.',
    ja: 'デバッグモードは、エラーを起こした相手にプログラムの内部を見せます。送られたコードを実行するものもあります。',
  },
  remedy: {
    en: 'Build the image for production, and turn the debug mode on where it is wanted: podman run --env.',
    ja: 'イメージは本番用にビルドし、デバッグモードは必要なときだけ podman run --env で有効にしてください。',
  },
  messages: {
    debug: {
      en: '{name} turns a debug mode on for everything that runs in the image.',
      ja: '{name} により、イメージ内で動くものすべてのデバッグモードが有効になります。',
    },
    development: {
      en: '{name} makes the image one for development.',
      ja: '{name} により、イメージが開発用の設定で動きます。',
    },
  },
  examples: {
    bad: [
      {
        text: 'FROM a\nENV FLASK_DEBUG=«1» B=2\n',
        fixed: 'FROM a\nENV FLASK_DEBUG=0 B=2\n',
      },
      {
        text: 'FROM a\nENV A=1 \\\n    # why\n    APP_DEBUG="«true»" \\\n    NODE_ENV=«development»\n',
        fixed: 'FROM a\nENV A=1 \\\n    # why\n    APP_DEBUG="false" \\\n    NODE_ENV=production\n',
      },
      {
        text: 'FROM a AS base\r\nenv ASPNETCORE_ENVIRONMENT «Development»\r\nFROM base\r\nCMD ["x"]\r\n',
        fixed: 'FROM a AS base\r\nenv ASPNETCORE_ENVIRONMENT Production\r\nFROM base\r\nCMD ["x"]\r\n',
      },
      {
        text: 'FROM a\nARG MODE\nENV APP_ENV="«${MODE:-dev}»"\n',
        fixed: 'FROM a\nARG MODE\nENV APP_ENV="prod"\n',
      },
      {
        text: 'FROM a\nARG MODE=dev\nENV RAILS_ENV=«$MODE» XDEBUG_MODE=«develop,debug»\n',
        fixed: 'FROM a\nARG MODE=dev\nENV RAILS_ENV=production XDEBUG_MODE=off\n',
      },
      {
        text: 'FROM a\nENV GIN_MODE=«debug»\n',
        fixed: 'FROM a\nENV GIN_MODE=release\n',
      },
      { text: 'FROM a\nENV NODE_OPTIONS="«--max-old-space-size=512 --inspect=0.0.0.0:9229»"\n' },
      {
        text: 'FROM a\nENV JAVA_TOOL_OPTIONS=«-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005»\n',
      },
      {
        text: 'FROM a AS dev\nENV DEBUG=«True»\nFROM a\nENV NODE_ENV=production\n',
        fixed: 'FROM a AS dev\nENV DEBUG=False\nFROM a\nENV NODE_ENV=production\n',
        settings: { targets: ['dev'] },
      },
    ],
    good: [
      {
        text: 'FROM a AS build\nENV NODE_ENV=development\nRUN npm ci\nFROM a\nENV NODE_ENV=production FLASK_DEBUG=0\n',
      },
      { text: 'FROM a\nENV NODE_ENV=development\nRUN npm ci\nENV NODE_ENV=production\n' },
      { text: 'FROM a AS base\nENV DEBUG=1\nFROM base\nENV DEBUG=\n' },
      { text: 'FROM a\nARG NODE_ENV\nENV NODE_ENV=$NODE_ENV DEBUG=$DEBUG\n' },
      {
        text: 'FROM a\nENV VIRTUAL_ENV=/dev CONDA_DEFAULT_ENV=dev DEBUG=app:* NO_DEBUG=1 DEBUGINFOD_URLS=true WERKZEUG_DEBUG_PIN=off\n',
      },
      { text: 'FROM a\nARG DEBUG=true NODE_ENV=development\nRUN FLASK_DEBUG=1 make\n' },
      {
        text: 'FROM a\nENV NODE_OPTIONS=--max-old-space-size=512 JAVA_TOOL_OPTIONS=-Xmx1g APP_ENV=test XDEBUG_MODE=coverage\n',
      },
    ],
  },
  concerns: values,
  *check(file, { settings }) {
    for (const { instruction, pair } of lastingVariables(file, settings)) {
      const found = debugSetting(pair.name, () => valueByDefault(file, pair.raw, instruction) ?? '');
      if (!found || !pair.valueSpan) continue;
      const at = inside(pair, pair.valueSpan);
      const title = { text: { en: 'Set it to {value}', ja: '{value} に変更' }, params: { value: found.better ?? '' } };
      const edits = [{ span: at, text: found.better ?? '' }];
      const severity: Severity | undefined = found.isCertain ? undefined : 'info';
      const fixes = found.better === undefined ? [] : [{ title, edits, safe: false }];
      yield { at, message: found.kind, params: { name: pair.name }, severity, fixes };
    }
  },
});

interface Variable {
  readonly instruction: Instruction;
  readonly pair: Pair;
}

/** The ENV pairs that the images keep: of each name the last one. */
function lastingVariables(file: Containerfile, settings: Settings): ReadonlySet<Variable> {
  const found = new Map<Pair, Variable>();
  if (file.of('ENV').length === 0) return new Set();
  for (const stage of builtStages(file, settings)) {
    for (const variable of variablesOf(stage)) found.set(variable.pair, variable);
  }
  return new Set(found.values());
}

function variablesOf(stage: Stage): Iterable<Variable> {
  const byName = new Map<string, Variable>();
  for (const { instructions } of [...lineage(stage)].reverse()) {
    for (const instruction of instructions) {
      if (instruction.keyword !== 'ENV') continue;
      for (const pair of instruction.pairs) byName.set(pair.name, { instruction, pair });
    }
  }
  return byName.values();
}

/** Without the quotes around it. */
const inside = ({ raw }: Pair, { start, end }: { readonly start: number; readonly end: number }) =>
  /^(["']).*\1$/s.test(raw) && end - start === raw.length ? { start: start + 1, end: end - 1 } : { start, end };
