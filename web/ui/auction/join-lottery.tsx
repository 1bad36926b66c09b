import type { HallView } from '#trade/auction/hall-view.types.ts';
import { CommandButton } from '../command-button.tsx';
import { formatExact, formatYuan } from './figures.ts';

type Props = { readonly view: HallView; readonly disabledReason: string | null; readonly run: (key: string) => Promise<void> };

/** The cap has been bid: whoever would pay it too says so, and is in the draw. */
export function JoinLottery({ view, disabledReason, run }: Props) {
  const cap = BigInt(view.capFen ?? view.startFen);
  return (
    <div className="auction-offer">
      <p>有人已报到最高限价 <b className="num">{formatYuan(cap)}</b>。愿意按限价成交的，参加摇号。</p>
      <CommandButton wide kind="act" label={`愿意按 ${formatExact(cap)} 参加摇号`} pendingLabel="正在登记…" {...(disabledReason === null ? {} : { disabledReason })} run={run} done="已在摇号名单里" />
      <p className="small muted">表示以后不能退出。随机值在公告时就由出让方、两家交易中心和独立的认证机构分头托管，名单定下以后才一起打开：平台、出让方和任何竞买人都不能选定结果，谁都可以重算。</p>
    </div>
  );
}
