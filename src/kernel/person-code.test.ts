import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { drawPersonCode, parsePersonCode } from './person-code.ts';
import { parseUscc } from './uscc.ts';

test('R-036 a drawn code of a person is read back, and is nobody’s social credit code', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
    const code = drawPersonCode(() => bytes);
    assert.equal(parsePersonCode(code), code);
    assert.ok(!parseUscc(code).ok);
  }));
  for (const wrong of ['', 'P123', 'p0123456789ABCDEF', '91152900MA00000017', 'P0123456789ABCDEI']) assert.equal(parsePersonCode(wrong), null, wrong);
});
