import { Readable } from 'node:stream';
import { present } from '#kernel/assert.ts';
import { utf8 } from '#kernel/bytes.ts';
import { tenderIdOf } from '#kernel/ids.ts';
import { canonical, type Json } from '#kernel/json.ts';
import { systemActor } from '#kernel/roles.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { valueOf } from '#rules/pack.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Running, Worker } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { eventsOfLot, isLogged, lotsToArchive } from './archive.store.ts';
import type { ArchivedFile, Manifest } from './archive.types.ts';
import { eventList, filesNamed, retainUntil } from './manifest.ts';

/** Compiles the archive of each lot that is over. A lot whose last events are not in the public log yet waits for the next round. */
export function archiveWorker(running: Running): Worker {
  const { pool, pipeline } = running;
  async function compile(lotId: string): Promise<boolean> {
    if (!(await isLogged(pool, tenderIdOf(lotId), lotId))) return false;
    const manifest = await manifestOf(running, lotId);
    if (manifest === null) return false;
    const stored = await running.files.put(Readable.from([utf8(canonical(manifest as unknown as Json))]));
    const body = { lotId, manifestSha256: stored.sha256, manifestBytes: stored.sizeBytes, files: manifest.files.length, events: manifest.events.length };
    const outcome = await pipeline.run({ name: 'archive.compile', actor: systemActor, key: `archive-${lotId}-${stored.sha256.slice(0, 16)}`, body });
    return outcome.status === 'accepted';
  }
  return {
    name: 'archive',
    watches: ['opening', 'contract', 'award', 'deposit', 'archive', 'log'],
    async tick() {
      let moved = false;
      for (const lotId of await lotsToArchive(pool)) moved = (await compile(lotId)) || moved;
      return moved;
    },
  };
}

async function manifestOf({ pool, files, origin, legalNow }: Running, lotId: string): Promise<Manifest | null> {
  const tenderId = tenderIdOf(lotId);
  const kept = await eventsOfLot(pool, tenderId, lotId);
  const events = eventList(kept);
  const found = await readHead(pool, tender, tenderId);
  if (events === null || !found) return null;
  const now = await legalNow();
  const named: (ArchivedFile | null)[] = await Promise.all(filesNamed(kept).map(async (file) => ((await files.find(file.sha256)) ? file : null)));
  const { state } = found;
  const retainYears = valueOf(packOf(state), 'eng.archive.years', 'year');
  const isCompleted = kept.some(({ kind }) => kind === 'ContractConcluded');
  return {
    v: 1, lotId, tenderId, tenderName: state.name, lotName: present(state.lots.find((lot) => lot.lotId === lotId), 'lot').name, transactionCode: state.transactionCode.code,
    initiator: state.initiator.name, centre: state.centre.name, cause: isCompleted ? 'completed' : 'failed', compiledOn: ofInstant(now), retainYears, retainUntil: retainUntil(now, retainYears),
    logOrigin: origin, files: named.filter((file) => file !== null), events,
  };
}
