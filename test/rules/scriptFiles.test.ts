import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atBuildAndRun, runsOf } from '../../server/rules/containerfile/_shell.ts';
import { contentOf, modelOf, parse } from '../support/containerfile.ts';

const runsIn = (text: string) => runsOf(parse(text), atBuildAndRun);

const written = 'FROM a\nCOPY <<EOF /x.sh\ncurl -k b.org\nEOF\nRUN echo "wget c.org" >> /x.sh\n';

test('the commands of a script stand where they are written', () => {
  const text = `${written}CMD ["/x.sh"]\n`;
  const { run, place } = runsIn(text).at(-1) ?? assert.fail();
  const sources = run.commands.map(({ span }) => {
    const { start, end } = place(span);
    return text.slice(start, end);
  });
  assert.deepEqual(sources, ['"/x.sh"', 'curl -k b.org', 'wget c.org']);
  assert.deepEqual(
    run.commands.map(({ span }) => run.text.slice(span.start, span.end)),
    sources,
  );
});

test('a run is the same one while its scripts are the same', () => {
  const text = `${written}# a\nRUN sh /x.sh\n`;
  const model = modelOf(text);
  const runAfter = (other: string) => runsOf(contentOf(modelOf(other, model)), atBuildAndRun).at(-1)?.run;
  const run = runsOf(contentOf(model), atBuildAndRun).at(-1)?.run;
  assert.ok(run?.text.includes('-k'));
  assert.equal(runAfter(text.replace('# a', '# a\n# b')), run);
  assert.notEqual(runAfter(text.replace('-k', '-v')), run);
});
