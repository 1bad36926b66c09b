import { z } from 'zod';
import { fromHex } from '#kernel/bytes.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#kernel/roles.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { contributionCommit } from '#evidence/draw/contributions.ts';
import { shareCommitOf } from '#evidence/seal/binding.ts';
import { isPromisedKey } from '#evidence/seal/open.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import type { Signature } from '#evidence/signature/statement.ts';
import { isPromised, type Escrow } from '#trade/panel/escrow.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { verifySignedStatement, type TrustStore } from '#platform/ca/trust.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema, type SignedAct } from '#platform/command/signed.ts';
import { acceptedOf, findAccepted, isRunning, isWindowOpen, opening } from './opening.ts';
import { openingRefusals as refusals } from './opening.refusals.ts';
import type { ClosedOpening } from './opening.store.ts';
import type { Opening } from './opening.types.ts';
import { onlyStage } from './outcome.ts';
import { hashSchema, lotIdSchema, tenderIdSchema } from './schemas.ts';

const shareSchema = z.string().regex(/^[0-9a-f]{66}$/, '份额应为 33 字节');
const keySchema = z.string().regex(/^[0-9a-f]{64}$/, '密钥应为 32 字节');
const target = { lotId: lotIdSchema, bidderId: z.string().max(40), manifestHash: hashSchema };

export const releaseBody = z.strictObject({
  tenderId: tenderIdSchema,
  holderId: z.string().max(64),
  releases: z.array(z.strictObject({ ...target, share: shareSchema })).max(1000),
  /** Bids whose envelope for this holder does not open, or holds another share than the promised one. */
  stuck: z.array(z.strictObject(target)).max(1000),
  /** For the draw: this holder's shares of the others' contributions, and its own. */
  escrowShares: z.array(z.strictObject({ dealerId: z.string().max(64), share: z.string().regex(/^[0-9a-f]{66}$/) })).max(16),
  contribution: z.string().regex(/^[0-9a-f]{64}$/).nullable(),
  signature: signatureSchema,
});
export type ReleaseBody = z.infer<typeof releaseBody>;
const bidderBody = z.strictObject({ lotId: lotIdSchema, stageKey: keySchema });

export type ReleasePorts = { readonly trust: TrustStore; readonly readClosed: (tenderId: string) => Promise<ClosedOpening | null> };

type Sorted = { readonly act: SignedAct; readonly good: readonly string[]; readonly wrong: readonly string[]; readonly escrowShares: ReleaseBody['escrowShares']; readonly contribution: string | null };

/** One agent's work for one tender in one act: shares of every bid in the close list, each held against the bidder's signed promise. */
export function releaseSharesCommand(ports: ReleasePorts) {
  return command({
    name: 'opening.releaseShares', title: '放出密钥份额', roles: ['hold-key.agent'], body: releaseBody,
    prepare: (input) => sortOut(input, ports),
    reads: ({ tenderId }) => ({ streams: streams([opening, tenderId], [tender, tenderId]) }),
    decide({ body, now, world, prepared }) {
      const { tenderId, holderId } = body;
      const state = world.find(opening, tenderId);
      if (!state) return err(refusals.absent({}));
      const stopped = whyStopped(world.find(tender, tenderId));
      if (stopped) return err(stopped);
      const isNew = (hash: string) => acceptedOf(state).some((bid) => bid.manifestHash === hash && ![...bid.released, ...bid.wrong, ...bid.stuck].includes(holderId));
      const released = prepared.good.filter(isNew);
      const wrong = prepared.wrong.filter(isNew);
      const stuck = body.stuck.map(({ manifestHash }) => manifestHash).filter(isNew);
      const hasBids = released.length + wrong.length + stuck.length > 0;
      if (hasBids && !isWindowOpen(state, now)) return err(isRunning(state) ? refusals.windowOver({ until: formatBeijing(state.decryptUntil) }) : refusals.notRunning({}));
      const known = (dealerId: string) => state.keys.escrowShares.some((each) => each.holderId === holderId && each.dealerId === dealerId);
      const escrowShares = state.draw?.fixed === true ? prepared.escrowShares.filter(({ dealerId }) => !known(dealerId)) : [];
      const contribution = state.draw?.fixed === true && !state.keys.contributions.some((each) => each.holderId === holderId) ? prepared.contribution : null;
      if (!hasBids && escrowShares.length === 0 && contribution === null) return err(refusals.nothingNew({}));
      const shares = body.releases.filter(({ manifestHash }) => released.includes(manifestHash) || wrong.includes(manifestHash)).map(({ manifestHash, share }) => ({ manifestHash, share }));
      const event = { kind: 'SharesReleased' as const, holderId, released, wrong, stuck, shares, escrowShares, contribution, act: prepared.act as unknown as JsonObject };
      return ok({ events: [emit(opening, tenderId, event)], result: { released: released.length, wrong: wrong.length } });
    },
  });
}

