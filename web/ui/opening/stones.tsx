import type { BidView, OpeningView } from '#trade/opening/hall-view.types.ts';

/** One stone for each key holder: laid when its share is there. A bid opened by its own bidder shows that instead. */
export function Stones({ bid, holders }: { readonly bid: BidView; readonly holders: OpeningView['holders'] }) {
  const laid = holders.filter(({ holderId }) => bid.released.includes(holderId)).length;
  const label = `${holders.length} 方保管方中 ${laid} 方已放出份额${bid.byBidder ? '；投标人已用自己的证书解密' : ''}`;
  return (
    <span className="stones" role="img" aria-label={label} title={label}>
      {holders.map(({ holderId, name }) => <span key={holderId} className={`stone ${stateOf(bid, holderId)}`} title={name} />)}
      {bid.byBidder && <span className="stone own" title="投标人自己的证书" />}
    </span>
  );
}

export function stoneWords(bid: BidView, k: number): string {
  if (bid.byBidder) return '投标人已解密，待一并公布';
  return bid.released.length >= k ? '已能打开，待一并公布' : `等待份额 ${bid.released.length} / ${k}`;
}

function stateOf(bid: BidView, holderId: string): string {
  if (bid.wrong.includes(holderId)) return 'wrong';
  if (bid.released.includes(holderId)) return 'set';
  return bid.stuck.includes(holderId) ? 'stuck' : '';
}
