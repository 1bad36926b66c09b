import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { instant, microsPerHour } from '#kernel/time/instant.ts';
import { byRoom, checkSlot, longestSlotHours, overlaps, venue, type Room, type Slot } from './venue.ts';

const hour = (n: number) => instant(n * microsPerHour);
const meta = { at: hour(0), actor: 'person:x', version: 1, id: 'room1' };
const opened = venue.evolve(null, { kind: 'RoomOpened', centre: { orgId: 'C', name: '中心' }, name: '开标一室', purpose: 'opening', seats: 20, address: '一楼' }, meta);
const slotOf = fc.record({ from: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: -2, max: 26 }) }).map(({ from, length }): Slot => ({ from: hour(from), to: hour(from + length) }));

function book(room: Room, slot: Slot, n: number): Room {
  return checkSlot(room, slot, hour(5)).ok ? venue.evolve(room, { kind: 'RoomBooked', bookingId: `b${n}`, tenderId: 't', orgId: 'O', ...slot }, meta) : room;
}

test('R-079 场地按室号排，先开标室后评标室', () => {
  const names = ['评标二室', '开标十一室', '贵宾室', '开标三室', '开标一室', '开标二十室', '开标二室', '评标一室', '开标十室', '开标9室'];
  const rooms = names.map((name): Room => ({ ...opened, name, purpose: name.startsWith('评') ? 'evaluation' : 'opening' }));
  assert.deepEqual(rooms.sort(byRoom).map(({ name }) => name), ['开标一室', '开标二室', '开标三室', '开标9室', '开标十室', '开标十一室', '开标二十室', '贵宾室', '评标一室', '评标二室']);
});

describe('bookings', () => {
  test('R-079 任意次预约与取消之后，没有两个预约重叠，也没有过去的、颠倒的、过长的', () => {
    const step = fc.oneof(slotOf.map((slot) => ({ slot })), fc.nat(30).map((cancel) => ({ cancel })));
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let room = opened;
      steps.forEach((each, n) => {
        room = 'slot' in each ? book(room, each.slot, n) : venue.evolve(room, { kind: 'BookingCancelled', bookingId: `b${each.cancel}`, reason: '改期' }, meta);
      });
      room.bookings.forEach((booking, i) => {
        assert.ok(booking.from >= hour(5) && booking.from < booking.to && booking.to - booking.from <= longestSlotHours * microsPerHour);
        for (const other of room.bookings.slice(i + 1)) assert.ok(!overlaps(booking, other));
      });
    }));
  });

  test('R-079 every slot that touches no other can be had: bookings may meet end to end, and a cancelled one frees its time', () => {
    const first = book(opened, { from: hour(9), to: hour(11) }, 1);
    assert.ok(checkSlot(first, { from: hour(11), to: hour(12) }, hour(5)).ok);
    assert.ok(checkSlot(first, { from: hour(8), to: hour(9) }, hour(5)).ok);
    const clash = checkSlot(first, { from: hour(10), to: hour(12) }, hour(5));
    assert.equal(!clash.ok && clash.error.code, 'venue.taken');
    const freed = venue.evolve(first, { kind: 'BookingCancelled', bookingId: 'b1', reason: '改期' }, meta);
    assert.ok(checkSlot(freed, { from: hour(10), to: hour(12) }, hour(5)).ok);
  });
});
