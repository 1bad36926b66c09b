import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { instant, microsPerHour } from '#kernel/time/instant.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { tender } from '#trade/tender/tender.ts';
import { first, freshId, projectPlatform } from '#trade/project/project.testing.ts';
import { overlaps, venue, type Slot } from './venue.ts';

const platform = await projectPlatform();
const { accept, refuse, run, centre, initiator, bidder } = platform;
const manager = first(centre);
const operator = first(initiator);

async function openRoom(purpose: 'opening' | 'evaluation' = 'opening'): Promise<string> {
  const roomId = freshId();
  await accept(manager, 'venue.open', { roomId, name: `开标室${roomId.slice(0, 2)}`, purpose, seats: 30, address: '政务服务中心三楼' });
  return roomId;
}

async function registerTender(): Promise<string> {
  const body = await platform.signed(operator);
  await accept(operator, 'project.register', body);
  return body.tenderId;
}

const base = (await platform.now()) + 24 * microsPerHour;
const slot = (from: number, hours: number): Slot => ({ from: instant(base + from * microsPerHour), to: instant(base + (from + hours) * microsPerHour) });

describe('venues', () => {
  test('R-079 二十个人同时预约互相重叠的时段：受理的互不重叠，没受理的都与受理的冲突', async () => {
    const roomId = await openRoom();
    const tenderIds = await Promise.all(Array.from({ length: 20 }, registerTender));
    const slots = tenderIds.map((_, i) => slot((i * 7) % 12, 1 + (i % 3)));
    const outcomes = await Promise.all(tenderIds.map((tenderId, i) => run(operator, 'venue.book', { roomId, tenderId, ...slots[i] })));
    const accepted = slots.filter((_, i) => outcomes[i]?.status === 'accepted');
    const refused = slots.filter((_, i) => outcomes[i]?.status === 'refused');
    assert.ok(accepted.length > 1 && refused.length > 1);
    accepted.forEach((one, i) => accepted.slice(i + 1).forEach((other) => assert.ok(!overlaps(one, other))));
    for (const one of refused) assert.ok(accepted.some((other) => overlaps(one, other)), 'refused for a reason');
    const room = await readHead(platform.platform.pool, venue, roomId);
    assert.deepEqual(room?.state.bookings.map(({ from, to }) => [from, to]), accepted.map(({ from, to }) => [from, to]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)));
  });

  test('R-079 an opening room becomes the tender’s venue; it is given up only when another is booked', async () => {
    const tenderId = await registerTender();
    const [one, two] = [await openRoom(), await openRoom()];
    const { result } = await accept(operator, 'venue.book', { roomId: one, tenderId, ...slot(30, 2) });
    assert.equal((await readHead(platform.platform.pool, tender, tenderId))?.state.venue?.roomId, one);
    const cancel = { roomId: one, tenderId, bookingId: result['bookingId'], reason: '改到另一室' };
    assert.equal((await refuse(operator, 'venue.cancel', cancel)).code, 'venue.inUse');
    await accept(operator, 'venue.book', { roomId: two, tenderId, ...slot(30, 2) });
    await accept(operator, 'venue.cancel', cancel);
    assert.equal((await refuse(operator, 'venue.cancel', cancel)).code, 'venue.bookingAbsent');
    assert.equal((await readHead(platform.platform.pool, tender, tenderId))?.state.venue?.roomId, two);
  });

  test('R-079 an evaluation room is booked without touching the tender’s opening venue', async () => {
    const tenderId = await registerTender();
    const roomId = await openRoom('evaluation');
    await accept(manager, 'venue.book', { roomId, tenderId, ...slot(40, 8) });
    assert.equal((await readHead(platform.platform.pool, tender, tenderId))?.state.venue, null);
  });

  test('R-079 只为自己的项目、在自己的中心、在将来的时间', async () => {
    const roomId = await openRoom();
    const tenderId = await registerTender();
    const stranger = first(platform.agency);
    assert.equal((await refuse(stranger, 'venue.book', { roomId, tenderId, ...slot(50, 1) })).code, 'venue.notYours');
    assert.equal((await refuse(operator, 'venue.book', { roomId, tenderId, ...slot(-100, 1) })).code, 'venue.past');
    assert.equal((await refuse(operator, 'venue.book', { roomId, tenderId, ...slot(50, 25) })).code, 'venue.length');
    assert.equal((await refuse(operator, 'venue.book', { roomId, tenderId: freshId(), ...slot(50, 1) })).code, 'venue.tenderAbsent');
    assert.equal((await refuse(operator, 'venue.book', { roomId: freshId(), tenderId, ...slot(50, 1) })).code, 'venue.absent');
    await assert.rejects(run(first(bidder), 'venue.book', { roomId, tenderId, ...slot(50, 1) }), /may not/);
  });
});
