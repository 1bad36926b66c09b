import { useState } from 'react';
import { getSaleKind } from '#rules/sale/kinds.ts';
import type { LapseGround } from '#trade/deal/deal.types.ts';
import { lapseGrounds } from '#trade/deal/deal.words.ts';
import { SignedAct } from '../../../signed-act.tsx';
import { Field, Lines } from '../../tender/fields.tsx';
import { useRefreshSales } from '../sale.data.ts';
import type { DealProps } from './deal-panel.tsx';

/** The winner's day is past: the seller may end it, by a signed reason that the department reads. */
export function Lapse({ sale, lot, ground }: DealProps & { readonly ground: LapseGround }) {
  const [reason, setReason] = useState('');
  const refresh = useRefreshSales();
  const { terms } = getSaleKind(sale.kind);
  const content = { reason: reason.trim() };
  return (
    <section className="card" aria-label="取消成交">
      <div className="sec"><h2>取消成交</h2></div>
      <div className="pad d-draft">
        <p className="small">{terms.winner}{lapseGrounds[ground]}。可以继续等，也可以取消成交：{ground === 'not-paid' ? '已抵作价款的保证金按合同处理' : '保证金不予退还'}，标的可以另行公告。</p>
        <Field label="理由" hint="写明催告的经过；监督部门和竞得人看得到"><Lines rows={2} value={reason} onChange={setReason} /></Field>
        <SignedAct
          label="签署并取消成交…" title="取消成交" act="deal.lapse" subject={{ lotId: lot.lotId }} content={content} body={{ lotId: lot.lotId, ...content }}
          statement={[{ label: '标的', value: lot.name }, { label: '事由', value: `${terms.winner}${lapseGrounds[ground]}` }, { label: '理由', value: content.reason }]} effect="签署后成交失效；不能撤回。结果须另行公布。" onDone={refresh}
          {...(content.reason.length >= 4 ? {} : { disabledReason: '先写理由' })}
        />
      </div>
    </section>
  );
}
