import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import Ajv from 'ajv';
import { parse, type TestSuites } from 'junit2json';
import { type Format, formats } from '../../server/report/formats.ts';
import type { FileReport, ReportOptions } from '../../server/report/report.ts';
import { uriOf } from '../../server/report/uri.ts';
import { faultsInSarif } from '../support/sarif.ts';
import { finding, summary } from './findings.ts';

const text = 'a 😀 bad\r\nworse\nworst';
const fixes = [
  {
    title: { text: { en: 'Repair', ja: '直す' } },
    safe: true,
    edits: [
      { span: { start: 5, end: 8 }, text: 'good' },
      { span: { start: 10, end: 10 }, text: 'not ' },
    ],
  },
];
const related = [{ span: { start: 0, end: 1 }, message: { text: { en: 'See here', ja: 'ここ' } } }];
const reports: readonly FileReport[] = [
  { path: 'clean/Containerfile', text: '', findings: [] },
  {
    path: 'a b/ü&%:Containerfile',
    text,
    findings: [
      finding(text, 'bad', 'error', { fixes, related, tag: 'deprecated' }),
      finding(text, 'worse\nworst', 'warning'),
      finding(text, 'worst', 'info'),
      finding(text, 'a', 'hint'),
    ],
  },
];

function write(format: Format, options: Partial<ReportOptions> = {}, files = reports): string {
  const reporter = formats[format]({ locale: 'en', colour: false, quiet: false, failOn: 'warning', ...options });
  return reporter.start() + files.map(file => reporter.file(file)).join('') + reporter.end(summary(files));
}

describe('SARIF', () => {
  const parse = (json: string) => {
    const log = JSON.parse(json);
    return { log, run: log.runs[0], results: log.runs[0].results };
  };

  test('is 2.1.0, with one run of one tool', () => {
    const { log, run } = parse(write('sarif'));
    assert.deepEqual([log.version, log.runs.length, run.columnKind], ['2.1.0', 1, 'utf16CodeUnits']);
    assert.deepEqual(faultsInSarif(log), []);
    assert.equal(run.tool.driver.name, 'Podseal');
    assert.match(run.tool.driver.version, /^\d+\.\d+\.\d+$/);
  });

  test('one result for each finding, with level, severity and exact region', () => {
    const { results } = parse(write('sarif'));
    assert.deepEqual(
      results.map((result: Record<string, unknown>) => [result['ruleId'], result['level'], result['properties']]),
      [
        ['toy/error', 'error', { severity: 'error' }],
        ['toy/warning', 'warning', { severity: 'warning' }],
        ['toy/info', 'note', { severity: 'info' }],
        ['toy/hint', 'note', { severity: 'hint' }],
      ],
    );
    const [first, second] = results.map(
      (result: { locations: { physicalLocation: object }[] }) => result.locations[0]?.physicalLocation,
    );
    const artifactLocation = { uri: 'a%20b/%C3%BC%26%25%3AContainerfile' };
    assert.deepEqual(first, {
      artifactLocation,
      region: { startLine: 1, startColumn: 6, endLine: 1, endColumn: 9 },
    });
    assert.deepEqual(second, {
      artifactLocation,
      region: { startLine: 2, startColumn: 1, endLine: 3, endColumn: 6 },
    });
  });

  test('fixes are replacements', () => {
    const [{ fixes }] = parse(write('sarif')).results;
    assert.equal(fixes[0].description.text, 'Repair');
    assert.deepEqual(fixes[0].artifactChanges[0].replacements, [
      {
        deletedRegion: { startLine: 1, startColumn: 6, endLine: 1, endColumn: 9 },
        insertedContent: { text: 'good' },
      },
      {
        deletedRegion: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 1 },
        insertedContent: { text: 'not ' },
      },
    ]);
  });

  test('each rule that spoke stands once among the tool’s, where ruleIndex points', () => {
    const { run, results } = parse(write('sarif', {}, [...reports, ...reports]));
    const { rules } = run.tool.driver;
    assert.equal(rules.length, 4);
    for (const { ruleId, ruleIndex } of results) assert.equal(rules[ruleIndex].id, ruleId);
    assert.match(rules[0].help.markdown, /\[A page\]\(https:\/\/example\.com\/a\), A book/);
    assert.doesNotMatch(JSON.stringify(rules), /\{name\}/);
  });

  test('fingerprints outlive moved lines, and tell equal findings apart', () => {
    const prints = (text: string, ...words: string[]) => {
      const findings = words.map(word => finding(text, word, 'error'));
      const { results } = parse(write('sarif', {}, [{ path: 'x', text, findings }]));
      return results.map((result: { partialFingerprints: object }) => JSON.stringify(result.partialFingerprints));
    };
    assert.deepEqual(prints('\n\nbad', 'bad'), prints('bad', 'bad'));
    assert.equal(new Set(prints('bad worse', 'bad', 'worse', 'bad')).size, 3);
  });

  test('says whether everything could be read', () => {
    const reporter = formats.sarif({ locale: 'en', colour: false, quiet: false, failOn: 'warning' });
    const ends = [0, 1].map(failed => reporter.end({ ...summary([]), failed }));
    assert.deepEqual(
      ends.map(end => end.includes('"invocations": [{"executionSuccessful":true}]')),
      [true, false],
    );
  });

  test('of nothing is a run without results', () => {
    assert.deepEqual(parse(write('sarif', {}, [])).results, []);
  });

  test('speaks Japanese', () => {
    const { run, results } = parse(write('sarif', { locale: 'ja' }));
    assert.match(results[0].message.text, /日本語/);
    assert.match(run.tool.driver.rules[0].shortDescription.text, /日本語/);
  });
});

