import { addMicros, microsPerMinute, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import type { CurvePoint, HallRow, HallView } from '#trade/auction/hall-view.types.ts';
import { hallRefusals } from '#trade/auction/engine/refusals.ts';
import { at } from '../preview.samples.ts';
import { firstState, type HallState, type OwnBid } from './hall-state.ts';

export type HallSampleName = 'waiting' | 'open' | 'leading' | 'outbid' | 'ask' | 'paused' | 'sold' | 'below-reserve' | 'reserve-pending' | 'descending' | 'sealed' | 'turns' | 'weighted' | 'lottery' | 'lost-line' | 'public';

/** One invented auction of a plot of land, at one moment of its course: for the gallery, for pictures and for tests. */
export type HallSample = { readonly title: string; readonly now: Instant; readonly view: HallView; readonly state: HallState; readonly isHostOnline: boolean };

const listedAt = at('2026-11-10 09:00:00');
const climbAt = at('2026-11-20 15:00:00');
const sampleNow = at('2026-11-20 15:07:41.3');

const wan = (amount: number): string => `${amount}000000`;

/** Day and time, paddle, price in 万: as it went. */
const course: readonly (readonly [at: string, paddle: number, price: number])[] = [
  ['11-10 10:12:07.310', 11, 2160], ['11-12 09:40:31.007', 6, 2200], ['11-14 16:05:55.420', 11, 2300], ['11-17 11:21:16.884', 3, 2380], ['11-19 17:20:48.126', 6, 2450],
  ['11-20 15:00:21.704', 11, 2500], ['11-20 15:00:49.250', 3, 2540], ['11-20 15:01:06.013', 6, 2570], ['11-20 15:01:31.552', 11, 2610], ['11-20 15:01:48.919', 6, 2640],
  ['11-20 15:02:10.344', 3, 2700], ['11-20 15:02:31.870', 11, 2740], ['11-20 15:02:44.608', 6, 2800], ['11-20 15:03:12.440', 11, 2850], ['11-20 15:04:30.902', 3, 2860], ['11-20 15:05:49.118', 6, 2870],
];

const curve: readonly CurvePoint[] = course.map(([when, paddle, price]) => ({ at: at(`2026-${when}`), paddle, priceFen: wan(price) }));

const accepted: readonly HallRow[] = curve.map((point, i) => ({ ...point, id: `accepted-${i}`, version: 20 + 2 * i, result: 'accepted' as const, refusal: null, logIndex: 1_204_902 - 13 * (curve.length - 1 - i) })).reverse();

const refused: HallRow = {
  id: 'refused-1', version: 47, at: at('2026-11-20 15:04:02.517'), paddle: 3, priceFen: wan(2855), result: 'refused', logIndex: 1_204_884,
  refusal: hallRefusals.offStep({ got: '¥28,550,000.00', want: '¥28,600,000.00 以上', step: '¥100,000.00' }),
};

const rows = [...accepted, refused].sort((a, b) => b.version - a.version);

const outbid: HallView = {
  lotId: 'auction-17-1', title: '阿左旗 2026-17 号工业用地', category: '国有建设用地使用权挂牌出让', seller: '阿拉善左旗自然资源局（演示）',
  status: 'running', pausedFor: null, startAt: listedAt,
  stage: { kind: 'countdown', title: '限时竞价', begunAt: climbAt, endsAt: at('2026-11-20 15:10:49.118'), cycleMs: 300_000 },
  stages: [{ kind: 'open', title: '挂牌期' }, { kind: 'ask', title: '询问' }, { kind: 'countdown', title: '限时竞价' }], stagesDone: 2,
  direction: 'up', startFen: wan(2160), stepFen: wan(10), ladder: 'shared', priceWeight: null, turn: null, seal: null, inDraw: [], capFen: null, hasReserve: true, askFen: null, nextFen: wan(2880),
  best: { paddle: 6, priceFen: wan(2870), at: at('2026-11-20 15:05:49.118') }, accepted: 34, goingOn: 3, outcome: null,
  rows, curve, mine: { paddle: 3, isPreferred: false, depositFen: wan(432), isGoingOn: true, isInDraw: false, offeredAt: null }, can: ['auction.bid'], mayRead: [], version: 60,
};

const ownTaken: OwnBid = { key: 'k1', priceFen: wan(2860), pressedAt: at('2026-11-20 15:04:30.861'), state: 'taken', row: rows.find(({ priceFen }) => priceFen === wan(2860)) ?? null, receipt: { signed: true }, refusal: null };
const ownRefused: OwnBid = { key: 'k2', priceFen: wan(2870), pressedAt: at('2026-11-20 15:05:49.130'), state: 'refused', row: null, receipt: null, refusal: hallRefusals.tooLow({ got: '¥28,700,000.00', want: '¥28,800,000.00 以上' }) };

/** The view as it stood when `count` prices had been taken. */
function after(count: number): Pick<HallView, 'curve' | 'rows' | 'best' | 'nextFen' | 'accepted'> {
  const taken = curve.slice(0, count);
  const last = taken.at(-1) ?? null;
  return { curve: taken, rows: rows.filter((row) => last !== null && row.at <= last.at), best: last, accepted: count, nextFen: last === null ? outbid.startFen : String(BigInt(last.priceFen) + BigInt(outbid.stepFen)) };
}

const led: HallView = { ...outbid, ...after(15), accepted: 33, stage: outbid.stage && { ...outbid.stage, endsAt: at('2026-11-20 15:09:30.902') } };
const ended: HallView = { ...outbid, status: 'ended', stage: null, stagesDone: 3, can: [], mayRead: ['bundle'], outcome: { kind: 'sold', paddle: 6, priceFen: wan(2870) } };

type Scene = { readonly title: string; readonly now?: Instant; readonly view: HallView; readonly own?: OwnBid; readonly state?: Partial<HallState> };

const scenes: { readonly [N in HallSampleName]: Scene } = {
  waiting: { title: '等待开始', now: addMicros(listedAt, -(12 * microsPerMinute + 18 * microsPerSecond)), view: { ...outbid, ...after(0), status: 'waiting', stage: null, stagesDone: 0, goingOn: 0, can: [] } },
  open: { title: '挂牌期', now: at('2026-11-18 10:31:06'), view: { ...outbid, ...after(4), stage: { kind: 'open', title: '挂牌期', begunAt: listedAt, endsAt: at('2026-11-20 14:55:00'), cycleMs: null }, stagesDone: 0, goingOn: 0 } },
  leading: { title: '限时竞价，自己领先', now: at('2026-11-20 15:05:12.4'), view: led, own: ownTaken },
  outbid: { title: '被超过，刚有一次没有接受', now: sampleNow, view: outbid, own: ownRefused },
  ask: { title: '询问', now: at('2026-11-20 14:57:20'), view: { ...outbid, ...after(5), stage: { kind: 'ask', title: '询问', begunAt: at('2026-11-20 14:55:00'), endsAt: climbAt, cycleMs: null }, stagesDone: 1, goingOn: 2, mine: outbid.mine && { ...outbid.mine, isGoingOn: false }, can: ['auction.goOn'] } },
  paused: { title: '暂停', now: sampleNow, view: { ...outbid, status: 'paused', pausedFor: '阿左旗供电中断，主持人宣布暂停', can: [] }, own: ownTaken },
  sold: { title: '成交', now: at('2026-11-20 15:12:03'), view: ended },
  'below-reserve': { title: '未达底价', now: at('2026-11-20 15:31:40'), view: { ...ended, outcome: { kind: 'unsold', reason: 'below-reserve' } } },
  'reserve-pending': { title: '等待底价比对', now: at('2026-11-20 15:11:02'), view: { ...ended, outcome: { kind: 'reserve-pending', paddle: 3, priceFen: wan(2870) }, best: { paddle: 3, priceFen: wan(2870), at: at('2026-11-20 15:05:49.118') } } },
  descending: {
    title: '降价竞价', now: at('2026-11-20 10:14:23.6'),
    view: { ...outbid, ...after(0), title: '苏尼特右旗农机站旧设备一批', category: '实物资产转让', seller: '苏尼特右旗农机服务站（演示）', startAt: at('2026-11-20 10:00:00'), hasReserve: false, stage: { kind: 'descending', title: '降价竞价', begunAt: at('2026-11-20 10:00:00'), endsAt: at('2026-11-20 10:15:00'), cycleMs: 60_000 }, stages: [{ kind: 'descending', title: '降价竞价' }, { kind: 'sealed', title: '一次报价' }, { kind: 'best', title: '应价人最后报价' }], stagesDone: 0, startFen: wan(98), stepFen: wan(1), askFen: wan(84), nextFen: wan(84), goingOn: 0, mine: outbid.mine && { ...outbid.mine, depositFen: wan(10) } },
  },
  sealed: { title: '一次报价', now: sampleNow, view: { ...outbid, ...after(0), stage: { kind: 'sealed', title: '一次报价', begunAt: climbAt, endsAt: at('2026-11-20 15:10:00'), cycleMs: null }, stages: [{ kind: 'sealed', title: '一次报价' }], stagesDone: 0, can: ['auction.offer'] } },
  turns: { title: '多轮报价，轮到自己', now: at('2026-11-20 15:06:02'), view: { ...outbid, stage: { kind: 'turns', title: '多轮报价', begunAt: climbAt, endsAt: at('2026-11-20 15:06:08.4'), cycleMs: 60_000 }, stages: [{ kind: 'open', title: '自由报价期' }, { kind: 'turns', title: '多轮报价' }], stagesDone: 1, ladder: 'own', turn: { round: 2, rounds: 3, paddle: 3 } } },
  weighted: { title: '权重报价，总分领先的不是最高价', now: sampleNow, view: { ...outbid, ladder: 'own', priceWeight: '0.6', best: { paddle: 11, priceFen: wan(2850), at: at('2026-11-20 15:03:12.440') }, hasReserve: false, stages: [{ kind: 'open', title: '自由报价期' }, { kind: 'countdown', title: '限时竞价' }], stagesDone: 1, goingOn: 0, nextFen: wan(2870) } },
  lottery: { title: '达到限价，参加摇号', now: sampleNow, view: { ...outbid, capFen: wan(2870), hasReserve: false, stage: { kind: 'lottery', title: '限价后摇号', begunAt: at('2026-11-20 15:05:49.118'), endsAt: at('2026-11-20 15:15:49.118'), cycleMs: null }, inDraw: [11], can: ['auction.joinLottery'] } },
  'lost-line': { title: '断线中', now: sampleNow, view: outbid, own: { ...ownRefused, priceFen: wan(2880), state: 'unknown', refusal: null }, state: { status: 'lost', lostAtMs: 0 } },
  public: { title: '旁观者', now: sampleNow, view: { ...outbid, mine: null, can: [], rows: rows.filter(({ result }) => result === 'accepted') } },
};

export const hallSampleNames = Object.keys(scenes) as readonly HallSampleName[];

export function hallSample(name: HallSampleName): HallSample {
  const { title, now = sampleNow, view, own = null, state = {} } = scenes[name];
  const sample = { sentMs: 0, receivedMs: 38, wallMs: now / 1000 - 191 - 0.019, serverNow: now };
  return { title, now, view, isHostOnline: true, state: { ...firstState(view), watching: 3412, status: 'open', samples: [sample], own, missed: name === 'leading' ? { lostMs: 12_000, rows: accepted.slice(2, 5) } : null, ...state } };
}
