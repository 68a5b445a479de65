import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { openBuildLab } from '../support/buildLab.ts';
import { ids, lint } from '../support/lint.ts';

for (const which of ['debian', 'current'] as const) {
  const lab = openBuildLab(which, { 'a.txt': '', 'b.txt': '' });

  describe(`${which} Podman: a line that goes on`, { skip: lab.tool.skip }, () => {
    after(lab.close);

    for (const between of ['', '\n', '\n# more\n\n']) {
      const text = `FROM scratch\nCOPY a.txt /x/ \\\n${between}COPY b.txt /y/\n`;

      test(`takes the instruction below it: ${JSON.stringify(text)}`, async () => {
        assert.match((await lab.build(text)).error ?? '', /no such file|no items matching/);
        assert.ok(ids(lint('Containerfile', text)).includes('containerfile/swallowed-instruction'));
        assert.deepEqual((await lab.build(text.replace(' \\', ''))).files, ['x/a.txt', 'y/b.txt']);
      });
    }
  });
}
