import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { idFrom } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import { systemActor } from '#kernel/roles.ts';
import { addMicros, instant, microsPerDay } from '#kernel/time/instant.ts';
import { organisation } from '#service/subject/organisation.ts';
import { taking, takingId } from '#trade/taking/taking.ts';
import { tender } from '#trade/tender/tender.ts';
import { makeCast } from '#world/cast.ts';
import { documentOf } from '#world/playbook/document.ts';
import { planTender } from '#world/playbook/plan.ts';
import { legalNow } from '#platform/clock/legal-clock.store.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { readTrustFile, trustStoreOf } from '#platform/keys/trust-file.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { composePlatform } from '../compose.ts';

type Staged = { readonly tender: Tender; readonly bidders: readonly string[] };

/** An open tender that these bidders have taken, put into the journal in one step: how it came about is measured elsewhere. */
const makeStageModule: MakeModule = () => ({
  name: 'stage',
  aggregates: [organisation, tender, taking],
  commands: anyCommands(command({
    name: 'stage.open', title: '布置', roles: ['system.clock'], body: z.custom<Staged>(),
    reads: ({ tender: { tenderId }, bidders }) => ({ streams: streams([tender, tenderId], ...bidders.map((orgId) => [taking, takingId(tenderId, orgId)] as const)) }),
    decide({ body: { tender: state, bidders } }) {
      const { published, ...registration } = state;
      return ok({
        events: [
          emit(tender, state.tenderId, { kind: 'TenderRegistered', tender: registration }),
          ...(published ? [emit(tender, state.tenderId, { kind: 'NoticePublished' as const, published, statement: {}, signature: {} })] : []),
          ...bidders.map((orgId) => emit(taking, takingId(state.tenderId, orgId), { kind: 'DocumentTaken', bidderName: orgId })),
        ],
      });
    },
  })),
});

export async function stageInquiries(pool: Pool, dataDir: string, bidderCount: number): Promise<{ tenderId: string; bidders: string[] }> {
  const platform = await composePlatform({ mode: 'demo', pool, dataDir, trust: trustStoreOf(readTrustFile(dataDir)), modules: [makeStageModule] });
  const now = await legalNow(pool);
  const plan = planTender({ index: 1, cast: makeCast(), beginsAt: now, ending: 'published' });
  const lots = plan.lots.map((lot, i) => ({ lotId: lot.lotId, number: i + 1, name: lot.name, scope: lot.scope, estimateFen: String(lot.estimateFen) }));
  const party = (name: string) => ({ orgId: name, name });
  const base = {
    tenderId: plan.tenderId, projectId: plan.projectId, name: plan.name, category: 'construction', catalogueItem: '0101', method: 'open', areaCode: plan.areaCode,
    registeredAt: now, registeredOn: '2026-11-20', initiator: party('招标人'), agency: null, centre: party('中心'), department: party('部门'),
    transactionCode: { code: idFrom(randomBytes(16)), provisional: true }, lots,
  } as unknown as Tender;
  const document = { ...documentOf(plan, base, now), documentFrom: addMicros(now, -1), bidDeadlineAt: instant(now + 30 * microsPerDay) };
  const state = { ...base, published: { version: 1, publishedAt: now, document, documentHash: 'x', keyHolders: [], k: 3 } } as Tender;
  const bidders = Array.from({ length: bidderCount }, (_, i) => `91150000MABENCH${String(i).padStart(3, '0')}`);
  const outcome = await platform.pipeline.run({ name: 'stage.open', actor: systemActor, key: 'stage-journal-bench', body: { tender: state, bidders } });
  if (outcome.status !== 'accepted') throw new Error(outcome.refusal.message);
  return { tenderId: plan.tenderId, bidders };
}
