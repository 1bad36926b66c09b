import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyModule } from '#test/foundation/every-module.testing.ts';
import { isTitled, streamTypes } from './titles.ts';

test('R-126 见证记录里的每一种事件都有自己的名字，不会几条都只写“某某记录”', async () => {
  const aggregates = (await everyModule()).flatMap((module) => module.aggregates ?? []).filter(({ type }) => streamTypes.includes(type));
  assert.ok(aggregates.length > 10);
  assert.deepEqual(aggregates.flatMap(({ type, disclosure }) => Object.keys(disclosure).filter((kind) => !isTitled(kind)).map((kind) => `${type}.${kind}`)), []);
});
