import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { command } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { decideAnswer, decideLapse, decideQuestion } from './clarification.ts';
import { memberCommand, decided, readsOf } from './hall.commands.ts';
import { evaluation } from './evaluation.ts';
import { decideScores, decideSubmit } from './scoring.ts';
import { bidderId, lotId, optionalText, points, shortId, text } from './schemas.ts';

export type Trust = Parameters<typeof verifyAct>[0];

const score = memberCommand({
  name: 'evaluation.score', title: '评分',
  body: z.strictObject({ lotId, scores: z.array(z.strictObject({ bidderId, factorId: shortId, points, note: optionalText(500).default('') })).min(1, '至少一项').max(1000) }),
  decide: ({ hall, body }) => decideScores(hall, body.scores),
});

const submitScores = memberCommand({
  name: 'evaluation.submitScores', title: '提交评分', body: z.strictObject({ lotId }),
  decide: ({ hall }) => decideSubmit(hall),
});

const askClarification = memberCommand({
  name: 'evaluation.askClarification', title: '要求投标人澄清',
  body: z.strictObject({ lotId, bidderId, question: text(2000), correctedFen: z.string().regex(/^\d{1,18}$/, '修正价格应为分').nullable().default(null) }),
  decide: ({ hall, body, newId }) => decideQuestion(hall, { clarificationId: newId(), bidderId: body.bidderId, question: body.question, correctedFen: body.correctedFen }),
});

const lapse = command({
  name: 'evaluation.lapseClarification', title: '澄清逾期', roles: ['system.clock'], body: z.strictObject({ lotId, clarificationId: shortId }),
  reads: ({ lotId: id }) => readsOf(id),
  decide: ({ body, now, world }) => decided(body.lotId, decideLapse(world.find(evaluation, body.lotId), body.clarificationId, now)),
});

/** Signed content of `evaluation.answerClarification`: what the bidder says, word for word. */
function answerClarification(trust: Trust) {
  return command({
    name: 'evaluation.answerClarification', title: '答复澄清', roles: ['respond.operator'],
    body: z.strictObject({
      lotId, clarificationId: shortId, text: text(4000), acceptsCorrection: z.boolean().nullable().default(null),
      changesNothing: z.literal(true, '答复不得超出投标文件的范围或者改变其实质性内容，请确认'), signature: signatureSchema,
    }),
    prepare: async ({ body, actor, now }) => {
      const content = { clarificationId: body.clarificationId, text: body.text, acceptsCorrection: body.acceptsCorrection };
      return verifyAct(trust, { act: 'evaluation.answerClarification', subject: { tenderId: tenderIdOf(body.lotId), lotId: body.lotId }, content, actor, now }, body.signature);
    },
    reads: ({ lotId: id }) => readsOf(id),
    decide: ({ body, actor, now, world, prepared }) => decided(body.lotId, decideAnswer(
      { evaluation: world.find(evaluation, body.lotId), orgId: actor.orgId, now, signed: prepared },
      { clarificationId: body.clarificationId, text: body.text, acceptsCorrection: body.acceptsCorrection },
    )),
  });
}

export function scoringCommands(trust: Trust) {
  return [score, submitScores, askClarification, lapse, answerClarification(trust)] as const;
}
