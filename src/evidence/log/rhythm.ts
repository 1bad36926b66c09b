/*
 * The log grows on a beat, by the same number of leaves whatever happens, so that an outsider who watches its size cannot
 * count: not the bids of an evening, nor those of the last minute. Only a load that the beat cannot carry away in time makes it
 * stride wider, fourfold each time, and that says no more than that the whole platform is busy.
 */

const ordinaryStep = 4;
/** A commit waits at most so many beats for its checkpoint. */
const beatsMax = 4;

/** By how many leaves the next checkpoint exceeds the last, when so many wait. */
export function stepOf(waiting: number): number {
  let step = ordinaryStep;
  while (waiting > step * beatsMax) step *= 4;
  return step;
}

/** By how many leaves at once when nobody need be kept from counting: whole steps, one at least. */
export function stepOverAll(waiting: number): number {
  return ordinaryStep * Math.max(1, Math.ceil(waiting / ordinaryStep));
}

/**
 * Covers to lay before new commits, so that the place of one within its step does not tell how many came before it: any number
 * that the coming step still has room for. `waiting` are the leaves beyond the last checkpoint.
 */
export function coversBefore(commits: number, waiting: number, random: (below: number) => number): number {
  const room = ordinaryStep - waiting - commits;
  return room > 0 ? random(room + 1) : 0;
}
