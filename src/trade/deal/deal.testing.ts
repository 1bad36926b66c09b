import { randomBytes } from 'node:crypto';
import { present } from '#kernel/assert.ts';
import { hashOfContent } from '#kernel/content-hash.ts';
import { addMicros, microsPerHour, microsPerMinute } from '#kernel/time/instant.ts';
import { makeBankModule } from '#service/bank/bank.module.ts';
import { ledger } from '#service/ledger/ledger.ts';
import { makeLedgerModule } from '#service/ledger/ledger.module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { saleDeposits } from '#trade/application/deposit-target.worker.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { auction } from '#trade/auction/auction.ts';
import { salePlatform } from '#trade/sale/sale.testing.ts';
import { sale } from '#trade/sale/sale.ts';
import type { SaleLotPlan } from '#trade/sale/sale.types.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { makeDealModule } from './deal.module.ts';
import { deal } from './deal.ts';

export const dealModules = [makeLedgerModule, makeBankModule({ url: null, keeperOrgId: null, target: saleDeposits }), makeDealModule];

/** A sale platform with everything that comes after the hall, and a play of a lot up to its outcome. */
export async function dealPlatform() {
  const on = await salePlatform(dealModules);
  const { pool } = on.platform;
  const seller = present(on.seller.people[0], 'seller');
  const [winner, loser] = on.bidders.map(({ people }) => present(people[0], 'bidder')) as [TestPerson, TestPerson];
  const officer = present(on.department.people[0], 'officer');
  const witness = present(on.centre.people[0], 'witness');
  let lines = 0;
  let balance = 0n;

  const stateOf = async (lotId: string) => present(await readHead(pool, deal, lotId), 'deal').state;
  const appOf = async (lotId: string, { actor }: TestPerson) => present(await readHead(pool, application, applicationId(lotId, actor.orgId ?? '')), 'application').state;
  const bookOf = async (lotId: string) => (await readHead(pool, ledger, lotId))?.state ?? null;

  /** The deposit of an application arrives at the collection account and is read by the platform. */
  async function pay(lotId: string, bidder: TestPerson): Promise<void> {
    const { payCode, bidderId } = await appOf(lotId, bidder);
    const lot = present(present(await readHead(pool, sale, lotId.slice(0, 16)), 'sale').state.lots[0], 'lot');
    balance += BigInt(lot.depositFen);
    const [number, reference] = [++lines, `RZ${lines}`];
    const line = { number, reference, bookedAt: await on.now(), direction: 'in', amountFen: lot.depositFen, balanceFen: String(balance), payoutKey: null };
    await on.accept(on.system, 'bank.recordLine', { line, payCode, expected: { lotId, depositFen: lot.depositFen, untilAt: lot.applyUntil } });
    await on.accept(on.system, 'application.recordDeposit', { lotId, bidderId, amountFen: lot.depositFen, reference });
    await on.accept(on.system, 'bank.settleLine', { number, lotId, isTaken: true });
  }

  /** Announced, applied for by both, paid, bid for by whoever is given in `prices`, and over. */
  async function played(over: { readonly lot?: Partial<SaleLotPlan>; readonly prices?: readonly (readonly [TestPerson, string])[]; readonly sale?: object; readonly refuses?: TestPerson } = {}): Promise<string> {
    const body = await on.announcement(seller, { lots: [await on.landLot(over.lot)], ...over.sale });
    await on.accept(seller, 'sale.publish', body);
    const lotId = `${body.saleId}-1`;
    for (const bidder of [winner, loser]) {
      await on.accept(bidder, 'application.apply', await on.application(bidder, lotId));
      await pay(lotId, bidder);
      const isQualified = bidder !== over.refuses;
      await on.accept(seller, 'application.qualify', await on.judgement(seller, lotId, bidder.actor.orgId ?? '', { isQualified, reason: isQualified ? '' : '不符合资格条件' }));
    }
    const lot = present(body.lots[0], 'lot');
    const endedAt = 'until' in lot.mode ? lot.mode.until : lot.biddingFrom;
    await on.advanceTo(addMicros(lot.biddingFrom, microsPerMinute));
    for (const [bidder, priceFen] of over.prices ?? [[loser, '3000000000'], [winner, '3210000000']]) await on.accept(bidder, 'auction.bid', { lotId, priceFen });
    await on.advanceTo(addMicros(endedAt, microsPerHour));
    return lotId;
  }

  async function signed(who: TestPerson, act: string, lotId: string, content: Record<string, string>) {
    return { lotId, ...content, signature: await who.sign(act, { lotId }, content) };
  }

  async function confirmed(lotId: string): Promise<void> {
    const documentHash = hashOfContent(present((await stateOf(lotId)).confirmation, 'confirmation'));
    for (const who of [seller, winner]) await on.accept(who, 'deal.confirm', await signed(who, 'deal.confirm', lotId, { documentHash }));
  }

  return {
    ...on, pool, sellerPerson: seller, winner, loser, officer, witness, stateOf, appOf, bookOf, pay, played, signed, confirmed,
    hallOf: async (lotId: string) => present(await readHead(pool, auction, lotId), 'hall').state,
    freshKey: () => randomBytes(12).toString('hex'),
  };
}
