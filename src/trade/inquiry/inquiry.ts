import type { Aggregate } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';

/** 提问, stream `inquiry:<tenderId>:<inquiryId>`. The initiator reads the question and never who asked; the public reads it in the clarification that answers it. */
export type Inquiry = { readonly tenderId: string; readonly inquiryId: string; readonly askerId: string; readonly about: string; readonly question: string; readonly askedAt: Instant };

export type InquiryEvent = { kind: 'InquiryAsked'; askerId: string; about: string; question: string; askedAt: Instant };

export const inquiry: Aggregate<Inquiry, InquiryEvent> = {
  type: 'inquiry',
  disclosure: { InquiryAsked: { default: 'sealed', fields: { about: 'initiator', question: 'initiator', askedAt: 'initiator' } } },
  evolve(_state, { askerId, about, question, askedAt }, { id }) {
    const [tenderId = '', inquiryId = ''] = id.split(':');
    return { tenderId, inquiryId, askerId, about, question, askedAt };
  },
};

/** What the initiator may read of a question. */
export type AskedQuestion = Pick<Inquiry, 'inquiryId' | 'about' | 'question' | 'askedAt'>;

export function withoutAsker({ inquiryId, about, question, askedAt }: Inquiry): AskedQuestion {
  return { inquiryId, about, question, askedAt };
}
