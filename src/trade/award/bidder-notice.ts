import type { Aggregate } from '#kernel/decider.ts';
import type { NoticeEvent } from './award.events.ts';
import type { BidderNotice } from './award.types.ts';

/**
 * What one bidder is told: `notice:<lotId>:<bidderId>`. The stream belongs to the organisation that its id ends with, so
 * under class `initiator` three read it: the initiator's side, the department, and the addressee as `self`. Header and all:
 * another bidder, the centre and the public do not even learn that this stream is there.
 */
export const bidderNotice: Aggregate<BidderNotice, NoticeEvent> = {
  type: 'notice',
  disclosure: { BidderNotified: 'initiator' },
  evolve: (state, { content }, { at, id }) => {
    const [lotId = '', bidderId = ''] = id.split(':');
    return { lotId, bidderId, sent: [...(state?.sent ?? []), { ...content, at }] };
  },
};

export function noticeIdOf(lotId: string, bidderId: string): string {
  return `${lotId}:${bidderId}`;
}
