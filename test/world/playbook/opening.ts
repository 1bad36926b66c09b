import { present } from '#kernel/assert.ts';
import { toHex } from '#kernel/bytes.ts';
import { openWithBidderKey } from '#evidence/seal/open.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { isRunning, opening as openingAggregate } from '#trade/opening/opening.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { CastOrganisation } from '../cast.ts';
import { bidderOf, initiatorOf, type Scene } from './front.ts';

/** The host signs in shortly before the instant; then the hall runs by itself. */
export async function hostOpening(scene: Scene): Promise<void> {
  await scene.troupe.act(initiatorOf(scene), 'opening.host', { tenderId: scene.plan.tenderId });
}

/** Each accepted bidder compares its receipt with the close list, while the hall is running. */
export async function checkSeals(scene: Scene): Promise<void> {
  const state = await openingOf(scene);
  if (!isRunning(state)) return;
  for (const lot of state.lots.filter((each) => each.status === 'open')) {
    for (const accepted of lot.accepted.filter((each) => each.sealCheck === null)) {
      const bidder = present(scene.cast.bidders.find((each) => each.orgId === accepted.bidderId), accepted.bidderId);
      await scene.troupe.act(bidderOf(scene, bidder), 'opening.checkSeal', { lotId: lot.lotId, result: 'matches' });
    }
  }
}

/** A bidder opens its own bid with its own key, as its browser does. */
export async function openWithOwnKey(scene: Scene, lotId: string, bidder: CastOrganisation): Promise<void> {
  const player = bidderOf(scene, bidder);
  const { bids } = await scene.troupe.ask<{ bids: { lotId: string; manifest: string }[] }>(player, `/api/openings/${scene.plan.tenderId}/mine`);
  const manifest = parseManifest(present(bids.find((each) => each.lotId === lotId), 'own bid').manifest);
  const key = manifest.ok ? await openWithBidderKey(manifest.value, present(manifest.value.stages[0], 'stage'), player.keys.decryptKey) : manifest;
  if (!key.ok) throw new Error(key.error.message);
  await scene.troupe.act(player, 'opening.releaseByBidder', { lotId, stageKey: toHex(key.value) });
}

export async function openingOf({ platform, plan }: Pick<Scene, 'platform' | 'plan'>): Promise<Opening> {
  return present((await readHead(platform.pool, openingAggregate, plan.tenderId))?.state, `opening of ${plan.tenderId}`);
}
