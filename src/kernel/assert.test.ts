import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AssertionError, assert as hold, impossible, present } from './assert.ts';

test('what must hold and does not stops at once, with its message', () => {
  hold(1, 'truthy');
  assert.throws(() => hold(0, 'zero bids'), { name: 'AssertionError', message: 'zero bids' });
  assert.throws(() => impossible({ kind: 'new' } as never), /"kind":"new"/);
});

test('present keeps values that are merely falsy', () => {
  for (const value of [0, '', false, 0n]) assert.equal(present(value, 'value'), value);
  for (const nothing of [null, undefined]) assert.throws(() => present(nothing, 'the lot'), new AssertionError('the lot is absent'));
});
