import type { Instant } from '#kernel/time/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { blocking, type RuleFinding } from '#rules/construction/finding.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { checkLotPlan } from '#trade/sale/sale.plan.ts';
import type { SaleLotPlan } from '#trade/sale/sale.types.ts';
import { hashOfReserve, type Draft, type LotDraft } from './draft.ts';
import { modeOf, proposalFor, type Ground, type Proposal } from './proposal.ts';
import { standardText } from './standard-text.ts';

export function groundOf({ kind, areaCode }: Draft, { on, calendar }: Pick<Ground, 'on' | 'calendar'>): Ground {
  return { kind, areaCode, on, calendar };
}

/** The lot as it is published; null while something is missing. */
export function lotPlanOf(lot: LotDraft, ground: Ground): SaleLotPlan | null {
  const proposal = proposalFor(lot, ground);
  const times = lot.times ?? proposal.times;
  const mode = modeOf(lot, proposal);
  if (times === null || mode === null || lot.startFen === '' || lot.name.trim() === '') return null;
  return {
    name: lot.name.trim(),
    facts: lot.facts.map(({ label, value }) => ({ label: label.trim(), value: value.trim() })).filter(({ label, value }) => label !== '' && value !== ''),
    qualification: lot.qualification.trim(),
    startFen: lot.startFen, tiers: lot.tiers ?? [{ fromFen: '0', stepFen: proposal.stepFen }],
    capFen: lot.capFen || null, reserveHash: hashOfReserve(lot), valuationFen: lot.valuationFen || null, depositFen: lot.depositFen ?? proposal.depositFen,
    applyUntil: times.applyUntil, biddingFrom: times.biddingFrom, mode, ...partsOf(lot),
  };
}

function partsOf({ parts }: LotDraft): Pick<SaleLotPlan, 'parts'> {
  return parts === null ? {} : { parts: parts.map(({ name, note, valuationFen }) => ({ name: name.trim(), facts: note.trim() === '' ? [] : [{ label: '概况', value: note.trim() }], valuationFen: valuationFen || null })) };
}

export function textOf(draft: Draft, ground: Ground): string {
  return draft.text ?? standardText(draft, draft.lots.flatMap((lot) => lotPlanOf(lot, ground) ?? []));
}

/** The body of `sale.publish` without its signature: exactly what is signed. */
export function contentOf(draft: Draft, ground: Ground): JsonObject {
  const { saleId, kind, areaCode, files, transferor, entrustment } = draft;
  const onBehalfOf = transferor && entrustment ? { onBehalfOf: { orgId: transferor.orgId, entrustment } } : {};
  return { ...onBehalfOf, saleId, kind, title: draft.title.trim(), areaCode, text: textOf(draft, ground).trim(), files, lots: draft.lots.flatMap((lot) => lotPlanOf(lot, ground) ?? []) } as unknown as JsonObject;
}

/** Every rule on every lot, as the server will judge it when it is published at `noticeAt`. */
export function findingsOf(draft: Draft, ground: Ground, noticeAt: Instant): readonly (readonly RuleFinding[])[] {
  return draft.lots.map((lot) => {
    const plan = lotPlanOf(lot, ground);
    return plan === null ? [] : checkLotPlan({ kind: draft.kind, areaCode: draft.areaCode, lot: plan, noticeAt }, ground.calendar);
  });
}

/** Why the step cannot be left yet. */
export const missing = {
  what(draft: Draft): string | undefined {
    if (draft.title.trim().length < 4) return '请填写公告标题';
    if (draft.areaCode === '') return '请选择标的所在地';
    if (getSaleKind(draft.kind).host !== 'propertyExchange') return undefined;
    return draft.transferor === null ? '请选择转让方' : draft.entrustment === null ? '请上传委托书' : undefined;
  },
  lots(draft: Draft, ground: Ground): string | undefined {
    return draft.lots.map((lot, i) => prefixed(missingInLot(lot, ground), i, draft.lots.length)).find((each) => each !== undefined);
  },
  text({ text }: Draft): string | undefined {
    return text !== null && text.trim().length < 10 ? '请填写公告正文' : undefined;
  },
  check(findings: readonly (readonly RuleFinding[])[]): string | undefined {
    const broken = findings.flatMap(blocking).length;
    return broken > 0 ? `还有 ${broken} 处不符合规定，请回到上一步改正` : undefined;
  },
} as const;

function missingInLot(lot: LotDraft, ground: Ground): string | undefined {
  if (lot.name.trim() === '') return '请填写标的名称';
  if (lot.startFen === '' || lot.startFen === '0') return '请填写起始价';
  if (lot.qualification.trim().length < 2) return '请写明资格条件';
  const proposal = proposalFor(lot, ground);
  if (proposal.mode === null) return '这个种类的法定方式还不能在竞价大厅进行';
  if (proposal.mode === 'auction' && lot.auctioneerId === '') return '拍卖须由拍卖师主持，请选择拍卖师；没有的改为别的方式';
  if (lot.times === null && proposal.times === null) return '请自己定时间：放假安排还没有公布到那时';
  return wrongTiers(lot) ?? wrongPrices(lot) ?? wrongCriteria(lot, proposal.mode) ?? wrongParts(lot) ?? reserveNotSaved(lot);
}

function wrongTiers({ tiers }: LotDraft): string | undefined {
  if (tiers === null) return undefined;
  if (tiers.length === 0 || tiers.some(({ stepFen, fromFen }) => stepFen === '' || stepFen === '0' || fromFen === '')) return '请填完加价幅度';
  return tiers.every(({ fromFen }, i) => i === 0 || BigInt(fromFen) > BigInt(tiers[i - 1]?.fromFen ?? '0')) ? undefined : '加价幅度按价格从低到高排列';
}

function wrongPrices({ startFen, capFen, floorFen, mode }: LotDraft): string | undefined {
  if (mode === 'lotteryAfterCap' && !capFen) return '请设最高限价：达到限价才摇号';
  if (mode === 'nearestAfterCap' && !capFen) return '请设最高限价：达到限价才一次报价';
  if (capFen && mode !== 'reverse' && BigInt(capFen) <= BigInt(startFen)) return '最高限价应高于起始价';
  return mode === 'descending' && floorFen && BigInt(floorFen) >= BigInt(startFen) ? '降价的最低价应低于起始价' : undefined;
}

function wrongCriteria({ criteria }: LotDraft, mode: Proposal['mode']): string | undefined {
  if (mode !== 'weighted') return undefined;
  if (criteria.length === 0 || criteria.some(({ title }) => title.trim() === '')) return '请填写价格以外的评分指标';
  return criteria.reduce((sum, { most }) => sum + Number(most), 0) === 100 ? undefined : '各项指标的满分合计应为 100 分';
}

function wrongParts({ parts }: LotDraft): string | undefined {
  if (parts === null) return undefined;
  if (parts.length < 2) return '组合出让至少两宗';
  return parts.some(({ name }) => name.trim() === '') ? '请填写组合中各宗的名称' : undefined;
}

function reserveNotSaved(lot: LotDraft): string | undefined {
  if (lot.reserve === null) return undefined;
  const hash = hashOfReserve(lot);
  if (hash === null) return '请填写底价';
  return lot.reserve.savedHash === hash ? undefined : '请先下载底价文件，丢了就开不出底价';
}

function prefixed(text: string | undefined, i: number, of: number): string | undefined {
  return text === undefined || of === 1 ? text : `第 ${i + 1} 个标的：${text}`;
}
