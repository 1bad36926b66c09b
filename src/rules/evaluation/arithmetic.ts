import type { Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import type { Ratio } from '#kernel/ratio.ts';
import { rate } from '../rate.ts';
import { parseCapital } from './capital.ts';

/** A line of a price list as the bidder wrote it. `quantity` is decimal text. */
export type PriceLine = { readonly lineId: string; readonly quantity: string; readonly unitPriceFen: Fen; readonly totalFen: Fen };

export type PriceList = {
  readonly lines: readonly PriceLine[];
  /** 报价合计 in figures and in capitals, as on the bid letter; capitals null where the document does not ask for them. */
  readonly statedFen: Fen;
  readonly statedCapital: string | null;
};

/**
 * What does not add up, and which figure prevails (12号令第十九条). Facts for the panel: the bidder is asked
 * in writing, and the panel decides.
 */
export type ArithmeticFact =
  /** 大写 prevails over figures. */
  | { readonly kind: 'capitalPrevails'; readonly statedFen: Fen; readonly correctedFen: Fen }
  | { readonly kind: 'capitalUnreadable'; readonly text: string }
  /** 单价 prevails over the line's total. */
  | { readonly kind: 'unitPricePrevails'; readonly lineId: string; readonly statedFen: Fen; readonly correctedFen: Fen }
  /** The unit price is off by a power of ten, so the line's total prevails and the unit price gives way. */
  | { readonly kind: 'decimalPoint'; readonly lineId: string; readonly statedFen: Fen; readonly correctedFen: Fen }
  /** The lines, corrected, sum to another amount than the letter (after `capitalPrevails`). */
  | { readonly kind: 'sumDiffers'; readonly statedFen: Fen; readonly correctedFen: Fen };

export type ArithmeticResult = { readonly facts: readonly ArithmeticFact[]; readonly letterFen: Fen; readonly linesFen: Fen };

export function checkArithmetic(list: PriceList): ArithmeticResult {
  const facts: ArithmeticFact[] = [];
  const letterFen = letterAmount(list, facts);
  const linesFen = list.lines.reduce((sum, line) => sum + lineAmount(line, facts), 0n);
  if (list.lines.length > 0 && linesFen !== letterFen) facts.push({ kind: 'sumDiffers', statedFen: letterFen, correctedFen: linesFen });
  return { facts, letterFen, linesFen };
}

function letterAmount(list: PriceList, facts: ArithmeticFact[]): Fen {
  if (list.statedCapital === null) return list.statedFen;
  const capital = parseCapital(list.statedCapital);
  if (capital === null) {
    facts.push({ kind: 'capitalUnreadable', text: list.statedCapital });
    return list.statedFen;
  }
  if (capital !== list.statedFen) facts.push({ kind: 'capitalPrevails', statedFen: list.statedFen, correctedFen: capital });
  return capital;
}

/** Quantity × unit price, half-up to 分, unless only the decimal point of the unit price can be wrong. */
function lineAmount(line: PriceLine, facts: ArithmeticFact[]): Fen {
  const quantity = rate(line.quantity);
  const computed = product(quantity, ratio.of(line.unitPriceFen));
  if (computed === line.totalFen) return computed;
  const shifted = shiftedUnitPrice(quantity, line);
  if (shifted !== null) {
    facts.push({ kind: 'decimalPoint', lineId: line.lineId, statedFen: line.unitPriceFen, correctedFen: shifted });
    return line.totalFen;
  }
  facts.push({ kind: 'unitPricePrevails', lineId: line.lineId, statedFen: line.totalFen, correctedFen: computed });
  return computed;
}

/** The unit price moved by one to three places, if that alone makes the line right. */
function shiftedUnitPrice(quantity: Ratio, line: PriceLine): Fen | null {
  if (line.unitPriceFen === 0n || line.totalFen === 0n) return null;
  for (const power of [10n, 100n, 1000n]) {
    const raised = line.unitPriceFen * power;
    if (product(quantity, ratio.of(raised)) === line.totalFen) return raised;
    if (line.unitPriceFen % power === 0n && product(quantity, ratio.of(line.unitPriceFen / power)) === line.totalFen) return line.unitPriceFen / power;
  }
  return null;
}

function product(quantity: Ratio, unitPrice: Ratio): Fen {
  return BigInt(ratio.round(ratio.mul(quantity, unitPrice), 0));
}
