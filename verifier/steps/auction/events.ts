import { ensure } from '../../fault.ts';
import { sameJson } from '../../json.ts';
import { Reader } from '../../shape.ts';
import { whyNoBid, whyNoOffer, whyShut } from './bidding.ts';
import { offerJson, quoteJson, ranking, stepAt, type Hall, type Offer, type Quote, type Turn } from './hall.ts';
import type { Happened } from './replay.ts';
import { isEnveloped, money, type Stage } from './terms.ts';
import { inDraw, onward, opened, resumption, standsAtCap, withOwn, type Due } from './timeline.ts';

const quantity = /^\d{1,30}(?:\.\d{1,30})?$/;

/** Said by somebody, where the others are brought about by time alone. */
export function isSaid({ kind, body }: Happened): boolean {
  if (kind === 'AuctionPaused') return body['reason'] !== 'outage';
  return ['BidAccepted', 'WentOn', 'OfferSealed', 'OfferWithdrawn', 'LotteryJoined', 'LotteryDrawn', 'FloorOpened', 'PriceCalled', 'HammerFell', 'StepChanged', 'AuctionResumed'].includes(kind);
}

/** Whether it was allowed in the hall as it stood; gives what has to follow in the same commit. */
export function judge(hall: Hall, event: Happened, lotId: string): readonly Due[] {
  const body = read(event);
  switch (event.kind) {
    case 'BidAccepted': return judgeBid(hall, event, lotId);
    case 'WentOn': {
      const paddle = body.at('paddle').count();
      const shut = whyShut(hall, paddle);
      ensure(shut === null && hall.plan[0]?.kind === 'ask' && !hall.goingOn.includes(paddle), 'auction.event', `${paddle} 号表示继续竞价不应接受${shut === null ? '' : `：${shut}`}`);
      checkSpeaker(event, paddle, lotId);
      return [];
    }
    case 'OfferSealed': case 'OfferWithdrawn': return [];
    case 'OffersOpened':
      ensure(hall.state === 'running' && hall.plan[0] !== undefined && isEnveloped(hall.plan[0]) && hall.closedAt !== null && hall.endsAt === null, 'auction.time', '还不到开启密封报价的时候');
      return [];
    case 'LotteryJoined': {
      const paddle = body.at('paddle').count();
      const shut = whyShut(hall, paddle);
      const [stage] = hall.plan;
      ensure(shut === null && stage?.kind === 'lottery' && whyNoOffer(hall, stage, { paddle, price: money(body.at('priceFen')), quantity: null }) === null, 'auction.event', `${paddle} 号参加摇号不应接受${shut === null ? '' : `：${shut}`}`);
      checkSpeaker(event, paddle, lotId);
      return [];
    }
    case 'FloorOpened': case 'PriceCalled': case 'HammerFell': return judgeHammer(hall, event);
    case 'LotteryDrawn': {
      const drawn = hall.offers.find(({ paddle }) => paddle === body.at('paddle').count());
      ensure(hall.state === 'running' && hall.plan[0]?.kind === 'lottery' && hall.endsAt === null && drawn !== undefined, 'auction.event', '摇到的不在参加摇号的人之中');
      return [onward({ ...hall, best: drawn }, hall.plan.slice(1), event.at)];
    }
    case 'StepChanged': judgeStep(hall, body, lotId); return [];
    case 'AuctionPaused': ensure((hall.state === 'running' || hall.state === 'waiting') && body.at('from').count() === event.at, 'auction.time', '暂停的时刻不对'); return [];
    default:
      ensure(hall.state === 'paused' && hall.pausedFrom !== null && sameJson(event.body, resumption(hall, hall.pausedFrom, event.at)), 'auction.time', '恢复时没有还给应有的时间');
      return [];
  }
}

