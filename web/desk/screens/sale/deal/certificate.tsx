import { hashOfContent } from '#kernel/content-hash.ts';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { SignedAct } from '../../../signed-act.tsx';
import { useRefreshSales } from '../sale.data.ts';
import type { DealProps } from './deal-panel.tsx';
import { PaperLinks } from './paper-links.tsx';

/** 交易凭证: the centre certifies what took place; it approves nothing. */
export function CertificateCard({ view, sale, lot }: DealProps) {
  const refresh = useRefreshSales();
  const { certificate, previews: { certificate: draft }, part } = view;
  const { terms } = getSaleKind(sale.kind);
  const rows = draft ? [
    { label: '编号', value: draft.document.number }, { label: '标的', value: draft.document.lotName }, { label: terms.initiator, value: draft.document.seller.name }, { label: terms.winner, value: draft.document.winner.name },
    { label: '成交价', value: formatFen(BigInt(draft.document.priceFen)) }, { label: '合同签订', value: formatBeijing(draft.document.contractAt) }, { label: '已付价款', value: formatFen(BigInt(draft.document.paidFen)) },
  ] : [];
  return (
    <section className="card" aria-label="交易凭证">
      <div className="sec"><h2>交易凭证</h2>{certificate && <Chip label="已出具" tone="ok" />}</div>
      {rows.length > 0 && <dl className="a-facts">{rows.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>}
      <div className="pad">
        {certificate && <p>编号 <b className="num">{certificate.number}</b>，{sale.centre.name} {formatBeijing(certificate.at).slice(0, 16)} 出具。</p>}
        {draft && (
          <SignedAct
            label="签署并出具…" kind="act" title="出具交易凭证" act="deal.issueCertificate" subject={{ lotId: lot.lotId }} content={{ documentHash: draft.hash }} body={{ lotId: lot.lotId, documentHash: draft.hash }}
            statement={[...rows, { label: '文本摘要', value: draft.hash }]} effect="签署后双方可以下载；不能改，也不能撤回。" onDone={refresh}
            {...(hashOfContent(draft.document) === draft.hash ? {} : { disabledReason: '本机算出的摘要与平台不一致，请勿签署并联系运维' })}
          />
        )}
        {certificate && part !== 'other' && <PaperLinks lotId={lot.lotId} paper="certificate" title="交易凭证" />}
      </div>
    </section>
  );
}
