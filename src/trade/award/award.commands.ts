import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { bidValidUntil, contractBy, reportToDepartmentBy } from '#rules/construction/deadlines.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { command, emit, streams, type Decision, type Emitted } from '#platform/command/command.ts';
import { sameContent, verifyContent } from '#platform/command/signed-content.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Mode, type Services } from '#platform/module.ts';
import { clock, contentBody, dueContext, lotBody, lotReads, operator, standing } from './acts.commands.ts';
import { award } from './award.ts';
import { departmentReport, letterOf, noticeTo, resultNotice } from './award.content.ts';
import { checkAddressees, checkChoice, hasUpheld, openObjections, type Choice } from './award.decide.ts';
import { awardRefusals as refusals } from './award.refusals.ts';
import type { Award } from './award.types.ts';
import { bidderNotice, noticeIdOf } from './bidder-notice.ts';
import { bidderIdSchema, fileSchema, lotIdSchema, subjectOf } from './lot-schemas.ts';
import { evaluations, tenders } from './neighbours.ts';

const decideBody = z.strictObject({
  lotId: lotIdSchema, bidderId: bidderIdSchema, reason: z.string().trim().max(4000).default(''),
  passedOver: z.array(z.strictObject({ bidderId: bidderIdSchema, ground: z.string().max(40), explanation: z.string().trim().max(2000), evidence: z.array(fileSchema).max(20) })).max(3).default([]),
  signature: signatureSchema,
});

function decide({ trust, mode, files }: Services) {
  return command({
    name: 'award.decide', title: '确定中标人', roles: operator, body: decideBody,
    async prepare({ body: { signature, lotId, ...content }, actor, now }) {
      for (const { sha256 } of content.passedOver.flatMap(({ evidence }) => evidence)) if (!(await files.find(sha256))) return err(refusals.passGround({}));
      return verifyAct(trust, { act: 'award.decide', subject: subjectOf(lotId), content: content as unknown as Json, actor, now }, signature);
    },
    reads: ({ lotId }) => ({ streams: lotReads(lotId) }),
    decide({ body, actor, now, world, prepared }) {
      const may = standing({ world, actor, now }, body.lotId, 'award.decide');
      if (!may.ok) return may;
      const context = dueContext(may.value.tender, mode);
      const chosen = checkChoice(may.value.award, body, context.pack);
      if (!chosen.ok) return chosen;
      if (body.passedOver.length === 0 && hasUpheld(may.value.award, may.value.tender)) return err(refusals.objectionUpheld({}));
      return decided(mode, body.lotId, { ...may.value, bidderId: body.bidderId, reason: body.reason, passedOver: body.passedOver, now, ...prepared });
    },
  });
}

function decideByPanel({ mode }: Services) {
  return command({
    name: 'award.decideByPanel', title: '记录评标委员会确定的中标人', roles: clock, body: lotBody,
    reads: ({ lotId }) => ({ streams: lotReads(lotId) }),
    decide({ body: { lotId }, now, world }) {
      const [state, tender] = [world.find(award, lotId), world.find(tenders, tenderIdOf(lotId))];
      const first = state?.candidates[0];
      if (!state || !tender || !first || state.method !== 'panel-decides' || state.status !== 'publicity' || state.publicity?.endedAt === null) return err(refusals.nothingDue({}));
      if (tender.suspension || openObjections(tender, lotId) > 0 || hasUpheld(state, tender)) return err(refusals.nothingDue({}));
      return decided(mode, lotId, { award: state, tender, bidderId: first.bidderId, reason: '招标文件授权评标委员会确定中标人', passedOver: [], now, statement: null, signature: null });
    },
  });
}

type Deciding = Choice & { readonly award: Award; readonly tender: Tender; readonly now: Instant; readonly statement: JsonObject | null; readonly signature: JsonObject | null };

function decided(mode: Mode, lotId: string, { award: state, tender, now, bidderId, reason, passedOver, statement, signature }: Deciding): Result<Decision, Refusal> {
  const due = reportToDepartmentBy(now, dueContext(tender, mode));
  if (!due.ok) return due;
  const candidate = state.candidates.find((each) => each.bidderId === bidderId);
  if (!candidate) return err(refusals.outside({}));
  const { name, priceFen } = candidate;
  const event = emit(award, lotId, { kind: 'AwardDecided', bidderId, name, priceFen, method: state.method, reason, passedOver, reportBy: due.value.at, statement, signature });
  return ok({ events: [event], result: { bidderId, reportBy: due.value.at } });
}

