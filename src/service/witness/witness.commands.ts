import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Actor } from '#kernel/roles.ts';
import { fileSchema } from '#trade/award/lot-schemas.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams, type World } from '#platform/command/command.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { witness } from './witness.ts';
import { witnessRefusals as refusals } from './witness.refusals.ts';

const base = { tenderId: z.string().min(1).max(40), text: z.string().trim().min(2, '请写明见到的情况').max(4000), files: z.array(fileSchema).max(20).default([]) };
const noteBody = z.strictObject(base);
const incidentBody = z.strictObject({ ...base, incident: z.enum(['site-rule', 'unlawful']), measures: z.string().trim().max(2000).default('') });

/** A centre witnesses the tenders in its care; it records and reports, and decides nothing. */
function witnessed(world: World, tenderId: string, actor: Actor) {
  const found = world.find(tender, tenderId);
  return found && found.centre.orgId === actor.orgId ? found : null;
}

export function witnessCommands({ files: store }: Services) {
  async function kept(files: readonly { sha256: string; name: string }[]) {
    for (const { sha256, name } of files) if (!(await store.find(sha256))) return err(refusals.noFile({ name }));
    return ok(null);
  }
  const readsOf = (tenderId: string) => ({ streams: streams([witness, tenderId]), peek: streams([tender, tenderId]) });

  const note = command({
    name: 'witness.note', title: '填写见证记录', roles: ['serve.witness'], body: noteBody, prepare: ({ body }) => kept(body.files), reads: ({ tenderId }) => readsOf(tenderId),
    decide({ body: { tenderId, text, files }, actor, world, newId }) {
      if (!witnessed(world, tenderId, actor)) return err(refusals.absent({}));
      const noteId = newId();
      return ok({ events: [emit(witness, tenderId, { kind: 'NoteAdded', noteId, text, files: files as readonly JsonObject[] })], result: { noteId } });
    },
  });

  const reportIncident = command({
    name: 'witness.reportIncident', title: '记录并报告异常情况', roles: ['serve.witness'], body: incidentBody, prepare: ({ body }) => kept(body.files), reads: ({ tenderId }) => readsOf(tenderId),
    decide({ body: { tenderId, text, files, incident, measures }, actor, world, newId }) {
      const found = witnessed(world, tenderId, actor);
      if (!found) return err(refusals.absent({}));
      if (incident === 'site-rule' && measures.length < 2) return err(refusals.noMeasures({}));
      const incidentId = newId();
      const { orgId: notifiedOrgId, name: notifiedName } = found.department;
      return ok({ events: [emit(witness, tenderId, { kind: 'IncidentReported', incidentId, incident, text, measures, files: files as readonly JsonObject[], notifiedOrgId, notifiedName })], result: { incidentId, notifiedName } });
    },
  });

  return anyCommands(note, reportIncident);
}
