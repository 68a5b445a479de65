// The bundle for browsers also runs in Node.js: one build for both extension hosts.
import 'mocha/mocha.js';

/** Runs the suites in VS Code's extension host and prints a line for each test, which the runner reads. */
export function runSuites(load: () => void): Promise<void> {
  // The bundle for browsers looks for a query in the page's address.
  const scope: { location?: unknown } = globalThis;
  scope.location ??= { search: '' };
  mocha.setup({ ui: 'tdd', timeout: 30_000, reporter: Lines as unknown as Mocha.ReporterConstructor });
  load();
  return new Promise((resolve, reject) => {
    mocha.run(failures => (failures > 0 ? reject(new Error(`${failures} failed`)) : resolve()));
  });
}

class Lines {
  constructor(runner: Mocha.Runner) {
    runner.on('pass', test => print({ state: 'passed', title: test.fullTitle(), milliseconds: test.duration ?? 0 }));
    runner.on('pending', test => print({ state: 'skipped', title: test.fullTitle() }));
    runner.on('fail', (test, error: Error) =>
      print({ state: 'failed', title: test.fullTitle(), error: error.stack ?? String(error) }),
    );
  }
}

const print = (result: object): void => console.log(`::test ${JSON.stringify(result)}`);
