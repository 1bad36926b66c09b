import type { EventBody } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { LotAuction } from '#trade/auction/auction.types.ts';
import type { Auction } from '#trade/auction/engine/engine.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { AuctionMode, Sale } from '#trade/sale/sale.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';

/** Where a tender stands for the public, in the order of its life. */
export const tenderStages = ['registered', 'bidding', 'paused', 'opening', 'evaluating', 'publicity', 'awarded', 'contracted', 'failed', 'terminated'] as const;
export type TenderStage = (typeof tenderStages)[number];

/** Where a sale stands. `awaiting` follows `applying` by the clock alone; a view says which. */
export const saleStages = ['applying', 'awaiting', 'live', 'paused', 'comparing', 'sold', 'unsold'] as const;
export type SaleStage = (typeof saleStages)[number];
export const stages = [...tenderStages, ...saleStages.filter((stage) => stage !== 'paused')] as const;
export type Stage = TenderStage | SaleStage;

export const stageNames: Readonly<Record<Stage, string>> = {
  applying: '报名中', awaiting: '待竞价', live: '竞价中', comparing: '底价比对', sold: '已成交', unsold: '未成交',
  registered: '登记', bidding: '招标中', paused: '暂停', opening: '开标', evaluating: '评标', publicity: '候选人公示', awarded: '已定标', contracted: '已签约', failed: '招标失败', terminated: '终止',
};

export const noticeKinds = {
  tender: '招标公告', sale: '出让转让', amendment: '变更澄清', objection: '异议与答复', opening: '开标记录', hall: '竞价结果', candidates: '候选人公示', result: '结果公告', failure: '失败公告', termination: '终止公告', contract: '合同履约',
} as const;
/** `progress`: a step that stands in the course of a project and on no list. */
export type NoticeKind = keyof typeof noticeKinds | 'progress';

/** One notice, or one step in the course of a project. */
export type Notice = {
  readonly id: string;
  /** Of the tender, or of the sale. */
  readonly tenderId: string;
  readonly lotId: string | null;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly at: Instant;
  readonly logIndex: number;
  readonly areaCode: string;
  readonly leagueCode: string;
  readonly category: string;
  readonly facts: NoticeFacts;
};

/** What a row says beside its title, as data; the page words it. */
export type NoticeFacts = {
  readonly priceCapFen?: string;
  readonly awardFen?: string;
  readonly winner?: string;
  readonly until?: Instant;
  readonly text?: string;
  readonly startFen?: string;
  readonly soldFen?: string;
  /** Of a sale: how it is bid for, and from when on. */
  readonly way?: string;
  readonly biddingFrom?: Instant;
  /** Of an amendment: its number. */
  readonly number?: number;
};

export type TenderSummary = {
  readonly tenderId: string;
  readonly name: string;
  readonly code: string;
  readonly category: string;
  readonly areaCode: string;
  readonly leagueCode: string;
  readonly stage: TenderStage;
  readonly publishedAt: Instant | null;
  readonly deadlineAt: Instant | null;
  readonly openingRoom: string | null;
  readonly initiator: string;
};

export type SaleSummary = Pick<TenderSummary, 'name' | 'category' | 'areaCode' | 'leagueCode' | 'initiator'> & {
  readonly saleId: string;
  readonly stage: SaleStage;
  readonly publishedAt: Instant;
  readonly applyUntil: Instant;
};

/** The hall of one lot in the calendar. */
export type HallSummary = {
  readonly lotId: string;
  readonly saleId: string;
  readonly title: string;
  readonly mode: AuctionMode['kind'];
  readonly areaCode: string;
  readonly leagueCode: string;
  readonly startAt: Instant;
  readonly closesAt: Instant | null;
  readonly status: Auction['status'];
  readonly startFen: string;
  readonly soldFen: string | null;
  readonly endedAt: Instant | null;
};

/** What of a hall is everyone's: who was admitted, and each bidder's own best, stay behind. */
export type PublicHall = Pick<LotAuction, 'lotId' | 'pausedFor'> & Pick<Auction, 'status' | 'startAt' | 'endsAt' | 'best' | 'accepted' | 'outcome' | 'stages'>;

/** One sale and the halls of its lots, as far as the public may know them. */
export type SaleStates = { readonly sale: Sale; readonly halls: readonly PublicHall[] };

export type LotFigures = { readonly lotId: string; readonly priceCapFen: string | null; readonly awardFen: string | null; readonly awardedAt: Instant | null };

/** An award as far as its public events tell it: candidates from the publicity on, the winner from the decision on. */
export type PublicAward = Pick<Award, 'lotId' | 'candidates' | 'publicity' | 'winner' | 'decidedAt' | 'letterAt' | 'resultAt' | 'contractBy' | 'contractSignedAt' | 'failure'>;

/** One tender and its lots, as far as the public may know them. */
export type TenderStates = { readonly tender: Tender; readonly opening: Opening | null; readonly awards: readonly PublicAward[] };

/** An event as everyone may read it. */
export type PublicEvent = {
  readonly stream: string;
  readonly version: number;
  readonly kind: string;
  /** Null where the header is not public: then not even its hour may be told. */
  readonly at: Instant | null;
  readonly commitment: Buffer;
  readonly event: EventBody;
};
