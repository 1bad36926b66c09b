import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '#kernel/time/plain-date.ts';
import { parseUscc } from '#kernel/uscc.ts';
import { checkCharacter, provisionalStrategy } from './transaction-code.ts';

const platform = parseUscc('121500004600236091');
assert.ok(platform.ok);
const parts = { dealType: 'A01', platform: platform.value, day: plainDate('2026-11-21'), sequence: 42 };

test('R-166 统一交易标识码的临时码标明临时，形式与实例一致并能还原', () => {
  const made = provisionalStrategy.make(parts);
  assert.equal(made.provisional, true);
  assert.match(made.code, /^A01-121500004600236091-20261121-000042-[0-9A-Z]$/);
  assert.deepEqual(provisionalStrategy.parse(made.code), parts);
});

test('R-166 错一位、换两位都通不过校验', () => {
  const { code } = provisionalStrategy.make(parts);
  assert.equal(provisionalStrategy.parse(code.replace('000042', '000043')), null);
  assert.equal(provisionalStrategy.parse(code.replace('000042', '000024')), null);
  assert.equal(provisionalStrategy.parse(code.replace('20261121', '20261321')), null);
});

test('R-166 校验位按 GB/T 17710 MOD 37,36：与 ISO 7064 通行的 GRid 示例相符，任何一位写错都能发现', () => {
  assert.equal(checkCharacter('A1-2425G-ABC1234002'), 'M');
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const body = fc.array(fc.constantFrom(...letters), { minLength: 2, maxLength: 8 });
  fc.assert(fc.property(body, fc.nat(), (characters, at) => {
    const right = checkCharacter(characters.join(''));
    for (const other of letters) {
      const changed = characters.with(at % characters.length, other).join('');
      if (changed !== characters.join('')) assert.notEqual(checkCharacter(changed), right);
    }
  }), { numRuns: 300 });
});
