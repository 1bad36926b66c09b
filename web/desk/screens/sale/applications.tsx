import { useState } from 'react';
import { nameOf } from '#kernel/divisions.ts';
import { judgedOf, personFinding } from '#rules/sale/buyers.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import type { Sale } from '#trade/sale/sale.types.ts';
import type { SaleLot } from '#trade/sale/sale.types.ts';
import type { Applicant, ApplicationRow } from '#trade/application/application.types.ts';
import { Chip } from '../../../ui/chip.tsx';
import { formatDayTime } from '../../../ui/format.ts';
import { asProblem, isBlocking, type Problem } from '../../../ui/problem.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { SecretSentence } from '../../../ui/secret-sentence.tsx';
import { SignedAct } from '../../signed-act.tsx';
import { Field, Lines } from '../tender/fields.tsx';
import { readApplicant, useApplications, useRefreshSales } from './sale.data.ts';

/** 竞买申请 of one lot: the seller confirms each, the department reads along. */
export function Applications({ lot, sale, canDecide }: { readonly lot: SaleLot; readonly sale: Sale; readonly canDecide: boolean }) {
  const { data, error } = useApplications(lot.lotId);
  if (isBlocking(error, data)) return <section className="card pad"><ProblemAlert problem={asProblem(error)} /></section>;
  return (
    <section className="card" aria-label="竞买申请">
      <div className="sec"><h2>竞买申请</h2>{data && <span className="more">{data.items.length} 家</span>}</div>
      {data && data.items.length > 0 && <ToJudge sale={sale} hasPersons={data.items.some(({ isPerson }) => isPerson)} />}
      {data?.items.length === 0 && <p className="pad muted">还没有人申请。</p>}
      {data && data.items.length > 0 && (
        <ul className="s-applications">{data.items.map((row) => <li key={row.bidderId}><Applied lot={lot} row={row} canDecide={canDecide} /></li>)}</ul>
      )}
      <div className="pad"><SecretSentence text={canDecide ? '竞买号只有申请人自己和监督部门知道，除了竞得人，你看不到谁是几号。' : '这份名单和竞买号，竞价结束前只有监督部门能对上。'} /></div>
    </section>
  );
}

function Applied({ lot, row, canDecide }: { readonly lot: SaleLot; readonly row: ApplicationRow; readonly canDecide: boolean }) {
  const { qualification } = row;
  return (
    <>
      <div className="s-applicant">
        <div><b>{row.bidderName}</b><br /><span className="small muted num">{row.isPerson ? '个人' : row.bidderId}　{formatDayTime(row.appliedAt)} 申请</span></div>
        <span className="chips">
          {row.isPreferred && <Chip label="主张优先购买权" tone="act" />}
          <Chip label={row.hasDeposit ? '保证金已到账' : '保证金未到账'} tone={row.hasDeposit ? 'ok' : 'plain'} />
          {qualification && <Chip label={qualification.isQualified ? '资格已确认' : '不予确认'} tone={qualification.isQualified ? 'ok' : 'bad'} />}
          {qualification?.points !== undefined && <Chip label={`其他得分 ${qualification.points}`} tone="sky" />}
          {row.paddle !== null && <Chip label={`竞买号 ${row.paddle}`} tone="sky" />}
        </span>
      </div>
      {row.isPerson && <WhoItIs lotId={lot.lotId} bidderId={row.bidderId} />}
      <p>{row.files.length === 0 ? <span className="small muted">没有附材料</span> : row.files.map((file) => <a className="doc" key={file.sha256} href={`/api/files/${file.sha256}`} target="_blank" rel="noreferrer">{file.name}</a>)}</p>
      {qualification && !qualification.isQualified && <p className="small">理由：{qualification.reason}</p>}
      {canDecide && !qualification && <Decide lot={lot} row={row} />}
    </>
  );
}

/** What the rules of the kind have whoever sells look at; the conditions of the notice come on top. */
function ToJudge({ sale, hasPersons }: { readonly sale: Sale; readonly hasPersons: boolean }) {
  const kind = getSaleKind(sale.kind);
  const pack = packOfSale(sale.kind, sale.areaCode, sale.publishedAt);
  const persons = personFinding(kind, pack);
  const judged = judgedOf(kind, pack);
  if (judged.length === 0 && (!hasPersons || persons.ok)) return null;
  return (
    <div className="pad s-judged">
      <p className="small muted">确认资格时请看</p>
      <ul>
        {hasPersons && !persons.ok && <li>{persons.bound}，有个人申请，请按公告条件判断。<span className="small muted">{persons.citation}{persons.certainty === 'unverified' && '（待核实）'}</span></li>}
        {judged.map(({ title, text, citation, certainty }) => <li key={title}>{text}。<span className="small muted">{citation}{certainty === 'unverified' && '（条号待核实）'}</span></li>)}
      </ul>
    </div>
  );
}

