import type { Finding } from '../core/finding.ts';
import type { Severity } from '../core/severity.ts';
import type { Locale } from '../core/text.ts';

/** What was found in one file. Only this much is held at a time. */
export interface FileReport {
  /** Relative to the working directory in the spelling given; absolute where it lies outside of it. With `/`. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** What was found in all files. */
export interface Summary {
  /** Judged ones. */
  readonly files: number;
  /** Files and folders that could not be read, or not be written. */
  readonly failed: number;
  readonly filesWithFindings: number;
  readonly counts: Readonly<Record<Severity, number>>;
  /** How many findings have a fix to be taken with --fix, and how many more with --fix-suggested. */
  readonly safe: number;
  readonly suggested: number;
  /** How many fixes were made. */
  readonly fixed: number;
}

/** Writes findings as a stream: what it returns goes out before the next file is read. */
export interface Reporter {
  start(): string;
  file(report: FileReport): string;
  end(summary: Summary): string;
}

export interface ReportOptions {
  readonly locale: Locale;
  readonly colour: boolean;
  /** Findings only. */
  readonly quiet: boolean;
  /** What counts as a failure, in formats that know failures. */
  readonly failOn: Severity;
}

export type MakeReporter = (options: ReportOptions) => Reporter;
