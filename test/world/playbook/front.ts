import { Readable } from 'node:stream';
import { present } from '#kernel/assert.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { openUploads, type FileRef } from '#platform/files/uploads.ts';
import { readHead } from '#platform/state/heads.store.ts';
import type { Platform } from '#apps/compose.ts';
import { hashOfDocument } from '#trade/tender/tender.document.ts';
import { publishContent } from '#trade/tender/tender.schema.ts';
import { tender as tenderAggregate } from '#trade/tender/tender.ts';
import type { Tender, TenderDocument } from '#trade/tender/tender.types.ts';
import type { Cast, CastOrganisation } from '../cast.ts';
import { officerOf, roomId } from '../found.ts';
import type { Player, Troupe } from '../troupe.ts';
import { documentOf, openingSlot } from './document.ts';
import type { TenderPlan } from './plan.ts';

/** What every scene has at hand. */
export type Scene = { readonly platform: Platform; readonly troupe: Troupe; readonly cast: Cast; readonly players: ReadonlyMap<string, Player>; readonly plan: TenderPlan };

export function initiatorOf({ cast, players, plan }: Scene): Player {
  return officerOf(cast, players, plan.agency ?? plan.initiator, 'initiate.operator');
}

export async function tenderOf({ platform, plan }: Pick<Scene, 'platform' | 'plan'>): Promise<Tender> {
  return present((await readHead(platform.pool, tenderAggregate, plan.tenderId))?.state, plan.tenderId);
}

/** Brings a small file, as the upload form does. */
export async function bringFile({ platform }: Pick<Scene, 'platform'>, orgId: string, name: string, content: string): Promise<FileRef> {
  const stored = await platform.files.put(Readable.from([Buffer.from(content)]));
  const file = { ...stored, name, mediaType: 'application/pdf' };
  await openUploads(platform.dataDir).record(orgId, file);
  return file;
}

/** Registers project, tender and lots, and books the opening room. */
export async function register(scene: Scene): Promise<Tender> {
  const { plan, troupe } = scene;
  const operator = initiatorOf(scene);
  const agreement = plan.agency ? await bringFile(scene, operator.actor.orgId ?? '', '招标代理委托协议.pdf', `${plan.initiator.name} 委托 ${plan.agency.name} 代理 ${plan.name}`) : null;
  const estimate = plan.lots.reduce((sum, lot) => sum + lot.estimateFen, 0n);
  const body = {
    projectId: plan.projectId, tenderId: plan.tenderId, name: plan.name, approvalCode: `呼发改审批〔2025〕${plan.tenderId.slice(1, 5)} 号`,
    areaCode: plan.areaCode, sector: 'housing', catalogueItem: '0101', contractKind: 'works',
    fund: { kind: 'budget', budgetFen: String(estimate), budgetShare: '1' },
    estimateFen: String(estimate), initiatorOrgId: plan.initiator.orgId,
    agency: plan.agency && agreement ? { orgId: plan.agency.orgId, agreement } : null,
    method: 'open', methodReason: null,
    lots: plan.lots.map((lot) => ({ name: lot.name, scope: lot.scope, estimateFen: String(lot.estimateFen) })),
    truthfulness: true,
  } as unknown as JsonObject;
  await troupe.actSigned(operator, 'project.register', { projectId: plan.projectId, tenderId: plan.tenderId }, body);
  return await tenderOf(scene);
}

/** Composes the document, books the room for its opening, signs and publishes. */
export async function publish(scene: Scene, now: Instant): Promise<TenderDocument> {
  const { plan, troupe, cast } = scene;
  const operator = initiatorOf(scene);
  const tender = await tenderOf(scene);
  const document = documentOf(plan, tender, now);
  await troupe.act(operator, 'tender.compose', { tenderId: plan.tenderId, document });
  await bookRoom(scene, present(cast.organisations.find((each) => each.orgId === tender.centre.orgId), 'centre'), document);
  const documentHash = hashOfDocument(document);
  const signature = await troupe.sign(operator, 'tender.publish', { tenderId: plan.tenderId }, publishContent(documentHash));
  await troupe.act(operator, 'tender.publish', { tenderId: plan.tenderId, documentHash, signature });
  return document;
}

/** Takes the first opening room that is free at that hour. */
async function bookRoom(scene: Scene, centre: CastOrganisation, document: TenderDocument): Promise<void> {
  const slot = openingSlot(document);
  for (let i = 0; ; i++) {
    try {
      await scene.troupe.act(initiatorOf(scene), 'venue.book', { roomId: roomId(centre, i), tenderId: scene.plan.tenderId, ...slot });
      return;
    } catch (error) {
      if (i === 2) throw error;
    }
  }
}

/** Each bidder takes the document, with one tap. */
export async function takeDocuments(scene: Scene): Promise<void> {
  const bidders = new Set(scene.plan.lots.flatMap((lot) => lot.bidders));
  await Promise.all([...bidders].map((bidder) => scene.troupe.act(bidderOf(scene, bidder), 'taking.take', { tenderId: scene.plan.tenderId })));
}

export function bidderOf({ cast, players }: Pick<Scene, 'cast' | 'players'>, bidder: CastOrganisation): Player {
  return officerOf(cast, players, bidder, 'respond.operator');
}