/** What the auctioneer says: that it begins, the price that stands as often as was announced, and only then the hammer. */
function judgeHammer(hall: Hall, event: Happened): readonly Due[] {
  const body = read(event);
  const [stage] = hall.plan;
  ensure(hall.state === 'running' && stage?.kind === 'hammer' && !hall.hasFallen, 'auction.event', `${event.kind} 时没有拍卖师主持的阶段`);
  if (event.kind === 'FloorOpened') {
    ensure(hall.calls === null, 'auction.event', '拍卖师已经宣布过开始');
    return [];
  }
  const calls = hall.calls ?? -1;
  const price = hall.best === null ? null : String(hall.best.price);
  ensure(body.at('priceFen').json === price, 'auction.event', '叫的、落槌的不是当时的最高应价');
  if (event.kind === 'PriceCalled') {
    ensure(calls >= 0 && calls < stage.calls && body.at('call').json === calls + 1, 'auction.event', '叫价的次数不对');
    return [];
  }
  ensure(calls === stage.calls && body.at('paddle').json === (hall.best?.paddle ?? null), 'auction.event', `没有叫满 ${stage.calls} 次就落槌，或者落给了别人`);
  return [onward({ ...hall, hasFallen: true }, hall.plan.slice(1), event.at)];
}

function judgeStep(hall: Hall, body: Reader, lotId: string): void {
  const code = 'auction.event';
  const step = money(body.at('stepFen'));
  ensure(step > 0n, code, '加价幅度应大于零');
  ensure(hall.state === 'running' && hall.plan[0]?.kind === 'open' && hall.terms.mayChangeStep, code, '公告的条件不许在这时改变加价幅度');
  ensure(stepAt(hall, hall.best?.price ?? hall.terms.start) !== step, code, '加价幅度没有改变');
  const statement = body.at('statement');
  if (!statement.isThere()) return;
  const isOwn = statement.at('act').json === 'auction.changeStep' && sameJson(statement.at('subject').json ?? null, { lotId }) && sameJson(statement.at('content').json ?? null, { stepFen: String(step) });
  ensure(isOwn, code, '改变加价幅度的不是出让人、转让人签名的内容');
}

function judgeBid(hall: Hall, event: Happened, lotId: string): readonly Due[] {
  const body = read(event);
  const [paddle, price] = [body.at('paddle').count(), money(body.at('priceFen'))];
  const why = whyNoBid(hall, paddle, price);
  ensure(why === null, 'auction.bid', `${paddle} 号 ${price} 分的报价不应接受：${why}`);
  checkSpeaker(event, paddle, lotId);
  const stage = hall.plan[0] as Stage;
  const endsAt = stage.kind === 'countdown' ? event.at + stage.cycle : stage.kind === 'descending' || stage.kind === 'match' ? event.at : hall.endsAt;
  ensure(body.at('endsAt').json === endsAt, 'auction.time', `${paddle} 号报价之后的截止时刻不对`);
  const next = after(hall, event);
  if (stage.kind === 'descending' || stage.kind === 'match') return [onward(next, hall.plan.slice(1), event.at)];
  const isLast = stage.kind === 'countdown' && price === hall.terms.cap && standsAtCap(next);
  return isLast ? [onward(next, hall.terms.afterCap, event.at)] : [];
}

/** The number that speaks is the number that is written. */
function checkSpeaker({ actor, kind }: Happened, paddle: number, lotId: string): void {
  ensure(actor === `paddle:${lotId}:${paddle}`, 'auction.bid', `${kind} 不是 ${paddle} 号自己说的`);
}

/**
 * Prices that nobody saw before. `isHidden`: some of what was named stands in the record by hash only, so that they cannot
 * be held against it; each must still be one that was allowed.
 */
