import { ensure } from '../../fault.ts';
import { sameJson, type JsonObject } from '../../json.ts';
import { whyNoBid } from './bidding.ts';
import { dueAt, type Due, type Outage } from './timeline.ts';
import { after, isSaid, judge, judgeOpening } from './events.ts';
import { emptyHall, type Hall, type Participant } from './hall.ts';
import type { Terms } from './terms.ts';

/** One event of the hall as the record has it. `index`: of its commit in the log. */
export type Happened = { readonly kind: string; readonly body: JsonObject; readonly at: number; readonly index: number; readonly version: number; readonly actor: string };
/** With the place in the log at which it was recorded. */
export type RecordedOutage = Outage & { readonly index: number };
/** A bid that the platform did not take. */
export type Refused = { readonly paddle: number; readonly price: bigint; readonly at: number; readonly index: number };

export type Course = {
  readonly lotId: string;
  readonly terms: Terms;
  readonly startAt: number;
  readonly people: readonly Participant[];
  readonly happened: readonly Happened[];
  readonly outages: readonly RecordedOutage[];
  readonly refused: readonly Refused[];
};

export type Replayed = {
  readonly hall: Hall;
  readonly bids: number;
  readonly refused: number;
  readonly pauses: number;
  readonly outages: number;
  /** The instant at which it was over by its rules, and the one at which that was written down. */
  readonly endedAt: number | null;
  readonly recordedAt: number | null;
  /** What this edition does not let anyone check, in words. */
  readonly unchecked: readonly string[];
};

const kindsAround = ['ParticipantsSeated', 'ParticipantAdmitted', 'ParticipantsAnnounced', 'ReserveOpened', 'ReserveCompared'];

/**
 * The auction from its first second to its last, decided a second time. The adversary is the platform: it could take a bid
 * that the terms forbid, end early or late, keep lost time, or name another winner. Nothing here is taken from the engine
 * that it runs.
 */
export function replay(course: Course): Replayed {
  const run = new Run(course);
  for (const event of course.happened) run.take(event);
  return run.finish();
}

class Run {
  readonly #course: Course;
  readonly #unchecked = new Set<string>();
  readonly #refused: Refused[];
  #hall: Hall;
  #pending: readonly Due[] = [];
  #last: Happened | null = null;
  #version = 0;
  #counted = { bids: 0, refused: 0, pauses: 0, outages: 0 };
  #endedAt: number | null = null;
  #recordedAt: number | null = null;
  #isOffered = false;

  constructor(course: Course) {
    this.#course = course;
    this.#hall = emptyHall(course.terms, course.startAt, course.people);
    this.#refused = [...course.refused].sort((a, b) => a.index - b.index || a.at - b.at);
  }