/** Number and phone of a natural person: asked for when they are looked at, and kept nowhere in the page before. */
function WhoItIs({ lotId, bidderId }: { readonly lotId: string; readonly bidderId: string }) {
  const [found, setFound] = useState<Applicant | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  if (problem) return <ProblemAlert problem={problem} />;
  if (!found) return <div><button type="button" className="s-link" onClick={() => void readApplicant(lotId, bidderId).then(setFound, (error: unknown) => setProblem(asProblem(error)))}>核对身份信息</button></div>;
  return (
    <dl className="s-person" aria-label="身份信息">
      <div><dt>身份证号</dt><dd className="num">{found.number}</dd></div>
      <div><dt>手机</dt><dd className="num">{found.phone}</dd></div>
      <div><dt>所在地</dt><dd>{nameOf(found.areaCode)}</dd></div>
      <div><dt>年龄</dt><dd><Chip label={found.isOfAge ? '已成年' : '未满十八周岁'} tone={found.isOfAge ? 'ok' : 'bad'} /></dd></div>
    </dl>
  );
}

function Decide({ lot, row }: { readonly lot: SaleLot; readonly row: ApplicationRow }) {
  const [isRefusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const [scores, setScores] = useState<readonly string[]>([]);
  const refresh = useRefreshSales();
  const subject = { lotId: lot.lotId, bidderId: row.bidderId };
  const criteria = lot.mode.kind === 'weighted' ? lot.mode.criteria : [];
  const bodyOf = (isQualified: boolean) => ({ ...subject, isQualified, reason: isQualified ? '' : reason.trim(), ...(isQualified && criteria.length > 0 ? { scores: criteria.map((_, i) => scores[i] ?? '') } : {}) });
  const unscored = criteria.some((_, i) => !/^\d+(\.\d{1,2})?$/.test(scores[i] ?? ''));
  const lines = [{ label: '标的', value: lot.name }, { label: '申请人', value: row.bidderName }];
  if (isRefusing) {
    return (
      <div className="s-refusing">
        <Field label="不予确认的理由" hint="写明不符合公告的哪一项条件；申请人会看到"><Lines rows={2} value={reason} onChange={setReason} /></Field>
        <div className="t-actions">
          <SignedAct
            label="签署不予确认…" kind="act" title="不予确认竞买资格" effect="签署后申请人不能参加竞价，已交的保证金退还；不能改。" act="application.qualify" subject={subject} content={bodyOf(false)} body={bodyOf(false)}
            statement={[...lines, { label: '决定', value: '不予确认资格' }, { label: '理由', value: reason.trim() }]} onDone={refresh} {...(reason.trim() === '' ? { disabledReason: '先写理由' } : {})}
          />
          <button type="button" className="btn ghost" onClick={() => setRefusing(false)}>返回</button>
        </div>
      </div>
    );
  }
  return (
    <>
    {criteria.length > 0 && (
      <div className="t-fields" role="group" aria-label={`${row.bidderName}的得分`}>
        {criteria.map(({ title, most }, i) => <Field key={title} label={`${title}（满分 ${most}）`}><input inputMode="decimal" value={scores[i] ?? ''} onChange={(event) => setScores(criteria.map((_, j) => (j === i ? event.target.value : (scores[j] ?? ''))))} /></Field>)}
      </div>
    )}
    <div className="t-actions">
      <SignedAct
        {...(unscored ? { disabledReason: '先逐项评分' } : {})}
        label="确认资格…" title="确认竞买资格" effect="签署后，保证金到账即由系统给出竞买号；不能改。" act="application.qualify" subject={subject} content={bodyOf(true)} body={bodyOf(true)}
        statement={[...lines, { label: '决定', value: '符合公告的资格条件，确认' }, ...criteria.map(({ title, most }, i) => ({ label: title, value: `${scores[i] ?? ''} 分，满分 ${most} 分` }))]} onDone={refresh}
      />
      <button type="button" className="btn ghost" onClick={() => setRefusing(true)}>不予确认</button>
    </div>
    </>
  );
}
