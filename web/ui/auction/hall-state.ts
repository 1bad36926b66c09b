import { isBetter } from '#trade/auction/engine/price.ts';
import type { HallMessage, HallRow, HallView } from '#trade/auction/hall-view.types.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import type { Missed } from './missed.ts';
import { addSample, type Sample } from './round-trip.ts';

/** Everything a page knows of a hall: the view, and what became of its own press. */
export type HallState = {
  readonly view: HallView | null;
  readonly watching: number | null;
  readonly status: 'connecting' | 'open' | 'lost';
  /** On the monotonic timer. */
  readonly lostAtMs: number | null;
  readonly samples: readonly Sample[];
  readonly missed: Missed | null;
  readonly own: OwnBid | null;
};

/**
 * The bidder's last press. `unknown`: the line broke before the answer came, or none came; nothing is sent again by itself.
 * `lost`: the hall never had it, and the same key may be sent once more.
 */
export type OwnBid = {
  readonly key: string;
  readonly priceFen: string;
  /** Server time as this page knew it. */
  readonly pressedAt: Instant;
  readonly state: 'sending' | 'unknown' | 'lost' | 'taken' | 'refused';
  readonly row: HallRow | null;
  readonly receipt: unknown;
  readonly refusal: Refusal | null;
};

/** Where a message stands on this machine's clocks. */
export type Arrival = { readonly receivedMs: number; readonly wallMs: number };

/** What became of a key, asked for beside the line. */
export type Resolution = { readonly is: 'taken'; readonly receipt: unknown } | { readonly is: 'refused'; readonly refusal: Refusal } | { readonly is: 'absent' };

export type HallEvent =
  | { readonly t: 'opened' }
  | { readonly t: 'closed'; readonly atMs: number }
  | { readonly t: 'message'; readonly message: HallMessage; readonly arrival: Arrival }
  | { readonly t: 'read'; readonly view: HallView }
  | { readonly t: 'pressed'; readonly key: string; readonly priceFen: string; readonly at: Instant }
  | { readonly t: 'unanswered'; readonly key: string }
  | { readonly t: 'resolved'; readonly key: string; readonly resolution: Resolution }
  | { readonly t: 'missedSeen' };

export function firstState(view: HallView | null): HallState {
  return { view, watching: null, status: 'connecting', lostAtMs: null, samples: [], missed: null, own: null };
}

export function reduce(state: HallState, event: HallEvent): HallState {
  switch (event.t) {
    case 'opened': return { ...state, status: 'open' };
    case 'closed': return { ...state, status: 'lost', lostAtMs: state.lostAtMs ?? event.atMs, own: state.own && withoutAnswer(state.own) };
    case 'unanswered': return { ...state, own: state.own?.key === event.key ? withoutAnswer(state.own) : state.own };
    case 'read': return withView(state, event.view, []);
    case 'pressed': return { ...state, own: { key: event.key, priceFen: event.priceFen, pressedAt: event.at, state: 'sending', row: null, receipt: null, refusal: null } };
    case 'resolved': return state.own?.key === event.key && state.own.state === 'unknown' ? { ...state, own: resolved(state.own, event.resolution) } : state;
    case 'missedSeen': return { ...state, missed: null };
    case 'message': return take(state, event.message, event.arrival);
  }
}

function withoutAnswer(own: OwnBid): OwnBid {
  return own.state === 'sending' ? { ...own, state: 'unknown' } : own;
}

function take(state: HallState, message: HallMessage, arrival: Arrival): HallState {
  switch (message.t) {
    case 'view': return returned(withSample(state, { ...arrival, sentMs: null, serverNow: message.now }), message.view, message.missed, arrival);
    case 'pong': return withSample(state, { ...arrival, sentMs: message.sent, serverNow: message.now });
    case 'price': return state.view === null ? state : { ...state, view: withPrice(state.view, message) };
    case 'people': return { ...state, watching: message.watching };
    case 'moved': return state;
    case 'taken': return state.own?.key === message.key ? withRow({ ...state, own: { ...state.own, state: message.row.result === 'accepted' ? 'taken' : 'refused', row: message.row, receipt: message.receipt, refusal: message.row.refusal } }, message.row) : state;
    case 'refused': return state.own?.key === message.key ? { ...state, own: { ...state.own, state: 'refused', refusal: message.refusal } } : state;
  }
}

