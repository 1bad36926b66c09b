import { checkRange, checkSteps } from '#trade/auction/engine/price.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';

/** What the hall will say of a sealed price once it is opened; then it is too late, so the page says it before. Null where it will be taken. */
export function wrongOffer({ stage, direction, startFen, stepFen, capFen }: HallView, fen: bigint): string | null {
  const terms = { direction, startFen, capFen, tiers: [{ fromFen: '0', stepFen }], hasReserve: false, weights: null, stages: [], afterCap: [] };
  const checked = stage?.kind === 'nearest' ? checkRange(terms, fen) : checkSteps({ terms, stepFen: null }, null, fen);
  return checked.ok ? null : `${checked.error.message}${checked.error.want ? `应为 ${checked.error.want}。` : ''}`;
}
