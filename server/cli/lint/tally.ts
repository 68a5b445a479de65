import type { Severity } from '../../core/severity.ts';
import type { FileReport, Summary } from '../../report/report.ts';
import type { Examined } from './examine.ts';

/** Adds up what the summary says, without holding the findings. */
export class Tally implements Summary {
  files = 0;
  filesWithFindings = 0;
  safe = 0;
  suggested = 0;
  fixed = 0;
  failed = 0;
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };

  add({ report, fixed, isFailed }: Examined): void {
    if (isFailed) this.failed++;
    this.fixed += fixed;
    if (report) this.#addReport(report);
  }

  #addReport({ findings }: FileReport): void {
    this.files++;
    if (findings.length > 0) this.filesWithFindings++;
    for (const { severity, fixes } of findings) {
      this.counts[severity]++;
      const [first] = fixes;
      if (first?.safe) this.safe++;
      else if (first) this.suggested++;
    }
  }
}