export function judgeOpening(hall: Hall, event: Happened, isHidden: boolean): { readonly next: readonly Due[]; readonly isWhole: boolean } {
  const body = read(event);
  const stage = hall.plan[0] as Stage;
  const offers = body.at('offers').list(100_000).map(readOffer);
  const isLate = isEnveloped(stage);
  const drawn = stage.kind === 'lottery' ? inDraw(hall) : [];
  const isWhole = stage.kind === 'lottery' || (!isHidden && !isLate);
  if (isWhole) ensure(sameJson(offers.map(offerJson), (stage.kind === 'lottery' ? drawn : hall.offers).map(offerJson)), 'auction.event', '开启的报价与密封时的不同');
  for (const offer of offers) {
    // Of the lottery everything was said openly, and has been compared.
    if (stage.kind === 'lottery') continue;
    const why = (isLate ? whyStranger(hall, offer.paddle) : whyShut(hall, offer.paddle)) ?? whyNoOffer(hall, stage, offer);
    const isInside = offer.at >= (hall.begunAt ?? 0) && offer.at < ((isLate ? hall.closedAt : hall.endsAt) ?? 0);
    ensure(why === null && isInside, 'auction.bid', `${offer.paddle} 号的密封报价不应接受${why === null ? '' : `：${why}`}`);
  }
  ensure(new Set(offers.map(({ paddle }) => paddle)).size === offers.length, 'auction.event', '一个竞买号开启了两份报价');
  const { best, next } = opened(hall, stage, offers, isLate ? event.at : hall.endsAt ?? 0);
  ensure(sameJson(body.at('best').json ?? null, best === null ? null : quoteJson(best)), 'auction.outcome', '开启之后最优的不是公布的这一个');
  return { next, isWhole };
}

function whyStranger({ people }: Hall, paddle: number): string | null {
  return people.some((each) => each.paddle === paddle) ? null : `${paddle} 号没有竞买资格`;
}

/** The hall after what happened, once that has been found right. */
export function after(hall: Hall, event: Happened): Hall {
  const body = read(event);
  switch (event.kind) {
    case 'StageBegun': {
      const stages = body.at('stages').list(20);
      const all = [...hall.terms.stages, ...hall.terms.afterCap];
      const plan = stages.map((stage) => all.find(({ json }) => sameJson(json, stage.json)) as Stage);
      const ask = body.at('askFen');
      return { ...hall, state: 'running', plan, begunAt: body.at('begunAt').count(), endsAt: countOrNone(body.at('endsAt')), ask: ask.isNull() ? null : money(ask), turn: readTurn(body.at('turn')), offers: [], closedAt: null };
    }
    case 'BidAccepted': return withBid(hall, body, event);
    case 'WentOn': return { ...hall, goingOn: [...hall.goingOn, body.at('paddle').count()] };
    case 'OfferSealed': return withOffer(hall, body, event);
    case 'OfferWithdrawn': {
      const paddle = body.at('paddle').count();
      ensure(whyShut(hall, paddle) === null && hall.offers.some((offer) => offer.paddle === paddle), 'auction.event', `${paddle} 号没有可以撤回的报价`);
      return { ...hall, offers: hall.offers.filter((offer) => offer.paddle !== paddle) };
    }
    case 'LotteryJoined': {
      const paddle = body.at('paddle').count();
      return { ...hall, offers: [...hall.offers.filter((offer) => offer.paddle !== paddle), { paddle, price: money(body.at('priceFen')), at: event.at, quantity: null }] };
    }
    case 'OffersClosed': return { ...hall, closedAt: hall.endsAt, endsAt: null };
    case 'FloorOpened': return { ...hall, calls: 0 };
    case 'PriceCalled': return { ...hall, calls: body.at('call').count() };
    case 'HammerFell': return { ...hall, hasFallen: true };
    case 'OffersOpened': return withOpened(hall, body);
    case 'LotteryDrawn': return { ...hall, best: hall.offers.find(({ paddle }) => paddle === body.at('paddle').count()) ?? hall.best };
    case 'PriceDropped': return { ...hall, ask: money(body.at('askFen')), endsAt: body.at('endsAt').count() };
    case 'TurnBegun': return { ...hall, turn: readTurn(body.at('turn')), endsAt: body.at('endsAt').count() };
    case 'StepChanged': return { ...hall, step: money(body.at('stepFen')) };
    case 'AuctionPaused': return { ...hall, state: 'paused', pausedFrom: body.at('from').count() };
    case 'AuctionResumed': return { ...hall, state: hall.begunAt === null ? 'waiting' : 'running', pausedFrom: null, endsAt: countOrNone(body.at('endsAt')), restoredTo: body.at('settledTo').count(), calls: hall.calls === null ? null : 0 };
    default: return { ...hall, state: 'ended', plan: [], endsAt: null, ask: null, turn: null, outcome: body.at('outcome').object() };
  }
}

