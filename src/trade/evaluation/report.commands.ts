import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { err } from '#kernel/result.ts';
import { command } from '#platform/command/command.ts';
import { signatureSchema, verifyAct, type SignedAct } from '#platform/command/signed.ts';
import { depositFacts } from '#trade/deposit/arrival.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import { evaluation } from './evaluation.ts';
import { decided, memberCommand, openingOf, readsOf, type InLot } from './hall.commands.ts';
import { decideDeem, decideDraft, decideSign, decideWithdraw } from './report.ts';
import { deposits, panels } from './neighbours.ts';
import { hasDepartures } from './reseating.ts';
import { openingLotOf } from './result.ts';
import { lotId, text } from './schemas.ts';
import type { Trust } from './scoring.commands.ts';

const draftReport = memberCommand({
  name: 'evaluation.draftReport', title: '汇总并形成评标报告', body: z.strictObject({ lotId }),
  prefixes: ({ lotId: id }) => [`deposit:${id}:`],
  decide: ({ hall, body, world }) => decideDraft(hall, openingLotOf(openingOf(world, body.lotId), body.lotId), world.list(deposits, `${body.lotId}:`).map(({ state }) => ({ bidderId: state.bidderId, facts: depositFacts(state) }))),
});

const withdrawReport = memberCommand({
  name: 'evaluation.withdrawReport', title: '收回报告稿', body: z.strictObject({ lotId, reason: text(500) }),
  decide: ({ hall, body }) => decideWithdraw(hall, body.reason),
});

type SignBody = InLot & { readonly reportHash: string; readonly dissent: string | null; readonly signature: z.infer<typeof signatureSchema> };

/** Signed content: `{reportHash, dissent}`. */
function signReport(trust: Trust) {
  return memberCommand<SignBody, SignedAct>({
    name: 'evaluation.signReport', title: '签署评标报告',
    body: z.strictObject({ lotId, reportHash: z.string().regex(/^[\w-]{43}$/, '报告摘要不对'), dissent: text(4000).nullable().default(null), signature: signatureSchema }),
    prepare: async ({ body, actor, now }) => verifyAct(trust, {
      act: 'evaluation.signReport', subject: { tenderId: tenderIdOf(body.lotId), lotId: body.lotId }, content: { reportHash: body.reportHash, dissent: body.dissent }, actor, now,
    }, body.signature),
    decide: ({ hall, body, prepared }) => decideSign(hall, { reportHash: body.reportHash, dissent: body.dissent, ...prepared }),
  });
}

const deemAgreement = command({
  name: 'evaluation.deemAgreement', title: '逾期未签视为同意', roles: ['system.clock'], body: z.strictObject({ lotId }),
  reads: ({ lotId: id }) => readsOf(id),
  decide: ({ body, now, world }) => {
    const state = world.find(evaluation, body.lotId);
    return state && hasDepartures(state, world.find(panels, tenderIdOf(body.lotId))) ? err(refusals.reseating({})) : decided(body.lotId, decideDeem(state, now));
  },
});

export function reportCommands(trust: Trust) {
  return [draftReport, withdrawReport, signReport(trust), deemAgreement] as const;
}
