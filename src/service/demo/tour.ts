import type { Instant } from '#kernel/time/instant.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Contract } from '#trade/contract/contract.types.ts';
import type { Deposit } from '#trade/deposit/deposit.types.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Panel } from '#trade/panel/panel.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Archive } from '#service/archive/archive.types.ts';
import type { TourPerson, TourStep } from './tour.types.ts';

/** What happened to one tender so far. Maps are by lot. */
export type TourFacts = {
  readonly now: Instant;
  readonly tender: Tender | null;
  readonly panel: Panel | null;
  /** When members come to know the tender, and from when on they may sign in. */
  readonly briefingAt: Instant | null;
  readonly doorAt: Instant | null;
  /** Whether someone hosts the opening, and from when on one may sign in to do so. */
  readonly isHosted: boolean;
  readonly hostFrom: Instant | null;
  readonly opening: Opening | null;
  /** USCCs of those who took the document; per lot of those whose bid stands. */
  readonly takers: readonly string[];
  readonly bidders: ReadonlyMap<string, readonly string[]>;
  /** With fewer a lot does not open. */
  readonly leastBidders: number;
  readonly evaluations: ReadonlyMap<string, Evaluation>;
  readonly awards: ReadonlyMap<string, Award>;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly archives: ReadonlyMap<string, Archive>;
  readonly deposits: readonly Deposit[];
};

type Anyone = Omit<TourPerson, 'done'>;
/** Who plays. Members of the panel are found by person. */
export type TourCast = {
  /** Whoever runs the tender: the agency where there is one. `owner` is the initiator itself, which alone signs the contract. */
  readonly initiator: readonly Anyone[];
  readonly owner: readonly Anyone[];
  readonly bidders: readonly Anyone[];
  readonly members: readonly Anyone[];
  readonly winners: readonly Anyone[];
  readonly archivists: readonly Anyone[];
};

/** The whole way of one tender, each step with who does it, why the law wants it, and whether it is done. */
export function tourSteps(facts: TourFacts, cast: TourCast): TourStep[] {
  return [...preparation(facts, cast), ...bidding(facts, cast), ...opening(facts, cast), ...result(facts, cast), ...afterwards(facts, cast)];
}

function preparation({ tender, panel, now }: TourFacts, { initiator, members }: TourCast): TourStep[] {
  const id = tender?.tenderId;
  const isPublished = Boolean(tender?.published);
  const experts = (panel?.members ?? []).filter(({ kind, status }) => kind === 'expert' && status !== 'declined' && status !== 'replaced');
  const isDrawn = panel !== null && panel.drawnAt !== null;
  return [
    {
      key: 'register', title: '登记项目', who: '招标人或代理机构的项目经办人', done: tender !== null, people: each(initiator, () => tender !== null), path: '/desk/projects/new', waitUntil: null,
      what: '填写审批文号、资金来源和标段，签名登记。交易中心和监督部门由目录和地域规则算出，不用选。', why: '招标项目先要履行审批手续、落实资金。登记只看材料齐不齐，当场完成。', law: '招标投标法 第九条',
    },
    {
      key: 'publish', title: '编制并发布招标文件', who: '项目经办人', done: isPublished, people: each(initiator, () => isPublished), path: id ? `/desk/tenders/${id}/compose` : null, waitUntil: null,
      what: '选范本、定评分办法和截止时刻，预约开标室，核对每一条期限，签名发布。', why: '从发出招标文件到截止不少于二十日，差一天平台也不让发布，并说出最早可以是哪一刻。', law: '招标投标法 第二十四条',
    },
    {
      key: 'panel', title: '申请组建评标委员会', who: '项目经办人', done: panel !== null && panel.status !== 'failed', people: each(initiator, () => isDrawn), path: isPublished ? `/desk/panels/${id}` : null, waitUntil: null,
      what: '写明专业、人数、报到时刻和应回避的单位。四个密钥代理各出一个随机数，专家由公开的算法排出。', why: '专家五人以上单数，由随机抽取产生。随机数来自立场相对的四方，谁也挑不了人。', law: '招标投标法 第三十七条',
    },
    {
      key: 'calls', title: '专家应答', who: '被抽中的专家', done: isDrawn && experts.length > 0 && experts.every(({ status }) => status !== 'called'),
      people: each(members.filter(({ role }) => role === 'evaluate.expert'), ({ personId }) => experts.find((member) => member.personId === personId)?.status !== 'called'), path: isDrawn ? '/desk/calls' : null,
      waitUntil: panel && !isDrawn && panel.round?.until && panel.round.until > now ? panel.round.until : null,
      what: '专家只看得到报到的时间和地点，答应或者说不能来。两小时不答，换下一位。', why: '评标委员会成员名单在中标结果确定前保密，专家自己也要到报到时才知道是哪个项目。', law: '招标投标法 第三十七条',
    },
  ];
}

