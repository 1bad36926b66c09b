import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { concat, equalBytes, fromBase64url, fromHex, fromUtf8, toBase64url, toHex, utf8, type Bytes } from './bytes.ts';
import { portableFromBase64url, portableFromHex, portableToBase64url, portableToHex } from './bytes.portable.ts';

const anyBytes = fc.uint8Array({ maxLength: 200 });
const forms = [
  { name: 'native', toHex, fromHex, toBase64url, fromBase64url },
  { name: 'portable', toHex: portableToHex, fromHex: portableFromHex, toBase64url: portableToBase64url, fromBase64url: portableFromBase64url },
];

for (const form of forms) {
  describe(`${form.name} forms of bytes`, () => {
    test('agree with Buffer in both directions', () => {
      fc.assert(
        fc.property(anyBytes, (bytes) => {
          assert.equal(form.toHex(bytes), Buffer.from(bytes).toString('hex'));
          assert.equal(form.toBase64url(bytes), Buffer.from(bytes).toString('base64url'));
          assert.deepEqual([...form.fromHex(form.toHex(bytes))], [...bytes]);
          assert.deepEqual([...form.fromBase64url(form.toBase64url(bytes))], [...bytes]);
        }),
      );
    });

    test('hex is read in either case and written in lower case', () => {
      assert.equal(form.toHex(form.fromHex('00FFaBcD')), '00ffabcd');
    });

    for (const text of ['0', 'abc', '0g', ' 00', '0x00', '00\n', 'é0', '０0']) {
      test(`hex ${JSON.stringify(text)} throws`, () => assert.throws(() => form.fromHex(text), SyntaxError));
    }

    for (const text of ['A', 'AAAAA', 'AA==', 'AAA=', 'AB', 'AAB', 'AA A', 'AAAA\n', 'AAA\n', '\nAAAA', '+A', '/w', 'Aé', 'A A AA']) {
      test(`base64url ${JSON.stringify(text)} throws`, () => assert.throws(() => form.fromBase64url(text), SyntaxError));
    }

    test('one text for one byte string: whatever is accepted is written back the same', () => {
      const texts = fc.string({ unit: fc.constantFrom(...'ABab09-_=+/ \n'), maxLength: 9 });
      fc.assert(fc.property(texts, (text) => assert.equal(rewritten(form, text) ?? text, text)), { numRuns: 2000 });
    });

    test('a megabyte goes there and back', () => {
      const bytes = Uint8Array.from({ length: 1 << 20 }, (_, i) => (i * 31) & 255);
      assert.ok(equalBytes(form.fromBase64url(form.toBase64url(bytes)), bytes));
      assert.ok(equalBytes(form.fromHex(form.toHex(bytes)), bytes));
    });
  });
}

test('UTF-8 is read back exactly, the byte order mark included', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(fromUtf8(utf8(text)), text)));
  assert.equal(fromUtf8(utf8('\uFEFF敖包')), '\uFEFF敖包');
  assert.throws(() => fromUtf8(Uint8Array.of(0xff)), TypeError);
});

test('concat joins and equalBytes compares whole strings', () => {
  const joined = concat(utf8('敖'), new Uint8Array(0), utf8('包'));
  assert.ok(equalBytes(joined, utf8('敖包')));
  assert.ok(!equalBytes(joined, utf8('敖')));
  assert.ok(!equalBytes(utf8('ab'), utf8('ac')));
});

function rewritten(form: { fromBase64url: (text: string) => Bytes; toBase64url: (bytes: Uint8Array) => string }, text: string): string | null {
  try {
    return form.toBase64url(form.fromBase64url(text));
  } catch {
    return null;
  }
}
