/** How long to wait before the n-th attempt (from 0) to come back: doubling up to eight seconds, spread by `chance` (0 to 1) so that a whole hall does not return in one instant. */
export function waitMs(attempt: number, chance: number): number {
  const full = Math.min(8000, 300 * 2 ** attempt);
  return Math.round(full * (0.5 + chance / 2));
}
