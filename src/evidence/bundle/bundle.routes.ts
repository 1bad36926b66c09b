import { fromHex } from '#kernel/bytes.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import type { SealedStore } from '#platform/uploads/sealed-store.ts';
import type { Relation } from '../journal/disclosure.ts';
import { objectKeyOf } from '../seal/binding.ts';
import { collect } from '../seal/streams.ts';
import { assemble, nodesOf } from './bundle.ts';
import { bundleRefusals as refusals } from './bundle.refusals.ts';
import { findHeads, isAuctioned, readCommits, readEvents, readNodes, readOpened } from './bundle.store.ts';
import { makeAuctionBundle } from './auction-bundle.routes.ts';
import type { BundleRequest, SealedPrice, StoredEvent } from './bundle.types.ts';
import { openingFacts, partiesOf, priceObjectOf, type OpeningFacts, type TenderParties } from './opening-facts.ts';
import { select, streamsOf, type Shown } from './selection.ts';

export type BundlePorts = { readonly pool: Pool; readonly origin: string; readonly sealed: Promise<SealedStore>; /** How many co-signers a checkpoint wants. */ readonly quorum: () => number; readonly sign: (statement: Uint8Array) => Uint8Array };

/** `GET /api/bundles/:lotId?edition=public|parties`: the file that anyone can check without us. */
export function registerBundleRoutes(app: HttpApp, { sessions }: Pick<Running, 'sessions'>, ports: BundlePorts): void {
  app.get<{ Params: { lotId: string }; Querystring: { edition?: string } }>('/api/bundles/:lotId', async (request, reply) => {
    const { lotId } = request.params;
    const { edition = 'public', ...unknown } = request.query;
    const [stray] = Object.keys(unknown);
    if ((edition !== 'public' && edition !== 'parties') || stray !== undefined) return sendRefusal(reply, refusals.unknownEdition({ edition: stray ?? edition }));
    const session = edition === 'parties' ? await sessionOf(request, sessions) : null;
    if (edition === 'parties' && !session) return sendRefusal(reply, refusals.signIn({}));
    const made = await makeBundle(ports, { lotId, edition, orgId: session?.actor.orgId ?? null });
    if (!made.ok) return sendRefusal(reply, made.error);
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').header('content-disposition', `attachment; filename="ovoo-${lotId}-${edition}.json"`).send(made.value);
  });
}

/** The bundle's text, as of the newest checkpoint that enough co-signers stand under. */
export async function makeBundle(ports: BundlePorts, request: BundleRequest): Promise<Result<string, Refusal>> {
  return (await isAuctioned(ports.pool, request.lotId)) ? await makeAuctionBundle(ports, request) : await makeTenderBundle(ports, request);
}

async function makeTenderBundle({ pool, origin, sealed, quorum, sign }: BundlePorts, { lotId, edition, orgId }: BundleRequest): Promise<Result<string, Refusal>> {
  const tenderId = tenderIdOf(lotId);
  const { streams, prefixes } = streamsOf(tenderId, lotId);
  const all = await readEvents(pool, streams, prefixes);
  const parties = partiesOf(all);
  if (!parties || tenderId === lotId) return err(refusals.absent({}));
  const facts = openingFacts(all, lotId);
  if (!facts) return err(refusals.notYet({}));
  const viewer = relationsOf(orgId, parties, facts);
  if (edition === 'parties' && viewer.length === 1) return err(refusals.notParty({}));
  const heads = await findHeads(pool, { index: facts.closeIndex, drawRoot: facts.drawRoot, quorum: quorum() });
  const last = heads?.at(-1)?.size ?? 0;
  const logged = all.filter(({ logIndex }) => logIndex < last);
  const asOf = openingFacts(logged, lotId);
  if (!heads || !asOf) return err(refusals.notLogged({}));
  const asked = { project: { tenderId }, lotId, origin, edition, viewer: edition === 'public' ? (['public'] as const) : viewer };
  const shown = select(logged, await readOpened(pool, [tenderId, lotId]), asOf, asked);
  const commits = await readCommits(pool, [...new Set(shown.map(({ event }) => event.commitId))]);
  const nodes = await readNodes(pool, nodesOf(heads, commits));
  return ok(assemble({ asked, heads, commits, shown, nodes, prices: await pricesOf(shown, asOf, await sealed) }, sign));
}

function relationsOf(orgId: string | null, { initiator, agency, centre, department }: TenderParties, { accepted }: OpeningFacts): Relation[] {
  if (orgId === null) return ['public'];
  const is = (relation: Relation, holds: boolean): Relation[] => (holds ? [relation] : []);
  return [
    'public', ...is('initiator', orgId === initiator.orgId || orgId === agency?.orgId), ...is('department', orgId === department.orgId), ...is('centre', orgId === centre.orgId),
    ...is('participant', accepted.some(({ bidderId }) => bidderId === orgId)),
  ];
}

/** Sealed prices with their keys, for a viewer who sees the stage keys; one key opens one object and no other. */
async function pricesOf(shown: readonly Shown[], { stageKeys }: OpeningFacts, sealed: SealedStore): Promise<SealedPrice[]> {
  const prices = shown.find(({ event, header }) => header && event.kind === 'PricesAnnounced');
  const isKeyShown = prices?.event.parts.some((part, i) => prices.parts[i] === true && 'body' in part && part.body.includes('"stageKeys":')) ?? false;
  if (!isKeyShown) return [];
  const found = await Promise.all(shown.filter(({ event }) => event.kind === 'BidSubmitted').map(async ({ event }) => await priceOf(event, stageKeys, sealed)));
  return found.filter((price) => price !== null);
}

async function priceOf(event: StoredEvent, stageKeys: OpeningFacts['stageKeys'], sealed: SealedStore): Promise<SealedPrice | null> {
  const object = priceObjectOf(event);
  const key = object && stageKeys.get(object.manifestHash);
  if (!object || !key) return null;
  const ciphertext = await collect(sealed.read(object.ctRoot));
  return { bidderId: event.stream.split(':').at(-1) ?? '', objectKey: await objectKeyOf(fromHex(key), 'price'), ciphertext };
}
