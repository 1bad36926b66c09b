import { useState } from 'react';
import { hashOfContent } from '#kernel/content-hash.ts';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import type { SaleContract, SaleContractTerms } from '#trade/deal/deal.types.ts';
import { paymentsText } from '#trade/deal/contract-terms.ts';
import { Chip } from '../../../../ui/chip.tsx';
import { CommandButton } from '../../../../ui/command-button.tsx';
import { DeadlineChip } from '../../../../ui/deadline.tsx';
import { command } from '../../../api.ts';
import { SignedAct } from '../../../signed-act.tsx';
import { Field, Lines } from '../../tender/fields.tsx';
import { useRefreshSales } from '../sale.data.ts';
import type { DealProps } from './deal-panel.tsx';

/** The contract beside announcement and price; what differs stands out. Each side signs the fingerprint of its terms. */
export function ContractCard({ view, sale, lot }: DealProps) {
  const { contract, contractAt, contractBy, previews } = view;
  return (
    <section className="card" aria-label="合同">
      <div className="sec"><h2>合同</h2>{contractAt !== null ? <Chip label="已签订" tone="ok" /> : contractBy !== null && <span className="more"><DeadlineChip label="签约期限" at={contractBy} /></span>}</div>
      {contract && <Terms contract={contract} />}
      {contract && <Signatures view={view} sale={sale} lot={lot} contract={contract} />}
      {previews.terms && <Draft key={contract?.termsHash ?? 'new'} lotId={lot.lotId} expected={previews.terms} contract={contract} />}
    </section>
  );
}

function rowsOf(terms: SaleContractTerms): { label: string; value: string }[] {
  return [
    { label: '标的', value: terms.object }, { label: '价款', value: formatFen(BigInt(terms.priceFen)) }, { label: '付款', value: paymentsText(terms.payments) },
    ...(terms.otherTerms ? [{ label: '其他约定', value: terms.otherTerms }] : []),
  ];
}

function Terms({ contract: { terms, termsHash, differences } }: { readonly contract: SaleContract }) {
  return (
    <>
      <dl className="a-facts">{rowsOf(terms).map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <p className="pad small muted">{differences.length === 0 ? '标的、价款、付款与公告和成交确认书完全一致。' : `${differences.map(({ title }) => title).join('、')}另有约定，在规定的范围以内。`}　<span className="d-hash">摘要 <code>{termsHash}</code></span></p>
    </>
  );
}

function Signatures({ view, sale, lot, contract }: DealProps & { readonly contract: SaleContract }) {
  const refresh = useRefreshSales();
  const { terms } = getSaleKind(sale.kind);
  const { termsHash } = contract;
  return (
    <div className="pad">
      <ul className="d-sides">{(['seller', 'winner'] as const).map((side) => {
        const signed = contract.signatures.find((each) => each.side === side);
        const name = side === 'seller' ? view.seller.name : (view.winner?.name ?? '');
        return <li key={side}><span className="muted small">{side === 'seller' ? terms.initiator : terms.winner}</span><b>{name}</b><span className={signed ? 'ok small' : 'small muted'}>{signed ? `✓ ${formatBeijing(signed.at).slice(0, 16)} 已签` : '未签'}</span></li>;
      })}</ul>
      {view.can.includes('signContract') && (
        <SignedAct
          label="签署合同…" kind="act" title="签署合同" act="deal.signContract" subject={{ lotId: lot.lotId }} content={{ termsHash }} body={{ lotId: lot.lotId, termsHash }}
          statement={[...rowsOf(contract.terms), { label: '条款摘要', value: termsHash }]} effect="双方都签署后合同成立，付款期限起算，竞得人的保证金抵作价款。" onDone={refresh}
          {...(hashOfContent(contract.terms) === termsHash ? {} : { disabledReason: '本机算出的摘要与平台不一致，请勿签署并联系运维' })}
        />
      )}
    </div>
  );
}

/** The lawful terms are filled in; only what the law leaves open is asked. */
function Draft({ lotId, expected, contract }: { readonly lotId: string; readonly expected: SaleContractTerms; readonly contract: SaleContract | null }) {
  const refresh = useRefreshSales();
  const [otherTerms, setOtherTerms] = useState(contract?.terms.otherTerms ?? '');
  const { object, priceFen, payments } = expected;
  async function draft(key: string): Promise<void> {
    await command('deal.draftContract', { lotId, terms: { object, priceFen, payments, otherTerms: otherTerms.trim() } }, { idempotencyKey: key });
    await refresh();
  }
  return (
    <div className="pad d-draft">
      {contract === null && <dl className="a-facts d-flat">{rowsOf({ ...expected, otherTerms: '' }).map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>}
      <p className="small muted">标的、价款照公告和成交确认书填好，不能更改；付款按规定的期限。{contract && contract.signatures.length > 0 && '已有一方签署，改动后须重新签署。'}</p>
      <Field label="其他约定" hint="交付、开竣工、违约责任等；不得改变上列内容"><Lines rows={3} value={otherTerms} onChange={setOtherTerms} /></Field>
      <CommandButton label={contract ? '保存新稿' : '生成合同稿'} kind={contract ? 'ghost' : 'act'} run={draft} done="已生成，双方可以签署" />
    </div>
  );
}
