/** Where a kind of sale finds its bounds: keys of its pack. Null where neither law nor platform sets one. */
export type SaleRules = {
  /** Rules that list lawful modes; what stands in any of them is lawful. */
  readonly modes: readonly string[];
  readonly notice: NoticeRule;
  readonly listing: string;
  /** How long before the end of a listing applications close. */
  readonly applicationGap: string | null;
  /** 拍卖法 on notice and display binds an auction by hammer. */
  readonly underAuctionLaw: boolean;
  readonly depositLeast: string | null;
  readonly depositMost: string | null;
  readonly valuation: string | null;
  /** The first price is no lower than the valuation. */
  readonly floor: string | null;
  /** Below this share of the valuation whoever approved the sale must consent. */
  readonly consentBelow: string | null;
  readonly relist: string | null;
  /** How long after the first notice the valuation still carries a sale. */
  readonly lapse: string | null;
  readonly preDisclosure: { readonly length: string; readonly within: string } | null;
  readonly buyerConditions: string | null;
  readonly openFloor: string | null;
  /** Who buys first on equal terms (优先购买权). */
  readonly preferred: string | null;
  /** Whether the step may be changed while prices are listed. */
  readonly stepChange: string | null;
  /** Whether natural persons may buy. */
  readonly persons: string;
  /** What whoever sells must look at in each application, beyond the conditions of its notice. */
  readonly judged: readonly string[];
  readonly payment: PaymentRules | null;
  /** Bidders without whom a tender ends. */
  readonly fewest: string | null;
  /** Within what both sign the confirmation (成交确认书), from the end of the bidding. */
  readonly confirm: string;
  readonly contract: string;
  /** What the contract waits for: confirmation, or the end of the publicity. */
  readonly contractAfter: 'confirmation' | 'publicity';
  readonly refund: string;
  /** The winner's deposit becomes part of the price (抵作价款). */
  readonly depositAsPrice: string;
  readonly result: string | null;
  readonly publicity: string | null;
  readonly winner: string;
  readonly reserveAfterSale: string;
  /** 交易凭证、鉴证书: on whose word, and after what. */
  readonly certificate: string;
  readonly certificateAfter: 'contract' | 'payment';
};

/**
 * How long the notice stands: until the bidding begins (for a tender perhaps until it closes), or until applications close.
 * `byStart` chooses by the starting price: none up to `smallFen`, `small` above it, `large` from `largeFen` on.
 */
export type NoticeRule = { readonly until: 'bidding' | 'application'; readonly tenderUntil?: 'closing' } & (
  | { readonly rule: string }
  | { readonly byStart: { readonly smallFen: string; readonly small: string; readonly largeFen: string; readonly large: string } }
);

export type PaymentRules = {
  /** Within what the whole is paid; null where instalments are the rule. */
  readonly whole: string | null;
  readonly firstShare: string;
  readonly first: string;
  readonly last: string;
  /** 原则上一次付清 */
  readonly once: string | null;
};

/** The bounds of a sale about which a pack has only the platform's defaults, under one prefix. */
export function defaultKeys(prefix: string): SaleRules {
  return {
    modes: [`${prefix}.modes`],
    notice: { rule: `${prefix}.notice.min`, until: 'application' },
    listing: `${prefix}.list.min`,
    applicationGap: null, underAuctionLaw: true, depositLeast: null, depositMost: null, valuation: null, floor: null, consentBelow: null,
    relist: null, lapse: null, preDisclosure: null, buyerConditions: null, openFloor: null, preferred: null, stepChange: null, persons: 'sale.persons', judged: [], payment: null, fewest: null,
    confirm: `${prefix}.confirm.within`, contract: `${prefix}.contract`, contractAfter: 'confirmation',
    refund: `${prefix}.deposit.refund`, depositAsPrice: `${prefix}.deposit.asPrice`, result: `${prefix}.result`, publicity: `${prefix}.publicity`,
    winner: `${prefix}.result.winner`, reserveAfterSale: `${prefix}.reserve.afterSale`,
    certificate: `${prefix}.cert`, certificateAfter: 'contract',
  };
}

export const landKeys: SaleRules = {
  ...defaultKeys('land'),
  persons: 'land.persons',
  modes: ['land.modes', 'land.cap'],
  notice: { rule: 'land.notice.min', until: 'bidding' },
  applicationGap: 'land.listing.confirm', underAuctionLaw: false, stepChange: 'land.increment', depositLeast: 'land.deposit.min', fewest: 'land.tender.min', publicity: null,
  payment: { whole: null, firstShare: 'land.pay.first', first: 'land.pay.firstWithin', last: 'land.pay.lastWithin', once: null },
};

export const mineralKeys: SaleRules = {
  ...defaultKeys('mine'),
  persons: 'mine.persons',
  modes: ['mine.compete'],
  notice: { rule: 'mine.notice.min', until: 'bidding', tenderUntil: 'closing' },
  underAuctionLaw: false, fewest: 'mine.tender.min', contractAfter: 'publicity',
};

const propertyPayment: PaymentRules = { whole: 'soe.pay', firstShare: 'soe.pay.first', first: 'soe.pay', last: 'soe.pay.last', once: null };

export const propertyKeys: SaleRules = {
  ...defaultKeys('soe'),
  modes: ['soe.bid'],
  notice: { rule: 'soe.formal', until: 'application' },
  depositMost: 'soe.deposit', valuation: 'soe.valuation', floor: 'soe.floor', consentBelow: 'soe.90', relist: 'soe.relist', lapse: 'soe.12m',
  preDisclosure: { length: 'soe.pre', within: 'soe.pre.within' },
  openFloor: 'soe.floor.public', preferred: 'soe.right', payment: propertyPayment, result: null, publicity: 'soe.result', certificateAfter: 'payment',
};

/** A capital increase seeks who pays in, not who pays most: no valuation floor, no price to fall. */
export const increaseKeys: SaleRules = {
  ...propertyKeys,
  modes: ['soe.increase.modes'],
  notice: { rule: 'soe.increase', until: 'application' },
  valuation: null, floor: null, consentBelow: null, relist: null, lapse: null, preDisclosure: null, openFloor: null, preferred: null, payment: null, winner: 'soe.increase.winner',
};

export const physicalAssetKeys: SaleRules = {
  ...propertyKeys,
  notice: { byStart: { smallFen: 'soe.asset.small', small: 'soe.asset10', largeFen: 'soe.asset.large', large: 'soe.asset20' }, until: 'application' },
  valuation: null, relist: null, preDisclosure: null, preferred: null, buyerConditions: 'soe.asset.conditions', payment: { ...propertyPayment, once: 'soe.asset.once' },
};

export const publicAssetKeys: SaleRules = { ...defaultKeys('asset'), valuation: 'asset.valuation', floor: 'asset.floor', consentBelow: 'asset.consent' };
