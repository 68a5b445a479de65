import { atLeast, type Severity, severities } from '../../core/severity.ts';
import type { Reporter } from '../../report/report.ts';
import { type Exit, exit } from '../exit.ts';
import { messageOf } from '../files.ts';
import type { Io } from '../io.ts';
import { Output } from '../output.ts';
import { type Examination, examine } from './examine.ts';
import { inOrder } from './inOrder.ts';
import { examineStdin } from './stdin.ts';
import { Tally } from './tally.ts';
import { type Target, targets } from './targets.ts';

/** Files whose reading may overlap; judging them does not. */
const atOnce = 8;

/** Judges file after file and reports each before the next, so that their number does not matter. */
export async function lintAll(
  context: Examination,
  io: Io,
  reporter: Reporter,
  output: Output,
  log: (message: string) => void,
): Promise<Exit> {
  const { paths, fix, failOn, quiet } = context.options;
  const tally = new Tally();
  const files = targets(paths, io.cwd, (path, error) => {
    tally.failed++;
    log(`${path}: ${messageOf(error)}`);
  });
  const work = (target: Target) => (target.file === '-' ? examineStdin(io, context) : examine(target, context));
  await output.write(reporter.start());
  for await (const examined of inOrder(files, atOnce, work)) {
    if (examined.isFailed || !quiet) examined.notes.forEach(log);
    tally.add(examined);
    if (examined.report) await output.write(reporter.file(examined.report));
    if (examined.repaired !== undefined && fix !== 'none') await new Output(io.stdout).write(examined.repaired);
    if (output.isClosed) break;
  }
  await output.write(reporter.end(tally));
  return tally.failed > 0 ? exit.unreadable : exitFor(tally.counts, failOn);
}

const exitFor = (counts: Readonly<Record<Severity, number>>, failOn: Severity): Exit =>
  severities.some(severity => counts[severity] > 0 && atLeast(severity, failOn)) ? exit.findings : exit.clean;
