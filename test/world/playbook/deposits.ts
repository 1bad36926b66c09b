import { present } from '#kernel/assert.ts';
import type { JsonObject } from '#kernel/json.ts';
import { addDays, ofInstant } from '#kernel/time/plain-date.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { organisation } from '#service/subject/organisation.ts';
import { deposit as depositAggregate, owedOn } from '#trade/deposit/deposit.ts';
import type { Deposit } from '#trade/deposit/deposit.types.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { officerOf } from '../found.ts';
import { initiatorOf, tenderOf, type Scene } from './front.ts';

/** The command that says of this deposit that it came as the law wants it: in time, whole, from the basic account. */
export function arrivalOf({ lotId, ref, form, isSealed, amountFen, heldFrom }: Deposit, basicAccount: string | null): readonly [name: string, body: JsonObject] {
  const of = { lotId, bidderId: ref };
  if (form !== 'transfer') return ['deposit.receiveGuarantee', { ...of, number: `BH${ref.slice(-8)}`, issuer: form === 'guarantee' ? '蒙商银行（演示）' : '北疆财产保险（演示）' }];
  const arrivedOn = addDays(ofInstant(heldFrom), -1);
  return ['deposit.confirmArrival', { ...of, amountFen, arrivedOn, voucher: `RZ${arrivedOn.replace(/-/g, '')}${ref.slice(-4)}`, paidFrom: isSealed ? null : basicAccount }];
}

/** Whoever runs the tender finds every deposit of these lots where it should be. */
export async function confirmArrivals(scene: Scene, lotIds: readonly string[]): Promise<void> {
  const heads = await Promise.all(lotIds.map((lotId) => readHeads(scene.platform.pool, depositAggregate, `${lotId}:`)));
  const open = heads.flat().filter(({ state }) => state.status === 'declared' || state.status === 'missing');
  await Promise.all(open.map(async ({ state }) => {
    const account = (await readHead(scene.platform.pool, organisation, state.bidderId))?.state.basicAccount?.account ?? null;
    await scene.troupe.act(initiatorOf(scene), ...arrivalOf(state, account));
  }));
}

/** The initiator pays back every deposit with its interest, as the ledger works it out. */
export async function returnDeposits(scene: Scene, lotId: string): Promise<void> {
  const player = officerOf(scene.cast, scene.players, scene.plan.initiator, 'initiate.operator');
  const paidOn = ofInstant(await legalNow(scene.platform.pool));
  const pack = packOf(await tenderOf(scene));
  const due = (await readHeads(scene.platform.pool, depositAggregate, `${lotId}:`)).filter(({ state }) => state.status === 'due');
  await Promise.all(due.map(async ({ state }) => {
    const { amountFen, interestFen } = owedOn(state, paidOn, pack);
    await scene.troupe.act(player, 'deposit.recordReturn', { lotId, bidderId: state.ref, paidOn, amountFen: String(amountFen), interestFen: String(interestFen), voucher: `YH${paidOn.replace(/-/g, '')}${state.bidderId.slice(-4)}` });
  }));
}

/** Of one bidder, by the ledger. */
export async function depositOf(scene: Pick<Scene, 'platform'>, lotId: string, bidderId: string): Promise<Deposit> {
  return present((await readHead(scene.platform.pool, depositAggregate, `${lotId}:${bidderId}`))?.state, `deposit of ${bidderId}`);
}
