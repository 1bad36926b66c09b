import { useState } from 'react';
import { formatFen, parseYuan } from '#kernel/money.ts';
import type { Json } from '#kernel/json.ts';
import { differencesOf } from '#trade/contract/comparison.ts';
import { hashOfUpload } from '#trade/contract/contract.ts';
import type { Contract, ContractTerms, ContractUpload } from '#trade/contract/contract.types.ts';
import { FileDrop } from '../../../ui/file-drop.tsx';
import { formatBytes, formatDay } from '../../../ui/format.ts';
import { asProblem, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { YuanInput } from '../../../ui/yuan-input.tsx';
import { SignAct } from '../award/sign-act.tsx';
import { uploadFile } from '../project/project.data.ts';
import { rows, textOf, type ContractView } from './contract.screen.tsx';
import { yuanOf } from './yuan.ts';

/** What the person copies from the signed paper; amounts as typed. */
type Typed = { readonly price: string; readonly duration: string; readonly quality: string; readonly scope: string; readonly manager: string; readonly bond: string; readonly other: string; readonly signedOn: string };

/** A contract signed elsewhere: its file, its key terms as they stand on the paper, compared at once; sent under the initiator's signature. */
export function UploadContract({ view }: { readonly view: ContractView }) {
  const { expected } = view;
  const [file, setFile] = useState<ContractUpload['file'] | null>(view.contract?.upload?.file ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [typed, setTyped] = useState<Typed>(() => typedFrom(view.contract?.upload ? view.contract.terms : expected, view.contract?.upload?.signedOn ?? formatDay(view.serverNow)));
  const terms = termsOf(typed, expected);
  const differences = terms ? differencesOf(terms, expected) : [];
  const forbidden = differences.filter(({ substantive }) => substantive);
  const upload = file && { file, signedOn: typed.signedOn };
  const termsHash = terms && upload ? hashOfUpload(terms, upload) : '';
  const missing = !file ? '先上传合同文件' : !terms ? '金额、工期填写有误' : forbidden[0] ? `${forbidden[0].title}与投标文件不同，不能提交` : null;
  async function take([chosen]: readonly File[]): Promise<void> {
    if (!chosen) return;
    try {
      setFile(await uploadFile(chosen));
      setProblem(null);
    } catch (error) {
      setProblem(asProblem(error));
    }
  }
  return (
    <section className="card no-print">
      <div className="sec"><h2>{view.contract?.upload ? '重新上传已签合同' : '上传已签合同'}</h2></div>
      <div className="c-draft">
        <p className="small muted">照合同上写的填写主要条款，平台与投标文件逐项比对：价款、工期、质量、范围、项目经理背离的拒绝（招标投标法第四十六条、实施条例第五十七条）。中标人打开同一份文件核对并签名确认后，合同成立。</p>
        <FileDrop label="双方签字盖章的合同（PDF）" hint="扫描件或者电子合同，不超过 200 MB；只有双方和监督部门能打开" accept="application/pdf" files={file ? [{ name: file.name, size: file.sizeBytes }] : []} onFiles={(files) => void take(files)} />
        {problem && <ProblemAlert problem={problem} />}
        <Fields typed={typed} onChange={setTyped} view={view} />
        {differences.length > 0 && <ul className="c-differences">{differences.map(({ term, title, bid, contract, substantive }) => <li key={term} className={substantive ? 'bad' : ''}><b>{title}</b>　投标：{bid}　合同：{contract}　{substantive ? '背离实质性内容，不能提交' : '允许的约定，会标明'}</li>)}</ul>}
        <SignAct
          label="签名并提交，请中标人确认" kind="act" act="contract.upload" lotId={view.lotId} content={{ termsHash, fileSha256: file?.sha256 ?? '' } as Json} title="提交已签订的合同" effect="提交后由中标人核对文件和条款并签名确认；确认前可以重新上传。"
          body={{ terms: terms && bodyOf(terms), ...upload, termsHash }}
          lines={[{ label: '合同文件', value: `${file?.name ?? ''}\nSHA-256 ${file?.sha256 ?? ''}` }, { label: '签订日期', value: typed.signedOn }, ...(terms ? rows.map(({ term, title }) => ({ label: title, value: textOf(terms, term) })) : []), { label: '摘要', value: termsHash }]}
          {...(missing === null ? {} : { disabledReason: missing })}
        />
      </div>
    </section>
  );
}

type FieldsProps = { readonly typed: Typed; readonly onChange: (typed: Typed) => void; readonly view: ContractView };

function Fields({ typed, onChange, view }: FieldsProps) {
  const field = (name: keyof Typed) => ({ value: typed[name], onChange: (event: { readonly target: { readonly value: string } }) => onChange({ ...typed, [name]: event.target.value }) });
  const amount = (name: 'price' | 'bond') => ({ value: typed[name], onChange: (yuan: string) => onChange({ ...typed, [name]: yuan }) });
  return (
    <div className="c-fields">
      <label className="field">签订日期（最后一方签字）<input type="date" min={view.letterAt === null ? undefined : formatDay(view.letterAt)} max={formatDay(view.serverNow)} {...field('signedOn')} /></label>
      <label className="field">合同价款（元）<YuanInput {...amount('price')} /></label>
      <label className="field">工期（日历天）<input inputMode="numeric" {...field('duration')} /></label>
      <label className="field">质量标准<input {...field('quality')} /></label>
      <label className="field">项目经理<input {...field('manager')} /></label>
      <label className="field">履约保证金（元）<YuanInput {...amount('bond')} /><span className="small muted">招标文件要求 {formatFen(BigInt(view.expected.performanceBondFen))}</span></label>
      <label className="field wide">承包范围<textarea rows={2} {...field('scope')} /></label>
      <label className="field wide">其他约定（可不填）<textarea rows={2} {...field('other')} /></label>
    </div>
  );
}

/** The file of an uploaded contract, for those who may open it. */
export function UploadedFile({ contract, upload: { file, signedOn } }: { readonly view: ContractView; readonly contract: Contract; readonly upload: ContractUpload }) {
  return (
    <section className="card">
      <div className="sec"><h2>已签合同文件</h2><span className="muted small">签订日期 {signedOn}</span></div>
      <p className="pad"><a href={`/api/files/${file.sha256}`} target="_blank" rel="noreferrer"><b>{file.name}</b></a>　<span className="muted small">{formatBytes(file.sizeBytes)}</span></p>
      <p className="c-hash small muted">文件 SHA-256 <code>{file.sha256}</code>{contract.status === 'signed' ? '　双方签名确认的就是这一份' : ''}</p>
    </section>
  );
}

function typedFrom(terms: ContractTerms, signedOn: string): Typed {
  const { priceFen, durationDays, quality, scope, projectManager, performanceBondFen, otherTerms } = terms;
  return { price: yuanOf(priceFen), duration: String(durationDays), quality, scope, manager: projectManager, bond: yuanOf(performanceBondFen), other: otherTerms, signedOn };
}

/** Null while an amount or the duration cannot be read. Text is trimmed as the server trims it, for the hash is over it. */
function termsOf({ price, duration, quality, scope, manager, bond, other }: Typed, { lotId, initiatorOrgId, winnerOrgId }: ContractTerms): ContractTerms | null {
  const [priceFen, bondFen] = [parseYuan(price), parseYuan(bond)];
  if (!priceFen.ok || !bondFen.ok || !/^[1-9]\d{0,3}$/.test(duration.trim())) return null;
  return {
    lotId, initiatorOrgId, winnerOrgId, priceFen: String(priceFen.value), durationDays: Number(duration), quality: quality.trim(), scope: scope.trim(), projectManager: manager.trim(),
    performanceBondFen: String(bondFen.value), otherTerms: other.trim(),
  };
}

/** The parties follow from the award and are not the sender's to state. */
function bodyOf({ lotId: _lotId, initiatorOrgId: _initiator, winnerOrgId: _winner, ...given }: ContractTerms) {
  return given;
}