/** The second way: the bidder opens the envelope to its own certificate in its browser, and gives the key alone. */
export function releaseByBidderCommand({ readClosed }: ReleasePorts) {
  return command({
    name: 'opening.releaseByBidder', title: '用本单位证书解密', roles: ['respond.operator'], body: bidderBody,
    async prepare({ body: { lotId, stageKey }, actor }): Promise<Result<{ manifestHash: string }, Refusal>> {
      const closed = await readClosed(tenderIdOf(lotId));
      const own = closed ? findAccepted(closed.state, lotId, actor.orgId ?? '') : null;
      const manifest = own ? parseManifest(closed?.manifests.get(own.manifestHash) ?? '') : null;
      if (!own || !manifest?.ok) return err(refusals.notAccepted({}));
      const opens = await isPromisedKey(manifest.value, onlyStage(manifest.value), fromHex(stageKey));
      return opens ? ok({ manifestHash: own.manifestHash }) : err(refusals.wrongKey({}));
    },
    reads: ({ lotId }) => ({ streams: streams([opening, tenderIdOf(lotId)], [tender, tenderIdOf(lotId)]) }),
    decide({ body: { lotId, stageKey }, actor, now, world, prepared: { manifestHash } }) {
      const tenderId = tenderIdOf(lotId);
      const state = world.find(opening, tenderId);
      const own = state ? findAccepted(state, lotId, actor.orgId ?? '') : null;
      if (!state || !own) return err(refusals.notAccepted({}));
      const stopped = whyStopped(world.find(tender, tenderId));
      if (stopped) return err(stopped);
      if (!isRunning(state)) return err(refusals.notRunning({}));
      if (!isWindowOpen(state, now)) return err(refusals.windowOver({ until: formatBeijing(state.decryptUntil) }));
      if (own.byBidder) return err(refusals.keyThere({}));
      return ok({ events: [emit(opening, tenderId, { kind: 'KeyGivenByBidder', manifestHash, key: stageKey })], result: { manifestHash } });
    },
  });
}

/** What keeps every key where it is: a directive for now, a termination for good. */
function whyStopped(found: Tender | null): Refusal | null {
  if (found?.termination) return refusals.terminated({ at: formatBeijing(found.termination.at) });
  return found?.suspension ? refusals.suspended({ by: found.suspension.by }) : null;
}

/** What an agent signs: all that it gives, under its own certificate. */
export function releaseContent({ holderId, releases, stuck, escrowShares, contribution }: Omit<ReleaseBody, 'signature' | 'tenderId'>): Json {
  return { holderId, releases, stuck, escrowShares, contribution };
}

async function sortOut({ body, actor, now }: { body: ReleaseBody; actor: Actor; now: Instant }, { trust, readClosed }: ReleasePorts): Promise<Result<Sorted, Refusal>> {
  const { tenderId, holderId, releases, stuck } = body;
  const closed = await readClosed(tenderId);
  if (!closed) return err(refusals.absent({}));
  const act = verifyAgent(trust, { body, actor, now });
  if (!act.ok) return act;
  if (!closed.state.holders.some((holder) => holder.holderId === holderId && holder.orgId === actor.orgId)) return err(refusals.notHolder({}));
  const isListed = ({ lotId, bidderId, manifestHash }: ReleaseBody['stuck'][number]) => findAccepted(closed.state, lotId, bidderId)?.manifestHash === manifestHash;
  if (![...releases, ...stuck].every(isListed)) return err(refusals.unknownBid({}));
  const good: string[] = [];
  const wrong: string[] = [];
  for (const { manifestHash, share } of releases) ((await isOwnShare(closed, { manifestHash, holderId, share })) ? good : wrong).push(manifestHash);
  return ok({ act: act.value, good, wrong, ...drawParts(closed.state, body) });
}

/** The agent's certificate names the holder as its person; so a session of another agent of the same organisation is not enough. */
function verifyAgent(trust: TrustStore, { body, actor, now }: { body: ReleaseBody; actor: Actor; now: Instant }): Result<SignedAct, Refusal> {
  const statement = { v: 1 as const, act: 'opening.releaseShares', subject: { tenderId: body.tenderId }, content: releaseContent(body), signerOrg: actor.orgId ?? '', signerPerson: body.holderId };
  const signer = verifySignedStatement(statement, body.signature as Signature, now, trust);
  if (!signer.ok) return signer;
  if (signer.value.personId !== body.holderId) return err(refusals.notHolder({}));
  return ok({ statement: statement as unknown as JsonObject, signature: body.signature as unknown as JsonObject });
}

async function isOwnShare({ manifests }: ClosedOpening, { manifestHash, holderId, share }: { manifestHash: string; holderId: string; share: string }): Promise<boolean> {
  const manifest = parseManifest(manifests.get(manifestHash) ?? '');
  if (!manifest.ok) return false;
  const stage = onlyStage(manifest.value);
  const index = stage.sealedShares.findIndex((each) => each.holderId === holderId);
  return index >= 0 && (await shareCommitOf(manifest.value, stage.stage, index, fromHex(share))) === stage.shareCommits[index];
}

/** Only what was promised counts; the rest is passed over, for the other holders' shares are enough. */
function drawParts({ draw }: Opening, { holderId, escrowShares, contribution }: ReleaseBody): Pick<Sorted, 'escrowShares' | 'contribution'> {
  const sourceOf = (dealerId: string) => draw?.sources.find((source) => source.holderId === dealerId);
  const own = sourceOf(holderId);
  const isOwn = draw && own && contribution !== null && contributionCommit(fromHex(contribution), draw.drawId, holderId) === own.commitment;
  return {
    escrowShares: escrowShares.filter(({ dealerId, share }) => {
      const source = sourceOf(dealerId);
      return source !== undefined && isPromised(JSON.parse(source.escrow) as Escrow, { holderId, share });
    }),
    contribution: isOwn ? contribution : null,
  };
}
