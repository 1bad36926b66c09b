import { Link } from 'react-router';
import type { OwnApplication } from '#trade/application/application.types.ts';
import type { SaleRow } from '#trade/sale/sale.views.ts';
import { Chip } from '../../../ui/chip.tsx';
import type { ChipProps } from '../../../ui/types.ts';
import { useOwnApplications } from './sale.data.ts';

/** What this bidder has applied for, and what each waits for. */
export function OwnApplications({ rows }: { readonly rows: readonly SaleRow[] }) {
  const { data } = useOwnApplications(true);
  if (!data || data.items.length === 0) return null;
  return (
    <section className="card s-own" aria-label="我的竞买申请">
      <div className="sec"><h2>我的竞买申请</h2><span className="more muted">只有出让、转让方和监督部门知道你申请过</span></div>
      <ul className="s-rows">{data.items.map((own) => {
        const row = rows.find(({ lotId }) => lotId === own.lotId);
        return (
          <li key={own.lotId}>
            <span><Link to={`/desk/sales/${own.saleId}`}><b>{row?.lotName ?? own.lotId}</b></Link><br /><span className="small muted">{row?.seller}</span></span>
            <Chip {...chipOf(own)} />
            {own.paddle !== null && <Link className="btn ghost" to={`/desk/auctions/${own.lotId}`}>进大厅</Link>}
          </li>
        );
      })}</ul>
    </section>
  );
}

function chipOf({ qualification, deposit, paddle }: OwnApplication): ChipProps {
  if (paddle !== null) return { label: `竞买号 ${paddle}`, tone: 'ok' };
  if (qualification && !qualification.isQualified) return { label: '资格未予确认', tone: 'bad' };
  if (!qualification) return { label: deposit ? '待确认资格' : '待确认资格、交保证金', tone: 'sky' };
  return { label: '待交保证金', tone: 'act' };
}
