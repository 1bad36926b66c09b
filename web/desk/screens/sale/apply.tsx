import { useState } from 'react';
import { formatFen } from '#kernel/money.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { Json } from '#kernel/json.ts';
import { personFinding } from '#rules/sale/buyers.ts';
import { getSaleKind, preferenceOf } from '#rules/sale/kinds.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import type { Sale, SaleLot } from '#trade/sale/sale.types.ts';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import { SignedAct } from '../../signed-act.tsx';
import type { FileRef } from '../project/project.data.ts';
import { useRefreshSales } from './sale.data.ts';
import { SaleFiles } from './step-what.tsx';

/** 竞买申请: papers, perhaps a right to buy first, a signature. A natural person brings no licence, and is told what it needs in plain words. */
export function Apply({ lot, sale, isPerson }: { readonly lot: SaleLot; readonly sale: Sale; readonly isPerson: boolean }) {
  const [files, setFiles] = useState<readonly FileRef[]>([]);
  const [isPreferred, setPreferred] = useState(false);
  const refresh = useRefreshSales();
  const now = useServerTime(5_000);
  const kind = getSaleKind(sale.kind);
  const pack = packOfSale(sale.kind, sale.areaCode, sale.publishedAt);
  const preference = preferenceOf(kind, pack);
  const allowed = personFinding(kind, pack);
  if (now >= lot.applyUntil) return <p className="hint s-after">报名已经截止，可以旁观竞价。</p>;
  if (isPerson && !allowed.ok && allowed.binding) return <p className="hint s-after">{allowed.bound}，个人不能申请。<br /><span className="small muted">依据：{allowed.citation}</span></p>;
  const body = { lotId: lot.lotId, isPreferred, files };
  return (
    <section className={`card s-act${isPerson ? ' s-large' : ''}`} aria-label="竞买申请">
      <div className="sec"><h2>{isPerson ? '我要竞买' : '竞买申请'}</h2></div>
      <div className="pad">
        {isPerson && <ol className="s-plain"><li>拍身份证，公告要求的证明也拍下来，在这里上传。</li><li>签名申请。</li><li>用本人的银行卡转保证金，附言写缴费码。没买到，原路退回。</li></ol>}
        {isPerson && !allowed.ok && <p className="hint">{allowed.bound}；能不能参加，由{kind.terms.initiator}确认。</p>}
        <SaleFiles label="申请材料" hint={isPerson ? '身份证照片；公告要求的证明，例如嘎查村开的成员证明' : '营业执照、授权委托书、资格条件要求的证明'} files={files} onChange={setFiles} />
        {preference && <label className="s-tick"><input type="checkbox" checked={isPreferred} onChange={(event) => setPreferred(event.target.checked)} /><span>{isPerson && sale.kind === 'ruralProperty' ? '我是本集体成员，同样价格先给我' : '主张优先购买权'}<br /><span className="small muted">{preference.citation}；由{kind.terms.initiator}在确认资格时审查</span></span></label>}
        <SignedAct
          label="签署并申请…" kind="act" title="签署竞买申请" effect={`签署后由${kind.terms.initiator}确认资格；申请不能撤回，不交保证金的自行失效。`} act="application.apply" subject={{ lotId: lot.lotId }}
          content={body as unknown as Json} body={body} onDone={refresh}
          statement={[
            { label: '标的', value: lot.name }, { label: kind.terms.initiator, value: sale.seller.name }, { label: '保证金', value: `${formatFen(BigInt(lot.depositFen))}，${formatDeadline(lot.applyUntil)} 前到账` },
            { label: '材料', value: files.map(({ name }) => name).join('\n') || '没有附材料' }, ...(preference ? [{ label: '优先购买权', value: isPreferred ? '主张' : '不主张' }] : []),
            { label: '承诺', value: `已阅读公告，接受标的现状和竞价规则，符合资格条件，所附材料真实。` },
          ]}
        />
        <SecretSentence text={`只有${kind.terms.initiator}和监督部门知道你申请了${isPerson ? '，也只有他们看得到你的身份证号' : ''}；大厅里只显示竞买号。`} />
      </div>
    </section>
  );
}
