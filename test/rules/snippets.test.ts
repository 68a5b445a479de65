import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { profiles } from '../../server/core/severity.ts';
import { ids, lint } from '../support/lint.ts';

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
}

const snippets: Record<string, Snippet> = JSON.parse(readFileSync('snippets/kube.json', 'utf8'));

/** As it stands in the editor before anybody fills it in. */
const written = ({ body }: Snippet): string =>
  body
    .join('\n')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace('$0', '');

test('what the snippets write is found to be hardened', () => {
  assert.equal(Object.keys(snippets).length, 2);
  // Which image and how much of everything is for the person who writes it.
  const forPeople =
    /^kube\/(?:image-|liveness-probe|readiness-probe|.*-request|default-|pids-limit|pull-policy|kind-skipped|low-uid)/;
  for (const [name, snippet] of Object.entries(snippets)) {
    assert.deepEqual(ids(lint('pod.yaml', written(snippet))), [], name);
    for (const profile of profiles) {
      const left = ids(lint('pod.yaml', written(snippet), { profile })).filter(id => !forPeople.test(id));
      assert.deepEqual(left, [], `${name} ${profile}`);
    }
  }
});
