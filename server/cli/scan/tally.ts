import { type HostReport, isBlind, isFailure, type ScanReportOptions } from '../../report/scan/report.ts';
import { isAtLeast } from '../../scan/model/state.ts';
import { type Exit, exit } from '../exit.ts';

/** Adds up what decides the exit code, without holding the results. */
export class Tally {
  readonly #options: ScanReportOptions;
  #isBlind = false;
  #hasFailed = false;
  #isIncomplete = false;

  constructor(options: ScanReportOptions) {
    this.#options = options;
  }

  add({ scan, standing }: HostReport): void {
    const { results } = scan;
    if (isBlind(scan)) this.#isBlind = true;
    if (results.some(({ state }) => state === 'needsRoot' || state === 'unknown' || state === 'error')) {
      this.#isIncomplete = true;
    }
    const counts = results.filter(isFailure).filter(({ severity }) => isAtLeast(severity, this.#options.failOn));
    if (counts.some(result => standing?.isNew(result) ?? true)) this.#hasFailed = true;
  }

  exit(): Exit {
    if (this.#isBlind) return exit.unreadable;
    if (this.#hasFailed) return exit.findings;
    return this.#options.strict && this.#isIncomplete ? exit.incomplete : exit.clean;
  }
}
