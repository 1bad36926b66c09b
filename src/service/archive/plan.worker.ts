import { present } from '#kernel/assert.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { failureRefundBy, terminationRefundBy } from '#rules/construction/deadlines.ts';
import { valueOf } from '#rules/pack.ts';
import { bid } from '#trade/bid/bid.ts';
import { evaluation } from '#trade/evaluation/evaluation.ts';
import { opening } from '#trade/opening/opening.ts';
import { deal } from '#trade/deal/deal.ts';
import { sale } from '#trade/sale/sale.ts';
import type { Sale } from '#trade/sale/sale.types.ts';
import { hasMoneyOut, ledger } from '#service/ledger/ledger.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Documents } from '#platform/documents/documents.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import type { SealedStore } from '#platform/uploads/sealed-store.ts';
import { dealsToArchive, eventsOfLot, isLogged, lotsToArchive, streamsOfLot, streamsOfSaleLot } from './archive.store.ts';
import type { Manifest } from './archive.types.ts';
import { archiveSides, ownerOf, type Owner } from './owner.ts';
import { retainYearsOf } from './archive.commands.ts';
import { archivable, bidsOf, eventList, filesNamed, retainUntil } from './manifest.ts';

/** Where the content of an archive lies, beside the journal and the files. */
export type Archiving = Running & { readonly sealed: Promise<SealedStore>; readonly documents: Documents };

/**
 * What the archive of a lot would hold now. `early`: events of it have no place in the log yet. `waiting`: bids that stay sealed are
 * not to be guessed from when it is compiled, so a terminated or failed one waits for the instant by which any deposit is back. `incomplete`: what is named
 * in it is not where it should be; such an archive is never compiled, and is tried again until all of it is back.
 */
export type Plan =
  | { readonly kind: 'early' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] }
  | { readonly kind: 'ready'; readonly manifest: Manifest };

export async function planOf(running: Archiving, lotId: string): Promise<Plan> {
  const { pool } = running;
  const tenderId = tenderIdOf(lotId);
  const [found, offered] = await Promise.all([readHead(pool, tender, tenderId), readHead(pool, sale, tenderId)]);
  if (offered) return await planOfSale(running, offered.state, lotId);
  const ids = streamsOfLot({ projectId: found?.state.projectId ?? '', tenderId, lotId });
  if (!found || !(await isLogged(pool, ids))) return { kind: 'early' };
  if (await isWithinRefund(running, { lotId, tender: found.state })) return { kind: 'waiting' };
  const [opened, bids, evaluated] = await Promise.all([readHead(pool, opening, tenderId), readHeads(pool, bid, `${lotId}:`), readHead(pool, evaluation, lotId)]);
  const accepted = opened?.state.lots.find((lot) => lot.lotId === lotId)?.accepted ?? [];
  const kept = archivable(await eventsOfLot(pool, ids), accepted);
  const events = eventList(kept);
  if (events === null) return { kind: 'early' };
  const now = await running.legalNow();
  const { state } = found;
  const retainYears = valueOf(packOf(state), 'eng.archive.years', 'year');
  const reportHash = evaluated?.state.status === 'reported' ? evaluated.state.reportHash : null;
  const manifest: Manifest = {
    v: 2, lotId, tenderId, tenderName: state.name, lotName: present(state.lots.find((lot) => lot.lotId === lotId), 'lot').name, transactionCode: state.transactionCode.code,
    initiator: state.initiator.name, centre: state.centre.name, cause: state.termination ? 'terminated' : kept.some(({ kind }) => kind === 'ContractConcluded') ? 'completed' : 'failed', compiledOn: ofInstant(now), retainYears, retainUntil: retainUntil(now, retainYears),
    logOrigin: running.origin, files: filesNamed(kept), bids: bidsOf(accepted, bids.map((each) => each.state)), report: reportHash === null ? null : { path: 'report.pdf', reportHash }, events,
  };
  const missing = await missingFrom(running, manifest);
  return missing.length > 0 ? { kind: 'incomplete', missing } : { kind: 'ready', manifest };
}

