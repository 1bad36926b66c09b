import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { TenderEvent } from '#trade/tender/tender.events.ts';
import type { FileRef, ObjectionTarget, Party } from '#trade/tender/tender.types.ts';
import type { ObjectionEvent } from './objection.events.ts';
import { objectionRefusals as refusals } from './objection.refusals.ts';
import type { Objection } from './objection.types.ts';

export const objection: Aggregate<Objection, ObjectionEvent> = {
  type: 'objection',
  disclosure: { ObjectionRaised: 'objector', ObjectionAnswered: 'objector' },
  evolve(state, event) {
    if (event.kind === 'ObjectionRaised') {
      const { kind: _kind, statement: _statement, signature: _signature, ...raised } = event;
      return { ...raised, answer: null };
    }
    const { kind: _kind, ...answer } = event;
    return { ...present(state, 'objection'), answer };
  },
};

/** When an objection to one thing is in time: `from` up to, without, `until`. `basis` is the article. */
export type ObjectionWindow = { readonly target: ObjectionTarget; readonly from: Instant; readonly until: Instant; readonly basis: string };

export const targetTitles: Readonly<Record<ObjectionTarget, string>> = { document: '招标文件', opening: '开标', candidates: '评标结果' };

/** 招标文件: up to so many days before the bids close, which the rules reckon. */
export const documentBasis = '招标投标法实施条例 第二十二条';

/** 评标结果: while the candidates are public. */
export const candidatesBasis = '招标投标法实施条例 第五十四条';

/** 开标: on the spot, while the sitting lasts. */
export function openingWindow(from: Instant, until: Instant): ObjectionWindow {
  return { target: 'opening', from, until, basis: '招标投标法实施条例 第四十四条' };
}

/** 中标候选人: while they are published. */
export function candidatesWindow(publicity: { readonly from: Instant; readonly until: Instant }): ObjectionWindow {
  return { target: 'candidates', from: publicity.from, until: publicity.until, basis: candidatesBasis };
}

/** What makes one of the other interested parties (条例 第二十二条、第五十四条), in its own words. */
export type Interest = { readonly lacks: string; readonly basis: string; readonly interest: string | null };

const interestMin = 10;

/** Whoever has a part objects by that part; any other registered subject by the interest that it states. */
export function objectorOf(own: Party | null, self: Party | null, { lacks, basis, interest }: Interest): Result<{ readonly objector: Party; readonly interest: string | null }, Refusal> {
  if (own) return ok({ objector: own, interest });
  if (!self) return err(refusals.notRegistered({}));
  if (!statesInterest(interest)) return err({ ...refusals.noInterest({ lacks }), article: basis, path: 'interest' });
  return ok({ objector: { orgId: self.orgId, name: self.name }, interest });
}

export function statesInterest(interest: string | null): boolean {
  return interest !== null && interest.trim().length >= interestMin;
}

export type Signed = { readonly statement: JsonObject; readonly signature: JsonObject };

export type Raising = {
  readonly objectionId: string;
  readonly tenderId: string;
  readonly lotId: string | null;
  readonly objector: Party;
  readonly interest: string | null;
  readonly content: { readonly title: string; readonly text: string; readonly files: readonly FileRef[] };
  readonly window: ObjectionWindow;
  readonly replyBy: Instant;
  readonly now: Instant;
  readonly signed: Signed;
};

/** An objection in time: its words on its own stream, the bare fact on the tender's, where it stops what it must. */
export function raiseObjection({ window, now, content, signed, ...who }: Raising): Result<{ objection: ObjectionEvent; tender: TenderEvent }, Refusal> {
  const what = targetTitles[window.target];
  if (now < window.from) return err({ ...refusals.tooEarly({ what, from: formatBeijing(window.from) }), article: window.basis });
  if (now >= window.until) return err({ ...refusals.tooLate({ what, got: formatBeijing(now), want: `不晚于 ${formatDeadline(window.until)}` }), article: window.basis });
  const { objectionId, tenderId, lotId, objector, interest, replyBy } = who;
  return ok({
    objection: { kind: 'ObjectionRaised', objectionId, tenderId, target: window.target, lotId, objector, interest, ...content, raisedAt: now, replyBy, ...signed },
    tender: { kind: 'ObjectionNoted', objectionId, target: window.target, lotId, raisedAt: now, replyBy },
  });
}

export type Answering = {
  readonly outcome: 'upheld' | 'rejected';
  readonly summary: string;
  readonly reply: string;
  readonly amendmentNumber: number | null;
  readonly now: Instant;
  readonly signed: Signed;
};

/** The answer: for the objector on its own stream, for everyone without the objector on the tender's. A late answer is still owed. */
export function answerObjection(state: Objection | null, answering: Answering): Result<{ objection: ObjectionEvent; tender: TenderEvent }, Refusal> {
  if (!state || state.answer) return err(refusals.absent({}));
  const { outcome, summary, reply, amendmentNumber, now, signed } = answering;
  if (tellsOf(state.objector, summary)) return err({ ...refusals.namesObjector({ where: '异议摘要' }), path: 'summary' });
  if (tellsOf(state.objector, reply)) return err({ ...refusals.namesObjector({ where: '答复' }), path: 'reply' });
  const { objectionId, target, lotId, raisedAt } = state;
  return ok({
    objection: { kind: 'ObjectionAnswered', outcome, summary, reply, answeredAt: now, amendmentNumber },
    tender: { kind: 'ObjectionSettled', settled: { objectionId, target, lotId, raisedAt, settledAt: now, outcome, summary, reply, amendmentNumber }, ...signed },
  });
}

/** Whether a text gives the objector away: by name, by its name without the legal form, or by its code. */
export function tellsOf(objector: Party, text: string): boolean {
  const plain = text.replace(/\s/g, '');
  const short = objector.name.replace(/(集团|股份|有限|责任|公司|（.*?）)/g, '');
  return plain.includes(objector.orgId) || plain.includes(objector.name) || (short.length >= 4 && plain.includes(short));
}
