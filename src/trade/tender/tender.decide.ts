import type { JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import type { Calendar } from '#kernel/time/calendar.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { checkTenderPlan } from '#rules/construction/checks.ts';
import { clarificationOutcome } from '#rules/construction/deadlines.ts';
import { blocking, refusalOf, type RuleFinding } from '#rules/construction/finding.ts';
import { DEFAULT_THRESHOLD } from '#evidence/seal/shares.ts';
import { rewrite } from './tender.changes.ts';
import { hashOfDocument, packOf, planOf } from './tender.document.ts';
import type { TenderEvent } from './tender.events.ts';
import { leastDeadline } from './tender.gate.ts';
import { chooseKeyHolders, type RegisteredHolder } from './tender.holders.ts';
import { allowedActs, isInitiatorSide, isInPhase, phaseTitles, tenderPhase, type TenderAct } from './tender.phase.ts';
import { documentProblems } from './tender.problems.ts';
import { tenderRefusals as refusals } from './tender.refusals.ts';
import type { AmendmentDraft, ClarifyContent } from './tender.schema.ts';
import { deadlineOf, getPublished } from './tender.ts';
import type { Amendment, PublishedDocument, Tender, TenderDocument } from './tender.types.ts';

export type Signed = { readonly statement: JsonObject; readonly signature: JsonObject };
export type Moment = { readonly now: Instant; readonly calendar: Calendar };

/** The tender, when `act` is open to its initiator's side now. */
export function tenderForInitiator(found: Tender | null, act: TenderAct, actor: Actor, now: Instant): Result<Tender, Refusal> {
  const own = tenderOfInitiator(found, actor);
  return own.ok ? inPhase(own.value, act, now) : own;
}

export function tenderOfInitiator(found: Tender | null, actor: Actor): Result<Tender, Refusal> {
  if (!found) return err(refusals.absent({}));
  return isInitiatorSide(found, actor.orgId) ? ok(found) : err(refusals.notYours({ initiator: found.initiator.name }));
}

export function inPhase(found: Tender, act: TenderAct, now: Instant): Result<Tender, Refusal> {
  if (isInPhase(found, act, now)) return ok(found);
  const { title } = allowedActs[act];
  return err(found.termination ? refusals.terminated({ act: title, at: formatDeadline(found.termination.at) }) : refusals.notNow({ act: title, phase: phaseTitles[tenderPhase(found, now)] }));
}

/** Every rule on the plan with its outcome: rows of the form, of the refusal, of the public card. */
export function findingsOf(tender: Tender, document: TenderDocument, publishAt: Instant, calendar: Calendar): RuleFinding[] {
  return checkTenderPlan(planOf(tender, document, publishAt), packOf(tender), calendar);
}

export function compose(tender: Tender, document: TenderDocument): Result<TenderEvent[], Refusal> {
  const lotIds = new Set(tender.lots.map((lot) => lot.lotId));
  const stranger = document.lots.find((terms) => !lotIds.has(terms.lotId));
  return stranger ? err(refusals.document({ problem: `标段 ${stranger.lotId} 不属于本项目。`, more: 0 })) : ok([{ kind: 'DraftComposed', document }]);
}

export type Publishing = Moment & { readonly documentHash: string; readonly register: readonly RegisteredHolder[]; readonly signed: Signed };

/** The draft becomes the document in force, when nothing stands against it; the twenty days run from what it says. */
export function publish(tender: Tender, { documentHash, register, signed, now, calendar }: Publishing): Result<TenderEvent[], Refusal> {
  const document = tender.draft;
  if (!document) return err(refusals.noDraft({}));
  if (hashOfDocument(document) !== documentHash) return err(refusals.draftChanged({}));
  const judged = judge(tender, document, now, calendar);
  if (!judged.ok) return judged;
  if (!venueFits(tender, document.bidDeadlineAt)) return err(refusals.noVenue({ deadline: formatDeadline(document.bidDeadlineAt) }));
  const keyHolders = chooseKeyHolders(tender, register);
  if (!keyHolders.ok) return keyHolders;
  const published: PublishedDocument = { version: 1, publishedAt: now, document, documentHash, keyHolders: keyHolders.value, k: DEFAULT_THRESHOLD.k };
  return ok([{ kind: 'NoticePublished', published, ...signed }]);
}

/** The first thing wrong, with the names of the others; a plan that keeps every binding rule passes. */
function judge(tender: Tender, document: TenderDocument, publishAt: Instant, calendar: Calendar): Result<void, Refusal> {
  const broken = blocking(findingsOf(tender, document, publishAt, calendar));
  const [first, ...others] = broken;
  if (first) {
    const refusal = refusalOf(first);
    const more = others.map((finding) => `${finding.title}（${finding.got}，应${finding.bound}）`).join('；');
    return err({ ...refusal, message: more === '' ? refusal.message : `${refusal.message}同时不符合：${more}。` });
  }
  const [problem, ...rest] = documentProblems(tender, document, packOf(tender));
  return problem ? err({ ...refusals.document({ problem: problem.text, more: rest.length }), path: problem.path }) : ok(undefined);
}

/** Whether the booked room is ours at the instant of the deadline. */
export function venueFits(tender: Pick<Tender, 'venue'>, deadline: Instant): boolean {
  return tender.venue !== null && tender.venue.from <= deadline && deadline < tender.venue.to;
}

export type Clarifying = Moment & ClarifyContent & { readonly signed: Signed };

/** A clarification or amendment by the initiator itself; it is numbered, and no two may take the same number. */
export function clarify(tender: Tender, { number, kind, amendment, signed, ...moment }: Clarifying): Result<TenderEvent[], Refusal> {
  if (tender.suspension) return err(refusals.suspended({ by: tender.suspension.by }));
  if (moment.now >= deadlineOf(tender)) return err(refusals.pastDeadline({}));
  const want = tender.amendments.length + 1;
  if (number !== want) return err(refusals.amendmentNumber({ got: number, want }));
  const amended = amend(tender, { draft: amendment, kind, objectionId: null, owed: null, ...moment });
  return amended.ok ? ok([{ kind: 'DocumentAmended', ...amended.value, ...signed }]) : amended;
}

export type Amending = Moment & {
  readonly draft: AmendmentDraft;
  readonly kind: Amendment['kind'];
  readonly objectionId: string | null;
  /** Where a pause owes time: no earlier deadline than this. */
  readonly owed: Instant | null;
};

/**
 * The document after an amendment. One that bears on bids leaves at least fifteen days (条例第二十一条): the deadline in the
 * draft must be far enough, or the whole amendment is refused and says to when. The new document is judged like the first.
 */
export function amend(tender: Tender, { draft, kind, objectionId, owed, now, calendar }: Amending): Result<{ amendment: Amendment; published: PublishedDocument }, Refusal> {
  const published = getPublished(tender);
  if (draft.items.length + draft.changes.length + draft.filesAdded.length === 0 && draft.deadlineAt === null) return err(refusals.nothingSaid({}));
  const rewritten = rewrite(tender, published.document, draft.changes);
  if (!rewritten.ok) return rewritten;
  const { changes, affecting } = rewritten.value;
  if (affecting && !draft.affectsBids) return err(refusals.affects({ title: affecting.title }));
  const deadline = newDeadline(tender, draft, now, owed);
  if (!deadline.ok) return deadline;
  const document = { ...rewritten.value.document, bidDeadlineAt: deadline.value, files: [...published.document.files, ...draft.filesAdded] };
  const judged = judge(tender, document, tender.noticePublishedAt ?? published.publishedAt, calendar);
  if (!judged.ok) return judged;
  const { affectsBids, items, filesAdded } = draft;
  const amendment: Amendment = {
    number: tender.amendments.length + 1, kind, at: now, affectsBids, changes, filesAdded, objectionId,
    items: items.map(({ question, answer }) => (question === undefined ? { answer } : { question, answer })),
    deadlineMovedTo: deadline.value > deadlineOf(tender) ? deadline.value : null,
  };
  return ok({ amendment, published: { ...published, version: published.version + 1, publishedAt: now, document, documentHash: hashOfDocument(document) } });
}

function newDeadline(tender: Tender, draft: AmendmentDraft, now: Instant, owed: Instant | null): Result<Instant, Refusal> {
  const old = deadlineOf(tender);
  const wanted = draft.deadlineAt ?? old;
  if (wanted < old) return err(refusals.deadlineEarlier({ got: formatDeadline(wanted), want: formatDeadline(old) }));
  const outcome = clarificationOutcome({ affectsBids: draft.affectsBids, sentAt: now, deadlineAt: old }, packOf(tender));
  if (wanted < outcome.deadlineAt) return err({ ...refusalOf(outcome.finding), path: 'amendment.deadlineAt' });
  const floor = leastDeadline(tender, draft.affectsBids, now, owed);
  return wanted < floor.at ? err(refusals.deadlineTooSoon({ got: formatDeadline(wanted), want: formatDeadline(floor.at) })) : ok(wanted);
}
