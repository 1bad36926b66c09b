import { addMicros, microsPerDay, microsPerHour, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { deadlineOf } from '#trade/tender/tender.ts';
import type { Director } from '../director.ts';
import { award, contract, publicityEnds, publishCandidates, publishFailure, returnDeposits } from './award.ts';
import { submitBid, withdrawBid } from './bids.ts';
import { evaluate } from './evaluation.ts';
import { clarifyOnce, objectOnce } from './incidents.ts';
import { publish, register, takeDocuments, tenderOf, type Scene } from './front.ts';
import { checkSeals, hostOpening, openingOf } from './opening.ts';
import { acceptCalls, panelOf, requestPanel, signAvoidances } from './panel.ts';
import type { Ending } from './plan.ts';

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
  const reportAt = await requestPanel(scene);
  await answerCalls(scene, director);
  if (!goesPast('published')) return;
  await bidAll(scene, director);
  if (!goesPast('bidding')) return;
  const deadlineAt = deadlineOf(await tenderOf(scene));
  await director.until(addMicros(deadlineAt, -20 * microsPerMinute));
  await hostOpening(scene);
  await director.until(addMicros(deadlineAt, 5 * microsPerSecond));
  await checkSeals(scene);
  const open = (await openingOf(scene)).lots.filter((lot) => lot.status === 'open').map((lot) => lot.lotId);
  const failed = plan.lots.map(({ lotId }) => lotId).filter((lotId) => !open.includes(lotId));
  if (failed.length > 0 && plan.ending === 'contracted') director.play(async () => {
    await director.until(addMicros(deadlineAt, 2 * microsPerDay));
    await Promise.all(failed.map((lotId) => returnDeposits(scene, lotId)));
  });
  if (open.length === 0 || !goesPast('opening')) return;
  await director.until(addMicros(reportAt, 5 * microsPerMinute));
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

/** Bidders hand in over the last two days; one may think better of it. */
async function bidAll(scene: Scene, director: Director): Promise<void> {
  const deadlineAt = deadlineOf(await tenderOf(scene));
  await director.until(addMicros(deadlineAt, -2 * microsPerDay));
  await Promise.all(scene.plan.lots.flatMap((lot) => lot.bidders.map(async (bidder, i) => {
    await submitBid(scene, lot, bidder);
    if (i > 0 || scene.plan.incident !== 'withdrawal') return;
    await submitBid(scene, lot, bidder, 2);
    await withdrawBid(scene, lot, bidder, 2);
  })));
}
