import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { parse, type TestCase, type TestSuites } from 'junit2json';
import { visible } from '../../server/report/visible.ts';
import { configured, rootless } from '../../server/scan/checks/_examples.ts';
import { factsFile } from '../support/facts.ts';
import { folderWith } from './support/folder.ts';
import { podseal } from './support/run.ts';

/** What markup, attributes and XML itself could trip over. */
const nasty = `<a> & "b" 'c' ]]>\u0007日本`;

interface ReportedFinding {
  readonly path: string;
  readonly rule: string;
  readonly severity: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly message: string;
}

interface Result {
  readonly check: string;
  readonly state: string;
  readonly severity: string;
  readonly impliedBy?: string;
  readonly resource: { readonly type: string; readonly name: string };
  readonly at?: { readonly path: string; readonly line?: number };
  readonly message: string;
}

/** The same run as a program reads it: from JUnit's XML, and from JSON. */
async function bothOf(cwd: string, locale: string, ...args: readonly string[]) {
  const run = async (format: string) =>
    (await podseal([...args, '--format', format], { cwd, env: { LANG: `${locale}.UTF-8` } })).out;
  const { testsuite: suites = [] } = (await parse(await run('junit'))) as TestSuites;
  return { suites, json: JSON.parse(await run('json')) };
}

/** What a case says besides that it was. */
const saidBy = (testCase: TestCase) => (['failure', 'error', 'skipped'] as const).filter(kind => testCase[kind]);

const countOf = (cases: readonly TestCase[], kind: string): number =>
  cases.filter(each => saidBy(each).some(said => said === kind)).length;

/** How a result is told by its state; all others are tests that were skipped. */
const kinds: Readonly<Record<string, string>> = { fail: 'failure', error: 'error', pass: 'pass' };

for (const locale of ['en_US', 'ja_JP']) {
  describe(`a reader of JUnit finds in ${locale}`, () => {
    test('every file, and every finding with its place and words', async t => {
      const folder = `x ${nasty}`;
      const cwd = await folderWith(t, {
        'sound/Containerfile': 'FROM scratch\nUSER 1001\n',
        [`${folder}/Containerfile`]: `FROM scratch\nEXPOSE <80>&'"\\""]]>\u0007日\nUSER root\nMAINTAINER ${nasty}\n`,
      });
      const { suites, json } = await bothOf(cwd, locale, 'lint', '--fail-on', 'error');
      const files = [`${folder}/Containerfile`, 'sound/Containerfile'];
      assert.deepEqual(suites.map(({ name }) => name).sort(), files.map(visible).sort());
      assert.ok(json.findings.some(({ severity }: ReportedFinding) => severity === 'error'));
      assert.ok(json.findings.some(({ message }: ReportedFinding) => message.includes('<80>&')));
      for (const { name = '', testcase = [], ...counts } of suites) {
        const findings = json.findings.filter(({ path }: ReportedFinding) => visible(path) === name);
        assert.equal(counts.tests, testcase.length);
        assert.equal(counts.failures, countOf(testcase, 'failure'));
        assert.deepEqual(testcase.map(saidIn), findings.length > 0 ? findings.map(expectedOf) : [[name, 'podseal']]);
      }
    });

    test('every result of a scan', async t => {
      const { suites, json } = await bothOf(await hostIn(t), locale, 'scan', '--target', 'facts:weak');
      const [host] = json.hosts;
      const [suite, ...others] = suites;
      const { testcase = [], ...counts } = suite ?? {};
      assert.deepEqual([others.length, suite?.name, testcase.length], [0, host.name, host.results.length]);
      assert.deepEqual(
        [counts.tests, counts.failures, counts.errors, counts.skipped],
        [testcase.length, ...['failure', 'error', 'skipped'].map(kind => countOf(testcase, kind))],
      );
      for (const [i, result] of (host.results as Result[]).entries()) {
        const each = testcase[i] as TestCase;
        const { name, classname, failure } = each;
        const { check, state, severity, impliedBy, resource, at, message } = result;
        assert.equal(classname, `${host.name}.${check.slice(0, 3)}`);
        assert.ok(name?.startsWith(resource.type === 'host' ? check : `${check} ${visible(resource.name)}`), name);
        const kind = state === 'fail' && impliedBy !== undefined ? 'skipped' : (kinds[state] ?? 'skipped');
        assert.deepEqual(saidBy(each), kind === 'pass' ? [] : [kind], name);
        if (!failure) continue;
        const place = at ? `${[at.path, at.line].filter(Boolean).join(':')}: ` : '';
        assert.deepEqual([failure[0]?.type, failure[0]?.message], [severity, visible(message)]);
        assert.equal(failure[0]?.inner?.split('\n')[0], `${place}${severity}: ${visible(message)}`);
      }
    });
  });
}

const saidIn = ({ classname, name, failure, 'system-out': passed }: TestCase): unknown[] =>
  failure || passed
    ? [classname, name, failure?.[0]?.type, failure?.[0]?.message, (failure?.[0]?.inner ?? passed?.[0])?.split('\n')[0]]
    : [classname, name];

function expectedOf({ path, rule, severity, start, message }: ReportedFinding): unknown[] {
  const at = `${start.line}:${start.column}`;
  const said = severity === 'error' ? [severity, visible(message)] : [undefined, undefined];
  return [visible(path), `${rule} (${at})`, ...said, `${visible(path)}:${at}: ${severity}: ${visible(message)}`];
}

const hostIn = (t: TestContext): Promise<string> =>
  folderWith(t, {
    weak: factsFile({
      ...rootless([configured({ Privileged: true }, { name: nasty })]).facts,
      '/etc/containers/policy.json': { default: [{ type: 'insecureAcceptAnything' }] },
    }),
  });