test('paths become URI references', () => {
  assert.equal(uriOf('./a b/#1?.yaml'), './a%20b/%231%3F.yaml');
  assert.equal(uriOf('../日本/x'), '../%E6%97%A5%E6%9C%AC/x');
  assert.equal(uriOf('/tmp/a'), 'file:///tmp/a');
  assert.equal(uriOf('C:/tmp/a'), 'file:///C%3A/tmp/a');
  assert.equal(uriOf('a\ud800'), 'a%EF%BF%BD');
});

test('JSON is what its schema says', async () => {
  const schema = JSON.parse(await readFile('schemas/report.schema.json', 'utf8'));
  const validate = new Ajv.default({ allErrors: true, formats: { uri: true } }).compile(schema);
  for (const files of [reports, []]) {
    const report = JSON.parse(write('json', {}, files));
    assert.equal(validate(report), true, JSON.stringify(validate.errors));
  }
  const { findings, summary } = JSON.parse(write('json'));
  assert.deepEqual(findings[0].end, { line: 1, column: 9 });
  assert.equal(findings[0].why, 'It matters to bad.');
  assert.deepEqual([summary.files, summary.filesWithFindings, summary.error], [2, 1, 1]);
});

describe('GitHub', () => {
  test('a command for each finding, escaped', () => {
    const lines = write('github').trimEnd().split('\n');
    assert.deepEqual(
      lines.map(line => line.split('::')[1]),
      [
        'error file=a b/ü&%25%3AContainerfile,line=1,endLine=1,col=6,endColumn=9,title=toy/error',
        'warning file=a b/ü&%25%3AContainerfile,line=2,endLine=3,title=toy/warning',
        'notice file=a b/ü&%25%3AContainerfile,line=3,endLine=3,col=1,endColumn=6,title=toy/info',
        'notice file=a b/ü&%25%3AContainerfile,line=1,endLine=1,col=1,endColumn=2,title=toy/hint',
      ],
    );
    assert.match(lines[0] ?? '', /::bad is wrong\.%0AIt matters to bad\.%0ADo it\.$/);
  });

  test('nothing from a file becomes a command of its own', () => {
    const nasty = '\n::stop-commands::x\r%0A::error::y';
    const findings = [finding(nasty, nasty, 'error')];
    const output = write('github', {}, [{ path: 'a\n::warning::b,line=9', text: nasty, findings }]);
    assert.equal(output.split(/[\r\n]/).filter(line => line !== '').length, 1);
    assert.match(output, /^::error file=a\\n%3A%3Awarning%3A%3Ab%2Cline=9,/);
    assert.match(output, /%250A/);
  });
});

describe('JUnit', () => {
  test('a suite for each file, a test for each finding', () => {
    const xml = write('junit');
    assert.match(xml, /<testsuite name="clean\/Containerfile" tests="1" failures="0"/);
    assert.match(xml, /<testsuite name="a b\/ü&amp;%:Containerfile" tests="4" failures="2"/);
    assert.equal(xml.match(/<failure /g)?.length, 2);
    assert.equal(write('junit', { failOn: 'hint' }).match(/<failure /g)?.length, 4);
  });

  test('is well-formed whatever a file holds', async () => {
    const nasty = ']]>&<"\'\u0000\u001b\ud800\uffff';
    const xml = write('junit', {}, [{ path: nasty, text: nasty, findings: [finding(nasty, nasty, 'error')] }]);
    assert.doesNotMatch(xml, /(?!\n)[\p{Cc}\p{Cs}\uffff]|&(?!amp;|lt;|gt;|quot;|apos;)/u);
    const { testsuite: suites } = (await parse(xml)) as TestSuites;
    assert.equal(suites?.length, 1);
  });
});

describe('text', () => {
  test('a line for each finding, reasons once, a summary', () => {
    const [, report] = reports;
    assert.ok(report);
    assert.equal(
      write('text', {}, [report]),
      [
        'a b/ü&%:Containerfile:1:6  error    bad is wrong.  toy/error [--fix]',
        '    It matters to bad. Do it.',
        'a b/ü&%:Containerfile:2:1  warning  worse\\nworst is wrong.  toy/warning',
        '    It matters to worse\\nworst. Do it.',
        'a b/ü&%:Containerfile:3:1  info     worst is wrong.  toy/info',
        '    It matters to worst. Do it.',
        'a b/ü&%:Containerfile:1:1  hint     a is wrong.  toy/hint',
        '    It matters to a. Do it.',
        '',
        '1 error, 1 warning, 1 info, 1 hint in 1 of 1 file. 1 can be repaired with --fix.',
        '',
      ].join('\n'),
    );
  });

  test('of nothing says so', () => {
    assert.equal(write('text', {}, []), 'There was nothing to judge.\n');
    assert.match(write('text', {}, reports.slice(0, 1)), /^Nothing found in 1 file\./);
    assert.equal(write('text', { quiet: true }, reports.slice(0, 1)), '');
  });
});