function bidding({ tender, takers, bidders, leastBidders: least, isHosted, hostFrom, opening: opened, now }: TourFacts, cast: TourCast): TourStep[] {
  const id = tender?.tenderId;
  const document = tender?.published?.document;
  const lots = tender?.lots.map(({ lotId }) => lotId) ?? [];
  const has = (lotId: string, orgId: string): boolean => bidders.get(lotId)?.includes(orgId) ?? false;
  const lacking = lots.find((lotId) => (bidders.get(lotId)?.length ?? 0) < least) ?? lots[0];
  return [
    {
      key: 'take', title: '获取招标文件', who: '至少三家投标人的经办人', done: takers.length >= least, people: each(cast.bidders, ({ orgId }) => takers.includes(orgId)), path: document ? `/desk/documents/${id}` : null,
      waitUntil: document && document.documentFrom > now ? document.documentFrom : null,
      what: '点一下就拿到，不审查、不收费。以后的澄清和修改都会通知到。', why: '谁拿了文件、有几家，开标前对任何人都是秘密，招标人也看不到。', law: '招标投标法 第二十二条',
    },
    {
      key: 'bid', title: '编制、加密、递交投标文件', who: '至少三家投标人的经办人', done: opened !== null || (lots.length > 0 && lots.every((lotId) => (bidders.get(lotId)?.length ?? 0) >= least)),
      people: each(cast.bidders.filter(({ orgId }) => takers.includes(orgId)), ({ orgId }) => opened !== null || (lots.length > 0 && lots.every((lotId) => has(lotId, orgId)))),
      path: document && lacking && takers.length > 0 ? `/desk/bids/${lacking}` : null, waitUntil: null,
      what: '填报价、放入文件，签名后在本机加密，边加密边上传。截止前可以替换或撤回，每次都有签名回执。', why: '截止前任何人、任何服务器都打不开。投标人少于三个的标段不开标。', law: '招标投标法 第二十八条',
    },
    {
      key: 'host', title: '主持人签到', who: '招标人或代理机构', done: opened !== null || isHosted, people: each(cast.initiator, () => isHosted), path: document && opened === null ? `/desk/openings/${id}` : null,
      waitUntil: opened === null && hostFrom !== null && hostFrom > now ? hostFrom : null,
      what: '开标由招标人或者它的代理机构主持，截止前在开标厅签到。', why: '邀请所有投标人参加，在截止的同一时刻公开进行。没有人来，平台照常开并如实记录。', law: '招标投标法 第三十四条、第三十五条',
    },
    {
      key: 'close', title: '等待投标截止', who: '四家密钥保管方的代理，无人值守', done: opened !== null, people: [], path: document ? `/openings/${id}` : null,
      waitUntil: document && opened === null ? document.bidDeadlineAt : null,
      what: '把演示时钟拨到截止时刻。平台按公布的时刻关闭递交，把名单写入日志；日志有了共签，代理才放出各自的密钥份额。', why: '开标时间就是投标截止的同一时刻。四份里要有三份才打得开，保管方立场相对，监督部门不持有。', law: '招标投标法 第三十四条',
    },
  ];
}

