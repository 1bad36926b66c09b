import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import { wakeAt } from './engine.ts';
import { act, gap, hallOf, secondsOf, type Act, type Hall } from './hall.testing.ts';
import type { AuctionTerms, Participant } from './engine.types.ts';

/** One step of a made-up course: so many seconds later somebody acts, or for some seconds the platform is away or the host pauses. */
export type Step = { readonly wait: number; readonly what: Act | { readonly lost: 'outage' | 'pause'; readonly seconds: number } };

/** An act at a second of the legal clock, and at the second it would be had no time been lost. */
export type Said = { readonly second: number; readonly live: number; readonly what: Act };

export type Course = { readonly said: readonly Said[]; readonly gaps: readonly ReturnType<typeof gap>[]; readonly overAt: number; readonly liveOver: number };

/** Whole seconds, so that acts often come at the very instant at which something runs out. */
export function stepsOf(what: fc.Arbitrary<Act>, { from = -10, maxWait = 25 } = {}): fc.Arbitrary<Course> {
  const lost = fc.record({ lost: fc.constantFrom('outage' as const, 'pause' as const), seconds: fc.integer({ min: 1, max: 60 }) });
  const step = fc.record({ wait: fc.integer({ min: 1, max: maxWait }), what: fc.oneof({ weight: 6, arbitrary: what }, { weight: 1, arbitrary: lost }) });
  return fc.array(step, { maxLength: 30 }).map((steps) => courseOf(steps, from));
}

/** Time lost before the announced start is lost to nobody. */
function courseOf(steps: readonly Step[], from: number): Course {
  const said: Said[] = [];
  const gaps: ReturnType<typeof gap>[] = [];
  let [second, lostSeconds] = [from, 0];
  for (const { wait, what } of steps) {
    second += wait;
    if ('verb' in what) {
      said.push({ second, live: second - lostSeconds, what });
      continue;
    }
    const back = second + what.seconds;
    if (what.lost === 'outage') gaps.push(gap(second, back));
    else said.push({ second, live: second - lostSeconds, what: { verb: 'pause' } }, { second: back, live: second - lostSeconds, what: { verb: 'resume' } });
    lostSeconds += Math.max(0, back - Math.max(second, 0));
    second = back;
  }
  return { said, gaps, overAt: second + 1, liveOver: second + 1 - lostSeconds };
}

export type Told = { readonly hall: Hall; readonly answers: readonly string[] };

/** The course as it was; `isPrompt`: the clock rings at every instant at which something runs out, and not only when somebody acts. */
export function tell(terms: AuctionTerms, participants: readonly Participant[], { said, gaps, overAt }: Course, isPrompt: boolean): Told {
  const hall = hallOf(terms, participants, gaps);
  const answers = said.map(({ second, what }) => {
    if (isPrompt) ringUntil(hall, second);
    return act(hall, second, what);
  });
  if (isPrompt) ringUntil(hall, overAt);
  act(hall, overAt, { verb: 'tick' });
  return { hall, answers };
}

/** The same course had no time been lost. */
export function tellUndisturbed(terms: AuctionTerms, participants: readonly Participant[], { said, liveOver }: Course): Told {
  const hall = hallOf(terms, participants);
  const answers = said.map(({ live, what }) => (isAct(what) ? act(hall, live, what) : ''));
  act(hall, liveOver, { verb: 'tick' });
  return { hall, answers };
}

/** What somebody in the hall does, not the host. */
export function isAct({ verb }: Act): boolean {
  return verb !== 'pause' && verb !== 'resume';
}

function ringUntil(hall: Hall, second: number): void {
  for (let at = ringAt(hall); at !== null && at <= second; at = ringAt(hall)) act(hall, at, { verb: 'tick' });
}

/** While the platform is away nothing rings. */
function ringAt({ state, gaps }: Hall): number | null {
  const wake = wakeAt(state);
  if (wake === null) return null;
  const away = gaps.find(({ from, to }) => from <= wake && wake < to);
  return secondsOf(present(away?.to ?? wake, 'wake'));
}
