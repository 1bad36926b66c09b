import { present } from '#kernel/assert.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { failureRefundBy, terminationRefundBy } from '#rules/construction/deadlines.ts';
import { valueOf } from '#rules/pack.ts';
import { bid } from '#trade/bid/bid.ts';
import { evaluation } from '#trade/evaluation/evaluation.ts';
import { opening } from '#trade/opening/opening.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Documents } from '#platform/documents/documents.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import type { SealedStore } from '#platform/uploads/sealed-store.ts';
import { eventsOfLot, isLogged, lotsToArchive } from './archive.store.ts';
import type { Manifest } from './archive.types.ts';
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
  const found = await readHead(pool, tender, tenderId);
  const ids = { projectId: found?.state.projectId ?? '', tenderId, lotId };
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
  for (const lotId of await lotsToArchive(running.pool)) {
    const owner = await readHead(running.pool, tender, tenderIdOf(lotId));
    if (!owner || ![owner.state.centre, owner.state.initiator, owner.state.department].some((each) => each.orgId === orgId)) continue;
    const plan = await planOf(running, lotId);
    if (plan.kind === 'incomplete') found.push({ lotId, tenderName: owner.state.name, lotName: owner.state.lots.find((lot) => lot.lotId === lotId)?.name ?? lotId, missing: plan.missing });
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
