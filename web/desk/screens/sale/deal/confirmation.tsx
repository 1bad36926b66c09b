import { hashOfContent } from '#kernel/content-hash.ts';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import type { DealView } from '#trade/deal/deal.views.types.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { DeadlineChip } from '../../../../ui/deadline.tsx';
import { SignedAct } from '../../../signed-act.tsx';
import { useRefreshSales } from '../sale.data.ts';
import type { DealProps } from './deal-panel.tsx';
import { PaperLinks } from './paper-links.tsx';

/** 成交确认书: both sides sign the fingerprint that this browser works out anew. */
export function ConfirmationCard({ view, sale, lot, confirmation: { document, hash, signatures } }: DealProps & { readonly confirmation: NonNullable<DealView['confirmation']> }) {
  const refresh = useRefreshSales();
  const { terms } = getSaleKind(sale.kind);
  const isMissing = view.confirmedAt === null && view.lapse === null;
  const rows = [
    { label: '标的', value: document.lotName }, { label: terms.initiator, value: document.seller.name }, { label: terms.winner, value: `${document.winner.name}（竞买号 ${document.paddle}）` },
    { label: '成交价', value: formatFen(BigInt(document.priceFen)) }, { label: '竞价结束', value: formatBeijing(document.endedAt) },
    ...(document.depositFen === '0' ? [] : [{ label: '保证金', value: `${formatFen(BigInt(document.depositFen))}，签订合同后抵作价款` }]),
  ];
  return (
    <section className="card" aria-label="成交确认书">
      <div className="sec"><h2>成交确认书</h2>{view.confirmedAt !== null ? <Chip label="双方已签" tone="ok" /> : isMissing && view.confirmBy !== null && <span className="more"><DeadlineChip label="签署期限" at={view.confirmBy} /></span>}</div>
      <dl className="a-facts">{rows.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <div className="pad">
        <ul className="d-sides">{(['seller', 'winner'] as const).map((side) => {
          const signed = signatures.find((each) => each.side === side);
          return <li key={side}><span className="muted small">{side === 'seller' ? terms.initiator : terms.winner}</span><b>{document[side].name}</b><span className={signed ? 'ok small' : 'small muted'}>{signed ? `✓ ${formatBeijing(signed.at).slice(0, 16)} 已签` : '未签'}</span></li>;
        })}</ul>
        {view.can.includes('confirm') && (
          <SignedAct
            label="签署确认书…" kind="act" title="签署成交确认书" act="deal.confirm" subject={{ lotId: lot.lotId }} content={{ documentHash: hash }} body={{ lotId: lot.lotId, documentHash: hash }}
            statement={[...rows, { label: '文本摘要', value: hash }]} effect="双方都签署后，按公告和确认书签订合同；不能改。" onDone={refresh}
            {...(hashOfContent(document) === hash ? {} : { disabledReason: '本机算出的摘要与平台不一致，请勿签署并联系运维' })}
          />
        )}
        {signatures.length > 0 && <PaperLinks lotId={lot.lotId} paper="confirmation" title="成交确认书" />}
      </div>
    </section>
  );
}
