/** What each portal page is given. The server maps its views to these shapes; pages know nothing else. */
import type { Instant } from '#kernel/time/instant.ts';
import type { ChangeProps, ChipProps, DeadlineProps, DocumentProps, EventProps, EvidenceProps, LinkProps, PartyProps, RuleProps, StageProps } from '../ui/types.ts';

/** What stands around every page. */
export type Chrome = {
  /** Legal time when the page was made. */
  readonly now: Instant;
  readonly demo: boolean;
  readonly user?: { readonly name: string; readonly organisation: string; /** One-time token for the sign-out form. */ readonly csrf: string };
  /** One sentence to everyone, e.g. of an outage that goes on. */
  readonly banner?: { readonly text: string; readonly tone: 'act' | 'bad'; readonly link?: LinkProps };
};

export type Tab = LinkProps & { readonly current: boolean; readonly count?: number };

export type NoticeRow = {
  readonly href: string;
  readonly kind: ChipProps;
  readonly title: string;
  /** `呼和浩特市 · 赛罕区` */
  readonly place: string;
  /** `工程建设 / 房屋建筑` */
  readonly category: string;
  /** Short facts, ready to read: `最高限价 ¥ 1.38 亿`. */
  readonly facts: readonly string[];
  readonly publishedAt: Instant;
  /** What the reader may still do: a countdown to `at`, or `text`. */
  readonly next?: { readonly label: string; readonly at?: Instant; readonly text?: string };
  readonly evidence?: EvidenceProps;
};

export type OpeningRow = {
  readonly at: Instant;
  readonly title: string;
  readonly href: string;
  /** `不见面开标`, `拍卖`, `限时竞价` */
  readonly kind: string;
  readonly place: string;
  readonly room?: string;
  readonly status: ChipProps;
  /** `解密中 11 / 11` */
  readonly detail?: string;
  /** Address of the live hall, when the public may watch. */
  readonly watchHref?: string;
  /** It will not take place: nothing is counted down to. */
  readonly isOff?: true;
};

export type LogSummary = {
  /** Name of the log: `ovoo.nmg/2026`. */
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly rootHash: string;
  /** `12 家盟市中心与 3 个部门共签` */
  readonly cosignedBy: string;
};

export type HomeProps = {
  /** Code of division, e.g. `150100`, name without 市/盟, projects in progress. */
  readonly leagues: readonly { readonly code: string; readonly name: string; readonly count: number; readonly href: string }[];
  readonly categories: readonly (LinkProps & { readonly count: number })[];
  readonly statistics: readonly { readonly value: string; readonly label: string; readonly href?: string }[];
  readonly tabs: readonly Tab[];
  readonly notices: readonly NoticeRow[];
  readonly openings: readonly OpeningRow[];
  readonly log: LogSummary;
};

export type Option = { readonly value: string; readonly label: string; readonly count?: number; readonly selected: boolean };

/** One filter, a `<select>` named `name`; the first option says "all" with value ``. */
export type Filter = { readonly name: string; readonly label: string; readonly options: readonly Option[] };

export type ListProps = {
  readonly query: string;
  readonly from: string;
  readonly to: string;
  readonly filters: readonly Filter[];
  readonly sorts: readonly Tab[];
  readonly tabs: readonly Tab[];
  /** What is narrowed down now, each with the address that takes it away. */
  readonly active: readonly { readonly label: string; readonly removeHref: string }[];
  readonly clearHref: string;
  readonly total: number;
  readonly rows: readonly NoticeRow[];
  readonly pages: { readonly current: number; readonly count: number; readonly hrefOf: (page: number) => string };
  readonly csvHref: string;
};

export type ProjectProps = {
  readonly title: string;
  readonly crumbs: readonly LinkProps[];
  readonly chips: readonly ChipProps[];
  readonly code: { readonly label: string; readonly value: string; readonly provisional: boolean };
  readonly department: string;
  readonly stages: readonly StageProps[];
  readonly tabs: readonly Tab[];
  readonly events: readonly EventProps[];
  readonly deadline?: DeadlineProps;
  readonly rules: readonly RuleProps[];
  readonly parties: readonly PartyProps[];
  /** `标段与结果`, `标的` */
  readonly lotsTitle: string;
  readonly lots: readonly LotRow[];
  readonly documents: readonly DocumentProps[];
  /** Proof bundles, one a lot, once there are any. */
  readonly bundles: readonly LinkProps[];
};

export type LotRow = {
  readonly name: string;
  readonly scope: string;
  /** Where it can be watched. */
  readonly hall?: LinkProps;
  /** `最高限价`, `起始价`, `预算` */
  readonly priceLabel: string;
  readonly priceFen?: string;
  readonly status: ChipProps;
  /** Terms that matter to a bidder, ready to read. */
  readonly facts: readonly string[];
  /** Result, ready to read, once public. */
  readonly result?: string;
  /** Why nothing came of it. */
  readonly failure?: string;
  /** In order of rank; empty before their publicity. */
  readonly candidates: readonly { readonly rank: number; readonly name: string; readonly priceFen: string; readonly score: string; readonly manager: string; readonly won: boolean }[];
};

