import { scanReporters } from '../../server/report/scan/formats.ts';
import { checks } from '../../server/scan/checks/checks.generated.ts';
import { evaluate } from '../../server/scan/model/evaluate.ts';
import { defaultScanOptions } from '../../server/scan/model/options.ts';
import { factsOf } from './fleetFacts.mjs';

/** How long one host takes from its facts to the screen, in milliseconds: each time a host that was never seen. */
export function scanTimes(rounds) {
  const options = { ...defaultScanOptions, profile: 'strict', today: '2026-11-20' };
  const reporting = {
    locale: 'en',
    colour: true,
    unicode: true,
    width: 100,
    profile: 'strict',
    failOn: 'high',
    strict: false,
    hosts: 1,
    now: new Date(2026, 10, 20),
    checks,
  };
  return Array.from({ length: rounds }, (_, i) => {
    const facts = factsOf(i);
    const start = performance.now();
    const reporter = scanReporters.text(reporting);
    reporter.host({ target: 'local', scan: evaluate(facts, options, checks), standing: undefined });
    return performance.now() - start;
  });
}
