import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configured, container, info, process, rootful, rootless } from '../../server/scan/checks/_examples.ts';
import { checks } from '../../server/scan/checks/checks.generated.ts';
import { parseFacts } from '../../server/scan/facts/raw.ts';
import { evaluate } from '../../server/scan/model/evaluate.ts';
import { defaultScanOptions, type ScanOptions, type Waiver } from '../../server/scan/model/options.ts';
import { factsFile } from '../support/facts.ts';
import { random as randomNumbers } from '../support/random.ts';

const options = (own: Partial<ScanOptions> = {}): ScanOptions => ({
  ...defaultScanOptions,
  today: '2026-11-20',
  ...own,
});
const facts = factsFile(rootful([configured({ Privileged: true }), container({ name: 'db' })]).facts);
const states = (own: Partial<ScanOptions>, id: string) =>
  evaluate(facts, options(own), checks)
    .results.filter(({ check }) => check.id === id)
    .map(({ resource, state }) => `${resource.name} ${state}`);

describe('which checks are asked', () => {
  const asked = (own: Partial<ScanOptions>) =>
    new Set(evaluate(facts, options(own), checks).results.map(({ check }) => check.id));

  test('those of the profile', () => {
    assert.ok(asked({}).has('CTR001') && !asked({}).has('CTR004') && !asked({}).has('HST005'));
    assert.ok(asked({ profile: 'strict' }).has('CTR004'));
    assert.ok(asked({ profile: 'stig' }).has('HST005'));
    assert.ok(asked({ profile: 'fips' }).has('HST014'));
  });

  test('those that somebody names, whatever the profile, and none that somebody skips', () => {
    assert.deepEqual(
      [...asked({ only: ['ctr004', 'HST01*'], skip: ['HST011'] })].filter(id => !/^HST01/.test(id)),
      ['CTR004'],
    );
    assert.ok(!asked({ only: ['HST01*'], skip: ['HST011'] }).has('HST011'));
  });
});

describe('waivers', () => {
  const waiver: Waiver = { check: 'CTR001', resource: 'we*', reason: 'needs the device', until: '2026-12-31' };
  const stale = (own: Waiver) =>
    evaluate(facts, options({ waivers: [own] }), checks).staleWaivers.map(({ fault }) => fault);

  test('a failure that is covered is waived', () => {
    assert.deepEqual(states({ waivers: [waiver] }, 'CTR001'), ['web waived', 'db pass']);
    assert.deepEqual(stale(waiver), []);
  });

  test('one without a reason or a last day, an expired and an unknown one cover nothing', () => {
    for (const [own, fault] of [
      [{ ...waiver, reason: ' ' }, 'noReason'],
      [{ ...waiver, until: undefined }, 'noExpiry'],
      [{ ...waiver, until: '2026-11-19' }, 'expired'],
      [{ ...waiver, until: '2027-11-21' }, 'tooLong'],
      [{ ...waiver, check: 'CTR999' }, 'unknownCheck'],
      [{ ...waiver, resource: 'db' }, 'unused'],
    ] as const) {
      assert.deepEqual(states({ waivers: [own] }, 'CTR001'), ['web fail', 'db pass']);
      assert.deepEqual(stale(own), [fault]);
    }
  });

  test('it still holds on its last day', () => {
    for (const until of ['2026-11-20', '2027-11-20'])
      assert.deepEqual(states({ waivers: [{ ...waiver, until }] }, 'CTR001'), ['web waived', 'db pass']);
  });
});

test('what a failure brings with it says so', () => {
  const folded = evaluate(facts, options(), checks).results.filter(({ impliedBy }) => impliedBy === 'CTR001');
  assert.deepEqual(
    folded.map(({ check, resource }) => `${check.id} ${resource.name}`),
    ['CTR013 web', 'CTR015 web', 'CTR027 web'],
  );
});

test('of an engine on another host, what this one’s kernel and files say counts for nothing', () => {
  const own = 'user:[1]';
  const found = (hostname: string) => {
    const { facts } = rootful([container({ user: '' })], {
      info: info({ serviceIsRemote: true, hostname, security: { rootless: false } }),
      processes: process({ Uid: '7\t7', user: own, ipc: 'ipc:[1]' }, { user: own, ipc: 'ipc:[1]' }),
      kernel: '/sys/fs/selinux/enforce:1\n',
      '/etc/containers/policy.json': { default: [{ type: 'reject' }] },
    });
    const only = ['CTR006', 'CTR008', 'CFG001', 'HST003'];
    return evaluate(factsFile(facts), options({ only }), checks).results.map(
      ({ check, state }) => `${check.id} ${state}`,
    );
  };
  assert.deepEqual(found('web01'), ['CFG001 pass', 'CTR006 pass', 'CTR008 fail', 'HST003 pass']);
  assert.deepEqual(found('core'), ['CFG001 unknown', 'CTR006 fail', 'CTR008 pass', 'HST003 unknown']);
});

