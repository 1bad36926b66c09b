import { formatFen } from '#kernel/money.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { SaleKind } from '#rules/sale/kinds.ts';
import { priceOf } from './contract-terms.ts';
import { isPaid, nextDue, paidFen } from './deal.ts';
import { dealRefusals as refusals } from './deal.refusals.ts';
import type { Deal, LapseGround, Side } from './deal.types.ts';

/** What can be done with a deal, each a command `deal.<act>`. */
export const dealActs = ['confirm', 'publishResult', 'draftContract', 'signContract', 'recordPayment', 'lapse', 'issueCertificate'] as const;
export type DealAct = (typeof dealActs)[number];

/** Who asks, and when. */
export type Asking = { readonly orgId: string | null; readonly now: Instant; readonly kind: SaleKind };

/** Whether an organisation may do this now; the text it signs and the amounts are judged beside. */
export function mayAct(act: DealAct, state: Deal, asking: Asking): Result<void, Refusal> {
  const part = checkPart(act, state, asking);
  if (!part.ok) return part;
  switch (act) {
    case 'confirm': return mayConfirm(state, asking);
    case 'publishResult': return mayPublish(state, asking);
    case 'draftContract': return first(() => onSale(state), () => readyForContract(state, asking), () => (state.contract?.signedAt ? err(refusals.concluded({})) : ok(undefined)));
    case 'signContract': return maySign(state, asking);
    case 'recordPayment': return first(() => onSale(state), () => contracted(state), () => (isPaid(state) ? err(refusals.tooMuch({ owed: formatFen(0n) })) : ok(undefined)));
    case 'lapse': return first(() => onSale(state), () => mayLapse(state, asking.now));
    case 'issueCertificate': return mayCertify(state, asking);
  }
}

export function sideOf({ seller, winner }: Pick<Deal, 'seller' | 'winner'>, orgId: string | null): Side | null {
  return orgId === null ? null : orgId === seller.orgId ? 'seller' : orgId === winner?.orgId ? 'winner' : null;
}

/** For what the winner could lose the lot now; null while it owes nothing that is past its day. */
export function groundToLapse(state: Deal, now: Instant): LapseGround | null {
  const isPast = (at: Instant | null): boolean => at !== null && now >= at;
  const hasSigned = (signed: readonly { readonly side: Side }[] | undefined): boolean => signed?.some(({ side }) => side === 'winner') ?? false;
  if (!state.confirmedAt) return isPast(state.confirmBy) && !hasSigned(state.confirmations) ? 'not-confirmed' : null;
  // A seller who drafted nothing cannot blame the winner for what it had not to sign.
  if (!state.contract?.signedAt) return isPast(state.contractBy) && state.contract !== null && !hasSigned(state.contract.signatures) ? 'not-contracted' : null;
  return isPast(nextDue(state)?.dueAt ?? null) ? 'not-paid' : null;
}

function checkPart(act: DealAct, state: Deal, { orgId }: Asking): Result<void, Refusal> {
  if (act === 'confirm' || act === 'signContract') return sideOf(state, orgId) === null ? err(refusals.notParty({})) : ok(undefined);
  if (act === 'issueCertificate') return orgId === state.centre.orgId ? ok(undefined) : err(refusals.notCentre({}));
  return orgId === state.seller.orgId ? ok(undefined) : err(refusals.notSeller({}));
}

function onSale({ outcome, lapse }: Deal): Result<void, Refusal> {
  return outcome.kind === 'unsold' ? err(refusals.unsold({})) : lapse ? err(refusals.lapsed({})) : ok(undefined);
}

function mayConfirm(state: Deal, { orgId }: Asking): Result<void, Refusal> {
  const sold = onSale(state);
  if (!sold.ok) return sold;
  return state.confirmations.some(({ side }) => side === sideOf(state, orgId)) ? err(refusals.signed({})) : ok(undefined);
}

/** What was sold is published once both have confirmed it, or where the law has it so, once the contract stands. */
function mayPublish(state: Deal, { kind }: Asking): Result<void, Refusal> {
  if (state.result) return err(refusals.published({}));
  if (state.outcome.kind === 'unsold' || state.lapse) return ok(undefined);
  if (!state.confirmedAt) return err(refusals.confirmFirst({}));
  return kind.rules.result === null && !state.contract?.signedAt ? err(refusals.contractFirst({})) : ok(undefined);
}

function readyForContract(state: Deal, { kind, now }: Asking): Result<void, Refusal> {
  if (!state.confirmedAt) return err(refusals.confirmFirst({}));
  if (kind.rules.contractAfter === 'confirmation') return ok(undefined);
  const until = state.result?.until ?? null;
  return until === null || now < until ? err(refusals.publicityFirst({ until: until === null ? '' : formatDeadline(until) })) : ok(undefined);
}

function maySign(state: Deal, asking: Asking): Result<void, Refusal> {
  const ready = first(() => onSale(state), () => readyForContract(state, asking));
  if (!ready.ok) return ready;
  if (!state.contract) return err(refusals.noContract({}));
  if (state.contract.signedAt) return err(refusals.concluded({}));
  return state.contract.signatures.some(({ side }) => side === sideOf(state, asking.orgId)) ? err(refusals.signed({})) : ok(undefined);
}

function contracted({ contract }: Deal): Result<void, Refusal> {
  return contract?.signedAt ? ok(undefined) : err(refusals.contractFirst({}));
}

function mayLapse(state: Deal, now: Instant): Result<void, Refusal> {
  if (groundToLapse(state, now) !== null) return ok(undefined);
  const until = !state.confirmedAt ? state.confirmBy : !state.contract?.signedAt ? state.contractBy : (nextDue(state)?.dueAt ?? null);
  return until === null || now >= until ? err(refusals.nothingOwed({})) : err(refusals.notDueYet({ until: formatDeadline(until) }));
}

/** After the contract or the whole price, as the law of the kind has it, and a publicity that comes first is over. */
function mayCertify(state: Deal, asking: Asking): Result<void, Refusal> {
  const ready = first(() => onSale(state), () => readyForContract(state, asking), () => contracted(state));
  if (!ready.ok) return ready;
  if (state.certificate) return err(refusals.certified({}));
  if (asking.kind.rules.certificateAfter === 'contract' || isPaid(state)) return ok(undefined);
  return err(refusals.paymentFirst({ owed: formatFen(priceOf(state) - paidFen(state)) }));
}

function first(...checks: readonly (() => Result<void, Refusal>)[]): Result<void, Refusal> {
  for (const check of checks) {
    const result = check();
    if (!result.ok) return result;
  }
  return ok(undefined);
}
