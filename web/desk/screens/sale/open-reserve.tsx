import { useState } from 'react';
import { formatFen } from '#kernel/money.ts';
import { reserveHashOf } from '#trade/auction/reserve.ts';
import type { SaleLot } from '#trade/sale/sale.types.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { SignedAct } from '../../signed-act.tsx';
import { useFoundDraft } from '../../kept-form.ts';
import type { Session } from '../../session.ts';
import { keptReserveSchema, openReserveFile, reserveForm } from './reserve-file.ts';
import { useRefreshSales } from './sale.data.ts';

type Opened = { readonly reserveFen: string; readonly salt: string };

/** 开启底价: with the figure that this browser still keeps, or from the file. It must be the one that was announced. */
export function OpenReserve({ lot, reserveHash, session }: { readonly lot: SaleLot; readonly reserveHash: string; readonly session: Session }) {
  const kept = useFoundDraft(session, reserveForm(lot.lotId), keptReserveSchema)?.draft ?? null;
  const [brought, setBrought] = useState<Opened | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const refresh = useRefreshSales();
  const known = brought ?? (kept && reserveHashOf(kept.reserveFen, kept.salt) === reserveHash ? kept : null);

  async function read(file: File | undefined): Promise<void> {
    if (!file) return;
    const opened = openReserveFile(await file.text(), reserveHash);
    setWrong(typeof opened === 'string' ? opened : null);
    setBrought(typeof opened === 'string' ? null : { reserveFen: opened.reserveFen, salt: opened.salt });
  }

  const content = { reserveFen: known?.reserveFen ?? '', salt: known?.salt ?? '' };
  return (
    <section className="card s-act s-opening" aria-label="开启底价">
      <div className="sec"><h2>开启底价</h2></div>
      <div className="pad">
        <p className="small">竞价已经结束，最高报价要与底价比对，达到即成交。公众只看到是否达到，看不到数目。</p>
        {known ? <p className="s-next">底价 {formatFen(BigInt(known.reserveFen))}，与公告的指纹相符。</p> : <FileDrop label="底价文件" hint="发布公告时下载的 .json" accept="application/json,.json" onFiles={([file]) => void read(file)} />}
        {wrong && <p className="problem-box">{wrong}</p>}
        <SignedAct
          label="签署并开启…" kind="act" title="开启底价" effect="签署后即与最高报价比对，结果立即公布；不能改。" act="auction.openReserve" subject={{ lotId: lot.lotId }} content={content} body={{ lotId: lot.lotId, ...content }}
          statement={[{ label: '标的', value: lot.name }, { label: '底价', value: known ? formatFen(BigInt(known.reserveFen)) : '' }]} onDone={refresh} {...(known ? {} : { disabledReason: '先取出底价文件' })}
        />
      </div>
    </section>
  );
}
