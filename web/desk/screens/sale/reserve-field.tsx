import { formatFen } from '#kernel/money.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { FenInput, Field } from '../tender/fields.tsx';
import { download } from '../bid/download.ts';
import { hashOfReserve, newReserve } from './draft.ts';
import { reserveFileName, reserveFileText } from './reserve-file.ts';
import type { LotProps } from './step-lots.tsx';

/** 底价: the figure stays in this browser and in the file; the announcement carries its hash alone. */
export function ReserveField({ lot, change, ground, findings }: LotProps) {
  const { reserve } = lot;
  const isOpen = getSaleKind(ground.kind).rules.openFloor !== null;
  if (reserve === null) {
    return <p className="s-more">{isOpen ? <span className="small muted">这个种类的转让底价公开，不另设保密底价。</span> : <button type="button" className="s-link" onClick={() => change({ reserve: newReserve() })}>另设保密底价</button>}</p>;
  }
  const hash = hashOfReserve(lot);
  const isSaved = hash !== null && reserve.savedHash === hash;
  function save(): void {
    if (hash === null || reserve === null) return;
    download(reserveFileName(lot.name), reserveFileText({ lotName: lot.name.trim(), reserveFen: reserve.fen, salt: reserve.salt, reserveHash: hash }), 'application/json');
    change({ reserve: { ...reserve, savedHash: hash } });
  }
  return (
    <section aria-label="底价">
      <h3>保密底价</h3>
      <div className="t-fields"><Field label="底价（元）" findings={findings('hasReserve')}><FenInput fen={reserve.fen} onChange={(fen) => change({ reserve: { ...reserve, fen } })} /></Field></div>
      <p className="hint"><b>平台看不到底价。</b>公告里只有它和一串随机盐值的指纹；竞价结束后，要用这里下载的文件才能开启。文件丢了，谁也开不出来，成交就定不了。请存两份，交给不同的人保管。</p>
      <div className="t-actions">
        <button type="button" className="btn ghost" disabled={hash === null} onClick={save}>{isSaved ? '再下载一份底价文件' : '下载底价文件'}</button>
        <button type="button" className="s-link" onClick={() => change({ reserve: null })}>不设底价</button>
      </div>
      {hash !== null && <p className="small muted s-hash">指纹 {hash}{isSaved ? `　已下载 ${formatFen(BigInt(reserve.fen))} 的文件` : ''}</p>}
    </section>
  );
}
