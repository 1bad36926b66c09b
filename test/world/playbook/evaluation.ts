import { present } from '#kernel/assert.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { evaluation as evaluationAggregate } from '#trade/evaluation/evaluation.ts';
import { preliminaryItems } from '#trade/evaluation/preliminary.ts';
import { hashOfReport } from '#trade/evaluation/report.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import type { ScoringFactor } from '#trade/tender/tender.types.ts';
import { addMicros, microsPerMinute } from '#kernel/time/instant.ts';
import type { Director } from '../director.ts';
import { chance } from '../chance.ts';
import type { Player } from '../troupe.ts';
import { tenderOf, type Scene } from './front.ts';
import { memberPlayer, panelOf, standing } from './panel.ts';

export type Member = { readonly memberId: string; readonly player: Player };

/** The panel signs in for all lots, then evaluates each: review, scores, report, signatures. */
export async function evaluate(scene: Scene, lotIds: readonly string[], director: Director): Promise<void> {
  const panel = await panelOf(scene);
  const members = standing(panel).map(({ memberId, personId }) => ({ memberId, player: memberPlayer(scene, personId) }));
  await Promise.all(members.map(({ player }) => scene.troupe.act(player, 'evaluation.signIn', { lotIds: [...lotIds]  })));
  for (const lotId of lotIds) await electChair(scene, lotId, members);
  // The checking reports come by themselves.
  await director.until(addMicros(await director.now(), 10 * microsPerMinute));
  await Promise.all(lotIds.map((lotId) => evaluateLot(scene, lotId, members)));
}

export function chairOf(members: readonly Member[]): Member {
  return present(members.find(({ player }) => player.person.role === 'evaluate.expert'), 'an expert');
}

export async function electChair(scene: Scene, lotId: string, members: readonly Member[]): Promise<void> {
  for (const { player } of members) {
    // A majority settles it.
    if ((await evaluationOf(scene, lotId)).status !== 'gathering') break;
    await scene.troupe.act(player, 'evaluation.electChair', { lotId, memberId: chairOf(members).memberId });
  }
}

async function evaluateLot(scene: Scene, lotId: string, members: readonly Member[]): Promise<void> {
  const { troupe } = scene;
  const chair = chairOf(members);
  await reviewPreliminary(scene, lotId, members);
  if (scene.plan.incident === 'all-rejected') await rejectAll(scene, lotId, members);
  await troupe.act(chair.player, 'evaluation.closePreliminary', { lotId });
  if (scene.plan.incident !== 'all-rejected') await score(scene, lotId, members);
  await troupe.act(chair.player, 'evaluation.draftReport', { lotId });
  await signReport(scene, lotId, members);
}

export async function reviewPreliminary(scene: Scene, lotId: string, members: readonly Member[]): Promise<void> {
  const tender = await tenderOf(scene);
  const items = preliminaryItems({ pack: packOf(tender), document: present(tender.published, 'document').document });
  const { bids } = await evaluationOf(scene, lotId);
  const isRejecting = scene.plan.incident === 'all-rejected';
  const votes = bids.filter((bid) => bid.rejected === null).flatMap(({ bidderId }) => items.map(({ part, itemId }) => (isRejecting && part === 'qualification' ? { bidderId, part, itemId, pass: false, reason: expired } : { bidderId, part, itemId, pass: true })));
  await Promise.all(members.map(({ player }) => scene.troupe.act(player, 'evaluation.votePreliminary', { lotId, votes })));
}

/** Members differ by a little; what is objective is the same for all. */
export async function score(scene: Scene, lotId: string, members: readonly Member[]): Promise<void> {
  const tender = await tenderOf(scene);
  const { technical, commercial } = present(tender.published, 'document').document.scoring;
  const { bids } = await evaluationOf(scene, lotId);
  const valid = bids.filter((bid) => bid.rejected === null);
  await Promise.all(members.map(async ({ player }, m) => {
    const scores = valid.flatMap(({ bidderId }, b) => [...technical, ...commercial].map((factor) => ({ bidderId, factorId: factor.id, points: pointsOf(factor, b, m, lotId) })));
    await scene.troupe.act(player, 'evaluation.score', { lotId, scores });
    await scene.troupe.act(player, 'evaluation.submitScores', { lotId });
  }));
}

function pointsOf(factor: ScoringFactor, bid: number, member: number, lotId: string): string {
  const full = Number(factor.points);
  const base = chance(lotId.charCodeAt(3) * 131 + bid * 17 + factor.id.charCodeAt(1)).between(60, 95);
  const own = factor.objective ? base : Math.min(100, base + chance(member * 31 + bid * 7 + factor.id.charCodeAt(0)).between(-6, 6));
  return (Math.round((full * own) / 100 / 0.5) * 0.5).toFixed(1);
}

const expired = '安全生产许可证在投标截止日前已过有效期，不符合招标文件的资格要求';

/** One after another, on the ground of the law, until a majority has agreed. */
async function rejectAll(scene: Scene, lotId: string, members: readonly Member[]): Promise<void> {
  for (const { bidderId } of (await evaluationOf(scene, lotId)).bids) {
    for (const { player } of members) {
      const { bids, proposals } = await evaluationOf(scene, lotId);
      if (bids.some((bid) => bid.bidderId === bidderId && bid.rejected !== null)) break;
      const open = proposals.find((proposal) => proposal.bidderId === bidderId && proposal.outcome === null);
      await (open ? scene.troupe.act(player, 'evaluation.voteRejection', { lotId, proposalId: open.proposalId, agree: true })
        : scene.troupe.act(player, 'evaluation.proposeRejection', { lotId, bidderId, ground: 'unqualified', reason: expired }));
    }
  }
}

export async function signReport(scene: Scene, lotId: string, members: readonly Member[]): Promise<void> {
  const report = present((await evaluationOf(scene, lotId)).report, 'report');
  const content = { reportHash: hashOfReport(report), dissent: null };
  await Promise.all(members.map(({ player }) => scene.troupe.actSigned(player, 'evaluation.signReport', { tenderId: scene.plan.tenderId, lotId }, content, { lotId })));
}

export async function evaluationOf({ platform }: Pick<Scene, 'platform'>, lotId: string): Promise<Evaluation> {
  return present((await readHead(platform.pool, evaluationAggregate, lotId))?.state, `evaluation of ${lotId}`);
}