function opening({ tender, opening: opened, panel, briefingAt, deposits, now }: TourFacts, { initiator, members }: TourCast): TourStep[] {
  const isOver = opened?.status === 'confirmed' || opened?.status === 'failed';
  const isConfirmed = isOver && deposits.every(({ status }) => status !== 'declared') && (deposits.length > 0 || !asksDeposit(tender) || opened.status === 'failed');
  return [
    {
      key: 'opening', title: '开标', who: '招标人或代理机构主持', done: isOver, people: each(initiator, () => isOver), path: opened ? `/desk/openings/${tender?.tenderId}` : null,
      waitUntil: !isOver && opened?.objectUntil != null && opened.objectUntil > now ? opened.objectUntil : null,
      what: '看名单、解密进度、系数抽取和全部报价。当场异议的时间一过，主持人签名确认开标记录。', why: '所有报价解密完才一齐公布，没有人先看到别人的价。', law: '招标投标法 第三十五条、第三十六条',
    },
    {
      key: 'arrivals', title: '核对保证金到账', who: '招标人或代理机构', done: isConfirmed, people: each(initiator, () => isConfirmed), path: isOver && deposits.length > 0 ? '/desk/deposits' : null, waitUntil: null,
      what: '名单公布以后，逐笔登记到账或者未到账；转账的比对基本账户，保函、保险登记编号。', why: '开标前谁交了保证金也是秘密，所以现在才核对。到账的才要退，未到账的作为事实交给评标委员会。', law: '招标投标法实施条例 第二十六条',
    },
    {
      key: 'avoidance', title: '报到、签回避声明', who: '评标委员会成员', done: panel?.status === 'seated', people: each(members, ({ personId }) => panel?.members.some((member) => member.personId === personId && member.avoidanceSignedAt !== null) ?? false),
      path: isOver && panel ? `/desk/panels/${tender?.tenderId}` : null, waitUntil: isOver && briefingAt !== null && briefingAt > now ? briefingAt : null,
      what: '报到前半小时才知道项目。看投标人名单，签回避声明；与投标人有利害关系的退出，换下一位。', why: '平台先用名单自动比对一遍，命中的已换人；剩下的由本人负责。', law: '招标投标法实施条例 第四十六条',
    },
  ];
}

function result({ tender, panel, doorAt, opening: opened, evaluations, awards, now }: TourFacts, { initiator, members }: TourCast): TourStep[] {
  const lots = openLots(opened);
  const isReported = allOf(lots, (lotId) => evaluations.get(lotId)?.status === 'reported');
  const isPublic = allOf(lots, (lotId) => awards.get(lotId)?.publicity != null);
  const isLettered = allOf(lots, (lotId) => awards.get(lotId)?.letterAt != null);
  const firstOf = (isOpen: (lotId: string) => boolean): string | undefined => lots.find(isOpen) ?? lots[0];
  const publish = firstOf((lotId) => awards.get(lotId)?.publicity === null);
  const decide = firstOf((lotId) => awards.get(lotId)?.letterAt === null);
  const until = decide === undefined ? null : (awards.get(decide)?.publicity?.until ?? null);
  const signed = (personId: string): boolean => {
    const memberId = panel?.members.find((member) => member.personId === personId)?.memberId;
    return allOf(lots, (lotId) => evaluations.get(lotId)?.reportSignatures.some((signature) => signature.memberId === memberId) ?? false);
  };
  return [
    {
      key: 'evaluate', title: '评标', who: '评标委员会成员，各评各的', done: isReported, people: each(members, ({ personId }) => isReported || signed(personId)), path: panel?.status === 'seated' ? '/desk/evaluation' : null,
      waitUntil: panel?.status === 'seated' && doorAt !== null && doorAt > now ? doorAt : null,
      what: '签到、推举组长、看清标报告、初步评审表决，技术和商务逐项打分，价格分由公布的公式算出，最后逐人签报告。', why: '按招标文件写明的标准和方法评，没写的不能用。每个分数都有人负责，价格分谁都能重算。', law: '招标投标法 第四十条',
    },
    {
      key: 'candidates', title: '公示中标候选人', who: '项目经办人', done: isPublic, people: each(initiator, () => isPublic), path: isReported && publish ? `/desk/awards/${publish}` : null, waitUntil: null,
      what: '审查评标报告，签名公示候选人。', why: '收到评标报告三日内公示，公示不少于三日；期满日逢节假日顺延。', law: '招标投标法实施条例 第五十四条',
    },
    {
      key: 'award', title: '定标、发中标通知书', who: '项目经办人', done: isLettered, people: each(initiator, () => isLettered), path: isPublic && decide ? `/desk/awards/${decide}` : null,
      waitUntil: isPublic && !isLettered && until !== null && until > now ? until : null,
      what: '公示期满、没有未答复的异议，按招标文件写明的方法定标，发中标通知书；每个没中的同时收到自己的得分。', why: '中标通知书对双方有法律效力，结果同时告诉所有人。', law: `招标投标法 第四十五条${tender?.category === 'construction' ? '；条例 第五十五条' : ''}`,
    },
  ];
}

