import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Json } from '#kernel/json.ts';
import { all, err, ok } from '#kernel/result.ts';
import { ofInstant, parsePlainDate } from '#kernel/time/plain-date.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { award } from '#trade/award/award.ts';
import { bidderNotice, noticeIdOf } from '#trade/award/bidder-notice.ts';
import { bidderIdSchema, fenSchema, fileSchema, lotIdSchema, subjectOf } from '#trade/award/lot-schemas.ts';
import { bids, openings, tenders } from '#trade/award/neighbours.ts';
import { contract } from '#trade/contract/contract.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { isInitiatorSide } from '#trade/tender/tender.phase.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { requireUploads } from '#platform/files/file-ref.ts';
import { openUploads } from '#platform/files/uploads.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { checkForfeit, checkReturn, deposit, factsOf, isAwaited } from './deposit.ts';
import { arrivalCommands, holderRoles, mayHold, one } from './arrival.commands.ts';
import { returnClock } from './deposit.clock.ts';
import { depositRefusals as refusals } from './deposit.refusals.ts';
import { payCodeOf } from './pay-code.ts';

const oneBody = z.strictObject({ lotId: lotIdSchema, bidderId: bidderIdSchema });
const manyBody = z.strictObject({ lotId: lotIdSchema, bidderIds: z.array(bidderIdSchema).min(1).max(500) });
const returnBody = oneBody.extend({
  paidOn: z.string().refine((text) => parsePlainDate(text).ok, '付款日期形如 2026-12-11'), amountFen: fenSchema, interestFen: fenSchema,
  voucher: z.string().trim().min(4, '请填写付款凭证号').max(200),
});
const forfeitBody = oneBody.extend({ ground: z.string().max(40), explanation: z.string().trim().min(10, '请写明事实，不少于十个字').max(2000), evidence: z.array(fileSchema).min(1, '请附证明材料').max(20), signature: signatureSchema });

const many = (lotId: string, bidderIds: readonly string[]) => bidderIds.flatMap((bidderId) => one(lotId, bidderId));

const record = command({
  name: 'deposit.record', title: '列出投标文件声明的保证金', roles: ['system.clock'], body: manyBody,
  reads: ({ lotId, bidderIds }) => ({ streams: many(lotId, bidderIds), peek: [...streams([openings, tenderIdOf(lotId)], [tenders, tenderIdOf(lotId)]), ...bidderIds.map((id) => `bid:${lotId}:${id}`)] }),
  decide({ body: { lotId, bidderIds }, world }) {
    const [opening, tender] = [world.find(openings, tenderIdOf(lotId)), world.find(tenders, tenderIdOf(lotId))];
    if (!opening || !tender?.published || (opening.status !== 'announced' && opening.status !== 'confirmed')) return err(refusals.tooEarly({}));
    const { tenderId } = tender;
    const { bidDeadlineAt: heldFrom, lots } = tender.published.document;
    const amountFen = lots.find((lot) => lot.lotId === lotId)?.depositFen ?? '0';
    const listed = opening.lots.find((lot) => lot.lotId === lotId)?.accepted ?? [];
    const events = bidderIds.flatMap((bidderId) => {
      const bid = listed.find((each) => each.bidderId === bidderId);
      if (!bid || amountFen === '0' || world.find(deposit, `${lotId}:${bidderId}`)) return [];
      const form = bid.outcome.kind === 'opened' ? bid.outcome.priceSheet.depositForm : (world.find(bids, `${lotId}:${bidderId}`)?.depositForm ?? 'transfer');
      return [emit(deposit, `${lotId}:${bidderId}`, { kind: 'DepositRecorded', tenderId, bidderName: bid.bidderName, form, amountFen, heldFrom })];
    });
    return events.length === 0 ? err(refusals.nothingDue({})) : ok({ events });
  },
});

/** Deposits of bids that stay sealed, for the lot failed at the close or the tender was terminated, by pay code: whoever holds the money pays it back without learning whose it is. */
const recordSealed = command({
  name: 'deposit.recordSealed', title: '列出失败、终止标段声明的保证金', roles: ['system.clock'],
  body: z.strictObject({ lotId: lotIdSchema, deposits: z.array(z.strictObject({ bidderId: bidderIdSchema, payCode: z.string().regex(/^[0-9A-F]{16}$/) })).min(1).max(500) }),
  reads: ({ lotId, deposits }) => ({ streams: many(lotId, deposits.map(({ payCode }) => payCode)), peek: [...streams([openings, tenderIdOf(lotId)], [tenders, tenderIdOf(lotId)]), ...deposits.map(({ bidderId }) => `bid:${lotId}:${bidderId}`)] }),
  decide({ body: { lotId, deposits }, world }) {
    const [opening, tender] = [world.find(openings, tenderIdOf(lotId)), world.find(tenders, tenderIdOf(lotId))];
    const isFailed = opening?.lots.find((lot) => lot.lotId === lotId)?.status === 'failed';
    if (!tender?.published || !(isFailed || tender.termination)) return err(refusals.tooEarly({}));
    const { tenderId, published: { document }, termination } = tender;
    const heldFrom = termination?.at ?? document.bidDeadlineAt;
    const amountFen = document.lots.find((lot) => lot.lotId === lotId)?.depositFen ?? '0';
    const events = deposits.flatMap(({ bidderId, payCode }) => {
      const bid = world.find(bids, `${lotId}:${bidderId}`);
      if (bid?.status !== 'submitted' || payCodeOf(lotId, bid.manifestHash) !== payCode || amountFen === '0' || world.find(deposit, `${lotId}:${payCode}`)) return [];
      return [emit(deposit, `${lotId}:${payCode}`, { kind: 'SealedDepositRecorded', tenderId, bidderId, bidderName: bid.bidderName, form: bid.depositForm, amountFen, heldFrom })];
    });
    return events.length === 0 ? err(refusals.nothingDue({})) : ok({ events });
  },
});

