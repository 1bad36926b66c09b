import { tenderIdOf } from '#kernel/ids.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { candidatePublishBy, publicityPeriod } from '#rules/construction/deadlines.ts';
import { valueOf } from '#rules/pack.ts';
import { evaluation } from '#trade/evaluation/evaluation.ts';
import { rulesOf } from '#trade/evaluation/rules-of.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Mode, Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { dueContext } from './acts.commands.ts';
import { award } from './award.ts';
import { contractDue } from './award.commands.ts';
import { candidateNotice, departmentReport, letterOf, resultNotice } from './award.content.ts';
import { actTitles, checkPublicity, hasUpheld, mayAct, mayObject, openObjections, type AwardAct } from './award.decide.ts';
import { partOf, stepsOf, visibleAward, type Preview } from './award.present.ts';
import { awardRefusals } from './award.refusals.ts';
import { awardsOf } from './award.store.ts';
import type { Award } from './award.types.ts';
import { bidderNotice, noticeIdOf } from './bidder-notice.ts';
import { failureNotice } from './failure.ts';
import { findReport } from './letter.store.ts';
import { tenders } from './neighbours.ts';

export function registerAwardRoutes(app: HttpApp, { pool, sessions, legalNow, mode }: Running): void {
  app.get('/api/awards', { schema: { tags: ['award'], summary: '与本单位有关、已收到评标报告的标段' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const rows = session.actor.orgId ? await awardsOf(pool, session.actor.orgId) : [];
    const seen = rows.filter(({ part, status }) => part === 'initiator' || part === 'department' || !['report-received', 'returned'].includes(status));
    return reply.send({ items: seen, serverNow: await legalNow() });
  });

  app.get<{ Params: { lotId: string } }>('/api/lots/:lotId/award', { schema: { tags: ['award'], summary: '一个标段的候选人公示、定标和通知书' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { lotId } = request.params;
    const orgId = session.actor.orgId;
    const [state, tender, evaluated, notice, now] = await Promise.all([
      readHead(pool, award, lotId), readHead(pool, tenders, tenderIdOf(lotId)), readHead(pool, evaluation, lotId), orgId ? readHead(pool, bidderNotice, noticeIdOf(lotId, orgId)) : null, legalNow(),
    ]);
    const part = tender ? partOf(state?.state ?? null, tender.state, orgId) : 'public';
    const visible = state && tender ? visibleAward(state.state, part) : null;
    if (!state || !tender || !visible) return sendRefusal(reply, awardRefusals.absent({}));
    const operates = session.actor.role === 'initiate.operator';
    const acts = operates ? (Object.keys(actTitles) as AwardAct[]).filter((act) => mayAct(act, { award: state.state, tender: tender.state, orgId, now }).ok) : [];
    const knowsReport = part === 'initiator' || part === 'department';
    const filed = knowsReport && state.state.reportedAt !== null ? await findReport(pool, lotId) : null;
    const rules = rulesOf(tender.state);
    return reply.send({
      lotId, part, tenderName: tender.state.name, lotName: tender.state.lots.find((lot) => lot.lotId === lotId)?.name ?? lotId,
      initiator: tender.state.initiator, department: tender.state.department, award: visible, steps: knowsReport ? stepsOf(state.state) : [],
      report: knowsReport ? (evaluated?.state.report ?? null) : null, openObjections: openObjections(tender.state, lotId), isUpheld: hasUpheld(state.state, tender.state),
      mayObject: session.actor.role === 'respond.operator' && orgId !== null && isOpenToObjections(state.state, now),
      previews: previewsOf(acts, { award: state.state, tender: tender.state, now, mode, report: evaluated ? () => departmentReport(state.state, tender.state, evaluated.state) : null }),
      notice: notice?.state.sent.at(-1) ?? null, returnGrounds: valueOf(rules, 'eng.report.return', 'codes'), passGrounds: valueOf(rules, 'eng.award.next', 'codes'),
      filedReport: filed?.body['report'] ?? null, can: acts, serverNow: now,
    });
  });
}

function isOpenToObjections(state: Award, now: Instant): boolean {
  return state.publicity !== null && state.publicity.from <= now && now < state.publicity.until && mayObject(state).ok;
}

type Previewing = { readonly award: Award; readonly tender: Tender; readonly now: Instant; readonly mode: Mode; readonly report: (() => JsonObject) | null };

/** For each act open now, exactly what will be signed and become public. */
function previewsOf(acts: readonly AwardAct[], { award: state, tender, now, mode, report }: Previewing): Partial<Record<AwardAct, Preview>> {
  const previews: Partial<Record<AwardAct, Preview>> = {};
  const context = dueContext(tender, mode);
  if (acts.includes('award.publishCandidates')) {
    const publicity = publicityPeriod(now, context);
    const inTime = candidatePublishBy(state.reportReceivedAt, { ...context, actualAt: now });
    const judged = publicity.ok ? checkPublicity(now, publicity.value.at, context) : publicity;
    if (publicity.ok && judged.ok && inTime.ok) {
      const until = publicity.value.at;
      const findings = [inTime.value.finding, judged.value].map((each) => ({ ...each }) as unknown as JsonObject);
      previews['award.publishCandidates'] = { content: candidateNotice(state, tender, until), body: { until }, findings };
    }
  }
  if (acts.includes('award.publishFailure')) previews['award.publishFailure'] = { content: failureNotice(state, tender, context.pack), body: { bidderIds: state.bidders.map(({ bidderId }) => bidderId) } };
  if (acts.includes('award.issueLetter')) {
    const due = contractDue(tender, now, mode);
    if (due.ok) previews['award.issueLetter'] = { content: letterOf(state, tender, due.value), body: { bidderIds: state.bidders.map(({ bidderId }) => bidderId) } };
  }
  if (acts.includes('award.publishResult')) previews['award.publishResult'] = { content: resultNotice(state, tender) };
  if (acts.includes('award.reportToDepartment') && report) previews['award.reportToDepartment'] = { content: report() };
  return previews;
}
