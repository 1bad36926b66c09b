import { present } from '#kernel/assert.ts';
import { canonical, type JsonObject } from '#kernel/json.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { award as awardAggregate } from '#trade/award/award.ts';
import type { Award } from '#trade/award/award.types.ts';
import { officerOf } from '../found.ts';
import { bidderOf, initiatorOf, tenderOf, type Scene } from './front.ts';

type Preview = { readonly content: JsonObject; readonly body?: JsonObject };

/** Signs what the platform worked out, as the screen shows it before the signature. */
async function actOnPreview(scene: Scene, lotId: string, act: string): Promise<void> {
  const player = initiatorOf(scene);
  const { previews } = await scene.troupe.ask<{ previews: Record<string, Preview> }>(player, `/api/lots/${lotId}/award`);
  const preview = present(previews[act], `${act} of ${lotId}`);
  const signature = await scene.troupe.sign(player, act, { tenderId: scene.plan.tenderId, lotId }, preview.content);
  await scene.troupe.act(player, act, { lotId, ...preview.body, content: canonical(preview.content), signature });
}

export async function publishCandidates(scene: Scene, lotId: string): Promise<void> {
  await actOnPreview(scene, lotId, 'award.publishCandidates');
}

export async function publishFailure(scene: Scene, lotId: string): Promise<void> {
  await actOnPreview(scene, lotId, 'award.publishFailure');
}

export async function publicityEnds(scene: Scene, lotIds: readonly string[]): Promise<Instant> {
  const ends = await Promise.all(lotIds.map(async (lotId) => present((await awardOf(scene, lotId)).publicity, 'publicity').until));
  return instant(Math.max(...ends));
}

/** Decision, letter with the notices to all, result notice and report to the department. */
export async function award(scene: Scene, lotId: string): Promise<void> {
  const player = initiatorOf(scene);
  const first = present((await awardOf(scene, lotId)).candidates[0], 'first candidate');
  const content = { bidderId: first.bidderId, reason: '确定排名第一的中标候选人为中标人。', passedOver: [] };
  await scene.troupe.actSigned(player, 'award.decide', { tenderId: scene.plan.tenderId, lotId }, content, { lotId });
  await actOnPreview(scene, lotId, 'award.issueLetter');
  await actOnPreview(scene, lotId, 'award.publishResult');
  await actOnPreview(scene, lotId, 'award.reportToDepartment');
}

/** Drafted by the initiator as the bid and the document have it, signed by both. */
export async function contract(scene: Scene, lotId: string): Promise<void> {
  const { troupe, plan, cast, players } = scene;
  const tender = await tenderOf(scene);
  const { winner, candidates } = await awardOf(scene, lotId);
  const chosen = present(candidates.find((each) => each.bidderId === winner?.bidderId), 'winner');
  const lot = present(tender.lots.find((each) => each.lotId === lotId), lotId);
  const initiator = officerOf(cast, players, plan.initiator, 'initiate.operator');
  const { termsHash } = await troupe.act(initiatorOf(scene), 'contract.draft', {
    lotId, terms: {
      priceFen: chosen.priceFen, durationDays: chosen.durationDays, quality: chosen.quality, scope: lot.scope, projectManager: chosen.projectManager.name,
      performanceBondFen: String(BigInt(chosen.priceFen) / 10n), otherTerms: '',
    },
  });
  const bidder = present(cast.bidders.find((each) => each.orgId === chosen.bidderId), chosen.bidderId);
  const content = { termsHash: termsHash as string };
  await Promise.all([initiator, bidderOf(scene, bidder)].map((party) => troupe.actSigned(party, 'contract.sign', { tenderId: plan.tenderId, lotId }, content, { lotId })));
}

export async function awardOf({ platform }: Pick<Scene, 'platform'>, lotId: string): Promise<Award> {
  return present((await readHead(platform.pool, awardAggregate, lotId))?.state, `award of ${lotId}`);
}
