import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type * as BytesModule from './bytes.ts';
import type * as InstantModule from './time/instant.ts';
import type * as JsonModule from './json.ts';

/** This file has a process of its own, so what is taken from the globals here is missed nowhere else. */
before(() => {
  for (const name of ['toHex', 'toBase64']) Reflect.deleteProperty(Uint8Array.prototype, name);
  for (const name of ['fromHex', 'fromBase64']) Reflect.deleteProperty(Uint8Array, name);
  Reflect.deleteProperty(String.prototype, 'isWellFormed');
  Reflect.deleteProperty(globalThis, 'Temporal');
});

test('bytes are written and read without the native forms', async () => {
  const bytes: typeof BytesModule = await fresh('./bytes.ts');
  assert.equal(bytes.toHex(bytes.fromHex('00ffAB')), '00ffab');
  assert.equal(bytes.toBase64url(bytes.utf8('敖包')), '5pWW5YyF');
  assert.equal(bytes.fromUtf8(bytes.fromBase64url('5pWW5YyF')), '敖包');
  assert.throws(() => bytes.fromBase64url('AB'), SyntaxError);
});

test('canonical JSON still takes pairs of surrogates and no lone one', async () => {
  const json: typeof JsonModule = await fresh('./json.ts');
  assert.equal(json.canonical('😀'), '"😀"');
  for (const text of ['\ud83d', 'a\ude00', '\ude00\ud83d']) assert.throws(() => json.canonical(text), TypeError);
});

test('instants are written and read without Temporal', async () => {
  const time: typeof InstantModule = await fresh('./time/instant.ts');
  const at = time.parseInstant('2026-12-11 09:00');
  assert.ok(at !== null);
  assert.equal(time.isoBeijing(at), '2026-12-11T09:00:00.000000+08:00');
});

async function fresh<T>(path: string): Promise<T> {
  return (await import(path)) as T;
}
