import { useState } from 'react';
import { awardMethodName, awardMethods, awardMethodText, parseAwardMethod } from '#rules/construction/award-method.ts';
import { parsePriceList, printPriceList } from '#trade/tender/price-list.ts';
import { formulaText, scoringProblems, sumOfPoints } from '#trade/tender/tender.method.ts';
import { lotOf, packOf } from '#trade/tender/tender.document.ts';
import type { LotTerms, ScoringFactor, ScoringTable } from '#trade/tender/tender.types.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { formatQuantity } from '../../../ui/format.ts';
import type { StepProps } from './compose.screen.tsx';
import { FenInput, Field, InstantInput, Lines } from './fields.tsx';

export function TimesStep({ document, change, findings }: StepProps) {
  return (
    <div className="t-fields">
      <Field label="招标文件开始提供" findings={findings('documentFrom')}><InstantInput value={document.documentFrom} onChange={(at) => at !== null && change({ documentFrom: at })} /></Field>
      <Field label="招标文件停止提供" findings={findings('documentUntil')}><InstantInput value={document.documentUntil} onChange={(at) => at !== null && change({ documentUntil: at })} /></Field>
      <Field label="投标截止，同时开标" findings={[...findings('bidDeadlineAt'), ...findings('openingAt')]}><InstantInput value={document.bidDeadlineAt} onChange={(at) => at !== null && change({ bidDeadlineAt: at })} /></Field>
      <Field label="投标有效期（日）" findings={findings('bidValidityDays')}><input type="number" min={1} value={document.bidValidityDays} onChange={(event) => change({ bidValidityDays: Number(event.target.value) })} /></Field>
      <Field label="解密时长（分钟）" findings={findings('decryptWindowMinutes')}><input type="number" min={1} value={document.decryptWindowMinutes} onChange={(event) => change({ decryptWindowMinutes: Number(event.target.value) })} /></Field>
    </div>
  );
}

export function LotsStep({ tender, document, change, findings }: StepProps) {
  const set = (lotId: string, changed: Partial<LotTerms>): void => change({ lots: document.lots.map((lot) => (lot.lotId === lotId ? { ...lot, ...changed } : lot)) });
  return document.lots.map((lot, i) => (
    <section key={lot.lotId} className="t-section">
      <h3>{lotOf(tender, lot.lotId)?.name}</h3>
      <div className="t-fields">
        <Field label="最高投标限价（元）" findings={findings(`lots.${i}.priceCapFen`)}><FenInput fen={lot.priceCapFen} onChange={(priceCapFen) => set(lot.lotId, { priceCapFen })} /></Field>
        <Field label="投标保证金（元，0 为不收取）" findings={findings(`lots.${i}.depositFen`)}><FenInput fen={lot.depositFen} onChange={(depositFen) => set(lot.lotId, { depositFen })} /></Field>
        <Field label="计划工期（日历天）"><input type="number" min={1} value={lot.durationDays} onChange={(event) => set(lot.lotId, { durationDays: Number(event.target.value) })} /></Field>
        <Field label="质量要求"><input value={lot.quality} onChange={(event) => set(lot.lotId, { quality: event.target.value })} /></Field>
      </div>
      <PriceListEditor lot={lot} onChange={(priceList) => set(lot.lotId, { priceList })} />
    </section>
  ));
}

