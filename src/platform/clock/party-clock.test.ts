import assert from 'node:assert/strict';
import { test } from 'node:test';
import { microsPerMinute } from '#kernel/time/instant.ts';
import { machineNow } from './machine-clock.ts';
import { partyClock } from './party-clock.ts';

const years = 4_000_000_000_000_000;

test('R-094 谎报时间的服务器：演示以外的各方不问它，只用自己机器的钟；没有写明是演示的也一样', async () => {
  for (const mode of [undefined, '', 'production', 'Demo', 'demo ']) {
    const now = await partyClock(mode, () => assert.fail('the platform was asked'))();
    assert.ok(Math.abs(now - machineNow()) < microsPerMinute, String(mode));
  }
});

test('R-094 演示的时间是虚拟的，各方随它走；答得不成样子就不算时间', async () => {
  assert.equal(await partyClock('demo', (path) => Promise.resolve(path === '/api/clock' ? JSON.stringify({ now: years, mode: 'demo' }) : ''))(), years);
  for (const answer of ['{}', '{"now":"9"}', '{"now":1.5}']) await assert.rejects(partyClock('demo', () => Promise.resolve(answer))());
});
