import { Cascader, Input, Select } from 'antd';
import { useState } from 'react';
import { leagues, leagueOf, regionCode } from '#kernel/divisions.ts';
import { packTitles } from '#rules/registry.ts';
import { saleCategories } from '#rules/pack.ts';
import { getSaleKind, saleKinds, venueOf, type SaleKindCode } from '#rules/sale/kinds.ts';
import { playedModes } from '#trade/sale/sale.played.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import { startOf } from '#kernel/time/plain-date.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Field } from '../project/field.tsx';
import { OrganisationField } from '../subject/organisation-field.tsx';
import { uploadFile, type FileRef } from '../project/project.data.ts';
import { withKind, type Draft } from './draft.ts';
import { textOf } from './plan.ts';
import type { Ground } from './proposal.ts';

export type StepProps = { readonly draft: Draft; readonly ground: Ground; readonly change: (part: Partial<Draft>) => void; /** An exchange announces for others what the law wants sold in it, and nothing else. */ readonly isExchange: boolean };

const places = [
  { value: regionCode, label: '自治区本级' },
  ...leagues().map((each) => ({ value: each.code, label: each.name, children: [{ value: each.code, label: `${each.name}本级` }, ...each.areas.map((area) => ({ value: area.code, label: area.name }))] })),
];

/** What is sold, as what, where. */
export function StepWhat({ draft, ground, change, isExchange }: StepProps) {
  const { terms, title } = getSaleKind(draft.kind);
  return (
    <div className="form-grid">
      <Field label="交易种类" hint={`当事人称${terms.initiator}、${terms.participant}、${terms.winner}`}>
        <Select value={draft.kind} showSearch optionFilterProp="label" options={kindOptions(ground, isExchange)} onChange={(kind: SaleKindCode) => change(withKind(draft, kind))} />
      </Field>
      <Field label="标的所在地" hint="决定交易中心和监督部门">
        <Cascader value={draft.areaCode === '' ? [] : pathOf(draft.areaCode)} options={places} allowClear={false} showSearch placeholder="选择盟市、旗县区" onChange={(value) => change({ areaCode: value?.at(-1) ?? '' })} />
      </Field>
      <Field label="公告标题" wide><Input value={draft.title} maxLength={120} placeholder={`例如：阿拉善左旗 2026 年第 3 批${title}公告`} onChange={(event) => change({ title: event.target.value })} /></Field>
      {isExchange && (
        <>
          <OrganisationField label={terms.initiator} kind="initiator" hint="委托贵机构的单位；受让资格由它确认" value={draft.transferor} onPick={(transferor) => change({ transferor })} />
          <div className="form-field wide"><SaleFiles label="委托书" hint="双方签署的委托合同，一份" files={draft.entrustment ? [draft.entrustment] : []} onChange={(files) => change({ entrustment: files.at(-1) ?? null })} /></div>
        </>
      )}
      <div className="form-field wide"><SaleFiles label="公告附件" hint="宗地图、规划条件、评估备案、出让文件；随公告一起公开" files={draft.files} onChange={(files) => change({ files: [...files] })} /></div>
      <Elsewhere ground={ground} />
    </div>
  );
}

/** What is sold elsewhere: where, and on whose word. */
function Elsewhere({ ground }: Pick<StepProps, 'ground'>) {
  const kinds = saleKinds().filter(({ runs }) => runs === 'exchangeOnly');
  return (
    <details className="form-field wide s-elsewhere">
      <summary>有的种类不在这里交易：碳排放权、药品和医用器械、罚没和涉诉资产</summary>
      <ul>{kinds.map((kind) => {
        const venue = venueOf(kind, packOfSale(kind.code, ground.areaCode === '' ? regionCode : ground.areaCode, startOf(ground.on)));
        return venue && <li key={kind.code}><b>{kind.title}</b>：{venue.text}。<span className="small muted">{venue.citation}</span></li>;
      })}</ul>
    </details>
  );
}

/** The announcement as everyone reads it, once the lots are filled in. */
export function StepText({ draft, ground, change }: StepProps) {
  const isOwn = draft.text !== null;
  return (
    <>
      <p className="small muted">正文由前面填写的内容写成，每一处都可以改；改过以后不再随表格变化。</p>
      <div className="t-field wide"><label className="field">公告正文<textarea rows={18} value={textOf(draft, ground)} onChange={(event) => change({ text: event.target.value })} /></label></div>
      {isOwn && <p className="hint">正文已经自己改过。金额、时间与标的不一致的，请一并改正。<button type="button" className="s-link" onClick={() => change({ text: null })}>恢复标准文本</button></p>}
    </>
  );
}

/** Files of one's own, sent as they are chosen. */
export function SaleFiles({ label, hint, files, onChange }: { readonly label: string; readonly hint: string; readonly files: readonly FileRef[]; readonly onChange: (files: readonly FileRef[]) => void }) {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  async function add(chosen: readonly File[]): Promise<void> {
    setSending(true);
    setProblem(null);
    try {
      const sent = await Promise.all(chosen.map(uploadFile));
      onChange([...files, ...sent.filter((file) => !files.some((each) => each.sha256 === file.sha256))]);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setSending(false);
    }
  }
  return (
    <>
      <FileDrop label={isSending ? '正在上传…' : label} hint={hint} multiple disabled={isSending} onFiles={(chosen) => void add(chosen)} />
      {problem && <ProblemAlert problem={problem} />}
      {files.map((file) => (
        <span className="doc" key={file.sha256}>{file.name} <span className="muted">{formatBytes(file.sizeBytes)}</span>
          <button type="button" className="s-link" aria-label={`删去${file.name}`} onClick={() => onChange(files.filter((each) => each.sha256 !== file.sha256))}>删去</button>
        </span>
      ))}
    </>
  );
}

/** By category; what is sold elsewhere, or in no way that the hall plays, is shown and says so. */
function kindOptions({ areaCode, on }: Ground, isExchange: boolean) {
  return saleCategories.map((pack) => ({
    label: packTitles[pack],
    options: saleKinds().filter((kind) => kind.pack === pack).map((kind) => {
      const isHere = kind.runs === 'platform' && playedModes(kind, packOfSale(kind.code, areaCode === '' ? regionCode : areaCode, startOf(on))).length > 0;
      const isOurs = isHere && (kind.host === 'propertyExchange') === isExchange;
      const why = kind.runs !== 'platform' ? '在法定场所交易' : !isHere ? '不在大厅竞价' : isExchange ? '由出让人自己发布' : '由产权交易机构发布';
      return { value: kind.code, label: isOurs ? kind.title : `${kind.title}（${why}）`, disabled: !isOurs };
    }),
  }));
}

function pathOf(areaCode: string): string[] {
  return areaCode === regionCode ? [areaCode] : [leagueOf(areaCode)?.code ?? '', areaCode];
}
