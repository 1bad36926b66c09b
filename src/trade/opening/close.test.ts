import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerSecond } from '#kernel/time/instant.ts';
import type { Bid } from '#trade/bid/bid.types.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { drafted, fold, publishedAt, sampleDocument } from '#trade/tender/tender.testing.ts';
import { decideClose } from './close.ts';
import type { OpeningEvent } from './opening.events.ts';
import { opening } from './opening.ts';

const document = sampleDocument(publishedAt);
const tender = fold(drafted(document), [{ kind: 'NoticePublished', published: { version: 1, publishedAt, document, documentHash: 'A'.repeat(43), keyHolders: [], k: 3 }, statement: {}, signature: {} }], publishedAt);
const [lotA, lotB] = tender.lots.map(({ lotId }) => lotId) as [string, string];
const deadline = document.bidDeadlineAt;

const bidsArbitrary = fc.uniqueArray(fc.record({ lot: fc.constantFrom(lotA, lotB), who: fc.integer({ min: 0, max: 6 }), hash: fc.integer({ min: 0, max: 1e9 }), withdrawn: fc.boolean(), version: fc.integer({ min: 1, max: 3 }) }), { selector: ({ lot, who }) => `${lot}:${who}`, maxLength: 14 })
  .map((rows) => rows.map(({ lot, who, hash, withdrawn, version }): Bid => ({
    lotId: lot, bidderId: `ORG-${who}`, bidderName: `第${who}公司`, status: withdrawn ? 'withdrawn' : 'submitted', version, manifest: `manifest-${lot}-${who}`,
    manifestHash: hash.toString(16).padStart(64, '0'), objects: [], depositForm: 'guarantee', receivedAt: publishedAt,
  })));

function closedWith(bids: readonly Bid[], now = deadline): { events: OpeningEvent[]; closed: Extract<OpeningEvent, { kind: 'OpeningClosed' }> } {
  const events = decideClose({ tender, bids, hall: null, pack: packOf(tender), now });
  const [closed] = events;
  return { events, closed: closed?.kind === 'OpeningClosed' ? closed : assert.fail() };
}

describe('截止名单', () => {
  test('R-094 名单恰是各标段按时递交且未撤回的投标，按清单摘要排序；不足三家的标段一字不露', () => {
    fc.assert(fc.property(bidsArbitrary, (bids) => {
      const { events, closed } = closedWith(bids);
      for (const lotId of [lotA, lotB]) {
        const standing = bids.filter((bid) => bid.lotId === lotId && bid.status === 'submitted');
        const list = closed.open.find((lot) => lot.lotId === lotId)?.accepted;
        if (standing.length < 3) {
          assert.ok(list === undefined && closed.failed.includes(lotId));
          const text = JSON.stringify(events);
          for (const { manifest } of bids.filter((bid) => bid.lotId === lotId)) assert.ok(!text.includes(manifest));
        } else {
          assert.deepEqual(list?.map(({ bidderId }) => bidderId).sort(), standing.map(({ bidderId }) => bidderId).sort());
          assert.deepEqual(list?.map(({ manifestHash }) => manifestHash), standing.map(({ manifestHash }) => manifestHash).sort());
        }
      }
      assert.equal(closed.manifests.length, closed.open.reduce((sum, { accepted }) => sum + accepted.length, 0));
    }));
  });

  test('R-094 失败的标段对任何投标情况给出同样的事件：家数也看不出来', () => {
    const failing = bidsArbitrary.filter((bids) => [lotA, lotB].every((lotId) => bids.filter((bid) => bid.lotId === lotId && bid.status === 'submitted').length < 3));
    const empty = JSON.stringify(closedWith([]).events);
    fc.assert(fc.property(failing, (bids) => assert.equal(JSON.stringify(closedWith(bids).events), empty)));
  });

  test('R-094 两秒以内算准时，超过的写明迟了多久', () => {
    assert.equal(closedWith([], addMicros(deadline, 2 * microsPerSecond)).closed.closedLateMicros, 0);
    assert.equal(closedWith([], addMicros(deadline, 2 * microsPerSecond + 1)).closed.closedLateMicros, 2 * microsPerSecond + 1);
  });

  test('R-094 一个标段也不开时，开标状态是失败，不再等待任何时刻', () => {
    const state = opening.evolve(null, closedWith([]).closed, { at: deadline, actor: 'system', version: 1, id: tender.tenderId });
    assert.equal(state.status, 'failed');
    assert.equal(present(opening.nextWake, 'nextWake')(state), null);
  });
});
