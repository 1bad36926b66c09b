import { randomBytes } from 'node:crypto';
import { present } from '#kernel/assert.ts';
import { toBase64url } from '#kernel/bytes.ts';
import { addMicros, microsPerMinute, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import { cosign } from '#evidence/log/cosignature.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import { formatNote, parseNote } from '#evidence/log/note.ts';
import type { BundlePorts } from '#evidence/bundle/bundle.routes.ts';
import { receiptSigner } from '#platform/keys/key-directory.ts';
import { receiptKeyDirectory, receiptPublicKeyOf } from '#platform/keys/own-keys.ts';
import type { TrustFile } from '#platform/keys/trust-file.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { logOrigin } from '#apps/compose.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { auction } from '#trade/auction/auction.ts';
import { reserveHashOf } from '#trade/auction/reserve.ts';
import { salePlatform } from '#trade/sale/sale.testing.ts';
import type { TestPerson } from '#test/harness/platform.ts';

export type AuctionScene = Awaited<ReturnType<typeof playAuction>>;

const wan = (amount: number): string => String(amount * 1_000_000);

/**
 * A listing of land by real commands, from the announcement to the opened reserve price: free bidding, the question who goes
 * on, the countdown, refused bids, a pause and an outage in the middle.
 */
export async function playAuction() {
  const on = await salePlatform();
  const { accept, system } = on;
  const cosigners = ['league', 'audit'].map((name) => ed25519Signer(`cosign.test/${name}`, signatureType.cosignature, randomBytes(32)));
  const trust: TrustFile = {
    v: 1, origin: logOrigin, logKey: formatVerifierKey(on.logKey), cosigners: cosigners.map(({ key }) => formatVerifierKey(key)), quorum: 2, receiptKey: toBase64url(receiptPublicKeyOf(on.dataDir)),
    authorities: on.authorities.map(({ root, issuing }) => ({ name: root.name.organization, roots: [toBase64url(root.certificate)], intermediates: [toBase64url(issuing.certificate)] })),
  };

  async function publish(): Promise<void> {
    const size = await on.sequencer.publish();
    const { rows: [row] } = await on.db.app.query<{ note: string }>('SELECT note FROM log_checkpoint WHERE size = $1', [size]);
    const note = parseNote(present(row, 'checkpoint').note);
    if (!note.ok) throw new Error(note.error.message);
    for (const signer of cosigners) {
      const at = await on.now();
      const line = formatNote({ text: '', signatures: [cosign(note.value.text, signer, at)] }).slice(1);
      await on.db.app.query('INSERT INTO log_cosignature (size, name, line, legal_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [size, signer.key.name, line, at]);
    }
  }

  const seller = present(on.seller.people[0], 'seller');
  const officer = present(on.department.people[0], 'officer');
  const [first, second] = on.bidders.map(({ people }) => people[0]) as [TestPerson, TestPerson];
  const salt = 'ab'.repeat(32);
  const lot = await on.landLot({ reserveHash: reserveHashOf(wan(3015), salt) });
  const announcement = await on.announcement(seller, { lots: [lot, await on.landLot({ name: 'ALX-2026-18 号宗地' })] });
  await accept(seller, 'sale.publish', announcement);
  const lotId = `${announcement.saleId}-1`;
  for (const bidder of [first, second]) {
    await accept(bidder, 'application.apply', await on.application(bidder, lotId));
    await accept(seller, 'application.qualify', await on.judgement(seller, lotId, bidder.spec.orgId, { isQualified: true, reason: '' }));
    await accept(system, 'application.recordDeposit', { lotId, bidderId: bidder.spec.orgId, amountFen: lot.depositFen, reference: `line-${bidder.spec.orgId}` });
  }
  await publish();
  const bid = async (who: TestPerson, amount: number) => await accept(who, 'auction.bid', { lotId, priceFen: wan(amount) });
  const wait = async (micros: number): Promise<void> => await on.advanceTo(addMicros(await on.now(), micros));
  const until = lot.mode.kind === 'listing' ? lot.mode.until : lot.biddingFrom;

  await on.advanceTo(lot.biddingFrom);
  const opening = await bid(first, 3000);
  const refusal = await bid(second, 3005);
  await bid(second, 3010);
  await accept(officer, 'auction.pause', { lotId, reason: '核实竞买人情况' });
  await wait(10 * microsPerMinute);
  await bid(first, 3020);
  await accept(officer, 'auction.resume', { lotId });
  // The other lot ends here, without a bid.
  await on.advanceTo(addMicros(until, 5 * microsPerMinute));
  await publish();
  await on.advanceTo(addMicros(until, 10 * microsPerMinute + 30 * microsPerSecond));
  await accept(first, 'auction.goOn', { lotId });
  await on.advanceTo(addMicros(until, 16 * microsPerMinute));
  await bid(first, 3030);
  const from: Instant = await on.now();
  await wait(microsPerMinute);
  await accept(system, 'outage.record', { from, to: await on.now() });
  await bid(second, 3040);
  // At once: the co-signers have to see the end soon after it.
  const hall = present(await readHead(on.platform.pool, auction, lotId), 'hall');
  await on.advanceTo(present(hall.state.auction.endsAt, 'end'));
  await publish();
  const reserve = { reserveFen: wan(3015), salt };
  await accept(seller, 'auction.openReserve', { lotId, ...reserve, signature: await seller.sign('auction.openReserve', { lotId }, reserve) });
  await publish();
  return { on, trust, publish, lotId, saleId: announcement.saleId, seller, officer, first, second, receipts: { opening, refusal }, until };
}

export function auctionPorts({ on: { db, dataDir }, trust }: Pick<AuctionScene, 'on' | 'trust'>): BundlePorts {
  const { sign } = receiptSigner(trust.origin, receiptKeyDirectory(dataDir));
  return { pool: db.app, origin: trust.origin, sealed: openSealedStore(dataDir), quorum: () => trust.quorum, sign };
}
