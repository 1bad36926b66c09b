import { tenderIdOf } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Pool } from '#platform/db/pool.ts';
import { auctionFacts, auctionStreams, hasMore, selectAuction } from './auction-facts.ts';
import { assemble, nodesOf } from './bundle.ts';
import { bundleRefusals as refusals } from './bundle.refusals.ts';
import { findHeads, readCommits, readEvents, readNodes, readOpened } from './bundle.store.ts';
import type { BundleRequest } from './bundle.types.ts';

export type AuctionPorts = { readonly pool: Pool; readonly origin: string; readonly quorum: () => number; readonly sign: (statement: Uint8Array) => Uint8Array };

/** The bundle of an auctioned lot, from its announcement to the newest co-signed checkpoint; there is none before it has ended. */
export async function makeAuctionBundle({ pool, origin, quorum, sign }: AuctionPorts, { lotId, edition, orgId }: BundleRequest): Promise<Result<string, Refusal>> {
  const saleId = tenderIdOf(lotId);
  const { streams, prefixes } = auctionStreams(saleId, lotId);
  const all = await readEvents(pool, streams, prefixes);
  const facts = auctionFacts(all, lotId);
  if (!facts) return err(refusals.absent({}));
  if (facts.endIndex === null) return err(refusals.notEnded({}));
  const heads = await findHeads(pool, { index: facts.endIndex, drawRoot: null, quorum: quorum() });
  if (!heads) return err(refusals.notLogged({}));
  const last = heads.at(-1)?.size ?? 0;
  const shown = selectAuction(all.filter(({ logIndex }) => logIndex < last), await readOpened(pool, [saleId, lotId]), edition === 'public' ? null : orgId, facts);
  if (edition === 'parties' && !hasMore(shown)) return err(refusals.nothingMore({}));
  const commits = await readCommits(pool, [...new Set(shown.map(({ event }) => event.commitId))]);
  const nodes = await readNodes(pool, nodesOf(heads, commits));
  return ok(assemble({ asked: { project: { saleId }, lotId, origin, edition }, heads, commits, shown, nodes, prices: [] }, sign));
}