function afterwards({ opening: opened, awards, contracts, archives, deposits }: TourFacts, { owner, winners, archivists }: TourCast): TourStep[] {
  const lots = openLots(opened);
  const isSigned = allOf(lots, (lotId) => contracts.get(lotId)?.status === 'signed');
  const unsigned = lots.find((lotId) => contracts.get(lotId)?.status !== 'signed') ?? lots[0];
  const signs = (orgId: string): boolean => allOf(lots.filter((lotId) => contracts.has(lotId)), (lotId) => contracts.get(lotId)?.signatures.some((signature) => signature.orgId === orgId) ?? false);
  const isArchived = allOf(lots, (lotId) => archives.get(lotId)?.accepted.some(({ side }) => side === 'centre') ?? false);
  const isReturned = isSigned && deposits.length > 0 && deposits.every(({ status }) => status === 'returned' || status === 'forfeited' || status === 'missing');
  const archived = lots.find((lotId) => archives.has(lotId));
  const isLettered = allOf(lots, (lotId) => awards.get(lotId)?.letterAt != null);
  return [
    {
      key: 'contract', title: '双方签合同', who: '招标人和中标人', done: isSigned, people: each([...owner, ...winners], ({ orgId }) => isSigned || signs(orgId)), path: isLettered && unsigned ? `/desk/contracts/${unsigned}` : null, waitUntil: null,
      what: '按投标文件起草，平台逐条比对；双方各用证书签名。', why: '通知书发出三十日内签，不得再签背离实质内容的协议。价格、工期、质量不一致的，平台不让起草。', law: '招标投标法 第四十六条',
    },
    {
      key: 'deposits', title: '退还投标保证金', who: '招标人', done: isReturned, people: each(owner, () => isReturned), path: isSigned ? '/desk/deposits' : null, waitUntil: null,
      what: '逐笔登记退还，利息由平台算好。', why: '书面合同签订后五日内，向中标人和没有中标的投标人退还保证金和银行同期存款利息。', law: '招标投标法实施条例 第五十七条',
    },
    {
      key: 'archive', title: '归档', who: '交易中心档案管理', done: isArchived, people: each(archivists, () => isArchived), path: archived ? `/desk/archives/${archived}` : null, waitUntil: null,
      what: '平台把文件、事件和哈希编成档案包，中心和招标人各自签收。保证金退清以后开始编。', why: '谁也改不了已写入日志的事，档案只是把它带走。', law: '内蒙古自治区公共资源交易管理办法 第二十五条',
    },
    {
      key: 'verify', title: '自己验证', who: '任何人，不用登录', done: null, people: [], path: isSigned && unsigned ? `/verify?bundle=${encodeURIComponent(`/api/bundles/${unsigned}`)}` : '/verify', waitUntil: null,
      what: '下载证据包，在自己的电脑上重算：日志、签名、密封、抽取、评分、排名。', why: '不必相信平台，也不必相信这份导览。', law: '招标投标法 第五条',
    },
  ];
}

function asksDeposit(tender: Tender | null): boolean {
  return tender?.published?.document.lots.some(({ depositFen }) => depositFen !== '0') ?? false;
}

function openLots(opened: Opening | null): string[] {
  return (opened?.lots ?? []).filter(({ status }) => status === 'open').map(({ lotId }) => lotId);
}

/** True of all, and of at least one. */
function allOf<T>(items: readonly T[], holds: (item: T) => boolean): boolean {
  return items.length > 0 && items.every(holds);
}

function each(people: readonly Anyone[], isDone: (person: Anyone) => boolean): TourPerson[] {
  return people.map((person) => ({ ...person, done: isDone(person) }));
}