/** Of a lot that was for sale: announcement, applications with their papers, the hall, and what came after it. */
async function planOfSale(running: Archiving, offered: Sale, lotId: string): Promise<Plan> {
  const { pool } = running;
  const streams = streamsOfSaleLot(offered.saleId, lotId);
  const [found, book, isWhole] = await Promise.all([readHead(pool, deal, lotId), readHead(pool, ledger, lotId), isLogged(pool, streams)]);
  if (!found || !isWhole) return { kind: 'early' };
  if (hasMoneyOut(book?.state ?? null)) return { kind: 'waiting' };
  const kept = await eventsOfLot(pool, streams);
  const events = eventList(kept);
  const owner = ownerOf(null, offered);
  if (events === null || !owner) return { kind: 'early' };
  const now = await running.legalNow();
  const retainYears = retainYearsOf(offered);
  const { outcome, lapse } = found.state;
  const manifest: Manifest = {
    v: 2, of: 'sale', lotId, tenderId: owner.id, tenderName: owner.name, lotName: present(owner.lots.find((lot) => lot.lotId === lotId), 'lot').name, transactionCode: owner.code,
    initiator: owner.initiator.name, centre: owner.centre.name, cause: outcome.kind === 'sold' && lapse === null ? 'completed' : 'failed', compiledOn: ofInstant(now), retainYears, retainUntil: retainUntil(now, retainYears),
    logOrigin: running.origin, files: filesNamed(kept), bids: [], report: null, events,
  };
  const missing = await missingFrom(running, manifest);
  return missing.length > 0 ? { kind: 'incomplete', missing } : { kind: 'ready', manifest };
}

/** What a lot belongs to. */
export async function readOwner(pool: Running['pool'], lotId: string): Promise<Owner | null> {
  const [found, offered] = await Promise.all([readHead(pool, tender, tenderIdOf(lotId)), readHead(pool, sale, tenderIdOf(lotId))]);
  return ownerOf(found?.state ?? null, offered?.state ?? null);
}

/** Whether there was anything to pay back shows in nothing: with bids or without, a lot whose bids stay sealed waits as long. */
async function isWithinRefund({ pool, mode, legalNow }: Running, { lotId, tender: { tenderId, termination, ...rest } }: { lotId: string; tender: Tender }): Promise<boolean> {
  const opened = termination ? null : (await readHead(pool, opening, tenderId))?.state;
  const failedAt = opened?.lots.some((lot) => lot.lotId === lotId && lot.status === 'failed') ? opened.closedAt : null;
  const context = { pack: packOf(rest), calendar: calendarFor(mode) };
  const due = termination ? terminationRefundBy(termination.at, context) : failedAt === null ? null : failureRefundBy(failedAt, context);
  return due?.ok === true && (await legalNow()) < due.value.at;
}

export type Held = { readonly lotId: string; readonly tenderName: string; readonly lotName: string; readonly missing: readonly string[] };

/** Lots of this organisation whose archive waits because something that belongs in it is not there. */
export async function heldFor(running: Archiving, orgId: string): Promise<Held[]> {
  const found: Held[] = [];
  const due = await Promise.all([lotsToArchive(running.pool), dealsToArchive(running.pool, await running.legalNow())]);
  for (const lotId of due.flat()) {
    const owner = await readOwner(running.pool, lotId);
    if (!owner || !archiveSides.some((side) => owner[side].orgId === orgId)) continue;
    const plan = await planOf(running, lotId);
    if (plan.kind === 'incomplete') found.push({ lotId, tenderName: owner.name, lotName: owner.lots.find((lot) => lot.lotId === lotId)?.name ?? lotId, missing: plan.missing });
  }
  return found;
}

/** Names of what the manifest names and the stores do not have, or have in another size. */
async function missingFrom({ files, sealed }: Archiving, manifest: Manifest): Promise<string[]> {
  const store = await sealed;
  const lostFiles = await Promise.all(manifest.files.map(async ({ sha256, name, sizeBytes }) => ((await files.find(sha256))?.sizeBytes === sizeBytes ? [] : [name])));
  const lostBids = await Promise.all(manifest.bids.map(async ({ bidderName, objects }) => {
    if (objects.length === 0) return [`${bidderName} 的投标文件`];
    const found = await Promise.all(objects.map(async ({ ctRoot, sizeBytes }) => (await store.find(ctRoot))?.sizeBytes === sizeBytes));
    return objects.filter((_, n) => !found[n]).map(({ name }) => `${bidderName} 的投标文件：${name}`);
  }));
  return [...lostFiles, ...lostBids].flat();
}