describe('B-14: whose containers they are', () => {
  const own = '/home/app/.local/share/containers/storage';
  const stores = (text: string) => {
    const { host } = evaluate(factsFile({ ...rootless([]).facts, stores: text }), options(), checks);
    return [host.graphRoot, host.otherStores, host.closedHomes];
  };

  test('other stores are named, and homes that are closed', () => {
    const others = 'store /var/lib/containers/storage\ndenied /home/$(reboot)\n';
    assert.deepEqual(stores(`store ${own}\n${others}`), [own, ['/var/lib/containers/storage'], ['/home/$(reboot)']]);
    assert.deepEqual(stores(`store ${own}\n`), [own, [], []]);
  });

  test('a unit leads to the file that somebody wrote, and not to a generator’s', () => {
    const source = (properties: string) => {
      const { facts } = rootless([container({ unit: 'web.service' })], { units: `Id=web.service\n${properties}\n` });
      const found = evaluate(factsFile(facts), options({ only: ['CTR001'] }), checks).results;
      return found.map(({ resource }) => resource.declaredBy?.unitSource);
    };
    const generated = 'FragmentPath=/run/systemd/generator/web.service';
    assert.deepEqual(source(`${generated}\nSourcePath=/etc/containers/systemd/web.container`), [
      '/etc/containers/systemd/web.container',
    ]);
    assert.deepEqual(source('FragmentPath=/etc/systemd/system/web.service\nSourcePath='), [
      '/etc/systemd/system/web.service',
    ]);
    assert.deepEqual(source(generated), [undefined]);
  });
});

describe('what is no facts file', () => {
  test('everything is an error, and nothing passes', () => {
    for (const text of ['', 'ssh: Connection refused\n', '{}\n[]\n{"podseal-facts":2}\n', '\u0000'.repeat(100)]) {
      const { trouble, results } = evaluate(text, options(), checks);
      assert.match(trouble?.text.en ?? '', /no facts/);
      assert.deepEqual([...new Set(results.map(({ state }) => state))], ['error']);
    }
  });

  test('one that is cut off says so, and what is there is judged', () => {
    const { trouble, results } = evaluate(facts.slice(0, facts.lastIndexOf('{')), options(), checks);
    assert.match(trouble?.text.en ?? '', /too early/);
    assert.ok(results.some(({ check, state }) => check.id === 'CTR001' && state === 'fail'));
  });

  test('greetings of a server are passed over', () => {
    assert.equal(parseFacts(`Welcome!\n{ "x": 1 }\n${facts}logout\n`).isWhole, true);
  });

  test('no answer, however broken, breaks a check', () => {
    const { below: random } = randomNumbers(7);
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      'null',
      '1',
      '\n',
      ' ',
      '=',
      'podman',
      '/etc',
      '\u0000',
      '\ud800',
      '%',
      'é',
    ];
    const garbage = () => Array.from({ length: random(40) }, () => pieces[random(pieces.length)]).join('');
    const examples = checks.flatMap(({ examples }) => Object.values(examples).flat());
    for (let round = 0; round < 300; round++) {
      const { facts } = examples[random(examples.length)] ?? { facts: {} };
      const broken = Object.fromEntries(
        Object.keys(facts).map(name => [name, random(2) ? garbage() : { rc: random(200), out: garbage() }]),
      );
      const { results } = evaluate(factsFile({ ...facts, ...broken }), options({ profile: 'strict' }), checks);
      assert.deepEqual(
        results.filter(({ message }) => message?.text.en.startsWith('The check itself')),
        [],
      );
    }
  });

  test('nor does JSON of another shape', () => {
    const { below: random } = randomNumbers(11);
    const shapes = [null, 1, 'x', [], {}, true, [null], { a: null }];
    for (let round = 0; round < 300; round++) {
      const own = container();
      const twisted = (value: unknown): unknown => {
        if (random(6) === 0) return shapes[random(shapes.length)];
        if (Array.isArray(value)) return value.map(twisted);
        return typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, twisted(each)]))
          : value;
      };
      const text = factsFile(rootful([twisted({ ...own }) as Record<string, unknown>]).facts);
      const { results } = evaluate(text, options({ profile: 'strict' }), checks);
      assert.deepEqual(
        results.filter(({ message }) => message?.text.en.startsWith('The check itself')),
        [],
      );
    }
  });
});
