import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../server/core/fix.ts';
import type { Comment, Kind, Unit } from '../../server/core/kind.ts';
import { Linter } from '../../server/core/lint.ts';
import type { Report, Rule } from '../../server/core/rule.ts';
import { defaultSettings, type Settings } from '../../server/core/settings.ts';

/** A toy kind: units are separated by `%`, words are what rules look at. */
interface Words {
  readonly words: readonly { text: string; start: number; end: number }[];
}

const comments = (text: string): Comment[] =>
  [...text.matchAll(/#(.*)/g)].map(match => ({
    span: { start: match.index, end: match.index + match[0].length },
    text: match[1] ?? '',
  }));

function parseUnit(text: string, start: number): Unit<Words> {
  const words = [...text.replace(/#.*/g, comment => ' '.repeat(comment.length)).matchAll(/\w+/g)].map(
    ({ 0: word, index }) => ({
      text: word,
      start: index,
      end: index + word.length,
    }),
  );
  return { start, content: { words }, comments: comments(text), pointerAt: offset => `/${Math.floor(offset / 10)}` };
}

const words = (text: string) => ({ en: text, ja: text });

function wordRule(
  id: string,
  word: string,
  more: Partial<Rule<Words>> & { report?: Partial<Report> } = {},
): Rule<Words> {
  const { report, ...rule } = more;
  return {
    id,
    title: words(word),
    severity: 'warning',
    references: [{ title: 'test' }],
    why: words('why'),
    remedy: words('remedy'),
    messages: { found: words(word), all: words(`only ${word}`) },
    examples: { bad: [{ text: '' }], good: [{ text: '' }] },
    *check({ words }) {
      for (const { text, start, end } of words) {
        if (text === word) yield { at: { start, end }, message: 'found', ...report };
      }
    },
    ...rule,
  };
}

const toy = (...rules: Rule<Words>[]): Kind<Words> => ({
  id: 'toy',
  name: 'Toy',
  exampleFile: 'a.toy',
  claims: file => file.path.endsWith('.toy'),
  parse(text) {
    let start = 0;
    const units = text.split('%').map(part => {
      const unit = parseUnit(part, start);
      start += part.length + 1;
      return unit;
    });
    return { units };
  },
  rules,
});

function lint(kind: Kind<Words>, text: string, settings: Partial<Settings> = {}) {
  return new Linter([kind]).lintFile({ path: 'a.toy', text }, { ...defaultSettings, today: '2026-06-01', ...settings });
}

const seen = (...args: Parameters<typeof lint>) =>
  lint(...args).map(({ rule, span, severity }) => `${rule.id} ${args[1].slice(span.start, span.end)} ${severity}`);

const bad = wordRule('toy/bad', 'bad', { aliases: ['DL3002', 'DS-0002'] });
const poor = wordRule('toy/poor', 'poor');

test('spans of every unit are those of the file, in order', () => {
  const findings = lint(toy(poor, bad), 'x bad % poor bad');
  assert.deepEqual(
    findings.map(({ span, rule }) => [rule.id, span.start, span.end]),
    [
      ['toy/bad', 2, 5],
      ['toy/poor', 8, 12],
      ['toy/bad', 13, 16],
    ],
  );
});

test('what is no kind of ours has no findings', () => {
  const linter = new Linter([toy(bad)]);
  assert.deepEqual(linter.lintFile({ path: 'a.txt', text: 'bad' }, defaultSettings), []);
});

test('a rule that throws loses its own findings only and is reported once', () => {
  const broken = wordRule('toy/broken', 'x', {
    check() {
      throw new Error('oops');
    },
  });
  const failures: string[] = [];
  const linter = new Linter([toy(broken, bad)], rule => failures.push(rule.id));
  for (let i = 0; i < 2; i++) {
    const findings = linter.lintFile({ path: 'a.toy', text: `bad ${i}` }, defaultSettings);
    assert.deepEqual(
      findings.map(finding => finding.rule.id),
      ['toy/bad'],
    );
  }
  assert.deepEqual(failures, ['toy/broken']);
});

test('the level comes from the user, then the report, then the profile', () => {
  const rule = wordRule('toy/bad', 'bad', {
    severity: { podman: 'off', strict: 'info', kubernetes: 'error' },
    report: { severity: 'warning' },
  });
  assert.deepEqual(seen(toy(rule), 'bad'), []);
  assert.deepEqual(seen(toy(rule), 'bad', { profile: 'strict' }), ['toy/bad bad warning']);
  assert.deepEqual(seen(toy(rule), 'bad', { rules: { 'toy/bad': 'hint' } }), ['toy/bad bad hint']);
  assert.deepEqual(seen(toy(rule), 'bad', { profile: 'kubernetes', rules: { 'toy/bad': 'off' } }), []);
});

test('a rule holds for its versions of Podman only', () => {
  const rule = wordRule('toy/bad', 'bad', { podman: '<6.2' });
  assert.deepEqual(seen(toy(rule), 'bad', { podman: '6.2' }), []);
  assert.equal(seen(toy(rule), 'bad', { podman: '6.1' }).length, 1);
});

test('an unchanged content is judged once for the same settings', () => {
  let checks = 0;
  const counting = wordRule('toy/bad', 'bad', {
    check() {
      checks++;
      return [];
    },
  });
  const linter = new Linter([toy(counting)]);
  const kind = linter.detect({ path: 'a.toy', text: '' });
  assert.ok(kind);
  const model = kind.parse('bad % bad');
  linter.lint(kind, model, 'bad % bad', defaultSettings);
  linter.lint(kind, model, 'bad % bad', defaultSettings);
  assert.equal(checks, 2);
  linter.lint(kind, model, 'bad % bad', { ...defaultSettings });
  assert.equal(checks, 4);
});

test('a suppression above a line, at its end, and for the file', () => {
  assert.deepEqual(seen(toy(bad), '# podseal: ignore toy/bad -- r\n\n# more\nbad\nx'), []);
  assert.deepEqual(seen(toy(bad), 'bad # podseal: ignore toy/bad -- r'), []);
  assert.deepEqual(seen(toy(bad), 'bad\n#podseal: ignore-file toy/bad -- r\n%bad'), []);
  assert.deepEqual(seen(toy(bad, poor), 'bad poor\n# podseal: ignore-file -- generated'), []);
  assert.deepEqual(seen(toy(bad), 'bad\n# podseal: ignore toy/bad -- r\nx'), [
    'toy/bad bad warning',
    'podseal/unused-suppression toy/bad hint',
  ]);
});

test('the pragmas of other tools work through aliases and are never criticised', () => {
  assert.deepEqual(seen(toy(bad), '# hadolint ignore=DL3002\nbad'), []);
  assert.deepEqual(seen(toy(bad), '# trivy:ignore:AVD-DS-0002\nbad'), []);
  assert.deepEqual(seen(toy(bad), '# trivy:ignore:DS002\nbad'), []);
  assert.deepEqual(seen(toy(bad), '# hadolint ignore=DL9999\nx'), []);
});

test('all that BuildKit skips is what it has a name for', () => {
  const named = wordRule('toy/named', 'bad', { aliases: ['DL4000', 'MaintainerDeprecated'] });
  const other = ['toy/bad bad warning'];
  for (const said of ['skip=all', 'error=true; skip=all']) {
    assert.deepEqual(seen(toy(bad, named), `# check=${said}\nx\nbad`), other, said);
  }
  for (const said of ['check=error=true', 'check=experimental=all', 'hadolint global ignore=all']) {
    assert.deepEqual(seen(toy(named), `# ${said}\nbad`), ['toy/named bad warning'], said);
  }
});

test('all that Sonar has is what it has a name for, and KICS stands for every other tool', () => {
  const own = wordRule('toy/own', 'bad', { aliases: [] });
  const sonar = wordRule('toy/sonar', 'bad', { aliases: ['S6471'] });
  assert.deepEqual(seen(toy(sonar, bad), '# NOSONAR\nbad'), ['toy/bad bad warning']);
  assert.deepEqual(seen(toy(sonar, bad, own), '# kics-scan ignore-line\nbad'), ['toy/own bad warning']);
  assert.deepEqual(seen(toy(sonar, bad), '# kics-scan ignore\nx\nbad'), []);
});

test('a suppression holds up to its last day', () => {
  const text = '# podseal: ignore toy/bad -- r (until 2026-06-01)\nbad';
  assert.deepEqual(seen(toy(bad), text), []);
  assert.deepEqual(
    lint(toy(bad), text, { today: '2026-06-02' }).map(finding => finding.rule.id),
    ['podseal/expired-suppression', 'toy/bad'],
  );
});

test('a suppression of a rule that is off in this profile is not called unused', () => {
  const strictOnly = wordRule('toy/bad', 'bad', { severity: { podman: 'off', strict: 'info', kubernetes: 'off' } });
  assert.deepEqual(seen(toy(strictOnly), '# podseal: ignore toy/bad -- r\nbad'), []);
});

test('entries of the config silence by rule, pointer and date', () => {
  const entry = { rule: 'DL3002' };
  assert.deepEqual(seen(toy(bad), 'bad', { ignore: [entry] }), []);
  assert.deepEqual(seen(toy(bad), 'bad', { ignore: [{ ...entry, pointer: '/0' }] }), []);
  assert.equal(seen(toy(bad), 'bad', { ignore: [{ ...entry, pointer: '/1' }] }).length, 1);
  assert.equal(seen(toy(bad), 'bad', { ignore: [{ ...entry, until: '2026-05-31' }] }).length, 1);
});

const implied = wordRule('toy/implied', 'bad', { impliedBy: ['toy/bad'], report: { subject: 'a' } });
const implying = wordRule('toy/bad', 'bad', { report: { subject: 'a' } });

test('what another finding implies is said in strict, not in podman', () => {
  assert.deepEqual(seen(toy(implied, implying), 'bad'), ['toy/bad bad warning']);
  assert.equal(seen(toy(implied, implying), 'bad', { profile: 'strict' }).length, 2);
});

test('what a suppressed finding implies stays silent with it', () => {
  assert.deepEqual(seen(toy(implied, implying), 'bad # podseal: ignore toy/bad -- r'), []);
});

test('what every member of a group lacks is said once, with one fix for all', () => {
  const group = { subject: 'pod', size: 2, at: { start: 0, end: 3 }, message: 'all' };
  const fixing = wordRule('toy/bad', 'bad', {
    check: function* ({ words }) {
      for (const { text, start, end } of words) {
        if (text !== 'bad') continue;
        const fix = { title: { text: bad.title }, edits: [{ span: { start, end }, text: 'good' }], safe: true };
        yield { at: { start, end }, message: 'found', group, fixes: [fix] };
      }
    },
  });
  const text = 'pod bad bad';
  const [finding, ...others] = lint(toy(fixing), text);
  assert.deepEqual(others, []);
  assert.deepEqual(finding?.span, { start: 0, end: 3 });
  assert.equal(finding?.message.text.en, 'only bad');
  assert.equal(applyEdits(text, finding?.fixes[0]?.edits ?? []), 'pod good good');
  assert.equal(lint(toy(fixing), 'pod bad x').length, 1);
  assert.equal(lint(toy(fixing), text, { profile: 'strict' }).length, 2);
});