function startClock({ mode }: Services) {
  return command({
    name: 'deposit.startClock', title: '保证金退还开始计时', roles: ['system.clock'], body: manyBody,
    reads: ({ lotId, bidderIds }) => ({ streams: many(lotId, bidderIds), peek: streams([contract, lotId], [award, lotId], [openings, tenderIdOf(lotId)], [tenders, tenderIdOf(lotId)]) }),
    decide({ body: { lotId, bidderIds }, now, world }) {
      const tender = world.find(tenders, tenderIdOf(lotId));
      if (!tender) return err(refusals.absent({}));
      const ending = { tender, contract: world.find(contract, lotId), award: world.find(award, lotId), opening: world.find(openings, tenderIdOf(lotId)) };
      const context = { pack: packOf(tender), calendar: calendarFor(mode), now };
      const held = bidderIds.flatMap((ref) => world.find(deposit, `${lotId}:${ref}`) ?? []).filter(({ status }) => status === 'held');
      const clocks = all(held.map(({ ref, bidderId }) => {
        const clock = returnClock(ending, { lotId, bidderId }, context);
        return clock.ok ? ok(clock.value ? [emit(deposit, `${lotId}:${ref}`, { kind: 'ReturnDue', ...clock.value })] : []) : clock;
      }));
      if (!clocks.ok) return clocks;
      const events = clocks.value.flat();
      return events.length === 0 ? err(refusals.nothingDue({})) : ok({ events });
    },
  });
}

const recordReturn = command({
  name: 'deposit.recordReturn', title: '登记退还投标保证金', roles: holderRoles, body: returnBody,
  reads: ({ lotId, bidderId }) => ({ streams: one(lotId, bidderId), peek: streams([tenders, tenderIdOf(lotId)]) }),
  decide({ body: { lotId, bidderId, ...payment }, actor, now, world }) {
    const [state, tender] = [world.find(deposit, `${lotId}:${bidderId}`), world.find(tenders, tenderIdOf(lotId))];
    if (!state || !tender) return err(refusals.absent({}));
    if (!mayHold(actor, tender)) return err(refusals.notHolder({}));
    const whole = checkReturn(state, payment, { today: ofInstant(now), pack: packOf(tender) });
    if (!whole.ok) return whole;
    const late = state.due !== null && now >= state.due.dueBy;
    return ok({ events: [emit(deposit, `${lotId}:${bidderId}`, { kind: 'DepositReturned', ...payment, late, byOrgId: actor.orgId ?? '' })] });
  },
});

function forfeit({ trust, dataDir }: Services) {
  const uploads = openUploads(dataDir);
  return command({
    name: 'deposit.forfeit', title: '不予退还投标保证金', roles: ['initiate.operator'], body: forfeitBody,
    async prepare({ body: { lotId, signature, ...content }, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, content.evidence);
      if (!brought.ok) return brought;
      return verifyAct(trust, { act: 'deposit.forfeit', subject: subjectOf(lotId), content: content as unknown as Json, actor, now }, signature);
    },
    reads: ({ lotId, bidderId }) => ({ streams: one(lotId, bidderId), peek: streams([tenders, tenderIdOf(lotId)], [openings, tenderIdOf(lotId)], [contract, lotId], [bidderNotice, noticeIdOf(lotId, bidderId)]) }),
    decide({ body: { lotId, bidderId, ground, explanation, evidence }, actor, world, prepared }) {
      const [state, tender] = [world.find(deposit, `${lotId}:${bidderId}`), world.find(tenders, tenderIdOf(lotId))];
      if (!state || !tender) return err(refusals.absent({}));
      if (!isInitiatorSide(tender, actor.orgId)) return err(refusals.notInitiator({}));
      const lawful = checkForfeit(state, ground, factsOf(state, { opening: world.find(openings, tenderIdOf(lotId)), contract: world.find(contract, lotId), notice: world.find(bidderNotice, noticeIdOf(lotId, bidderId)) }), packOf(tender));
      return lawful.ok ? ok({ events: [emit(deposit, `${lotId}:${bidderId}`, { kind: 'DepositForfeited', ground, explanation, evidence, ...prepared })] }) : lawful;
    },
  });
}

const recordOverdue = command({
  name: 'deposit.recordOverdue', title: '记录保证金逾期未退', roles: ['system.clock'], body: oneBody,
  reads: ({ lotId, bidderId }) => ({ streams: one(lotId, bidderId) }),
  decide({ body: { lotId, bidderId }, now, world }) {
    const state = world.find(deposit, `${lotId}:${bidderId}`);
    if (!state?.due || !isAwaited(state) || state.due.dueBy > now) return err(refusals.nothingDue({}));
    return ok({ events: [emit(deposit, `${lotId}:${bidderId}`, { kind: 'ReturnOverdue', dueBy: state.due.dueBy })] });
  },
});

export function depositCommands(services: Services) {
  return [...anyCommands(record, recordSealed, startClock(services), recordReturn, forfeit(services), recordOverdue), ...arrivalCommands()];
}
