import { present } from '#kernel/assert.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import type { SaleDueContext } from '#rules/sale/deadlines.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import { sale } from '#trade/sale/sale.ts';
import type { Sale } from '#trade/sale/sale.types.ts';
import { modeText } from '#trade/sale/sale.words.ts';
import type { Mode } from '#platform/module.ts';
import { streams, type Decision, type Reads, type World } from '#platform/command/command.ts';
import { deal } from './deal.ts';
import type { Announced } from './deal.papers.ts';
import { dealRefusals as refusals } from './deal.refusals.ts';
import type { Deal, Side } from './deal.types.ts';

/** A deal with its announcement and the rules it lives under. */
export type Found = { readonly state: Deal; readonly announced: Announced; readonly context: SaleDueContext };

export function readsOf(lotId: string): Reads {
  return { streams: streams([deal, lotId]), peek: streams([sale, tenderIdOf(lotId)]) };
}

export function findDeal(world: World, lotId: string, mode: Mode): Result<Found, Refusal> {
  const [state, whole] = [world.find(deal, lotId), world.find(sale, tenderIdOf(lotId))];
  return state && whole ? ok({ state, announced: announcedOf(whole, lotId), context: contextOf(whole, mode) }) : err(refusals.absent({}));
}

/** The lot of an announcement, with how it was bid for. */
export function announcedOf(whole: Sale, lotId: string): Announced {
  const lot = present(whole.lots.find((each) => each.lotId === lotId), `lot ${lotId}`);
  return { sale: whole, lot, mode: modeText(lot.mode) };
}

/** A sale lives under the rules of the day of its announcement. */
export function contextOf({ kind, areaCode, publishedAt }: Sale, mode: Mode): SaleDueContext {
  return { kind: getSaleKind(kind), pack: packOfSale(kind, areaCode, publishedAt), calendar: calendarFor(mode) };
}

/** As in the hall the journal shows the winner by its number: what it does stands beside events that everyone reads. */
export function nameOf({ lotId, outcome }: Deal, side: Side): Pick<Decision, 'as'> {
  return side === 'winner' && outcome.kind === 'sold' ? { as: `paddle:${lotId}:${outcome.paddle}` } : {};
}
