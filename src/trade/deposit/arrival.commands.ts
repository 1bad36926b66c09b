import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor, Role } from '#kernel/roles.ts';
import { ofInstant, parsePlainDate } from '#kernel/time/plain-date.ts';
import { bidderIdSchema, fenSchema, lotIdSchema } from '#trade/award/lot-schemas.ts';
import { tenders } from '#trade/award/neighbours.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { isInitiatorSide } from '#trade/tender/tender.phase.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { organisation } from '#service/subject/organisation.ts';
import { command, emit, streams, type World } from '#platform/command/command.ts';
import { anyCommands } from '#platform/module.ts';
import { checkArrival, checkGuarantee, checkUnconfirmed } from './arrival.ts';
import type { DepositEvent } from './deposit.events.ts';
import { deposit } from './deposit.ts';
import { depositRefusals as refusals } from './deposit.refusals.ts';
import type { Deposit } from './deposit.types.ts';

/* 核对到账. A deposit is on the ledger only once the list of bidders is public: until then nobody can ask whose money came (招标投标法第二十二条). */

/** `bidderId`: the `ref` of the deposit. */
export const one = (lotId: string, bidderId: string) => streams([deposit, `${lotId}:${bidderId}`]);

export const holderRoles: readonly Role[] = ['initiate.operator', 'serve.witness', 'serve.venue', 'serve.archive'];

/** Whoever holds the money: the initiator's side, or the centre that manages it for them. */
export function mayHold(actor: Pick<Actor, 'orgId' | 'role'>, tender: Tender): boolean {
  return isInitiatorSide(tender, actor.orgId) || (actor.role.startsWith('serve.') && actor.orgId === tender.centre.orgId);
}

/** Commands by which its holder says whether this deposit came. */
export function actsToConfirm(state: Deposit): string[] {
  const came = state.form === 'transfer' ? 'deposit.confirmArrival' : 'deposit.receiveGuarantee';
  return [...(checkUnconfirmed(state).ok ? [came] : []), ...(checkUnconfirmed(state, true).ok ? ['deposit.recordNonArrival'] : [])];
}

type OfOne = { readonly lotId: string; readonly bidderId: string };
const ofOne = { lotId: lotIdSchema, bidderId: bidderIdSchema };
const arrivalBody = z.strictObject({
  ...ofOne, amountFen: fenSchema, arrivedOn: z.string().refine((text) => parsePlainDate(text).ok, '到账日期形如 2026-12-11'), voucher: z.string().trim().min(4, '请填写入账凭证号').max(200),
  paidFrom: z.string().regex(/^[0-9]{6,32}$/, '账号为 6–32 位数字').nullable(), isOtherAccount: z.boolean().default(false),
});
const guaranteeBody = z.strictObject({ ...ofOne, number: z.string().trim().min(4, '请填写保函或保单编号').max(100), issuer: z.string().trim().min(2, '请填写出具单位').max(100) });
const missingBody = z.strictObject({ ...ofOne, reason: z.string().trim().min(4, '请写明怎样核对、缺什么，不少于四个字').max(500) });

const confirmArrival = command({
  name: 'deposit.confirmArrival', title: '登记保证金到账', roles: holderRoles, body: arrivalBody,
  reads: ({ lotId, bidderId }) => ({ streams: one(lotId, bidderId), peek: streams([tenders, tenderIdOf(lotId)], [organisation, bidderId]) }),
  decide({ body: { isOtherAccount, ...body }, actor, now, world }) {
    const found = heldBy(world, actor, body);
    if (!found.ok) return found;
    const { state, tender } = found.value;
    const { lotId, bidderId, ...money } = body;
    const basicAccount = world.find(organisation, bidderId)?.basicAccount?.account ?? null;
    const checked = checkArrival(state, { ...money, isOtherAccount }, { today: ofInstant(now), pack: packOf(tender), basicAccount });
    return checked.ok ? ok({ events: [emit(deposit, `${lotId}:${bidderId}`, { kind: 'DepositArrived', ...money, isFromBasicAccount: checked.value, byOrgId: actor.orgId ?? '' })] }) : checked;
  },
});

const receiveGuarantee = finding('deposit.receiveGuarantee', '登记保函、保险', guaranteeBody, (state, { number, issuer }, byOrgId) => {
  const checked = checkGuarantee(state);
  return checked.ok ? ok({ kind: 'GuaranteeReceived', number, issuer, byOrgId }) : checked;
});

const recordNonArrival = finding('deposit.recordNonArrival', '登记保证金未到账', missingBody, (state, { reason }, byOrgId) => {
  const checked = checkUnconfirmed(state, true);
  return checked.ok ? ok({ kind: 'DepositNotArrived', reason, byOrgId }) : checked;
});

/** What its holder found of one deposit, and needs nothing but the deposit to be judged by. */
function finding<B extends OfOne>(name: string, title: string, body: z.ZodType<B>, judge: (state: Deposit, body: B, byOrgId: string) => Result<DepositEvent, Refusal>) {
  return command({
    name, title, roles: holderRoles, body,
    reads: ({ lotId, bidderId }) => ({ streams: one(lotId, bidderId), peek: streams([tenders, tenderIdOf(lotId)]) }),
    decide({ body: given, actor, world }) {
      const found = heldBy(world, actor, given);
      if (!found.ok) return found;
      const judged = judge(found.value.state, given, actor.orgId ?? '');
      return judged.ok ? ok({ events: [emit(deposit, `${given.lotId}:${given.bidderId}`, judged.value)] }) : judged;
    },
  });
}

function heldBy(world: World, actor: Actor, { lotId, bidderId }: OfOne): Result<{ state: Deposit; tender: Tender }, Refusal> {
  const [state, tender] = [world.find(deposit, `${lotId}:${bidderId}`), world.find(tenders, tenderIdOf(lotId))];
  if (!state || !tender) return err(refusals.absent({}));
  return mayHold(actor, tender) ? ok({ state, tender }) : err(refusals.notHolder({}));
}

export function arrivalCommands() {
  return anyCommands(confirmArrival, receiveGuarantee, recordNonArrival);
}
