import { present } from '#kernel/assert.ts';
import type { JsonObject } from '#kernel/json.ts';
import { isBuyer } from '#kernel/roles.ts';
import { addMicros, instant, microsPerHour, microsPerMinute, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { readHead } from '#platform/state/heads.store.ts';
import type { Platform } from '#apps/compose.ts';
import { auction } from '#trade/auction/auction.ts';
import { nextPrice, stepAt } from '#trade/auction/engine/price.ts';
import { officesOf } from '#trade/sale/sale.offices.ts';
import { standardText } from '../../../web/desk/screens/sale/standard-text.ts';
import type { Cast, CastOrganisation } from '../cast.ts';
import type { Director } from '../director.ts';
import { officerOf } from '../found.ts';
import type { Player, Troupe } from '../troupe.ts';
import { bringFile } from './front.ts';
import type { Buyer, SalePlan } from './sale-plan.ts';

type SaleScene = { readonly platform: Platform; readonly troupe: Troupe; readonly cast: Cast; readonly players: ReadonlyMap<string, Player>; readonly plan: SalePlan };

/** Within this after the start, or before the end, of free bidding nobody bids. */
const margin = 2 * microsPerMinute;
const lateBidSeconds = 100;

/** One sale from its announcement on, by the same commands as anyone; the world ends on the way of some. */
export async function playSale(scene: SaleScene, director: Director): Promise<void> {
  const { plan } = scene;
  await director.until(plan.noticeAt);
  await publish(scene);
  if (plan.applicants.length === 0) return;
  await director.until(onTheWay(plan, 0.3));
  await apply(scene);
  await director.until(onTheWay(plan, 0.6));
  await admit(scene);
  if (plan.plot.bids === 0) return;
  await bidFreely(scene, director);
  await bidLate(scene, director);
  await openReserve(scene, director);
}

/** Some share of the time in which one may apply and still bid from the beginning. */
function onTheWay({ noticeAt, lot: { applyUntil, biddingFrom } }: SalePlan, share: number): Instant {
  return instant(Math.round(noticeAt + (Math.min(applyUntil, biddingFrom) - noticeAt) * share));
}

/** By the seller; what the law wants in an exchange by the exchange, on the seller's paper. */
async function publish(scene: SaleScene): Promise<void> {
  const { plan: { seller, saleId, lot, plot: { kind, title, areaCode } }, troupe, cast, players } = scene;
  const exchange = exchangeOf(scene);
  const entrusted = exchange && { onBehalfOf: { orgId: seller.orgId, entrustment: await bringFile(scene, exchange.orgId, '产权交易委托书.pdf', `${seller.name} 委托 ${exchange.name} 发布《${title}》`) } };
  const body = { saleId, kind, title, areaCode, text: standardText({ kind, areaCode }, [lot]), files: [], lots: [lot], ...entrusted } as unknown as JsonObject;
  await troupe.actSigned(exchange ? officerOf(cast, players, exchange, 'exchange.operator') : sellerOf(scene), 'sale.publish', { saleId }, body);
}

function exchangeOf({ cast, plan: { plot: { kind, areaCode } } }: SaleScene): CastOrganisation | null {
  if (getSaleKind(kind).host !== 'propertyExchange') return null;
  const { centre } = officesOf(kind, areaCode);
  return present(cast.organisations.find((each) => each.areaCode === centre.areaCode && each.offices.includes(centre.office)), centre.name);
}

async function apply({ plan, troupe, ...scene }: SaleScene): Promise<void> {
  const { lotId } = plan;
  await Promise.all(plan.applicants.map((each) => troupe.actSigned(buyerOf(scene, each), 'application.apply', { lotId }, { lotId, isPreferred: false, files: [] })));
}

/** The seller judges, deposits arrive: who has both is given a number. */
async function admit(scene: SaleScene): Promise<void> {
  const { plan: { lotId, lot, applicants }, troupe } = scene;
  await Promise.all(applicants.map(async (each) => {
    const isQualified = fieldOf(scene.plan).includes(each);
    const subject = { lotId, bidderId: each.orgId };
    await troupe.actSigned(sellerOf(scene), 'application.qualify', subject, { ...subject, isQualified, reason: isQualified ? '' : '申请材料不全，没有在期限内补齐。' });
    if (isQualified) await troupe.system('application.recordDeposit', { ...subject, amountFen: lot.depositFen, reference: `DEMO-${lotId}-${each.orgId.slice(-4)}` });
  }));
}

/** Spread over the time of free bidding, or over what of it lies before the world is entered. */
async function bidFreely(scene: SaleScene, director: Director): Promise<void> {
  const { plan: { lot, plot } } = scene;
  const until = 'until' in lot.mode ? lot.mode.until : addMicros(lot.biddingFrom, microsPerHour);
  const isToday = 'bidding' in plot.begins && plot.begins.bidding[0] === 0;
  const first = addMicros(lot.biddingFrom, margin);
  const last = isToday ? addMicros(lot.biddingFrom, plot.bids * 2.5 * microsPerMinute) : addMicros(until, -margin);
  for (let i = 0; i < plot.bids; i++) {
    await director.until(instant(Math.round(first + ((last - first) * i) / Math.max(1, plot.bids - 1))));
    await bid(scene, i);
    if (plot.isPaused && i === 2) await pauseOnce(scene, director);
  }
}

/** After the free time: in a listing those who are asked say that they go on; then each bid starts the countdown again. */
async function bidLate(scene: SaleScene, director: Director): Promise<void> {
  const { plan, troupe } = scene;
  const { lot: { mode }, lotId, plot: { lateBids = 0 } } = plan;
  if (!('until' in mode) || lateBids === 0) return;
  await director.until(addMicros((await hallOf(scene)).endsAt ?? mode.until, microsPerSecond));
  if (mode.kind === 'listing') {
    await Promise.all(fieldOf(plan).slice(0, 3).map((each) => troupe.act(buyerOf(scene, each), 'auction.goOn', { lotId })));
    await director.until(addMicros(present((await hallOf(scene)).endsAt, 'end of asking'), microsPerSecond));
  }
  for (let i = 0; i < lateBids; i++) {
    await director.until(addMicros(await director.now(), (lateBidSeconds + plan.random.below(60)) * microsPerSecond));
    await bid(scene, plan.plot.bids + i);
  }
  await director.until(addMicros(present((await hallOf(scene)).endsAt, 'end of the countdown'), microsPerSecond));
}

/** The next in turn who does not stand best already bids one to three steps more. */
async function bid(scene: SaleScene, turn: number): Promise<void> {
  const { plan, troupe } = scene;
  const hall = await hallOf(scene);
  const field = fieldOf(plan).slice(0, 3);
  const bidder = buyerOf(scene, present(field[turn % field.length], 'bidder'));
  const steps = BigInt(plan.random.below(3));
  const priceFen = nextPrice(hall) + steps * stepAt(hall, nextPrice(hall));
  await troupe.act(bidder, 'auction.bid', { lotId: plan.lotId, priceFen: String(priceFen) });
}

async function pauseOnce(scene: SaleScene, director: Director): Promise<void> {
  const { plan: { lotId }, troupe, cast, players } = scene;
  const { department } = present((await readHead(scene.platform.pool, auction, lotId))?.state, 'hall');
  const officer = officerOf(cast, players, present(cast.organisations.find(({ orgId }) => orgId === department.orgId), 'department'), 'supervise.officer');
  await troupe.act(officer, 'auction.pause', { lotId, reason: '一名竞买人反映缴费凭证有误，核对后恢复' });
  await director.until(addMicros(await director.now(), 4 * microsPerMinute));
  await troupe.act(officer, 'auction.resume', { lotId });
}

async function openReserve(scene: SaleScene, director: Director): Promise<void> {
  const { plan: { reserve, lotId }, troupe } = scene;
  if (reserve === null) return;
  await director.until(addMicros(await director.now(), 20 * microsPerMinute));
  await troupe.actSigned(sellerOf(scene), 'auction.openReserve', { lotId }, { reserveFen: reserve.fen, salt: reserve.salt }, { lotId });
}

async function hallOf({ platform, plan }: Pick<SaleScene, 'platform' | 'plan'>) {
  return present((await readHead(platform.pool, auction, plan.lotId))?.state, 'hall').auction;
}

function sellerOf({ cast, players, plan }: Pick<SaleScene, 'cast' | 'players' | 'plan'>): Player {
  return officerOf(cast, players, plan.seller, 'initiate.operator');
}

function buyerOf({ cast, players }: Pick<SaleScene, 'cast' | 'players'>, { orgId, name }: Buyer): Player {
  const person = cast.people.find((each) => each.orgId === orgId && isBuyer(each.role));
  return present(players.get(present(person, `who buys for ${name}`).personId), 'player');
}

/** Who is let in. */
function fieldOf({ applicants, plot: { refused = 0 } }: SalePlan): readonly Buyer[] {
  return applicants.slice(0, applicants.length - refused);
}