function PriceListEditor({ lot, onChange }: { readonly lot: LotTerms; readonly onChange: (list: LotTerms['priceList']) => void }) {
  const [text, setText] = useState(() => (lot.priceList.length > 0 ? printPriceList(lot.priceList) : ''));
  const imported = parsePriceList(text);
  const read = (next: string): void => {
    setText(next);
    onChange(parsePriceList(next).items);
  };
  return (
    <>
      <h4>工程量清单 <span className="muted small">{lot.priceList.length} 项</span></h4>
      <FileDrop label="导入 CSV" hint="四列：编码、名称、单位、数量；也可以从表格复制后粘贴到下面" accept=".csv,.txt" onFiles={([file]) => file && void file.text().then(read)} />
      <div className="t-field wide"><Lines value={text} rows={4} onChange={read} /></div>
      {imported.problems.length > 0 && <ul className="t-problems">{imported.problems.slice(0, 8).map((problem) => <li key={problem.line}>第 {problem.line} 行：{problem.text}</li>)}</ul>}
      {lot.priceList.length > 0 && (
        <div className="t-scroll"><table className="t-table"><thead><tr><th>编码</th><th>名称</th><th className="num">数量</th></tr></thead>
          <tbody>{lot.priceList.slice(0, 200).map((item) => <tr key={item.code}><td>{item.code}</td><td>{item.name}</td><td className="num">{formatQuantity(item)}</td></tr>)}</tbody></table></div>
      )}
    </>
  );
}

export function QualificationStep({ document, change }: StepProps) {
  const list = document.qualification;
  return (
    <>
      {list.map((item, i) => (
        <div className="t-section" key={item.id}>
          <Field label="项目" wide><input value={item.title} onChange={(event) => change({ qualification: list.map((other, j) => (j === i ? { ...other, title: event.target.value } : other)) })} /></Field>
          <Field label="要求" wide><Lines rows={2} value={item.requirement} onChange={(requirement) => change({ qualification: list.map((other, j) => (j === i ? { ...other, requirement } : other)) })} /></Field>
          <button type="button" className="btn ghost" onClick={() => change({ qualification: list.filter((_, j) => j !== i) })}>删去</button>
        </div>
      ))}
      <div className="t-actions">
        <button type="button" className="btn ghost" onClick={() => change({ qualification: [...list, { id: nextId('q', list), title: '', requirement: '' }] })}>加一项要求</button>
      </div>
      <p className="muted small">招标文件载明不接受联合体投标：投标文件由一家单位密封、签署，平台受理单独投标。</p>
    </>
  );
}

export function ScoringStep({ tender, document, change }: StepProps) {
  const { scoring } = document;
  const set = (changed: Partial<ScoringTable>): void => change({ scoring: { ...scoring, ...changed } });
  const formula = (changed: Partial<ScoringTable['price']['formula']>): void => set({ price: { ...scoring.price, formula: { ...scoring.price.formula, ...changed } } });
  const sum = sumOfPoints(scoring);
  return (
    <>
      <FactorTable title="技术部分" prefix="t" list={scoring.technical} onChange={(technical) => set({ technical })} />
      <FactorTable title="商务部分" prefix="c" list={scoring.commercial} onChange={(commercial) => set({ commercial })} />
      <h3>投标报价</h3>
      <div className="t-fields">
        <Field label="价格分"><input inputMode="decimal" value={scoring.price.points} onChange={(event) => set({ price: { ...scoring.price, points: event.target.value } })} /></Field>
        <Field label="有效报价达到几家时去掉最高、最低（0 为不去）"><input type="number" min={0} value={scoring.price.formula.trimFrom} onChange={(event) => formula({ trimFrom: Number(event.target.value) })} /></Field>
        <Field label="下浮系数（用顿号隔开，开标时抽取；留空为不抽）"><input value={scoring.price.formula.coefficients.join('、')} onChange={(event) => formula({ coefficients: event.target.value.split(/[、,，\s]+/).filter(Boolean) })} /></Field>
        <Field label="每高 1% 扣分"><input inputMode="decimal" value={scoring.price.formula.overRate} onChange={(event) => formula({ overRate: event.target.value })} /></Field>
        <Field label="每低 1% 扣分"><input inputMode="decimal" value={scoring.price.formula.underRate} onChange={(event) => formula({ underRate: event.target.value })} /></Field>
        <Field label="最低得分"><input inputMode="decimal" value={scoring.price.formula.floorPoints} onChange={(event) => formula({ floorPoints: event.target.value })} /></Field>
        <Field label="评委达到几名时去掉最高、最低打分（0 为不去）"><input type="number" min={0} value={scoring.marksTrimFrom} onChange={(event) => set({ marksTrimFrom: Number(event.target.value) })} /></Field>
      </div>
      <p className="muted small">{formulaText(scoring)}。</p>
      <p className={`t-sum ${sum === '100' ? 'ok' : 'bad'}`}>合计 {sum} 分{sum === '100' ? ' ✓' : '，应为 100 分'}</p>
      <ul className="t-problems">{problemsOf().map((text) => <li key={text}>{text}</li>)}</ul>
    </>
  );

  function problemsOf(): string[] {
    const numbers = [...scoring.technical, ...scoring.commercial].map((factor) => factor.points).concat(scoring.price.points, scoring.price.formula.coefficients, scoring.price.formula.overRate, scoring.price.formula.underRate, scoring.price.formula.floorPoints);
    return numbers.every((text) => /^\d{1,12}(\.\d{1,6})?$/.test(text)) ? scoringProblems(document, packOf(tender)) : ['分值、系数应为不带符号的数字'];
  }
}

