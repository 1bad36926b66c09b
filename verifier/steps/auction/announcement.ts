import type { Bundle } from '../../bundle.ts';
import { ensure, must } from '../../fault.ts';
import { isObject, sameJson, type Json, type JsonObject } from '../../json.ts';
import { bodyOf, type Record } from '../../record.ts';
import type { Reader } from '../../shape.ts';
import { fitsAnnounced, ownToLaw, readTerms, type Terms } from './terms.ts';

const code = 'auction.announcement';

/** What was announced, and so what the hall has to be held under. */
export type Announced = { readonly lotName: string; readonly seller: string; readonly terms: Terms; readonly startAt: number; readonly reserveHash: string | null; /** Who presides, where it is held by the hammer. */ readonly auctioneer: string | null; readonly unchecked: readonly string[] };

/**
 * The announcement is one act of the seller: what it signed is what stands there, and what was scheduled with it in the same
 * commit follows from it. The platform is the adversary: it could schedule other terms than were announced.
 */
export function verifyAnnouncement(record: Record, { projectId, lotId }: Bundle): Announced {
  const published = record.one('sale', 'SalePublished', code);
  const scheduled = record.one('auction', 'AuctionScheduled', code);
  const sale = bodyOf(published, code).at('sale');
  const lots = sale.at('lots').list(60);
  const lot = must(lots.find((each) => each.at('lotId').json === lotId), code, '公告里没有这个标的');
  checkSigned(published.body, lots, projectId);
  const body = bodyOf(scheduled, code).exactly(['saleId', 'title', 'category', 'seller', 'department', 'depositFen', 'reserveHash', 'terms', 'startAt'], ['auctioneer']);
  ensure(scheduled.index === published.index && scheduled.version === 1, code, '竞价不是随公告一起排定的');
  const same = (name: string, announced: Reader): void => ensure(sameJson(body.at(name).json ?? null, announced.json ?? null), code, `排定的竞价与公告的 ${name} 不同`);
  same('title', lot.at('name'));
  same('depositFen', lot.at('depositFen'));
  same('reserveHash', lot.at('reserveHash'));
  same('startAt', lot.at('biddingFrom'));
  same('seller', sale.at('seller'));
  same('department', sale.at('department'));
  ensure(body.at('saleId').json === projectId, code, '竞价属于另一份公告');
  ensure(fitsAnnounced(body.at('terms').object(), lot), 'auction.terms', '排定的竞价条件不是公告的条件');
  const [mode, auctioneer] = [lot.at('mode'), body.at('auctioneer')];
  const presiding = auctioneer.isThere() ? auctioneer.exactly(['personId', 'name', 'licenceNumber', 'orgId', 'orgName']).at('personId').text() : null;
  ensure(presiding === (mode.at('kind').json === 'auction' ? mode.at('auctioneerId').json : null), code, '主持的拍卖师不是公告的这一位');
  const reserve = body.at('reserveHash');
  const terms = readTerms(body.at('terms'));
  return {
    lotName: lot.at('name').text(), seller: sale.at('seller').at('name').text(), terms, auctioneer: presiding, unchecked: ownToLaw(terms), startAt: body.at('startAt').count(),
    reserveHash: reserve.isNull() ? null : reserve.text(/^[0-9a-f]{64}$/),
  };
}

/** What the seller signed has no numbers yet; with them taken off, the announced lots must be the signed ones. */
function checkSigned({ statement }: JsonObject, lots: readonly Reader[], saleId: string): void {
  const content = isObject(statement) && isObject(statement['content']) ? statement['content'] : {};
  const unnumbered = lots.map((lot): Json => {
    const { lotId: _lotId, number: _number, ...signed } = lot.object();
    return signed;
  });
  ensure(content['saleId'] === saleId && sameJson(content['lots'] ?? null, unnumbered), code, '公告的标的不是出让人、转让人签名的内容');
  ensure(lots.every((lot, i) => lot.at('lotId').json === `${saleId}-${i + 1}` && lot.at('number').json === i + 1), code, '标的的编号不对');
}
