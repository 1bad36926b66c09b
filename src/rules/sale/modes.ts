import type { CodeText } from '../rule.ts';

/** Ways of finding who buys and at what price. Which of them a kind of sale may use is a rule of its pack. */
export const saleModes = [
  'tender', 'listing', 'auction', 'onlineBidding', 'multiRound', 'sealedOnce', 'weighted', 'descending', 'reverse', 'call',
  'lotteryAfterCap', 'nearestAfterCap', 'negotiation', 'selection', 'agreement',
] as const;
export type SaleMode = (typeof saleModes)[number];

type ModeInfo = {
  readonly title: string;
  /** A live clock decides, in the auction hall; the others are tenders or talks. */
  readonly inHall: boolean;
  /** Prices may be named during an announced period with a fixed end. */
  readonly isListed: boolean;
  /** Free bidding until an announced instant, then a countdown. */
  readonly isFreeFirst?: true;
};

const infos: Readonly<Record<SaleMode, ModeInfo>> = {
  tender: { title: '招标', inHall: false, isListed: false },
  listing: { title: '挂牌', inHall: true, isListed: true },
  auction: { title: '拍卖', inHall: true, isListed: false },
  onlineBidding: { title: '网络竞价（多次报价）', inHall: true, isListed: false, isFreeFirst: true },
  multiRound: { title: '多轮报价', inHall: true, isListed: false },
  sealedOnce: { title: '一次报价', inHall: true, isListed: false },
  weighted: { title: '权重报价', inHall: true, isListed: false, isFreeFirst: true },
  descending: { title: '降价竞价', inHall: true, isListed: false },
  reverse: { title: '反向竞价', inHall: true, isListed: false, isFreeFirst: true },
  call: { title: '集合竞价', inHall: true, isListed: false },
  lotteryAfterCap: { title: '挂牌，达到最高限价后摇号', inHall: true, isListed: true },
  nearestAfterCap: { title: '挂牌，达到最高限价后一次报价、最接近平均价者得', inHall: true, isListed: true },
  negotiation: { title: '竞争性谈判', inHall: false, isListed: false },
  selection: { title: '综合评议', inHall: false, isListed: false },
  agreement: { title: '协议', inHall: false, isListed: false },
};

export function modeTitle(mode: SaleMode): string {
  return infos[mode].title;
}

export function isHeldInHall(mode: SaleMode): boolean {
  return infos[mode].inHall;
}

export function isListed(mode: SaleMode): boolean {
  return infos[mode].isListed;
}

/** Whether free bidding ends at an announced instant and a countdown follows. */
export function isFreeFirst(mode: SaleMode): boolean {
  return infos[mode].isFreeFirst === true;
}

export function parseSaleMode(text: string): SaleMode | null {
  return saleModes.find((mode) => mode === text) ?? null;
}

/** The value of a rule that lists modes. */
export function modeCodes(...modes: readonly SaleMode[]): CodeText[] {
  return modes.map((code) => ({ code, text: modeTitle(code) }));
}
