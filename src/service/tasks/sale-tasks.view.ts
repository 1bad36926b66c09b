import { formatFen } from '#kernel/money.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import type { Application } from '#trade/application/application.types.ts';
import type { LotAuction } from '#trade/auction/auction.types.ts';
import type { DealAct } from '#trade/deal/deal.decide.ts';
import { nextDue } from '#trade/deal/deal.ts';
import type { Deal } from '#trade/deal/deal.types.ts';
import { actsOf } from '#trade/deal/deal.present.ts';
import { dutyTitles } from '#trade/deal/deal.words.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import type { Sale, SaleLot } from '#trade/sale/sale.types.ts';
import type { Mode } from '#platform/module.ts';
import type { Archive } from '#service/archive/archive.types.ts';
import type { Viewer } from './involvement.view.ts';
import type { Task } from './tasks.types.ts';

/** A lot for sale in which the viewer has a part. `applications`: for the seller those to judge, for a bidder its own. */
export type SalePart = { readonly sale: Sale; readonly lot: SaleLot; readonly hall: LotAuction | null; readonly deal: Deal | null; readonly applications: readonly Application[]; readonly archive: Archive | null };

/** What waits for this person with one lot, in the order of its life. */
export function saleTasks(part: SalePart, viewer: Viewer, mode: Mode): Task[] {
  switch (viewer.role) {
    case 'initiate.operator': return [...judging(part, viewer), ...dealing(part, viewer, mode), ...archiving(part, 'initiator')];
    case 'respond.operator':
    case 'buy.person': return [...bidding(part, viewer), ...dealing(part, viewer, mode), ...paying(part, viewer)];
    case 'supervise.officer': return watching(part);
    case 'serve.witness':
    case 'exchange.operator': return dealing(part, viewer, mode);
    case 'serve.archive': return archiving(part, 'centre');
    default: return [];
  }
}

function judging({ sale, lot, hall, applications }: SalePart, { now }: Viewer): Task[] {
  const tasks: Task[] = [];
  const waiting = applications.filter(({ qualification }) => qualification === null).length;
  if (waiting > 0 && now < lot.biddingFrom) tasks.push({ id: `qualify:${lot.lotId}`, title: `确认竞买资格（${waiting} 家）`, about: aboutOf(sale, lot), why: '资格确认、保证金到账，才有竞买号。', due: { label: '竞价开始', at: lot.biddingFrom }, href: hrefOf(sale) });
  if (hall?.auction.outcome?.kind === 'reserve-pending') tasks.push({ id: `reserve:${lot.lotId}`, title: '开启底价', about: aboutOf(sale, lot), why: '竞价已经结束，最高报价等着与底价比对。', due: null, href: hrefOf(sale) });
  return tasks;
}

type DealStep = { readonly title: string; readonly why: string; readonly due: (deal: Deal) => Task['due'] };
const on = (label: string, at: Deal['confirmBy']): Task['due'] => (at === null ? null : { label, at });

/** Recording payments and ending a deal are open all along and wait for nobody. */
const steps: Readonly<Partial<Record<DealAct, DealStep>>> = {
  confirm: { title: '签署成交确认书', why: '竞价已经成交，双方签署后办下一步。', due: ({ confirmBy }) => on('签署期限', confirmBy) },
  publishResult: { title: '公布成交结果', why: '签署后在自治区和盟市的交易网同时公布。', due: ({ resultBy }) => on('公布期限', resultBy) },
  draftContract: { title: '起草合同', why: '标的、价款已按公告和成交确认书填好。', due: ({ contractBy }) => on('签约期限', contractBy) },
  signContract: { title: '签订合同', why: '合同稿已经生成，核对后签署。', due: ({ contractBy }) => on('签约期限', contractBy) },
  lapse: { title: '竞得人逾期，决定是否取消成交', why: '可以继续等，也可以写明理由取消。', due: () => null },
  issueCertificate: { title: '出具交易凭证', why: '合同已经签订，可以出具。', due: () => null },
};

