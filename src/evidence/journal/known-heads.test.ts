import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KnownHeads } from './known-heads.ts';

const head = (version: number) => ({ version, state: { version }, nextWakeAt: null });

test('R-179 long states are kept at the version they came in, the latest of each stream; short ones are read again', () => {
  const known = new KnownHeads();
  known.keep('tender:a', head(1), 9_000);
  known.keep('tender:a', head(2), 9_000);
  known.keep('taking:a:b', head(1), 90);
  assert.deepEqual([...known.among(['tender:a', 'taking:a:b', 'tender:z'])], [['tender:a', head(2)]]);
});

test('R-179 what is kept is bounded: the ones that came first give way', () => {
  const known = new KnownHeads();
  const streams = Array.from({ length: 400 }, (_, i) => `tender:${i}`);
  for (const stream of streams) known.keep(stream, head(1), 9_000);
  const kept = known.among(streams);
  assert.equal(kept.size, 256);
  assert.ok(!kept.has('tender:0') && kept.has('tender:399'));
});
