import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pino } from 'pino';
import { every, everyOrSooner, type Loop } from './loops.ts';

const silent = pino({ level: 'silent' });

/** Lets `ms` of mocked time pass in steps, so that each run has ended before the next is due. */
async function pass(clock: { tick(ms: number): void }, ms: number): Promise<void> {
  for (let at = 0; at < ms; at++) {
    clock.tick(1);
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  }
}

describe('loops', () => {
  test('R-196 work that answers with how much it did comes at its interval all the same', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    for (const done of [0, 1, 900]) {
      let runs = 0;
      const loop = every('work', 100, () => Promise.resolve((runs++, done)), silent);
      await pass(t.mock.timers, 1_000);
      assert.ok(runs >= 8 && runs <= 10, `${runs} runs in ten intervals`);
      await loop.stop();
    }
  });

  test('R-196 work that knows when it is wanted comes then, never later than its interval', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const runsWith = async (wantedMs: number): Promise<number> => {
      let runs = 0;
      const loop: Loop = everyOrSooner('sweep', 100, () => Promise.resolve((runs++, wantedMs)), silent);
      await pass(t.mock.timers, 1_000);
      await loop.stop();
      return runs;
    };
    assert.ok((await runsWith(20)) > 35);
    assert.ok((await runsWith(5_000)) >= 8);
    assert.ok((await runsWith(-3)) > 100, 'what is overdue comes at once');
  });

  test('R-196 a run that fails is followed by the next; after the stop none comes', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let runs = 0;
    const loop = every('work', 100, () => Promise.reject(new Error(`${runs++}`)), silent);
    await pass(t.mock.timers, 350);
    assert.equal(runs, 3);
    await loop.stop();
    await pass(t.mock.timers, 500);
    assert.equal(runs, 3);
  });
});
