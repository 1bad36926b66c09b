import { formatFen } from '#kernel/money.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { CommandButton } from '../../../ui/command-button.tsx';
import { command } from '../../api.ts';

const ordinals = ['一', '两', '三'];

/** 拍卖师: opens, calls the price, lets the hammer fall. What each press does stands on it. */
export function AuctioneerActs({ view, onDone }: { readonly view: HallView; readonly onDone: () => void }) {
  async function run(name: string, key: string): Promise<void> {
    await command(name, { lotId: view.lotId }, { idempotencyKey: key });
    onDone();
  }
  const { calls, best, can } = view;
  const price = best ? `${best.paddle} 号，${formatFen(BigInt(best.priceFen))}` : `起拍价 ${formatFen(BigInt(view.startFen))}，还没有人应价`;
  if (!['auction.openFloor', 'auction.callPrice', 'auction.knockDown'].some((name) => can.includes(name))) return null;
  return (
    <section className="card auction-note" aria-label="主持拍卖">
      <h2>主持拍卖</h2>
      <p><b>{price}</b></p>
      {can.includes('auction.openFloor') && <><p>{view.hasReserve ? '设有保留价。' : '没有保留价，请先向全场说明（拍卖法第五十条）。'}</p><CommandButton wide kind="act" label="宣布开始" run={(key) => run('auction.openFloor', key)} /></>}
      {can.includes('auction.callPrice') && calls && <CommandButton wide kind="act" label={`叫价：第${ordinals[calls.made] ?? calls.made + 1}次`} run={(key) => run('auction.callPrice', key)} />}
      {can.includes('auction.knockDown') && <><CommandButton wide kind="act" label={best ? '落槌成交' : '无人应价，落槌'} run={(key) => run('auction.knockDown', key)} /><p>落槌不能反悔；落槌前有人加价，就从第一次重新叫。</p></>}
    </section>
  );
}

/** What everyone sees of the one who presides, and how often the price has been called. */
export function Presiding({ view }: { readonly view: HallView }) {
  const { auctioneer, calls } = view;
  if (!auctioneer) return null;
  return (
    <section className="card auction-note" aria-label="拍卖师">
      <h2>拍卖师</h2>
      <p><b>{auctioneer.name}</b>　<span className="small muted num">执业证号 {auctioneer.licenceNumber}</span><br /><span className="small muted">{auctioneer.house}</span></p>
      {view.status === 'running' && <p role="status">{calls ? (calls.made === 0 ? '已宣布开始，可以应价。' : `现价已叫${ordinals[calls.made - 1] ?? calls.made}次，共叫 ${calls.of} 次；没有人加价即落槌。`) : '还没有宣布开始。'}</p>}
    </section>
  );
}