const fields: { readonly [kind: string]: readonly string[] } = {
  StageBegun: ['stages', 'begunAt', 'endsAt', 'askFen', 'turn'], BidAccepted: ['paddle', 'priceFen', 'endsAt'], WentOn: ['paddle'], OfferSealed: ['paddle', 'priceFen', 'quantity'], OfferWithdrawn: ['paddle'],
  OffersOpened: ['offers', 'best'], LotteryDrawn: ['paddle'], PriceDropped: ['askFen', 'endsAt'], TurnBegun: ['turn', 'endsAt'], StepChanged: ['stepFen'], AuctionPaused: ['reason', 'from'],
  LotteryJoined: ['paddle', 'priceFen'], OffersClosed: [], FloorOpened: [], PriceCalled: ['call', 'priceFen'], HammerFell: ['paddle', 'priceFen'],
  AuctionResumed: ['endsAt', 'lostMicros', 'settledTo'], AuctionEnded: ['outcome'],
};

/** An event of a kind that is not known, or with a field that is not, is not passed over. */
function read({ kind, body }: Happened): Reader {
  const known = fields[kind];
  ensure(known !== undefined, 'auction.event', `不认识的事件 ${kind.slice(0, 40)}`);
  return new Reader(body, kind, 'auction.event').exactly(known, kind === 'StepChanged' ? ['statement', 'signature'] : []);
}

function withBid(hall: Hall, body: Reader, { at }: Happened): Hall {
  const quote: Quote = { paddle: body.at('paddle').count(), price: money(body.at('priceFen')), at };
  const kind = hall.plan[0]?.kind;
  const own = new Map(hall.own).set(quote.paddle, quote);
  const isRanked = hall.terms.priceWeight !== null || kind === 'turns';
  return {
    ...hall, own, best: isRanked ? (ranking(hall, [...own.values()])[0] ?? null) : quote,
    endsAt: countOrNone(body.at('endsAt')), calls: hall.calls === null ? null : 0, holder: kind === 'descending' ? quote.paddle : hall.holder,
  };
}

function withOffer(hall: Hall, body: Reader, { at }: Happened): Hall {
  const offer: Offer = { paddle: body.at('paddle').count(), price: money(body.at('priceFen')), at, quantity: readQuantity(body.at('quantity')) };
  const why = whyShut(hall, offer.paddle) ?? whyNoOffer(hall, hall.plan[0] as Stage, offer);
  ensure(why === null, 'auction.bid', `${offer.paddle} 号的密封报价不应接受：${why}`);
  return { ...hall, offers: [...hall.offers.filter(({ paddle }) => paddle !== offer.paddle), offer] };
}

function withOpened(hall: Hall, body: Reader): Hall {
  const offers = body.at('offers').list(100_000).map(readOffer);
  const best = body.at('best');
  const own = hall.plan[0]?.kind === 'sealed' ? withOwn(hall, offers) : hall.own;
  return { ...hall, offers, own, endsAt: null, best: best.isNull() ? hall.best : readQuote(best.exactly(['paddle', 'priceFen', 'at'])) };
}

function readOffer(offer: Reader): Offer {
  offer.exactly(['paddle', 'priceFen', 'at', 'quantity']);
  return { ...readQuote(offer), quantity: readQuantity(offer.at('quantity')) };
}

function readQuote(quote: Reader): Quote {
  return { paddle: quote.at('paddle').count(), price: money(quote.at('priceFen')), at: quote.at('at').count() };
}

function readQuantity(text: Reader): string | null {
  return text.isNull() ? null : text.text(quantity);
}

function readTurn(turn: Reader): Turn | null {
  if (turn.isNull()) return null;
  turn.exactly(['round', 'order', 'index']);
  const index = turn.at('index').json;
  return { round: turn.at('round').count(), order: turn.at('order').list(100_000).map((each) => each.count()), index: index === -1 ? -1 : turn.at('index').count() };
}

function countOrNone(value: Reader): number | null {
  return value.isNull() ? null : value.count();
}
