import { formatFen } from '#kernel/money.ts';
import { checkArithmetic, type ArithmeticFact, type PriceLine } from '#rules/evaluation/arithmetic.ts';
import type { PriceSheet } from '#trade/bid/bid.types.ts';
import type { LotTerms } from '#trade/tender/tender.types.ts';
import type { BidCheck, CheckFact } from './evaluation.types.ts';

/**
 * 清标 of one bid: what does not add up, what is missing, where it departs from the document. Facts for the panel in
 * words and figures; it gives no marks and rejects nobody.
 */
export function checkBid(sheet: PriceSheet, lot: LotTerms): BidCheck {
  const { facts, correctedFen } = arithmeticOf(sheet, lot);
  return { bidderId: sheet.bidderId, correctedFen, facts: [...facts, ...itemFacts(sheet, lot), ...termFacts(sheet, lot)] };
}

/** What came in of each bid's deposit. It may be entered after the machine's own report, so it is added to it wherever that is read. */
export type DepositFacts = { readonly bidderId: string; readonly facts: readonly string[] };

export function withDeposits(checks: readonly BidCheck[], deposits: readonly DepositFacts[]): BidCheck[] {
  return checks.map((check) => {
    const told = deposits.find(({ bidderId }) => bidderId === check.bidderId)?.facts ?? [];
    return { ...check, facts: [...check.facts, ...told.map((text): CheckFact => ({ kind: 'deposit', text }))] };
  });
}

function arithmeticOf(sheet: PriceSheet, lot: LotTerms): { facts: CheckFact[]; correctedFen: string | null } {
  const lines: PriceLine[] = sheet.lines.flatMap(({ code, unitPriceFen, totalFen }) => {
    const item = lot.priceList.find((each) => each.code === code);
    return item ? [{ lineId: code, quantity: item.quantity, unitPriceFen: BigInt(unitPriceFen), totalFen: BigInt(totalFen) }] : [];
  });
  const { facts, letterFen, linesFen } = checkArithmetic({ lines, statedFen: BigInt(sheet.priceFen), statedCapital: sheet.priceCapital });
  // A list that does not match item by item has no lawful sum: only the capitals can correct the price then.
  const isComplete = lines.length > 0 && itemFacts(sheet, lot).length === 0;
  const corrected = String(isComplete ? linesFen : letterFen);
  return { facts: facts.map((fact) => ({ kind: 'arithmetic', text: textOf(fact) })), correctedFen: corrected === sheet.priceFen ? null : corrected };
}

function textOf(fact: ArithmeticFact): string {
  switch (fact.kind) {
    case 'capitalPrevails': return `大写与小写不一致：小写 ${formatFen(fact.statedFen)}，大写 ${formatFen(fact.correctedFen)}，以大写为准`;
    case 'capitalUnreadable': return `大写金额无法识别：“${fact.text}”`;
    case 'unitPricePrevails': return `${fact.lineId} 合价与单价乘数量不一致：合价 ${formatFen(fact.statedFen)}，计算得 ${formatFen(fact.correctedFen)}，以单价为准`;
    case 'decimalPoint': return `${fact.lineId} 单价小数点明显错误：写作 ${formatFen(fact.statedFen)}，按合价应为 ${formatFen(fact.correctedFen)}`;
    case 'sumDiffers': return `清单合计与投标总价不一致：总价 ${formatFen(fact.statedFen)}，合计 ${formatFen(fact.correctedFen)}`;
  }
}

function itemFacts(sheet: PriceSheet, lot: LotTerms): CheckFact[] {
  const priced = new Map<string, number>();
  for (const { code } of sheet.lines) priced.set(code, (priced.get(code) ?? 0) + 1);
  const missing = lot.priceList.filter(({ code }) => !priced.has(code)).map(({ code, name }): CheckFact => ({ kind: 'missingItem', text: `清单漏项：${code} ${name}` }));
  const strange = [...priced.keys()].filter((code) => !lot.priceList.some((item) => item.code === code)).map((code): CheckFact => ({ kind: 'unknownItem', text: `清单外的项目：${code}` }));
  const twice = [...priced].filter(([, count]) => count > 1).map(([code]): CheckFact => ({ kind: 'unknownItem', text: `重复报价的项目：${code}` }));
  return [...missing, ...strange, ...twice];
}

function termFacts(sheet: PriceSheet, lot: LotTerms): CheckFact[] {
  const facts: CheckFact[] = [];
  if (BigInt(sheet.priceFen) > BigInt(lot.priceCapFen)) facts.push({ kind: 'overCap', text: `报价 ${formatFen(BigInt(sheet.priceFen))} 高于最高投标限价 ${formatFen(BigInt(lot.priceCapFen))}` });
  if (sheet.durationDays > lot.durationDays) facts.push({ kind: 'duration', text: `工期 ${sheet.durationDays} 日，招标文件要求不超过 ${lot.durationDays} 日` });
  if (sheet.quality.trim() !== lot.quality.trim()) facts.push({ kind: 'quality', text: `质量承诺写作“${sheet.quality}”，招标文件要求“${lot.quality}”` });
  if (sheet.projectManager.name.trim() === '' || sheet.projectManager.certificate.trim() === '') facts.push({ kind: 'manager', text: '没有写明项目经理或其证书编号' });
  return facts;
}
