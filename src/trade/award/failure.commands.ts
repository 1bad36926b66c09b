import { tenderIdOf } from '#kernel/ids.ts';
import type { JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { command, emit, streams, type Decision } from '#platform/command/command.ts';
import { sameContent, verifyContent } from '#platform/command/signed-content.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { z } from 'zod';
import { clock, contentBody, lotReads, operator, standing } from './acts.commands.ts';
import { award, duePassed } from './award.ts';
import { checkAddressees } from './award.decide.ts';
import { awardRefusals as refusals } from './award.refusals.ts';
import type { Award } from './award.types.ts';
import { bidderNotice, noticeIdOf } from './bidder-notice.ts';
import { causeOfFailure, failureNotice, failureNoticeTo, isFailureOverdue } from './failure.ts';
import { bidderIdSchema, lotIdSchema, subjectOf } from './lot-schemas.ts';
import { tenders } from './neighbours.ts';

const bidderIds = z.array(bidderIdSchema).max(500);
const reads = (lotId: string, ids: readonly string[]) => [...lotReads(lotId), ...streams(...ids.map((bidderId) => [bidderNotice, noticeIdOf(lotId, bidderId)] as const))];

function publishFailure({ trust }: Services) {
  return command({
    name: 'award.publishFailure', title: '公告招标失败', roles: operator, body: contentBody.extend({ bidderIds }),
    prepare: async ({ body, actor, now }) => verifyContent(trust, { act: 'award.publishFailure', subject: subjectOf(body.lotId), ...body, actor, now }),
    reads: ({ lotId, bidderIds: ids }) => ({ streams: reads(lotId, ids) }),
    decide({ body, actor, now, world, prepared }) {
      const may = standing({ world, actor, now }, body.lotId, 'award.publishFailure');
      if (!may.ok) return may;
      const everyone = checkAddressees(may.value.award, body.bidderIds);
      if (!everyone.ok) return everyone;
      const same = sameContent(body.content, failureNotice(may.value.award, may.value.tender, packOf(may.value.tender)));
      return same.ok ? ok(failed(may.value.award, may.value.tender, prepared)) : same;
    },
  });
}

const failByItself = command({
  name: 'award.failByItself', title: '逾期未公告的招标失败由平台公告', roles: clock, body: z.strictObject({ lotId: lotIdSchema, bidderIds }),
  reads: ({ lotId, bidderIds: ids }) => ({ streams: reads(lotId, ids) }),
  decide({ body, now, world }) {
    const [state, tender] = [world.find(award, body.lotId), world.find(tenders, tenderIdOf(body.lotId))];
    if (!state || !tender || tender.suspension || !isFailureOverdue(state, now)) return err(refusals.nothingDue({}));
    const everyone = checkAddressees(state, body.bidderIds);
    if (!everyone.ok) return everyone;
    const overdue = duePassed(state, now).map((duty) => emit(award, body.lotId, { kind: 'DutyOverdue', ...duty }));
    const ended = failed(state, tender, { statement: null, signature: null });
    return ok({ events: [...overdue, ...ended.events] });
  },
});

type MaybeSigned = { readonly statement: JsonObject | null; readonly signature: JsonObject | null };

/** One commit: the public notice and what each bidder is told. */
function failed(state: Award, tender: Tender, signed: MaybeSigned): Decision {
  const { lotId, bidders } = state;
  const notices = bidders.map((bidder) => emit(bidderNotice, noticeIdOf(lotId, bidder.bidderId), { kind: 'BidderNotified', content: failureNoticeTo(bidder) }));
  const notice = failureNotice(state, tender, packOf(tender));
  return { events: [emit(award, lotId, { kind: 'FailureDeclared', cause: causeOfFailure(bidders), notice, ...signed }), ...notices] };
}

/** The end of a lot for which nobody is left to award to. */
export function failureCommands(services: Services) {
  return anyCommands(publishFailure(services), failByItself);
}