function FactorTable({ title, prefix, list, onChange }: { readonly title: string; readonly prefix: string; readonly list: readonly ScoringFactor[]; readonly onChange: (list: ScoringFactor[]) => void }) {
  const set = (i: number, changed: Partial<ScoringFactor>): void => onChange(list.map((factor, j) => (j === i ? { ...factor, ...changed } : factor)));
  return (
    <>
      <h3>{title}</h3>
      <div className="t-factor head" aria-hidden="true"><span>评分项</span><span>满分</span><span>评分标准</span><span /></div>
      {list.map((factor, i) => (
        <div className="t-factor" key={factor.id}>
          <input className="t-cell" aria-label="评分项" value={factor.title} onChange={(event) => set(i, { title: event.target.value })} />
          <input className="t-cell" aria-label={`${factor.title}满分`} inputMode="decimal" value={factor.points} onChange={(event) => set(i, { points: event.target.value })} />
          <textarea className="t-cell" aria-label={`${factor.title}评分标准`} rows={2} value={factor.guide} onChange={(event) => set(i, { guide: event.target.value })} />
          <button type="button" className="btn ghost" aria-label={`删去${factor.title}`} onClick={() => onChange(list.filter((_, j) => j !== i))}>删去</button>
        </div>
      ))}
      <div className="t-actions"><button type="button" className="btn ghost" onClick={() => onChange([...list, { id: nextId(prefix, list), title: '', points: '0', guide: '', objective: false }])}>加一项</button></div>
    </>
  );
}

export function AwardStep({ document, change, findings }: StepProps) {
  return (
    <div className="t-fields">
      <Field label="定标方法" hint={`写入招标文件：${awardMethodText(document.awardMethod.kind)}。`} findings={findings('awardMethod')}><select value={document.awardMethod.kind} onChange={(event) => change({ awardMethod: { kind: parseAwardMethod(event.target.value) ?? document.awardMethod.kind } })}>{awardMethods.map((kind) => <option key={kind} value={kind}>{awardMethodName(kind)}</option>)}</select></Field>
      <Field label="推荐中标候选人数"><input type="number" min={1} max={3} value={document.candidatesMax} onChange={(event) => change({ candidatesMax: Number(event.target.value) })} /></Field>
      <Field label="履约保证金比例（0 为不收取，0.1 即 10%）" findings={findings('performanceBondRate')}><input inputMode="decimal" value={document.performanceBondRate} onChange={(event) => change({ performanceBondRate: event.target.value })} /></Field>
    </div>
  );
}

function nextId(prefix: string, list: readonly { readonly id: string }[]): string {
  return `${prefix}${Math.max(0, ...list.map((item) => Number(item.id.replace(/\D/g, '')))) + 1}`;
}
