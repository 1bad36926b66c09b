import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import type { HallMessage, HallView } from '#trade/auction/hall-view.types.ts';
import { hallLine, type Ears, type LineDeps } from './hall-line.ts';
import { firstState, reduce, type HallState, type Resolution } from './hall-state.ts';
import { hallSample } from './samples.ts';
import { told } from './told.testing.ts';

const { view, now } = hallSample('outbid');

/** A hall with sockets, a network and a timer that go only when told to. */
function stage({ resolution = { is: 'absent' } as Resolution, read = view as HallView | null } = {}) {
  let state: HallState = firstState(null);
  let time = 0;
  let timers: { at: number; run: () => void }[] = [];
  const sockets: (Ears & { readonly sent: string[]; readonly since: number | null })[] = [];
  const reads = { views: 0, outcomes: [] as string[] };
  const deps: LineDeps = {
    open(since, ears) {
      const sent: string[] = [];
      sockets.push({ ...ears, sent, since });
      return { send: (text) => void sent.push(text), close: ears.closed };
    },
    readView: () => (reads.views++, read === null ? Promise.reject(new Error('no network')) : Promise.resolve(read)),
    resolve: (key) => (reads.outcomes.push(key), Promise.resolve(resolution)),
    monotonicMs: () => time,
    wallMs: () => time,
    chance: () => 1,
    freshKey: () => `key-${sockets.length}-${sockets.at(-1)?.sent.length}`,
    after(ms, run) {
      const timer = { at: time + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((each) => each !== timer));
    },
  };
  const line = hallLine(deps, (event) => void (state = reduce(state, event)), () => state);
  const last = () => sockets.at(-1) ?? assert.fail('no socket was opened');
  return {
    line, sockets, reads,
    state: () => state,
    last,
    sent: () => last().sent.map((text) => JSON.parse(text)),
    hear: (message: HallMessage) => last().heard(JSON.stringify(message)),
    /** Opens the line and sends the first view through it. */
    begin(shown = view) {
      last().opened();
      this.hear({ t: 'view', view: shown, missed: [], now });
    },
    /** Lets time go on to each timer in turn, and promises settle. */
    async pass(ms: number) {
      const end = time + ms;
      for (let next = due(end); next; next = due(end)) {
        time = next.at;
        timers = timers.filter((each) => each !== next);
        next.run();
        await settled();
      }
      time = end;
      await settled();
    },
  };
  function due(end: number) {
    return timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a page’s line to the hall', () => {
  test('R-017 asks for the time at once and every five seconds', async () => {
    const hall = stage();
    hall.begin();
    await hall.pass(0);
    hall.hear({ t: 'pong', sent: 0, now });
    await hall.pass(5000);
    assert.deepEqual(hall.sent(), [{ t: 'ping', sent: 0, wallMs: 0 }, { t: 'ping', sent: 5000, wallMs: 5000 }]);
  });

  test('R-017 comes back in growing steps and tells which version it last had', async () => {
    const hall = stage();
    hall.begin();
    hall.last().closed();
    assert.equal(hall.state().status, 'lost');
    await hall.pass(300);
    assert.deepEqual(hall.sockets.map(({ since }) => since), [null, 60]);
    hall.last().closed();
    await hall.pass(599);
    assert.equal(hall.sockets.length, 2);
    await hall.pass(1);
    assert.equal(hall.sockets.length, 3);
  });

  test('R-017 gives up a line that answers nothing, though the browser thinks it stands', async () => {
    const hall = stage();
    hall.begin();
    await hall.pass(21_000);
    assert.equal(hall.sockets.length, 2);
    assert.equal(hall.state().lostAtMs, 20_000);
  });

  test('R-017 a bid has a key of its own; while the line is down nothing can be pressed', () => {
    const hall = stage();
    hall.begin();
    hall.line.bid('2880000000', now);
    assert.deepEqual(hall.sent().at(-1), { t: 'bid', key: 'key-1-1', priceFen: '2880000000' });
    hall.last().closed();
    hall.line.bid('2890000000', now);
    assert.equal(hall.state().own?.priceFen, '2880000000');
  });

  test('R-017 after coming back nothing is bid by itself: the outcome is asked for, and a repeat has the same key', async () => {
    const hall = stage();
    hall.begin();
    hall.line.bid('2880000000', now);
    hall.last().closed();
    await hall.pass(300);
    hall.begin();
    await hall.pass(0);
    assert.deepEqual(hall.reads.outcomes, ['key-1-1']);
    assert.equal(hall.state().own?.state, 'lost');
    assert.ok(hall.sent().every(({ t }) => t !== 'bid'));
    hall.line.bidAgain(now);
    assert.deepEqual(hall.sent().at(-1), { t: 'bid', key: 'key-1-1', priceFen: '2880000000' });
  });

  test('R-017 a bid that gets no answer on a line that stands is not left hanging', async () => {
    const hall = stage({ resolution: { is: 'taken', receipt: 7 } });
    hall.begin();
    hall.line.bid('2880000000', now);
    await hall.pass(7999);
    assert.equal(hall.state().own?.state, 'sending');
    await hall.pass(1);
    assert.deepEqual([hall.state().own?.state, hall.state().own?.receipt, hall.reads.outcomes], ['taken', 7, ['key-1-1']]);
  });

  test('R-017 what moved is read once, however many things moved', async () => {
    const hall = stage({ read: { ...view, version: 64 } });
    hall.begin();
    for (const version of [61, 62, 63]) hall.hear({ t: 'moved', version });
    await hall.pass(200);
    assert.equal(hall.reads.views, 1);
    assert.equal(hall.state().view?.version, 64);
  });

  test('R-017 where sockets do not come through, the hall is still read', async () => {
    const hall = stage();
    hall.last().closed();
    await hall.pass(300);
    hall.last().closed();
    await hall.pass(0);
    assert.equal(hall.state().view?.lotId, view.lotId);
  });

  test('R-017 the log index of a new price is asked for later', async () => {
    const hall = stage();
    hall.begin();
    hall.hear(told({ version: 61, paddle: 6, priceFen: '2880000000', at: now, endsAt: now, nextFen: '2890000000', accepted: 35 }));
    await hall.pass(4999);
    assert.equal(hall.reads.views, 0);
    await hall.pass(1001);
    assert.equal(hall.reads.views, 1);
  });

  test('R-017 a page that is left opens nothing again', async () => {
    const hall = stage();
    hall.begin();
    hall.line.close();
    await hall.pass(60_000);
    assert.equal(hall.sockets.length, 1);
  });
});
