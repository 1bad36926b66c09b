import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import type { JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import { instant } from '#kernel/time/instant.ts';
import { candidatePublishBy, failureNoticeBy } from '#rules/construction/deadlines.ts';
import { blocking, refusalOf } from '#rules/construction/finding.ts';
import { evaluation } from '#trade/evaluation/evaluation.ts';
import { decideReturn } from '#trade/evaluation/return.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { sameContent, verifyContent } from '#platform/command/signed-content.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { clock, contentBody, dueContext, lotBody, lotReads, operator, standing } from './acts.commands.ts';
import { award, duePassed, isRunning } from './award.ts';
import { benchmarkOf, biddersOf, candidateNotice, candidatesOf } from './award.content.ts';
import { checkPublicity, openObjections } from './award.decide.ts';
import { awardRefusals as refusals } from './award.refusals.ts';
import { bidderIdSchema, lotIdSchema, subjectOf } from './lot-schemas.ts';
import { openings, tenders } from './neighbours.ts';

const returnBody = z.strictObject({
  lotId: lotIdSchema, ground: z.string().max(40), reason: z.string().trim().min(10, '请写明事实和依据，不少于十个字').max(2000),
  restoredBidderId: bidderIdSchema.nullable().default(null), signature: signatureSchema,
});

function receiveReport({ mode }: Services) {
  return command({
    name: 'award.receiveReport', title: '收到评标报告', roles: clock, body: lotBody,
    reads: ({ lotId }) => ({ streams: streams([award, lotId]), peek: streams([evaluation, lotId], [openings, tenderIdOf(lotId)], [tenders, tenderIdOf(lotId)]) }),
    decide({ body: { lotId }, now, world }) {
      const [reported, opening, tender, earlier] = [world.find(evaluation, lotId), world.find(openings, tenderIdOf(lotId)), world.find(tenders, tenderIdOf(lotId)), world.find(award, lotId)];
      if (reported?.status !== 'reported' || !reported.report || !opening || !tender?.published) return err(refusals.notReported({}));
      if (earlier && (earlier.status !== 'returned' || earlier.round >= reported.round)) return err(refusals.notNow({ act: '再次接收评标报告', status: '已经收到' }));
      const due = (reported.report.candidates.length === 0 ? failureNoticeBy : candidatePublishBy)(now, dueContext(tender, mode));
      if (!due.ok) return due;
      return ok({ events: [emit(award, lotId, {
        kind: 'ReportReceived', tenderId: tender.tenderId, round: reported.round, method: tender.published.document.awardMethod.kind, reportHash: reported.reportHash ?? '', publishBy: due.value.at,
        candidates: candidatesOf(reported.report, opening, tender.published.document), benchmark: benchmarkOf(reported.report), bidders: biddersOf(reported.report, opening),
      })] });
    },
  });
}

function returnReport({ trust }: Services) {
  return command({
    name: 'award.returnReport', title: '退回评标报告', roles: operator, body: returnBody,
    prepare: async ({ body: { signature, lotId, ...content }, actor, now }) => verifyAct(trust, { act: 'award.returnReport', subject: subjectOf(lotId), content, actor, now }, signature),
    reads: ({ lotId }) => ({ streams: [...lotReads(lotId), ...streams([evaluation, lotId])] }),
    decide({ body, actor, now, world, prepared }) {
      const may = standing({ world, actor, now }, body.lotId, 'award.returnReport');
      if (!may.ok) return may;
      const { lotId, ground, reason, restoredBidderId } = body;
      const returned = decideReturn(world.find(evaluation, lotId), may.value.tender, actor.orgId, { ground, reason, restoredBidderId });
      if (!returned.ok) return returned;
      const events = returned.value.map((event) => emit(evaluation, lotId, event));
      return ok({ events: [emit(award, lotId, { kind: 'ReportReturned', ground, reason, bidderId: restoredBidderId, ...prepared }), ...events] });
    },
  });
}

function publishCandidates({ trust, mode }: Services) {
  return command({
    name: 'award.publishCandidates', title: '公示中标候选人', roles: operator, body: contentBody.extend({ until: z.int() }),
    prepare: async ({ body, actor, now }) => verifyContent(trust, { act: 'award.publishCandidates', subject: subjectOf(body.lotId), ...body, actor, now }),
    reads: ({ lotId }) => ({ streams: lotReads(lotId) }),
    decide({ body, actor, now, world, prepared }) {
      const may = standing({ world, actor, now }, body.lotId, 'award.publishCandidates');
      if (!may.ok) return may;
      const until = instant(body.until);
      const notice = candidateNotice(may.value.award, may.value.tender, until);
      const same = sameContent(body.content, notice);
      if (!same.ok) return same;
      const context = dueContext(may.value.tender, mode);
      const publicity = checkPublicity(now, until, context);
      if (!publicity.ok) return publicity;
      const [broken] = blocking([publicity.value]);
      if (broken) return err(refusalOf(broken));
      const inTime = candidatePublishBy(may.value.award.reportReceivedAt, { ...context, actualAt: now });
      if (!inTime.ok) return inTime;
      const findings = [inTime.value.finding, publicity.value].map((finding) => ({ ...finding }) as unknown as JsonObject);
      return ok({ events: [emit(award, body.lotId, { kind: 'CandidatesPublished', notice, until, late: !inTime.value.finding.ok, findings, ...prepared })], result: { until } });
    },
  });
}

const endPublicity = command({
  name: 'award.endPublicity', title: '公示期满', roles: clock, body: lotBody,
  reads: ({ lotId }) => ({ streams: streams([award, lotId]), peek: streams([tenders, tenderIdOf(lotId)]) }),
  decide({ body: { lotId }, now, world }) {
    const [state, tender] = [world.find(award, lotId), world.find(tenders, tenderIdOf(lotId))];
    if (!state || !tender || !isRunning(state) || (state.publicity?.until ?? 0) > now) return err(refusals.nothingDue({}));
    return ok({ events: [emit(award, lotId, { kind: 'PublicityEnded', openObjections: openObjections(tender, lotId) })] });
  },
});

const recordOverdue = command({
  name: 'award.recordOverdue', title: '记录逾期事项', roles: clock, body: lotBody,
  reads: ({ lotId }) => ({ streams: streams([award, lotId]) }),
  decide({ body: { lotId }, now, world }) {
    const state = world.find(award, lotId);
    const passed = state ? duePassed(state, now) : [];
    return passed.length === 0 ? err(refusals.nothingDue({})) : ok({ events: passed.map((duty) => emit(award, lotId, { kind: 'DutyOverdue', ...duty })) });
  },
});

/** From the report to the end of the publicity. */
export function reportCommands(services: Services) {
  return anyCommands(receiveReport(services), returnReport(services), publishCandidates(services), endPublicity, recordOverdue);
}
