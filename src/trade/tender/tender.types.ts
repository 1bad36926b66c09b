import type { Instant } from '#kernel/time/instant.ts';
import type { AwardMethod } from '#rules/construction/award-method.ts';
import type { CodeText } from '#rules/rule.ts';

/** 招标项目, with its lots: one ocid, one stream `tender:<tenderId>`, the gate of everything that has a deadline here. */
export type Tender = {
  readonly tenderId: string;
  readonly projectId: string;
  readonly name: string;
  readonly category: 'construction';
  /** Key of the item in the trade catalogue, e.g. `construction.housing.works`. */
  readonly catalogueItem: string;
  readonly method: 'open' | 'invited';
  readonly areaCode: string;
  readonly registeredAt: Instant;
  readonly registeredOn: string;
  readonly initiator: Party;
  readonly agency: (Party & { readonly agreement: FileRef }) | null;
  readonly centre: Party;
  readonly department: Party;
  readonly transactionCode: { readonly code: string; readonly provisional: boolean };
  /** 国有资金占控股或者主导地位的依法必须招标项目 (条例第五十五条); fixed at registration. */
  readonly isStateFunded: boolean;
  readonly lots: readonly LotPlan[];
  readonly venue: { readonly roomId: string; readonly roomName: string; readonly from: Instant; readonly to: Instant } | null;
  readonly status: TenderStatus;
  /** The composed document, secret with the initiator until published. */
  readonly draft: TenderDocument | null;
  /** In force since the last amendment; `version` counts publications, 1 the first. */
  readonly published: PublishedDocument | null;
  readonly amendments: readonly Amendment[];
  /** Objections that must be answered before anything goes on. */
  readonly openObjections: readonly OpenObjection[];
  readonly suspension: Suspension | null;
  /** When the first of the blockers standing now began; the time since is given back where the law or the platform owes it. */
  readonly pausedSince: Instant | null;
  /** The deadline came while something blocked it: nothing closes, and clearing the last blocker sets a new instant. */
  readonly postponed: { readonly since: Instant; readonly blockedBy: readonly string[] } | null;
  /** First publication; `published.publishedAt` is that of the version in force. */
  readonly noticePublishedAt: Instant | null;
  readonly settledObjections: readonly SettledObjection[];
  /** 终止招标: it ended before the close, and nobody will ever learn who had responded. */
  readonly termination?: Termination;
};

/** `ground` as the rule in force had it, `article` what such an end owes. */
export type Termination = { readonly at: Instant; readonly ground: CodeText; readonly explanation: string; readonly article: string };

export type Suspension = { readonly reason: string; readonly article: string; readonly by: string; readonly since: Instant };

/** A dispute as the public reads it: never who raised it (办法 第二十六条). */
export type SettledObjection = {
  readonly objectionId: string;
  readonly target: ObjectionTarget;
  readonly lotId: string | null;
  readonly raisedAt: Instant;
  readonly settledAt: Instant;
  readonly outcome: 'upheld' | 'rejected';
  readonly summary: string;
  readonly reply: string;
  /** The amendment that an upheld objection to the document led to. */
  readonly amendmentNumber: number | null;
};

/** What is recorded. `closing` is not stored: published and past the deadline is closing until the close event stands. */
export type TenderStatus = 'registered' | 'published' | 'closed' | 'ended';

export type Party = { readonly orgId: string; readonly name: string };
export type FileRef = { readonly sha256: string; readonly name: string; readonly sizeBytes: number; readonly mediaType: string };

export type LotPlan = { readonly lotId: string; readonly number: number; readonly name: string; readonly scope: string; readonly estimateFen: string };

/** 招标文件 as structure; the standard text it departs from is named, deviations are computed for display. */
export type TenderDocument = {
  readonly standardTextId: string;
  /** Clauses with their `{{fields}}`; what fills them stands in `values` and, for amounts and times, in the fields below. */
  readonly sections: readonly { readonly id: string; readonly title: string; readonly body: string }[];
  readonly values: Readonly<Record<string, string>>;
  readonly files: readonly FileRef[];
  readonly bidDeadlineAt: Instant;
  readonly documentFrom: Instant;
  readonly documentUntil: Instant;
  readonly bidValidityDays: number;
  readonly decryptWindowMinutes: number;
  readonly qualification: readonly { readonly id: string; readonly title: string; readonly requirement: string }[];
  readonly lots: readonly LotTerms[];
  readonly scoring: ScoringTable;
  readonly awardMethod: { readonly kind: AwardMethod };
  readonly candidatesMax: number;
  readonly acceptsConsortium: boolean;
  readonly performanceBondRate: string;
};

export type LotTerms = {
  readonly lotId: string;
  readonly priceCapFen: string;
  readonly depositFen: string;
  readonly durationDays: number;
  readonly quality: string;
  readonly priceList: readonly PriceListItem[];
};

/** One line of the bill of quantities: the bidder fills unit prices. Quantity is a decimal string. */
export type PriceListItem = { readonly code: string; readonly name: string; readonly unit: string; readonly quantity: string };

/** 综合评估法. Weights are points; the three groups and the price sum to 100. */
export type ScoringTable = {
  readonly technical: readonly ScoringFactor[];
  readonly commercial: readonly ScoringFactor[];
  readonly price: { readonly points: string; readonly formula: PriceFormula };
  /** From this many members on, the highest and the lowest mark of each factor are left out; 0: never. */
  readonly marksTrimFrom: number;
};
export type ScoringFactor = { readonly id: string; readonly title: string; readonly points: string; readonly guide: string; readonly objective: boolean };

/** Parameters of a published price formula (see `#rules/evaluation`). Ratios are decimal strings. */
export type PriceFormula = {
  readonly kind: 'benchmark-deviation';
  readonly trimFrom: number;
  readonly coefficients: readonly string[];
  readonly overRate: string;
  readonly underRate: string;
  readonly floorPoints: string;
};

export type PublishedDocument = {
  readonly version: number;
  readonly publishedAt: Instant;
  readonly document: TenderDocument;
  /** SHA-256 of the canonical document, base64url: what the initiator signed. */
  readonly documentHash: string;
  readonly keyHolders: readonly KeyHolderRef[];
  readonly k: number;
};
export type KeyHolderRef = { readonly holderId: string; readonly orgId: string; readonly name: string; readonly publicKey: string; readonly part: 'initiator' | 'local-centre' | 'partner-centre' | 'independent-ca' };

export type Amendment = {
  readonly number: number;
  readonly kind: 'clarification' | 'amendment';
  readonly at: Instant;
  readonly affectsBids: boolean;
  readonly items: readonly { readonly question?: string; readonly answer: string }[];
  readonly changes: readonly Change[];
  readonly filesAdded: readonly FileRef[];
  readonly deadlineMovedTo: Instant | null;
  readonly objectionId: string | null;
};

export type Change = { readonly path: string; readonly title: string; readonly before: string; readonly after: string };

export type ObjectionTarget = 'document' | 'opening' | 'candidates';

export type OpenObjection = { readonly objectionId: string; readonly target: ObjectionTarget; readonly lotId: string | null; readonly raisedAt: Instant; readonly replyBy: Instant };