function issueLetter({ trust, mode }: Services) {
  return command({
    name: 'award.issueLetter', title: '发出中标通知书', roles: operator, body: contentBody.extend({ bidderIds: z.array(bidderIdSchema).min(1).max(500) }),
    prepare: async ({ body, actor, now }) => verifyContent(trust, { act: 'award.issueLetter', subject: subjectOf(body.lotId), ...body, actor, now }),
    reads: ({ lotId, bidderIds }) => ({ streams: [...lotReads(lotId), ...streams(...bidderIds.map((bidderId) => [bidderNotice, noticeIdOf(lotId, bidderId)] as const))] }),
    decide({ body, actor, now, world, prepared }) {
      const may = standing({ world, actor, now }, body.lotId, 'award.issueLetter');
      if (!may.ok) return may;
      const everyone = checkAddressees(may.value.award, body.bidderIds);
      if (!everyone.ok) return everyone;
      const signBy = contractDue(may.value.tender, now, mode);
      if (!signBy.ok) return signBy;
      const letter = letterOf(may.value.award, may.value.tender, signBy.value);
      const same = sameContent(body.content, letter);
      if (!same.ok) return same;
      const { bidders } = may.value.award;
      const notices: Emitted[] = bidders.map((bidder) => emit(bidderNotice, noticeIdOf(body.lotId, bidder.bidderId), { kind: 'BidderNotified', content: noticeTo(may.value.award, bidder) }));
      return ok({ events: [emit(award, body.lotId, { kind: 'LetterIssued', letter, contractBy: signBy.value, notified: bidders.length, ...prepared }), ...notices], result: { contractBy: signBy.value } });
    },
  });
}

function publishResult({ trust }: Services) {
  return command({
    name: 'award.publishResult', title: '公告中标结果', roles: operator, body: contentBody,
    prepare: async ({ body, actor, now }) => verifyContent(trust, { act: 'award.publishResult', subject: subjectOf(body.lotId), ...body, actor, now }),
    reads: ({ lotId }) => ({ streams: lotReads(lotId) }),
    decide({ body, actor, now, world, prepared }) {
      const may = standing({ world, actor, now }, body.lotId, 'award.publishResult');
      if (!may.ok) return may;
      const notice = resultNotice(may.value.award, may.value.tender);
      const same = sameContent(body.content, notice);
      return same.ok ? ok({ events: [emit(award, body.lotId, { kind: 'ResultPublished', notice, ...prepared })] }) : same;
    },
  });
}

function reportToDepartment({ trust }: Services) {
  return command({
    name: 'award.reportToDepartment', title: '提交招标投标情况书面报告', roles: operator, body: contentBody,
    prepare: async ({ body, actor, now }) => verifyContent(trust, { act: 'award.reportToDepartment', subject: subjectOf(body.lotId), ...body, actor, now }),
    reads: ({ lotId }) => ({ streams: lotReads(lotId), peek: streams([evaluations, lotId]) }),
    decide({ body, actor, now, world, prepared }) {
      const may = standing({ world, actor, now }, body.lotId, 'award.reportToDepartment');
      if (!may.ok) return may;
      const evaluation = world.find(evaluations, body.lotId);
      if (!evaluation) return err(refusals.notReported({}));
      const report = departmentReport(may.value.award, may.value.tender, evaluation);
      const same = sameContent(body.content, report);
      if (!same.ok) return same;
      return ok({ events: [emit(award, body.lotId, { kind: 'ReportedToDepartment', report, late: now >= (may.value.award.reportBy ?? now), ...prepared })] });
    },
  });
}

/** Thirty days from the letter, within the bids' validity. */
export function contractDue(tender: Tender, letterAt: Instant, mode: Mode): Result<Instant, Refusal> {
  const document = tender.published?.document;
  const validUntil = document ? { validUntil: bidValidUntil(document.bidDeadlineAt, document.bidValidityDays) } : {};
  const due = contractBy(letterAt, { ...dueContext(tender, mode), ...validUntil });
  return due.ok ? ok(due.value.at) : due;
}

/** From the decision to the report about it. */
export function awardCommands(services: Services) {
  return anyCommands(decide(services), decideByPanel(services), issueLetter(services), publishResult(services), reportToDepartment(services));
}
