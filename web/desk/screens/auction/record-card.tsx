import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecordPart, RecordView } from '#trade/auction/auction-record.types.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { Chip } from '../../../ui/chip.tsx';
import { formatDayTime } from '../../../ui/format.ts';
import { get } from '../../api.ts';
import { SignedAct } from '../../signed-act.tsx';

const partWords: Readonly<Record<RecordPart, string>> = { auctioneer: '拍卖师', recorder: '记录人', winner: '买受人' };

/** 拍卖笔录: the same text for everyone, who has signed it, and the press for whoever still has to. */
export function RecordCard({ view: { lotId, outcome, auctioneer } }: { readonly view: HallView }) {
  const client = useQueryClient();
  const isReady = auctioneer !== undefined && outcome !== null && outcome.kind !== 'reserve-pending';
  const queryKey = ['auction-record', lotId, outcome?.kind];
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => get<RecordView>(`/api/auctions/${encodeURIComponent(lotId)}/record`, signal), enabled: isReady, refetchInterval: 20_000 });
  if (!isReady || !data) return null;
  const content = { lotId, text: data.text };
  return (
    <section className="card auction-note auction-paper" aria-label="拍卖笔录">
      <h2>拍卖笔录</h2>
      <p className="paper">{data.text}</p>
      <ul className="chips">{data.parts.map((part) => {
        const signed = data.signed.find((each) => each.part === part);
        return <li key={part}><Chip label={signed ? `${partWords[part]}已签 ${formatDayTime(signed.at)}` : `待${partWords[part]}签署`} tone={signed ? 'ok' : 'plain'} /></li>;
      })}</ul>
      {data.canSign && (
        <SignedAct
          label="签署笔录…" kind="act" title="签署拍卖笔录" effect={`以${partWords[data.canSign]}身份签署；签署后不能改。`} act="auction.signRecord" subject={{ lotId }} content={content} body={content}
          statement={data.text.split('\n').slice(1).map((line) => ({ label: line.split('：')[0] ?? '', value: line.split('：').slice(1).join('：') || line }))} onDone={() => client.invalidateQueries({ queryKey })}
        />
      )}
    </section>
  );
}
