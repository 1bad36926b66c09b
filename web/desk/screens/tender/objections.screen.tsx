import { useState } from 'react';
import { formatDeadline } from '#kernel/time/period.ts';
import { answerContent } from '#trade/objection/objection.content.ts';
import { targetTitles, tellsOf } from '#trade/objection/objection.ts';
import type { Objection } from '#trade/objection/objection.types.ts';
import { owedAfterObjection } from '#trade/tender/tender.gate.ts';
import { amendmentJson, type AmendmentDraft } from '#trade/tender/tender.schema.ts';
import { Chip } from '../../../ui/chip.tsx';
import { DeadlineChip } from '../../../ui/deadline.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useServerTime } from '../../../ui/server-time.tsx';
import { AmendmentForm, amendmentLines, emptyAmendment, finished, stateOf } from './amendment-form.tsx';
import { useCalendar, useObjections, type TenderView } from './data.ts';
import { Field, Lines } from './fields.tsx';
import { BidDeadline, TenderPage } from './parts.tsx';
import { SignButton } from './sign-button.tsx';

/** 异议处理: each objection with its clock; upheld means an amendment in the same act. */
export function Screen() {
  return <TenderPage title="异议处理" back="..">{(tender) => <Objections tender={tender} />}</TenderPage>;
}

function Objections({ tender }: { readonly tender: TenderView }) {
  const { data } = useObjections(tender.tenderId);
  const items = data?.items ?? [];
  return (
    <div className="t-grid">
      <div>
        {items.length === 0 && <section className="card"><EmptyState title="没有异议" text="收到异议时，交易自动暂停，三日内在这里答复。" /></section>}
        {items.map((each) => <ObjectionCard key={each.objectionId} tender={tender} objection={each} />)}
      </div>
      <aside><BidDeadline tender={tender} /></aside>
    </div>
  );
}

function ObjectionCard({ tender, objection }: { readonly tender: TenderView; readonly objection: Objection }) {
  return (
    <section className="card" aria-label={objection.title}>
      <div className="sec"><h2>{objection.title}</h2><Chip label={`对${targetTitles[objection.target]}`} tone="sky" />
        {objection.answer ? <Chip label={objection.answer.outcome === 'upheld' ? '成立' : '不成立'} tone={objection.answer.outcome === 'upheld' ? 'act' : 'plain'} /> : <ReplyClock objection={objection} />}
      </div>
      <div style={{ padding: '0 20px 18px' }}>
        <p className="muted small">{objection.objector.name}　{formatDeadline(objection.raisedAt)} 提出。提出人只有你和监督部门看得到，公布时隐去。</p>
        {objection.interest && <p className="small"><b>利害关系：</b>{objection.interest}</p>}
        <blockquote className="t-quote">{objection.text}</blockquote>
        {objection.files.map((file) => <a className="doc" key={file.sha256} href={`/api/files/${file.sha256}`}>{file.name}</a>)}
        {objection.answer ? <p><b>答复：</b>{objection.answer.reply}</p> : tender.can.includes('objection.answer') && <Answer tender={tender} objection={objection} />}
      </div>
    </section>
  );
}

/** Late is said in red, and the answer is owed all the same. */
function ReplyClock({ objection }: { readonly objection: Objection }) {
  const isLate = useServerTime() >= objection.replyBy;
  return isLate ? <Chip label={`已逾期（${formatDeadline(objection.replyBy)} 止），仍须答复`} tone="bad" /> : <DeadlineChip label="答复期限" at={objection.replyBy} />;
}

function Answer({ tender, objection }: { readonly tender: TenderView; readonly objection: Objection }) {
  const now = useServerTime(30_000);
  const calendar = useCalendar();
  const [outcome, setOutcome] = useState<'upheld' | 'rejected'>('rejected');
  const [summary, setSummary] = useState('');
  const [reply, setReply] = useState('');
  const [draft, setDraft] = useState<AmendmentDraft>(emptyAmendment);
  const amends = outcome === 'upheld' && objection.target === 'document';
  const owed = owedAfterObjection(stateOf(tender), objection.objectionId, now, calendar);
  const amendment = amends ? finished(tender, draft, now, calendar, owed) : null;
  const body = { tenderId: tender.tenderId, objectionId: objection.objectionId, outcome, summary, reply, amendment };
  const reason = reasonAgainst();

  return (
    <>
      <fieldset style={{ border: 0, padding: 0, margin: '12px 0' }}>
        <legend className="muted small">处理结果</legend>
        <div className="t-actions">
          {(['rejected', 'upheld'] as const).map((each) => <label key={each} className={`btn ${outcome === each ? '' : 'ghost'}`}><input className="sr" type="radio" name={objection.objectionId} checked={outcome === each} onChange={() => setOutcome(each)} />{each === 'upheld' ? '异议成立' : '异议不成立'}</label>)}
        </div>
      </fieldset>
      <Field label="公开的异议摘要（不写提出人）" wide><Lines rows={2} value={summary} onChange={setSummary} /></Field>
      <Field label="答复和理由（公开）" wide><Lines value={reply} onChange={setReply} /></Field>
      {amends && <><h3>随答复发布的修改</h3><p className="small muted">成立的异议与修改是同一件事：签署一次，同时答复、修改、顺延。</p><AmendmentForm view={tender} draft={draft} now={now} calendar={calendar} onChange={setDraft} withItems={false} owed={owed} /></>}
      <SignButton
        label="签署答复…" kind="act" title="签署异议答复" effect={amends ? '签署后答复和修改同时公开，交易恢复。' : '签署后答复公开，交易恢复。'}
        act="objection.answer" subject={{ tenderId: tender.tenderId, objectionId: objection.objectionId }} content={answerContent({ ...body, amendment: amendment && amendmentJson(amendment) })} body={body}
        statement={[{ label: '结果', value: outcome === 'upheld' ? '异议成立' : '异议不成立' }, { label: '摘要', value: summary }, { label: '答复', value: reply }, ...(amendment ? amendmentLines(tender, amendment) : [])]}
        {...(reason === null ? {} : { disabledReason: reason })}
      />
    </>
  );

  function reasonAgainst(): string | null {
    if (summary.trim().length < 4 || reply.trim().length < 4) return '先写摘要和答复';
    if (tellsOf(objection.objector, summary + reply)) return '摘要或者答复写出了提出人，请改用“异议提出人”';
    return amends && draft.changes.length + draft.filesAdded.length === 0 ? '异议成立的，先选出要修改的内容' : null;
  }
}
