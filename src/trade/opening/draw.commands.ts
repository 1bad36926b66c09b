import { z } from 'zod';
import { canonical, type JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { verifySignedStatement, type TrustStore } from '#platform/ca/trust.ts';
import { signatureSchema } from '#platform/command/signed.ts';
import { coefficientDrawId, isFixed } from './close.ts';
import { hall } from './hall.ts';
import { opening } from './opening.ts';
import { openingRefusals as refusals } from './opening.refusals.ts';
import type { DrawSource } from './opening.types.ts';
import { tenderIdSchema } from './schemas.ts';

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));
const escrowSchema = z.strictObject({
  v: z.literal(1), drawId: z.string().max(64), dealerId: z.string().max(64),
  shares: z.array(z.strictObject({ holderId: z.string().max(64), commit: hex(64), enc: hex(130), ciphertext: hex(98) })).min(2).max(15),
});
const contributeBody = z.strictObject({ tenderId: tenderIdSchema, holderId: z.string().max(64), commitment: hex(64), escrow: escrowSchema, signature: signatureSchema });

/**
 * A key holder's contribution to the draw of the coefficient, in escrow with the other holders before anyone can know a
 * bid. After the close it is taken only where too few came before; the list is then fixed by as many as open a bid.
 */
export function contributeCommand({ trust }: { readonly trust: TrustStore }) {
  return command({
    name: 'opening.contribute', title: '托管系数抽取来源', roles: ['hold-key.agent'], body: contributeBody,
    prepare({ body: { tenderId, holderId, commitment, escrow, signature }, actor, now }) {
      const statement = { v: 1 as const, act: 'opening.contribute', subject: { tenderId }, content: { holderId, commitment, escrow }, signerOrg: actor.orgId ?? '', signerPerson: holderId };
      const signer = verifySignedStatement(statement, signature, now, trust);
      return Promise.resolve(signer.ok && signer.value.personId !== holderId ? err(refusals.notHolder({})) : signer);
    },
    reads: ({ tenderId }) => ({ streams: streams([tender, tenderId], [hall, tenderId], [opening, tenderId]) }),
    decide({ body: { tenderId, holderId, commitment, escrow }, actor, world }) {
      const found = world.find(tender, tenderId);
      if (found?.termination) return err(refusals.terminated({ at: formatBeijing(found.termination.at) }));
      const published = found?.published;
      if (!published || published.document.scoring.price.formula.coefficients.length < 2) return err(refusals.noDraw({}));
      const holder = published.keyHolders.find((each) => each.holderId === holderId && each.orgId === actor.orgId);
      if (!holder) return err(refusals.notHolder({}));
      const others = published.keyHolders.filter((each) => each !== holder).map((each) => each.holderId).sort().join(' ');
      const dealt = escrow.shares.map((share) => share.holderId).sort().join(' ');
      if (escrow.drawId !== coefficientDrawId(tenderId) || escrow.dealerId !== holderId || dealt !== others) return err(refusals.badEscrow({}));
      const source: DrawSource = { holderId, part: holder.part, commitment, escrow: canonical(escrow) };
      const state = world.find(opening, tenderId);
      if (!state) {
        const standing = world.find(hall, tenderId)?.sources ?? [];
        return standing.some((each) => each.holderId === holderId) ? err(refusals.noDraw({})) : ok({ events: [emit(hall, tenderId, { kind: 'ContributionEscrowed', source })] });
      }
      const { draw } = state;
      if (!draw || draw.fixed || draw.sources.some((each) => each.holderId === holderId)) return err(refusals.noDraw({}));
      return ok({ events: [emit(opening, tenderId, { kind: 'DrawSourceAdded', source, fixed: isFixed([...draw.sources, source], state.k) })] });
    },
  });
}

/** The draw as the worker computed it; anyone computes it again from the transcript. */
export const drawCoefficientCommand = command({
  name: 'opening.drawCoefficient', title: '抽取系数', roles: ['system.clock'],
  body: z.strictObject({ tenderId: tenderIdSchema, value: z.string().max(40), transcript: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null) }),
  reads: ({ tenderId }) => ({ streams: streams([opening, tenderId]) }),
  decide({ body: { tenderId, value, transcript }, world }) {
    const state = world.find(opening, tenderId);
    const isWaiting = state?.draw?.fixed === true && state.lots.every(({ coefficient }) => coefficient === null);
    return isWaiting ? ok({ events: [emit(opening, tenderId, { kind: 'CoefficientDrawn', value, transcript })] }) : err(refusals.noDraw({}));
  },
});
