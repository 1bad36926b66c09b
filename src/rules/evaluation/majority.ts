/** More than half of all who sit, whether or not they voted: an absent vote is never a yes. */
export function isMajority(votes: number, seats: number): boolean {
  return 2 * votes > seats;
}

/** Whether a majority can still come about once `against` have voted the other way. */
export function isLost(against: number, seats: number): boolean {
  return !isMajority(seats - against, seats);
}

export type Tally = 'carried' | 'lost' | 'open';

export function tally(votes: readonly boolean[], seats: number): Tally {
  const yes = votes.filter(Boolean).length;
  if (isMajority(yes, seats)) return 'carried';
  return isLost(votes.length - yes, seats) ? 'lost' : 'open';
}
