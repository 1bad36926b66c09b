/** Every way in which a bundle can fail; reports and tests speak of these and no others. */
export type FaultCode =
  | 'form.json' | 'form.canonical' | 'form.field' | 'form.size' | 'form.order'
  | 'trust.form' | 'trust.origin'
  | 'log.note' | 'log.signature' | 'log.cosignature' | 'log.quorum' | 'log.inclusion' | 'log.consistency' | 'log.receipt'
  | 'events.commitment' | 'events.body' | 'events.time' | 'events.version' | 'events.scope' | 'events.class'
  | 'signature.form' | 'signature.certificate' | 'signature.chain' | 'signature.validity' | 'signature.usage' | 'signature.value' | 'signature.signer' | 'signature.statement'
  | 'bids.record' | 'bids.late' | 'bids.manifest' | 'bids.ciphertext' | 'bids.price' | 'bids.deadline' | 'bids.cosigned'
  | 'draw.coefficient' | 'draw.experts'
  | 'evaluation.inputs' | 'evaluation.score' | 'evaluation.ranking'
  | 'auction.announcement' | 'auction.terms' | 'auction.participants' | 'auction.event' | 'auction.time' | 'auction.bid' | 'auction.refusal' | 'auction.outcome' | 'auction.reserve' | 'auction.cosigned'
  | 'receipt.form' | 'receipt.commitment' | 'receipt.log'
  | 'issue.signature'
  | 'award.candidates' | 'award.winner' | 'award.publicity' | 'award.notice' | 'award.contract';

/** Why verification stops: `code` for programs, the message for people. */
export class Fault extends Error {
  override name = 'Fault';
  readonly code: FaultCode;
  constructor(code: FaultCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export function ensure(holds: boolean, code: FaultCode, detail: string): asserts holds {
  if (!holds) throw new Fault(code, detail);
}

/** What must be there. */
export function must<T>(value: T | null | undefined, code: FaultCode, detail: string): T {
  if (value === null || value === undefined) throw new Fault(code, detail);
  return value;
}