function returned(state: HallState, view: HallView, rows: readonly HallRow[], { receivedMs }: Arrival): HallState {
  const missed = state.lostAtMs === null ? state.missed : { lostMs: receivedMs - state.lostAtMs, rows };
  return withView({ ...state, missed, lostAtMs: null }, view, rows);
}

/** A view that was read beside the line may be older than what the line has told since: it is passed over. */
function withView(state: HallState, view: HallView, others: readonly HallRow[]): HallState {
  if (state.view !== null && view.version < state.view.version) return state;
  return { ...state, view, own: state.own && foundAgain(state.own, view, [...others, ...view.rows]) };
}

/** What the line lost, the record may show; and the log index comes later than the answer. */
function foundAgain(own: OwnBid, view: HallView, rows: readonly HallRow[]): OwnBid {
  const row = own.row ? rows.find(({ id }) => id === own.row?.id) : rows.find((each) => isAnswerTo(own, view, each));
  if (!row || (own.state === 'refused' && own.row === null)) return own;
  return { ...own, state: row.result === 'accepted' ? 'taken' : 'refused', row, refusal: row.refusal };
}

/** Clocks agree to some hundred milliseconds; a person does not press the same price twice within them. */
const clockSlackMicros = 2_000_000;

function isAnswerTo(own: OwnBid, { mine }: HallView, row: HallRow): boolean {
  return (own.state === 'unknown' || own.state === 'taken') && row.paddle === mine?.paddle && row.priceFen === own.priceFen && row.at >= own.pressedAt - clockSlackMicros;
}

function resolved(own: OwnBid, resolution: Resolution): OwnBid {
  if (resolution.is === 'taken') return { ...own, state: 'taken', receipt: resolution.receipt };
  return resolution.is === 'refused' ? { ...own, state: 'refused', refusal: resolution.refusal } : { ...own, state: 'lost' };
}

/** A price that has just been taken. Under turns it need not be the best one. */
function withPrice(view: HallView, message: Extract<HallMessage, { t: 'price' }>): HallView {
  if (message.version <= view.version) return view;
  const { version, at, paddle, priceFen } = message;
  const told = message.rows.filter((row) => row.version > view.version);
  const isBest = view.best === null || !isBetter(view, BigInt(view.best.priceFen), BigInt(priceFen));
  return {
    ...view, version, nextFen: message.nextFen, accepted: message.accepted,
    stage: view.stage && { ...view.stage, endsAt: message.endsAt },
    best: isBest ? { paddle, priceFen, at } : view.best,
    curve: [...view.curve, ...told.filter((row) => view.best === null || !isBetter(view, BigInt(view.best.priceFen), BigInt(row.priceFen))).map((row) => ({ at: row.at, priceFen: row.priceFen, paddle: row.paddle }))],
    rows: inOrder([...view.rows, ...told]),
  };
}

function withRow(state: HallState, row: HallRow): HallState {
  if (state.view === null) return state;
  return { ...state, view: { ...state.view, rows: inOrder([...state.view.rows, row]) } };
}

/** Newest first. The own answer and the price for everyone tell of the same row: whichever came first may already know more. */
function inOrder(rows: readonly HallRow[]): HallRow[] {
  const each = new Map<string, HallRow>();
  for (const row of rows) if (each.get(row.id)?.logIndex == null) each.set(row.id, row);
  return [...each.values()].sort((a, b) => b.at - a.at || b.version - a.version);
}

function withSample(state: HallState, sample: Sample): HallState {
  return { ...state, samples: addSample(state.samples, { ...sample, serverNow: instant(sample.serverNow) }) };
}
