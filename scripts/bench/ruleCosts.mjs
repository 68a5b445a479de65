import { detect } from '../../server/core/kind.ts';
import { defaultSettings } from '../../server/core/settings.ts';
import { unknownWorkspace } from '../../server/core/workspace.ts';
import { kinds } from '../../server/rules/registry.ts';

/**
 * What each rule costs on a freshly parsed text with everything switched on: median milliseconds, dearest first.
 * The rules take turns at being first, so that what they share is nobody's cost.
 */
export function ruleCosts({ uri, languageId, text }, runs = 60) {
  const kind = detect({ path: uri, text, languageId }, kinds);
  const context = { settings: { ...defaultSettings, profile: 'strict', fips: true }, workspace: unknownWorkspace };
  const times = new Map(kind.rules.map(rule => [rule, []]));
  for (let run = 0; run < runs; run++) {
    const { units } = kind.parse(text);
    const turn = (run * 17) % kind.rules.length;
    for (const rule of [...kind.rules.slice(turn), ...kind.rules.slice(0, turn)]) {
      const start = performance.now();
      for (const { content } of units) Array.from(rule.check(content, context));
      times.get(rule).push(performance.now() - start);
    }
  }
  return [...times]
    .map(([{ id }, all]) => ({ id, milliseconds: all.slice(runs >> 1).sort((a, b) => a - b)[runs >> 2] }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}