function dealing({ sale, lot, deal }: SalePart, { role, orgId, now }: Viewer, mode: Mode): Task[] {
  if (!deal) return [];
  const context = { kind: getSaleKind(sale.kind), pack: packOfSale(sale.kind, sale.areaCode, sale.publishedAt), calendar: calendarFor(mode) };
  return actsOf(deal, { role, orgId, now, context }).flatMap((act): Task[] => {
    const step = steps[act];
    if (!step || (act === 'draftContract' && deal.contract !== null)) return [];
    return [{ id: `deal.${act}:${lot.lotId}`, title: step.title, about: aboutOf(sale, lot), why: step.why, due: step.due(deal), href: hrefOf(sale) }];
  });
}

function bidding({ sale, lot, hall, applications: [own] }: SalePart, { now }: Viewer): Task[] {
  if (!own || own.qualification?.isQualified === false || hall?.auction.status === 'ended') return [];
  const about = aboutOf(sale, lot);
  if (!own.deposit && lot.depositFen !== '0') {
    return now < lot.applyUntil ? [{ id: `pay:${lot.lotId}`, title: '交竞买保证金', about, why: `${formatFen(BigInt(lot.depositFen))}，转账附言写缴费码；到账才有竞买号。`, due: { label: '最迟到账', at: lot.applyUntil }, href: hrefOf(sale) }] : [];
  }
  if (own.paddle === null) return [];
  const href = `/desk/auctions/${lot.lotId}`;
  return now < lot.biddingFrom
    ? [{ id: `hall:${lot.lotId}`, title: '到时进入竞价大厅', about, why: `凭竞买号 ${own.paddle} 报价。`, due: { label: '竞价开始', at: lot.biddingFrom }, href }]
    : [{ id: `hall:${lot.lotId}`, title: '竞价正在进行', about, why: `凭竞买号 ${own.paddle} 报价。`, due: hall?.auction.endsAt ? { label: '本阶段结束', at: hall.auction.endsAt } : null, href }];
}

function paying({ sale, lot, deal }: SalePart, { orgId }: Viewer): Task[] {
  const due = deal && deal.winner?.orgId === orgId && deal.lapse === null ? nextDue(deal) : null;
  return due ? [{ id: `price:${lot.lotId}:${due.dueAt}`, title: `支付${due.title}`, about: aboutOf(sale, lot), why: `累计应付足 ${formatFen(BigInt(due.leastFen))}；由出让、转让方登记到账。`, due: { label: '付款期限', at: due.dueAt }, href: hrefOf(sale) }] : [];
}

function watching({ sale, lot, deal, hall }: SalePart): Task[] {
  const tasks: Task[] = [];
  if (hall?.auction.status === 'paused') tasks.push({ id: `paused:${lot.lotId}`, title: '竞价暂停中，查清后恢复', about: aboutOf(sale, lot), why: hall.pausedFor ?? '', due: null, href: `/desk/auctions/${lot.lotId}` });
  if (!deal || deal.status === 'closed') return tasks;
  const [first] = deal.overdue;
  if (first) tasks.push({ id: `deal.overdue:${lot.lotId}`, title: '成交手续逾期', about: aboutOf(sale, lot), why: deal.overdue.map(({ duty }) => dutyTitles[duty]).join('、'), due: { label: '应当不迟于', at: first.dueAt }, href: hrefOf(sale) });
  return tasks;
}

function archiving({ sale, lot, archive }: SalePart, side: 'centre' | 'initiator'): Task[] {
  if (!archive || archive.accepted.some((each) => each.side === side)) return [];
  return [{ id: `archive:${lot.lotId}`, title: '签收交易档案', about: aboutOf(sale, lot), why: '档案由交易中心和发起方各存一份，核对哈希后签收。', due: null, href: `/desk/archives/${lot.lotId}` }];
}

function aboutOf({ title, lots }: Sale, { name }: SaleLot): string {
  return lots.length > 1 ? `${title} · ${name}` : title;
}

function hrefOf({ saleId }: Sale): string {
  return `/desk/sales/${saleId}`;
}
