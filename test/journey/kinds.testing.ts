import { canonical, type Json } from '#kernel/json.ts';
import { typeOfStream, type AnyAggregate } from '#kernel/decider.ts';
import { streamsOf } from '#evidence/bundle/selection.ts';

/** A part of an event in a bundle: shown with its salt, or as its hash. */
type Part = { readonly salt?: string; readonly body?: string; readonly hash?: string };
type Event = { readonly header: Part; readonly parts: readonly Part[] };
export type Bundle = { readonly events: readonly Event[] } & { readonly [member: string]: Json };

export function readBundle(text: string): Bundle {
  return JSON.parse(text) as Bundle;
}

/** `tender.NoticePublished`: every kind of event in the streams that a lot's bundle is made of. */
export function kindsOfBundle(aggregates: ReadonlyMap<string, AnyAggregate>, tenderId: string, lotId: string): Set<string> {
  const { streams, prefixes } = streamsOf(tenderId, lotId);
  const types = new Set([...streams, ...prefixes].map(typeOfStream));
  return new Set([...types].flatMap((type) => Object.keys(aggregates.get(type)?.disclosure ?? {}).map((kind) => `${type}.${kind}`)));
}

/** Where in the bundle the first event of each kind stands. */
export function firstOfEachKind({ events }: Bundle): Map<string, number> {
  const first = new Map<string, number>();
  for (const [place, { header }] of events.entries()) {
    if (header.body === undefined) continue;
    const { stream, kind } = JSON.parse(header.body) as { stream: string; kind: string };
    const name = `${typeOfStream(stream)}.${kind}`;
    if (!first.has(name)) first.set(name, place);
  }
  return first;
}

type Change = { readonly what: string; readonly make: () => string };

/** The bundle with one thing changed in the event at this place: a character of each text that header and parts have, or the event taken out. */
export function* bent(bundle: Bundle, place: number): Generator<Change> {
  const event = bundle.events[place] as Event;
  const withEvents = (events: readonly Event[]): string => canonical({ ...bundle, events } as never);
  for (const [n, part] of [event.header, ...event.parts].entries()) {
    for (const name of ['salt', 'body', 'hash'] as const) {
      const value = part[name];
      if (value === undefined) continue;
      const changed = { ...part, [name]: flipped(value) };
      const other: Event = n === 0 ? { ...event, header: changed } : { ...event, parts: event.parts.with(n - 1, changed) };
      yield { what: `${name} of ${n === 0 ? 'the header' : `part ${n}`}`, make: () => withEvents(bundle.events.with(place, other)) };
    }
  }
  yield { what: 'taken out', make: () => withEvents(bundle.events.toSpliced(place, 1)) };
}

/** Those whose turn it is, so that over many kinds every way of bending has its turn. */
export function some(changes: Iterable<Change>, turn: number, count: number): readonly Change[] {
  const all = [...changes];
  return Array.from({ length: count }, (_, n) => all[(turn + n) % all.length]).filter((change) => change !== undefined);
}

function flipped(text: string): string {
  const at = text.length >> 1;
  return text.slice(0, at) + (text[at] === 'B' ? 'C' : 'B') + text.slice(at + 1);
}

/** Kinds of event that the bundle of a lot may hold and that this journey does not bring about, by reason. */
export const notPlayed: Readonly<Record<string, readonly string[]>> = {
  'the lot ends otherwise': [
    'award.FailureDeclared', 'award.ReportReturned', 'contract.ContractConfirmed', 'contract.ContractUploaded', 'deposit.DepositForfeited', 'deposit.SealedDepositRecorded', 'evaluation.EvaluationReturned',
    'evaluation.ReportWithdrawn', 'opening.LotFailed', 'panel.DrawInfeasible', 'panel.PanelFailed', 'panel.PanelStoodDown', 'panel.RoundFailed', 'tender.TenderEnded', 'tender.TenderTerminated',
  ],
  'a bundle shows bids of the close list only': ['bid.BidWithdrawn'],
  'every deposit came': ['deposit.DepositNotArrived'],
  'everyone does in time what is theirs to do': ['award.DutyOverdue', 'deposit.ReturnOverdue', 'evaluation.AgreementDeemed', 'evaluation.ClarificationLapsed'],
  'host and key agents are there before the instant, and all is open within it': [
    'opening.DecryptWindowMoved', 'opening.DecryptionEnded', 'opening.DecryptionPaused', 'opening.DrawSourceAdded', 'opening.HostCame', 'opening.KeyGivenByBidder', 'opening.SealChecked',
  ],
  'the department directs nothing, and the deadline stays': ['panel.MemberCallMoved', 'panel.ReportMoved', 'tender.ClosingPostponed', 'tender.DeadlineMoved', 'tender.TenderResumed', 'tender.TenderSuspended'],
  'the panel doubts no bid': [
    'evaluation.BidRejected', 'evaluation.ClarificationAnswered', 'evaluation.ClarificationAsked', 'evaluation.CompetitionJudged', 'evaluation.CompetitionVoted', 'evaluation.RejectionDropped',
    'evaluation.RejectionProposed', 'evaluation.RejectionVoted',
  ],
  'one expert is replaced from those drawn, before anyone sits': ['evaluation.SeatsChanged', 'panel.RepresentativeReplaced', 'panel.SupplementRequested'],
};
