import { useState } from 'react';
import type { LotTerms } from '#trade/tender/tender.types.ts';
import { formatFen } from '#kernel/money.ts';
import { priceListTemplate, readPriceList, type RowFault } from '#trade/bid/price-list.ts';
import { totalOf } from '#trade/bid/price-sheet.ts';
import { formatQuantity } from '../../../ui/format.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { Money } from '../../../ui/money.tsx';
import type { Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { download } from './download.ts';
import type { StepProps } from './draft.ts';

/** The bill of quantities by file or paste. Everything is worked out here: the price never leaves this machine unsealed. */
export function PriceStep({ draft, change, terms }: StepProps & { readonly terms: LotTerms }) {
  const [faults, setFaults] = useState<readonly RowFault[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const total = totalOf(draft);
  const over = total - BigInt(terms.priceCapFen);

  function take(text: string): void {
    const read = readPriceList(text, terms.priceList);
    setProblem(read.ok ? null : { title: read.error.message, ...read.error });
    setFaults(read.ok ? read.value.faults : []);
    if (read.ok) change({ lines: read.value.lines });
  }

  return (
    <>
      <div className="bid-pair">
        <FileDrop label="选择填好的清单" hint="CSV 或制表符文本；也可以从表格整表复制后粘贴" accept=".csv,.tsv,.txt" onFiles={([file]) => void file?.text().then(take)} />
        <label className="field">粘贴清单<textarea className="bid-paste" rows={5} placeholder="从表格软件复制，带表头" onChange={(event) => event.target.value.trim() !== '' && take(event.target.value)} /></label>
      </div>
      <button type="button" className="btn ghost" onClick={() => download('工程量清单报价模板.csv', priceListTemplate(terms.priceList), 'text/csv')}>下载清单模板</button>
      {problem && <ProblemAlert problem={problem} />}
      {faults.length > 0 && (
        <div className="hint" role="alert">
          <b>{faults.length} 处要核对</b>
          <ul>{faults.slice(0, 20).map((fault) => <li key={`${fault.row} ${fault.code} ${fault.message}`}>{fault.row > 0 && `第 ${fault.row} 行　`}{fault.code}　{fault.message}</li>)}</ul>
          {faults.length > 20 && <p>另有 {faults.length - 20} 处，改完这些再导入一次。</p>}
        </div>
      )}
      {draft.lines.length > 0 && (
        <>
          <div className="bid-table a-scroll"><table className="a-table">
            <thead><tr><th>编码</th><th>名称</th><th className="num">工程量</th><th className="num">单价</th><th className="num">合价</th></tr></thead>
            <tbody>{draft.lines.map((line) => (
              <tr key={line.code}>
                <td data-label="编码" className="nw">{line.code}</td><td data-label="名称">{line.name}</td><td data-label="工程量" className="num">{formatQuantity(line)}</td>
                <td data-label="单价" className="num">{formatFen(line.unitPriceFen)}</td><td data-label="合价" className="num"><b>{formatFen(line.totalFen)}</b></td>
              </tr>
            ))}</tbody>
          </table></div>
          <p className="bid-total">投标报价　<Money fen={String(total)} capital /></p>
          {over > 0n && <ProblemAlert problem={{ code: 'bid.overCap', title: '高于最高投标限价', got: formatFen(total), want: `不超过 ${formatFen(BigInt(terms.priceCapFen))}`, remedy: `请至少调低 ${formatFen(over)}：高于限价的投标会被否决。`, article: '招标投标法实施条例 第五十一条' }} />}
        </>
      )}
    </>
  );
}
