import { addMicros, microsPerDay, microsPerHour, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { deadlineOf } from '#trade/tender/tender.ts';
import type { Director } from '../director.ts';
import { award, contract, publicityEnds, publishCandidates, publishFailure } from './award.ts';
import { sealBid, submitBid, withdrawBid, type HandIn } from './bids.ts';
import { confirmArrivals, returnDeposits } from './deposits.ts';
import { evaluate } from './evaluation.ts';
import { clarifyOnce, objectOnce } from './incidents.ts';
import { publish, register, takeDocuments, tenderOf, type Scene } from './front.ts';
import { checkSeals, hostOpening, openingOf } from './opening.ts';
import { acceptCalls, panelOf, requestPanel, signAvoidances } from './panel.ts';
import type { CastOrganisation } from '../cast.ts';
import type { Ending, LotPlan } from './plan.ts';

const order: readonly Ending[] = ['registered', 'published', 'bidding', 'opening', 'evaluating', 'publicity', 'awarded', 'contracted'];

/** One tender from its registration on, as far as its plan says. */
export async function playTender(scene: Scene, director: Director): Promise<void> {
  const { plan } = scene;
  const goesPast = (ending: Ending): boolean => order.indexOf(plan.ending) > order.indexOf(ending);
  await director.until(plan.beginsAt);
  await register(scene);
  if (!goesPast('registered')) return;
  const published = await publish(scene, await director.now());
  await director.until(addMicros(published.documentFrom, 2 * microsPerHour));
  await takeDocuments(scene);
  await director.until(addMicros(published.documentFrom, 3 * microsPerDay));
  if (plan.incident === 'clarification') await clarifyOnce(scene, director);
  if (plan.incident === 'objection') await objectOnce(scene, director);
  await director.until(addMicros(published.documentFrom, 9 * microsPerDay));
  const sealed = goesPast('published') ? sealAll(scene) : [];
  const reportAt = await requestPanel(scene);
  await answerCalls(scene, director);
  if (!goesPast('published')) return;
  await bidAll(scene, director, sealed);
  if (!goesPast('bidding')) return;
  const deadlineAt = deadlineOf(await tenderOf(scene));
  await director.until(addMicros(deadlineAt, -20 * microsPerMinute));
  await hostOpening(scene);
  await director.until(addMicros(deadlineAt, 5 * microsPerSecond));
  await checkSeals(scene);
  const open = (await openingOf(scene)).lots.filter((lot) => lot.status === 'open').map((lot) => lot.lotId);
  const failed = plan.lots.map(({ lotId }) => lotId).filter((lotId) => !open.includes(lotId));
  if (failed.length > 0 && plan.ending === 'contracted') director.play(async () => {
    await director.until(addMicros(deadlineAt, microsPerDay));
    await confirmArrivals(scene, failed);
    await director.until(addMicros(deadlineAt, 2 * microsPerDay));
    await Promise.all(failed.map((lotId) => returnDeposits(scene, lotId)));
  });
  if (open.length === 0 || !goesPast('opening')) return;
  await director.until(addMicros(reportAt, 5 * microsPerMinute));
  await confirmArrivals(scene, open);
  await signAvoidances(scene);
  // The panel is seated by the platform's clock.
  await director.until(addMicros(await director.now(), microsPerMinute));
  await evaluate(scene, open, director);
  if (!goesPast('evaluating')) return;
  await director.until(addMicros(await director.now(), microsPerDay));
  if (plan.incident === 'all-rejected') {
    await Promise.all(open.map((lotId) => publishFailure(scene, lotId)));
    await director.until(addMicros(await director.now(), 2 * microsPerDay));
    await Promise.all(open.map((lotId) => returnDeposits(scene, lotId)));
    return;
  }
  await Promise.all(open.map((lotId) => publishCandidates(scene, lotId)));
  if (!goesPast('publicity')) return;
  await director.until(addMicros(await publicityEnds(scene, open), 10 * microsPerHour));
  await Promise.all(open.map((lotId) => award(scene, lotId)));
  if (!goesPast('awarded')) return;
  await director.until(addMicros(await director.now(), (5 + plan.random.below(12)) * microsPerDay));
  await Promise.all(open.map((lotId) => contract(scene, lotId)));
  await director.until(addMicros(await director.now(), 3 * microsPerDay));
  await Promise.all(open.map((lotId) => returnDeposits(scene, lotId)));
}

/** Calls come one after another until the panel is complete. */
async function answerCalls(scene: Scene, director: Director): Promise<void> {
  for (;;) {
    await director.until(addMicros(await director.now(), microsPerHour));
    const panel = await panelOf(scene);
    if (panel.status === 'failed') throw new Error(`the draw of ${scene.plan.name} failed`);
    if (panel.members.length > 0 && panel.members.every((member) => member.status !== 'called')) return;
    await acceptCalls(scene);
  }
}

type Sealing = { readonly lot: LotPlan; readonly bidder: CastOrganisation; readonly handIn: Promise<HandIn> };

/** Bids are sealed while the world goes on: the clock need not stand still for it. */
function sealAll(scene: Scene): Sealing[] {
  return scene.plan.lots.flatMap((lot) => lot.bidders.map((bidder) => {
    const handIn = sealBid(scene, lot, bidder);
    // Whoever waits for it hears of its failure; until then it must not end the process.
    handIn.catch(() => undefined);
    return { lot, bidder, handIn };
  }));
}

/** Bidders hand in over the last two days; one of each lot may think better of it. */
async function bidAll(scene: Scene, director: Director, sealed: readonly Sealing[]): Promise<void> {
  const deadlineAt = deadlineOf(await tenderOf(scene));
  await director.until(addMicros(deadlineAt, -2 * microsPerDay));
  await Promise.all(sealed.map(async ({ lot, bidder, handIn }) => {
    await (await handIn)();
    if (bidder !== lot.bidders[0] || scene.plan.incident !== 'withdrawal') return;
    await submitBid(scene, lot, bidder, 2);
    await withdrawBid(scene, lot, bidder, 2);
  }));
}
