import { sha256, toHex, utf8 } from '../../bytes.ts';
import { ensure, must } from '../../fault.ts';
import { sameJson, type JsonObject } from '../../json.ts';
import { bodyOf, type Record } from '../../record.ts';
import type { Announced } from './announcement.ts';
import type { HallFacts } from './auction.ts';
import { isBetter } from './hall.ts';
import { money } from './terms.ts';

const code = 'auction.reserve';

export type ResultFacts = { readonly outcome: JsonObject; readonly reserve: 'none' | 'pending' | 'withheld' | 'checked'; readonly isReached: boolean | null };

/**
 * How it came out. The reserve price is the seller's: its hash stood in the announcement before anyone bid, and only whether
 * it was reached is everyone's to know. Where an edition carries the figure it must be the one that was committed to, and
 * the comparison is made again.
 */
export async function verifyResult({ record, announced, hall }: { readonly record: Record; readonly announced: Announced; readonly hall: HallFacts }): Promise<ResultFacts> {
  const outcome = must(hall.hall.outcome, 'auction.outcome', '竞价没有结果');
  const [opened, compared] = [record.all('auction', 'ReserveOpened'), record.all('auction', 'ReserveCompared')];
  ensure(announced.terms.hasReserve === (announced.reserveHash !== null), code, '有没有底价，前后说法不一');
  if (outcome['kind'] !== 'reserve-pending') {
    ensure(opened.length === 0 && compared.length === 0, code, '没有等待比对的底价，却比对了底价');
    return { outcome, reserve: 'none', isReached: null };
  }
  const [comparison] = compared;
  ensure(compared.length <= 1 && opened.length <= compared.length, code, '底价只能开启和比对一次');
  if (!comparison) return { outcome, reserve: 'pending', isReached: null };
  const isReached = bodyOf(comparison, code).exactly(['isReached']).at('isReached').flag();
  ensure(comparison.version > hall.ended.version + 1, code, '底价的比对早于竞价的结束');
  const best = { paddle: outcome['paddle'] ?? null, priceFen: outcome['priceFen'] ?? null };
  const final: JsonObject = isReached ? { kind: 'sold', ...best } : { kind: 'unsold', reason: 'below-reserve' };
  const [figure] = opened;
  ensure(figure === undefined || (figure.index === comparison.index && figure.version === comparison.version - 1), code, '底价的开启和比对不在一起');
  if (!figure) {
    const before = record.all('auction').some(({ version }) => version === comparison.version - 1);
    ensure(!before, code, '没有开启底价就比对了');
    return { outcome: final, reserve: 'withheld', isReached };
  }
  const body = bodyOf(figure, code).exactly(['reserveFen', 'salt', 'statement', 'signature']);
  const reserve = body.at('reserveFen');
  const hash = toHex(await sha256(utf8(`${reserve.text()}\n${body.at('salt').text(/^[0-9a-f]{64}$/)}`)));
  ensure(hash === announced.reserveHash, code, '开启的底价不是公告时锁定的');
  const isBelow = isBetter(announced.terms, money(reserve), BigInt(String(best.priceFen)));
  ensure(sameJson(isReached, !isBelow), code, '是否达到底价，比对的结果不对');
  return { outcome: final, reserve: 'checked', isReached };
}
