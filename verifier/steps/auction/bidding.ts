import { compare, decimal, zero } from '../../ratio.ts';
import { isBetter, isPreferred, stepAt, type Hall } from './hall.ts';
import type { Stage } from './terms.ts';

/** Why this bid could not be taken in the hall as it stands, or null when it had to be. */
export function whyNoBid(hall: Hall, paddle: number, price: bigint): string | null {
  const [stage] = hall.plan;
  const shut = whyShut(hall, paddle);
  if (shut !== null || !stage) return shut ?? '竞价已经结束';
  switch (stage.kind) {
    case 'hammer': return hall.calls === null ? '拍卖师还没有宣布开始' : whyNotOutbid(hall, paddle, price);
    case 'match': return mayTake(hall, paddle, price) ? null : '这一阶段只由优先购买权人按已有的最优价格取得';
    case 'open': return whyNotOutbid(hall, paddle, price);
    case 'countdown': return hall.goingOn.length > 0 && !hall.goingOn.includes(paddle) ? '询问时没有表示继续竞价' : whyNotOutbid(hall, paddle, price);
    case 'descending': return price === hall.ask ? null : `当时的价格是 ${hall.ask} 分`;
    case 'best': return paddle === hall.holder ? whyNotBetter(hall, hall.best?.price ?? 0n, price) : '这一阶段只由应价人报价';
    case 'turns': return hall.turn?.order[hall.turn.index] === paddle ? whyNotByStep(hall, hall.own.get(paddle)?.price ?? null, price) : '没有轮到这个竞买号';
    default: return '这一阶段不公开报价';
  }
}

/** Why this price, which nobody saw then, could not be taken. */
export function whyNoOffer(hall: Hall, stage: Stage, offer: { readonly paddle: number; readonly price: bigint; readonly quantity: string | null }): string | null {
  const { terms } = hall;
  switch (stage.kind) {
    case 'sealed':
      if (stage.who === 'others' && offer.paddle === hall.holder) return '应价人不参加密封报价';
      return hall.best === null ? whyNotByStep(hall, null, offer.price) : whyNotBetter(hall, hall.best.price, offer.price);
    case 'nearest': return isBetter(terms, terms.start, offer.price) || isBetter(terms, offer.price, terms.cap ?? terms.start) ? '报价不在起始价与限价之间' : null;
    case 'lottery': return offer.price === (terms.cap ?? terms.start) ? null : '摇号只接受限价';
    case 'call': {
      const quantity = offer.quantity === null ? zero : decimal(offer.quantity);
      return compare(quantity, zero) > 0 && compare(quantity, stage.quantity) <= 0 ? whyNotByStep(hall, null, offer.price) : '申报数量超出范围';
    }
    default: return '这一阶段不接受密封报价';
  }
}

export function whyShut(hall: Hall, paddle: number): string | null {
  if (hall.state === 'waiting') return '竞价还没有开始';
  if (hall.state === 'paused') return '竞价正在暂停';
  if (hall.state === 'ended') return '竞价已经结束';
  if (!hall.people.some((each) => each.paddle === paddle)) return `${paddle} 号没有竞买资格`;
  return hall.endsAt === null && hall.plan[0]?.kind !== 'hammer' ? '这一阶段已经截止' : null;
}

/** Open outcry: better than what stands by whole steps; under weights than one's own. Who is preferred may take the very price at which another stands. */
function whyNotOutbid(hall: Hall, paddle: number, price: bigint): string | null {
  const { best, terms } = hall;
  const weighs = terms.priceWeight !== null;
  if (!weighs && mayTake(hall, paddle, price)) return null;
  const standing = weighs ? hall.own.get(paddle) : best;
  return whyNotByStep(hall, standing?.price ?? null, price);
}

function mayTake(hall: Hall, paddle: number, price: bigint): boolean {
  return hall.best !== null && price === hall.best.price && isPreferred(hall, paddle) && !isPreferred(hall, hall.best.paddle);
}

function whyNotByStep(hall: Hall, standing: bigint | null, price: bigint): string | null {
  const { terms } = hall;
  const beyond = whyOutOfBounds(hall, price);
  if (beyond !== null) return beyond;
  const from = standing ?? terms.start;
  const step = stepAt(hall, from);
  if (price === terms.cap) return standing === price ? '没有优于已有的报价' : null;
  const by = terms.isRising ? price - from : from - price;
  if (by < 0n || (standing !== null && by < step)) return `没有比 ${from} 分优出一个加价幅度（${step} 分）`;
  return by % step === 0n ? null : `不是加价幅度 ${step} 分的整数倍`;
}

function whyNotBetter(hall: Hall, standing: bigint, price: bigint): string | null {
  return whyOutOfBounds(hall, price) ?? (isBetter(hall.terms, price, standing) ? null : '没有优于已有的报价');
}

function whyOutOfBounds({ terms }: Hall, price: bigint): string | null {
  if (price <= 0n) return '报价不大于零';
  return terms.cap !== null && isBetter(terms, price, terms.cap) ? '报价超过限价' : null;
}
