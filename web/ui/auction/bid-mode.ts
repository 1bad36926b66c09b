import type { HallView } from '#trade/auction/hall-view.types.ts';
import type { StageKind } from '#trade/auction/engine/engine.types.ts';

/** How a price is named in a stage: by outbidding, by taking the price that is called, by saying whether one goes on, or unseen. */
export type BidMode = 'raise' | 'take' | 'goOn' | 'sealed' | 'lottery' | 'call';

const modes: { readonly [K in StageKind]: BidMode } = { open: 'raise', countdown: 'raise', best: 'raise', turns: 'raise', descending: 'take', match: 'take', ask: 'goOn', sealed: 'sealed', nearest: 'sealed', lottery: 'lottery', call: 'call', hammer: 'raise' };
const commands: { readonly [M in BidMode]: string } = { raise: 'auction.bid', take: 'auction.bid', goOn: 'auction.goOn', sealed: 'auction.offer', lottery: 'auction.joinLottery', call: 'auction.offer' };

/** What a bidder can do now; `why` stands where it can do nothing. */
export type NowPossible = { readonly mode: BidMode; readonly why: null } | { readonly mode: null; readonly why: string };

export function nowPossible(view: HallView): NowPossible {
  const no = (why: string): NowPossible => ({ mode: null, why });
  if (view.status === 'waiting') return no('到时间自动开放报价，不用刷新。');
  if (view.status === 'paused') return no('全场暂停，恢复后补足倒计时。');
  if (view.status === 'ended' || !view.stage) return no(view.status === 'ended' ? '竞价已结束。' : '请等下一阶段。');
  const mode = modes[view.stage.kind];
  return view.can.includes(commands[mode]) ? { mode, why: null } : no(whyNot(view, view.stage.kind));
}

function whyNot({ mine, stages }: HallView, kind: StageKind): string {
  if (kind === 'turns') return '还没有轮到你。轮到时这里亮起，并有提示。';
  if (kind === 'lottery') return mine?.isInDraw ? '你已在摇号名单里。到时由各方密钥保管方的随机值摇号，谁都不能选定结果。' : '参加摇号的时间已过，正在摇号。';
  if (kind === 'match') return '正在询问有优先购买权的竞买人是否按这个价格取得。';
  if (kind === 'hammer') return '请等拍卖师宣布开始。';
  if (kind === 'best') return '这一阶段只由应价人再报一次。';
  if (kind === 'ask') return mine?.isGoingOn ? '你已表示继续竞价，请等询问结束。' : '现在不能表示继续竞价。';
  if (kind === 'countdown' && mine && !mine.isGoingOn && stages.some((stage) => stage.kind === 'ask')) return '询问时你没有表示继续，不参加限时竞价，可以看到结束。';
  return '现在不能报价。';
}

/** Where the reader stands: `outbid` once a price of its own has been topped. */
export function standingOf({ mine, best, curve, rows }: HallView): 'leading' | 'outbid' | 'silent' {
  if (!mine) return 'silent';
  if (best?.paddle === mine.paddle) return 'leading';
  const hasBid = curve.some(({ paddle }) => paddle === mine.paddle) || rows.some(({ paddle, result }) => paddle === mine.paddle && result === 'accepted');
  return hasBid && best !== null ? 'outbid' : 'silent';
}