  take(event: Happened): void {
    // Between the events that are shown there may stand some that are not: admissions, and prices under seal.
    if (event.version > this.#version + 1) this.#isOffered = true;
    this.#version = event.version;
    if (kindsAround.includes(event.kind)) return;
    this.#judgeRefused(event.index);
    if (event.index !== this.#last?.index) this.#judgeSameCommit(event.index);
    if (this.#pending.length > 0) this.#takePending(event);
    else this.#takeNext(event);
    this.#advance(event);
  }

  finish(): Replayed {
    this.#judgeRefused(Number.MAX_SAFE_INTEGER);
    ensure(this.#pending.length === 0, 'auction.event', `记录在 ${this.#pending[0]?.kind} 之前中断`);
    return { hall: this.#hall, ...this.#counted, endedAt: this.#endedAt, recordedAt: this.#recordedAt, unchecked: [...this.#unchecked] };
  }

  /** What belongs to the event before stands in its commit, right behind it. */
  #takePending(event: Happened): void {
    const [wanted, ...rest] = this.#pending as readonly [Due, ...Due[]];
    ensure(event.index === this.#last?.index, 'auction.time', `${wanted.kind} 应与 ${this.#last?.kind} 在同一次提交`);
    this.#match(wanted, event);
    this.#pending = rest;
  }

  #takeNext(event: Happened): void {
    const found = this.#readings(event).map((outages) => dueAt(this.#hall, event.at, outages)).map((due) => ({ due, wrong: whyNot(due, event) }));
    const { due, wrong } = found.find((each) => each.wrong === null) ?? (found[0] as { due: readonly Due[]; wrong: string | null });
    ensure(wrong === null, 'auction.time', wrong ?? '');
    if (due.length > 0) {
      this.#match(due[0] as Due, event);
      this.#pending = due.slice(1);
      return;
    }
    this.#pending = judge(this.#hall, event, this.#course.lotId);
  }

  /** The outages that the journal knew of then; of what stands in one commit either may have come first. */
  #readings({ index }: { readonly index: number }): (readonly Outage[])[] {
    const { outages } = this.#course;
    const readings = [outages.filter((each) => each.index < index), outages.filter((each) => each.index <= index)];
    return readings[0]?.length === readings[1]?.length ? readings.slice(1) : readings;
  }

  #match(wanted: Due, event: Happened): void {
    if (wanted.body === null) return;
    ensure(event.kind === wanted.kind && sameJson(event.body, wanted.body), wanted.kind === 'AuctionEnded' ? 'auction.outcome' : 'auction.event', `${event.kind} 与规则推出的 ${wanted.kind} 不同`);
  }

  #advance(event: Happened): void {
    const before = this.#hall;
    if (event.kind === 'OffersOpened') {
      const { next, isWhole } = judgeOpening(before, event, this.#isOffered);
      if (!isWhole) this.#unchecked.add('密封的报价不在这一版中：开启的是不是全部、是不是原来报的，没有核对');
      this.#pending = next;
    }
    if (event.kind === 'HammerFell') this.#unchecked.add('主持、叫价、落槌的是不是公告写明的拍卖师，没有核对');
    if (event.kind === 'StepChanged') this.#unchecked.add('改变加价幅度的签名人是不是出让人、转让人，没有核对');
    if (event.kind === 'LotteryDrawn') this.#unchecked.add('摇号所用的随机数不在记录中：摇到谁，没有核对');
    if (event.kind === 'StageBegun') this.#isOffered = false;
    if (event.kind === 'BidAccepted') this.#counted.bids++;
    if (event.kind === 'AuctionPaused') this.#counted[event.body['reason'] === 'outage' ? 'outages' : 'pauses']++;
    if (event.kind === 'AuctionEnded') {
      this.#endedAt = before.endsAt !== null && before.endsAt <= event.at ? before.endsAt : event.at;
      this.#recordedAt = event.at;
    }
    this.#hall = after(before, event);
    this.#last = event;
    if (this.#pending.length === 0) this.#judgeSameCommit(event.index);
  }

  /** Refused bids that came before what stands at `index`. */
  #judgeRefused(index: number): void {
    while ((this.#refused[0]?.index ?? index) < index) this.#judgeOne(this.#refused.shift() as Refused);
  }

  /** In one commit nothing tells which came first: a refusal there holds if it holds at any moment of it. */
  #judgeSameCommit(index: number): void {
    for (const refused of this.#refused.filter((each) => each.index === index)) {
      if (!this.#mayBeRefused(refused)) continue;
      this.#refused.splice(this.#refused.indexOf(refused), 1);
      this.#counted.refused++;
    }
  }

  #judgeOne(refused: Refused): void {
    ensure(this.#mayBeRefused(refused), 'auction.refusal', `${refused.paddle} 号 ${refused.price} 分的报价应当接受，却被拒绝`);
    this.#counted.refused++;
  }

  #mayBeRefused(refused: Refused): boolean {
    return this.#readings(refused).some((outages) => {
      const hall = elapsed(this.#hall, refused, outages);
      return hall === null || whyNoBid(hall, refused.paddle, refused.price) !== null;
    });
  }
}

function whyNot([first]: readonly Due[], event: Happened): string | null {
  if (!first) return isSaid(event) ? null : `${event.kind} 还没有到时候`;
  if (event.kind !== first.kind) return `在 ${event.kind} 之前应有 ${first.kind}：那时它已经到时`;
  return first.body === null || sameJson(event.body, first.body) ? null : `${event.kind} 与公告的条件推出的不同`;
}

/** The hall once time has done what it has done by then, though nothing of it is written yet; null while sealed prices wait to be opened. */
function elapsed(before: Hall, { at, index }: Refused, outages: readonly Outage[]): Hall | null {
  let hall = before;
  for (let due = dueAt(hall, at, outages); due.length > 0; due = dueAt(hall, at, outages)) {
    for (const { kind, body } of due) {
      if (body === null) return null;
      hall = after(hall, { kind, body, at, index, version: 0, actor: '' });
    }
  }
  return hall;
}