export type DocumentPageProps = {
  readonly title: string;
  readonly crumbs: readonly LinkProps[];
  readonly version: string;
  /** Name of the standard text it departs from. */
  readonly standard: string;
  readonly documentHash: string;
  readonly chapters: readonly { readonly id: string; readonly title: string; readonly sections: readonly DocumentSection[] }[];
  /** `sectionId` is null for a clause that was left out. */
  readonly deviations: readonly { readonly sectionId: string | null; readonly title: string; readonly kind: string }[];
  readonly removed: readonly { readonly title: string; readonly text: string }[];
  readonly documents: readonly DocumentProps[];
  readonly projectHref: string;
};

export type DocumentSection = {
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly deviation?: { readonly kind: string; readonly runs: readonly { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }[] };
};

export type LeagueProps = {
  readonly name: string;
  readonly crumbs: readonly LinkProps[];
  readonly statistics: HomeProps['statistics'];
  readonly areas: readonly LinkProps[];
  readonly tabs: readonly Tab[];
  readonly rows: readonly NoticeRow[];
  readonly pages: ListProps['pages'];
  readonly openings: readonly OpeningRow[];
  /** The same in the region's own list, with all its filters. */
  readonly listHref: string;
};

/** What an institution is on the platform; the article says why. */
export type InstitutionDuty = { readonly title: string; readonly does: string; readonly never: string; readonly article: string };
/** `open`: an organisation of the platform holds this office. */
export type InstitutionCentre = { readonly name: string; readonly open: boolean };
export type InstitutionPlace = { readonly name: string; readonly href: string; readonly centre: string; readonly department: string; readonly article: string };
export type InstitutionLeague = {
  readonly name: string; readonly href: string | null; readonly centre: InstitutionCentre;
  readonly branches: readonly InstitutionCentre[]; readonly branchNote: string; readonly places: readonly InstitutionPlace[];
};
export type InstitutionsProps = { readonly duties: readonly InstitutionDuty[]; readonly leagues: readonly InstitutionLeague[] };

export type OpeningsProps = { readonly day: string; readonly days: readonly Tab[]; readonly rows: readonly OpeningRow[]; readonly leagues: readonly Tab[] };

export type RulesProps = {
  readonly packs: readonly Tab[];
  readonly title: string;
  readonly scope: string;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly groups: readonly { readonly title: string; readonly note?: string; readonly rows: readonly (RuleProps & { readonly key: string })[] }[];
  readonly stages: readonly StageProps[];
};

export type LogProps = {
  readonly log: LogSummary & { readonly checkpointAt: Instant; readonly checkpoint: string };
  readonly cosigners: readonly { readonly name: string; readonly kind: string; readonly keyHash: string; readonly signedAt?: Instant; readonly size?: number }[];
  readonly query: string;
  /** What was looked up. */
  readonly entry?: LogEntry;
  /** Asked for, not there: why, and what to do. */
  readonly missing?: string;
  readonly latest: readonly LogEntry[];
};

export type LogEntry = {
  readonly index: number;
  /** Absent for a cover leaf, or before its time of disclosure. */
  readonly title?: string;
  readonly at?: Instant;
  readonly leafHash: string;
  readonly projectHref?: string;
  readonly proofHref?: string;
};

export type VerifyProps = { readonly trustHref: string; readonly cliHref: string; readonly bundleHref?: string };

export type LoginProps = {
  readonly next: string;
  readonly csrf: string;
  /** Empty outside the demonstration. */
  readonly people: readonly { readonly role: string; readonly people: readonly DemoPerson[] }[];
  readonly query: string;
  /** In a demonstration that has a person for it: what to type, and the code of this moment. */
  readonly staff?: { readonly login: string; readonly password: string; readonly who: string; readonly code: string; readonly secondsLeft: number };
  readonly error?: { readonly title: string; readonly remedy: string; readonly way: 'demo' | 'certificate' | 'password' };
};

export type DemoPerson = { readonly id: string; readonly name: string; readonly organisation: string; readonly duty: string };

export type NoticeProps = {
  readonly title: string;
  readonly kind: ChipProps;
  readonly crumbs: readonly LinkProps[];
  readonly publishedAt: Instant;
  readonly publisher: string;
  readonly project: LinkProps;
  readonly codeLabel: string;
  readonly code: string;
  /** Where it stands since the same instant. */
  readonly media: readonly LinkProps[];
  readonly sections: readonly NoticeSection[];
  readonly documents: readonly DocumentProps[];
  readonly versions: readonly (Tab & { readonly at: Instant })[];
  readonly evidence?: EvidenceProps;
  /** SHA-256 of the notice as published, hex. */
  readonly contentHash: string;
};

export type NoticeSection = {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly changes?: readonly ChangeProps[];
  /** `numeric`: columns of amounts. A line break in a cell begins what stands small under it. */
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly numeric?: readonly number[] };
};

export type ProblemProps = {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly article?: string;
  readonly got?: string;
  readonly want?: string;
  readonly traceId?: string;
  readonly actions: readonly LinkProps[];
};

export type StatusProps = {
  readonly overall: ChipProps;
  readonly parts: readonly { readonly name: string; readonly status: ChipProps; readonly detail: string }[];
  /** Newest first; what was extended is part of the record. */
  readonly outages: readonly { readonly from: Instant; readonly to?: Instant; readonly text: string; readonly extended: string; readonly evidence?: EvidenceProps }[];
};
