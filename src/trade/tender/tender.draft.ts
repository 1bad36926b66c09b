import { addMicros, instant, microsPerDay, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { addDays, ofInstant, plainDate, startOf } from '#kernel/time/plain-date.ts';
import type { Calendar } from '#kernel/time/calendar.ts';
import { depositCapFen } from '#rules/construction/deposit.ts';
import { onWorkingDay } from '#rules/construction/deadlines.ts';
import { valueOf, type RulePack } from '#rules/pack.ts';
import { standardTexts } from '#rules/texts/library.ts';
import { sectionsOf } from '#rules/texts/text.ts';
import { packOf } from './tender.document.ts';
import type { Tender, TenderDocument } from './tender.types.ts';

/** A first document on the standard text, with lawful times and caps and everything else to fill in. Publishing may wait until tomorrow. */
export function initialDocument(tender: Pick<Tender, 'lots' | 'category' | 'areaCode' | 'registeredOn' | 'catalogueItem'>, now: Instant, calendar: Calendar): TenderDocument {
  const pack = packOf(tender);
  const standard = standardTexts(tender.catalogueItem, plainDate(tender.registeredOn)).find((text) => text.kind === 'tenderDocument');
  const times = lawfulTimes(now, pack, calendar);
  return {
    standardTextId: standard?.id ?? '',
    sections: standard ? sectionsOf(standard).map(({ id, title, body }) => ({ id, title, body })) : [{ id: 'annex.text', title: '正文', body: '请填写。' }],
    values: {}, files: [], ...times,
    bidValidityDays: valueOf(pack, 'eng.bidValidity.default', 'day'),
    decryptWindowMinutes: valueOf(pack, 'e.decrypt.window', 'minute'),
    qualification: [{ id: 'q1', title: '施工资质', requirement: '建筑工程施工总承包三级及以上，具有有效的安全生产许可证' }],
    lots: tender.lots.map(({ lotId, estimateFen }) => ({
      lotId, priceCapFen: estimateFen, depositFen: String(depositCapFen({ kind: 'works', estimateFen: BigInt(estimateFen) }, pack)), durationDays: 365, quality: '合格', priceList: [],
    })),
    scoring: {
      technical: [{ id: 't1', title: '施工组织设计', points: '30', guide: '', objective: false }],
      commercial: [{ id: 'c1', title: '类似业绩', points: '10', guide: '', objective: true }],
      price: { points: '60', formula: { kind: 'benchmark-deviation', trimFrom: valueOf(pack, 'eng.benchmark.trimFrom', 'count'), coefficients: ['0', '0.01', '0.02', '0.03'], overRate: '2', underRate: '1', floorPoints: '0' } },
      marksTrimFrom: 0,
    },
    awardMethod: { kind: 'first-candidate' },
    candidatesMax: valueOf(pack, 'eng.candidates', 'count'),
    acceptsConsortium: false,
    performanceBondRate: '0',
  };
}

/** The file from tomorrow 09:00 for seven days, bids until 09:00 on the first working day that leaves the whole time. */
function lawfulTimes(now: Instant, pack: RulePack, calendar: Calendar): Pick<TenderDocument, 'documentFrom' | 'documentUntil' | 'bidDeadlineAt'> {
  const first = addDays(ofInstant(now), 1);
  const nine = 9 * microsPerHour;
  const documentFrom = addMicros(startOf(first), nine);
  const least = addMicros(startOf(addDays(first, valueOf(pack, 'eng.bid.prepMinDays', 'day') + 1)), nine);
  const working = onWorkingDay(least, calendar);
  return { documentFrom, documentUntil: instant(documentFrom + 7 * microsPerDay), bidDeadlineAt: working.ok ? working.value : least };
}
