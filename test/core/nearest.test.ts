import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../server/core/nearest.ts';

const rules = ['kube/host-pid', 'kube/host-ipc', 'kube/host-network', 'kube/privileged'];

test('a slip of the hand is understood', () => {
  assert.equal(nearest('kube/priviledged', rules), 'kube/privileged');
  assert.equal(nearest('Kube/Host-Netwrok', rules), 'kube/host-network');
  assert.equal(nearest('kube/privileged', rules), 'kube/privileged');
  assert.equal(nearest('of', ['off', 'error']), 'off');
});

test('what may be several, or is far from all, is not guessed', () => {
  assert.equal(nearest('kube/host-pic', rules), undefined);
  assert.equal(nearest('kube/root', rules), undefined);
  assert.equal(nearest('', rules), undefined);
  assert.equal(nearest('xy', ['off', 'on']), undefined);
});
