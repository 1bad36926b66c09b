import { useState } from 'react';
import { formatFen } from '#kernel/money.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { Json } from '#kernel/json.ts';
import { getSaleKind, preferenceOf } from '#rules/sale/kinds.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import type { Sale, SaleLot } from '#trade/sale/sale.types.ts';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import { SignedAct } from '../../signed-act.tsx';
import type { FileRef } from '../project/project.data.ts';
import { useRefreshSales } from './sale.data.ts';
import { SaleFiles } from './step-what.tsx';

/** 竞买申请: papers, perhaps a right to buy first, a signature. */
export function Apply({ lot, sale }: { readonly lot: SaleLot; readonly sale: Sale }) {
  const [files, setFiles] = useState<readonly FileRef[]>([]);
  const [isPreferred, setPreferred] = useState(false);
  const refresh = useRefreshSales();
  const now = useServerTime(5_000);
  const kind = getSaleKind(sale.kind);
  const preference = preferenceOf(kind, packOfSale(sale.kind, sale.areaCode, sale.publishedAt));
  if (now >= lot.applyUntil) return <p className="hint s-after">报名已经截止，可以旁观竞价。</p>;
  const body = { lotId: lot.lotId, isPreferred, files };
  return (
    <section className="card s-act" aria-label="竞买申请">
      <div className="sec"><h2>竞买申请</h2></div>
      <div className="pad">
        <SaleFiles label="申请材料" hint="营业执照、授权委托书、资格条件要求的证明" files={files} onChange={setFiles} />
        {preference && <label className="s-tick"><input type="checkbox" checked={isPreferred} onChange={(event) => setPreferred(event.target.checked)} /><span>主张优先购买权<br /><span className="small muted">{preference.citation}；由{kind.terms.initiator}在确认资格时审查</span></span></label>}
        <SignedAct
          label="签署并申请…" kind="act" title="签署竞买申请" effect={`签署后由${kind.terms.initiator}确认资格；申请不能撤回，不交保证金的自行失效。`} act="application.apply" subject={{ lotId: lot.lotId }}
          content={body as unknown as Json} body={body} onDone={refresh}
          statement={[
            { label: '标的', value: lot.name }, { label: kind.terms.initiator, value: sale.seller.name }, { label: '保证金', value: `${formatFen(BigInt(lot.depositFen))}，${formatDeadline(lot.applyUntil)} 前到账` },
            { label: '材料', value: files.map(({ name }) => name).join('\n') || '没有附材料' }, ...(preference ? [{ label: '优先购买权', value: isPreferred ? '主张' : '不主张' }] : []),
            { label: '承诺', value: `已阅读公告，接受标的现状和竞价规则，符合资格条件，所附材料真实。` },
          ]}
        />
        <SecretSentence text={`只有${kind.terms.initiator}和监督部门知道你申请了；大厅里只显示竞买号。`} />
      </div>
    </section>
  );
}
